import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { PractitionerList } from 'shared/access'
import type { IdentifierCheckAnswer } from 'shared/identifiers'
import type {
  DuplicateCandidate,
  NewPatient,
  Patient,
  PatientEdit,
  PatientList,
  Timeline,
  Withdrawal,
} from 'shared/patients'
import type * as z from 'zod'
import { http, ifMatch } from '../http'

/** Searches are kept a moment only: they hold what somebody typed about a person. */
const shortly = 60_000

export const patientSearch = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['patients', 'search', search],
    gcTime: shortly,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get('patients', { searchParams: { search, ...(pageParam && { cursor: pageParam }) }, signal })
        .json<PatientList>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const patient = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId],
    queryFn: ({ signal }) => http.get(`patients/${patientId}`, { signal }).json<Patient>(),
  })

export const timeline = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'timeline'],
    queryFn: ({ signal }) => http.get(`patients/${patientId}/timeline`, { signal }).json<Timeline>(),
  })

/** What is on the form, of which anything may be half written. */
export type IdentifierFacts = Readonly<Record<string, string>>

export const identifierCheck = (facts: IdentifierFacts) =>
  queryOptions({
    queryKey: ['identifiers', facts],
    gcTime: shortly,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => http.post('identifiers/check', { json: facts, signal }).json<IdentifierCheckAnswer>(),
  })

/** A question, though it is a POST: names do not belong in an address. */
export const duplicates = (facts: IdentifierFacts) =>
  queryOptions({
    queryKey: ['patients', 'duplicates', facts],
    gcTime: shortly,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await http
        .post('patients/duplicates', { json: facts, signal })
        .json<{ candidates: DuplicateCandidate[] }>()
      return answer.candidates
    },
  })

export const registerPatient = (body: z.input<typeof NewPatient>, headers: Record<string, string>) =>
  http.post('patients', { json: body, headers }).json<Patient>()

export const editPatient = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'edit'],
    mutationFn: ({ edit, version }: { edit: PatientEdit; version: number }) =>
      http.patch(`patients/${patientId}`, { json: edit, headers: ifMatch(version) }).json<Patient>(),
    onSuccess: (saved, _input, _before, { client }) => {
      client.setQueryData(patient(patientId).queryKey, saved)
      return client.invalidateQueries({ queryKey: ['patients'], refetchType: 'active' })
    },
  })

export const withdrawPatient = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'withdraw'],
    mutationFn: ({ body, headers }: { body: z.input<typeof Withdrawal>; headers: Record<string, string> }) =>
      http.post(`patients/${patientId}/withdrawal`, { json: body, headers }).json<unknown>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients'] }),
  })

/** Names of those who wrote something, by id. */
export const namesOf = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['practitioners', ids],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      if (ids.length === 0) return new Map<string, string>()
      const found = await http
        .get('practitioners', { searchParams: { ids: ids.join(',') }, signal })
        .json<PractitionerList>()
      return new Map(found.items.map(({ id, name }) => [id, name]))
    },
  })
