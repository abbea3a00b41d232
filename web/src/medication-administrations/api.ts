import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type {
  AdministrationBatch,
  AdministrationHistory,
  AdministrationList,
  AdministrationMistake,
  MedicationAdministration,
  UnplannedAdministration,
  Worklist,
} from 'shared/medication-administrations'
import type * as z from 'zod'
import { http } from '../http'

/** What a nurse asks of the ward: '' is any. */
export type WorklistFilter = { organizationId: string; day: string; service: string; status: string; patientId: string }

/** The list is read again while one looks: somebody else may be recording. */
const live = 20_000

export const worklist = (filter: WorklistFilter) =>
  infiniteQueryOptions({
    queryKey: ['worklist', filter],
    refetchInterval: live,
    placeholderData: keepPreviousData,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get('worklist', {
          searchParams: { limit: 200, ...given(filter), ...(pageParam && { cursor: pageParam }) },
          signal,
        })
        .json<Worklist>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const given = (filter: Partial<WorklistFilter>): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))

export const administrations = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: ['patients', patientId, 'medication-administrations'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get(`patients/${patientId}/medication-administrations`, {
          searchParams: { order: 'newest', ...(pageParam && { cursor: pageParam }) },
          signal,
        })
        .json<z.infer<typeof AdministrationList>>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const administration = (id: string) =>
  queryOptions({
    queryKey: ['medication-administrations', id],
    queryFn: ({ signal }) =>
      http.get(`medication-administrations/${id}`, { signal }).json<z.infer<typeof AdministrationHistory>>(),
  })

export type BatchBody = z.input<typeof AdministrationBatch>
export type BatchItem = BatchBody['items'][number]

/** All of them or none; the same key and body is recorded once. */
export const recordDoses = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'medication-administrations', 'record'],
    mutationFn: ({ body, headers }: { body: BatchBody; headers: Record<string, string> }) =>
      http
        .post('medication-administrations/batch', { json: body, headers })
        .json<{ items: MedicationAdministration[] }>(),
    onSettled: (_saved, _error, _input, _before, { client }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['worklist'] }),
        client.invalidateQueries({ queryKey: ['patients', patientId] }),
      ]),
  })

export type UnplannedBody = z.input<typeof UnplannedAdministration>

export const recordUnplanned = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'medication-administrations', 'unplanned'],
    mutationFn: ({ body, headers }: { body: UnplannedBody; headers: Record<string, string> }) =>
      http
        .post(`patients/${patientId}/medication-administrations`, { json: body, headers })
        .json<MedicationAdministration>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients', patientId] }),
  })

export const enterInError = (patientId: string, id: string) =>
  mutationOptions({
    mutationKey: ['medication-administrations', id, 'entered-in-error'],
    mutationFn: ({ body, headers }: { body: z.input<typeof AdministrationMistake>; headers: Record<string, string> }) =>
      http.post(`medication-administrations/${id}/entered-in-error`, { json: body, headers }).json<unknown>(),
    onSuccess: (_saved, _input, _before, { client }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['worklist'] }),
        client.invalidateQueries({ queryKey: ['shortages'] }),
        client.invalidateQueries({ queryKey: ['medication-administrations', id] }),
        client.invalidateQueries({ queryKey: ['patients', patientId] }),
      ]),
  })
