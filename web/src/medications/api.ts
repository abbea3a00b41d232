import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Medication, MedicationList } from 'shared/medication-catalogue'
import { http } from '../http'
import { currentLanguage } from '../preferences'

/** The catalogue, which does not change while one works. */
const medications = queryOptions({
  queryKey: ['medications'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('medications', { signal }).json<MedicationList>(),
  select: ({ items }): ReadonlyMap<string, Medication> => new Map(items.map((it) => [it.code, it])),
})

const none: ReadonlyMap<string, Medication> = new Map()

/** Medicines by code; empty until the catalogue has come. */
export const useMedications = (): ReadonlyMap<string, Medication> => useQuery(medications).data ?? none

/** 'Vincristina' in the language of the screen; the code itself where the catalogue does not know it. */
export const medicationName = (known: ReadonlyMap<string, Medication>, code: string): string =>
  known.get(code)?.label[currentLanguage()] ?? code

/** Whether it may be given by the intrathecal route at all; the server refuses every other. */
export const mayEnterSpine = ({ intrathecal }: Medication) =>
  intrathecal === 'allowed' || intrathecal === 'protocol-only'
