import { keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { Condition, ConditionPreview, EnteredInError, Iccc3, NewCondition } from 'shared/conditions'
import type { ConceptList, StageOptions, System } from 'shared/terminology'
import type * as z from 'zod'
import { http } from '../http'
import { Problem } from '../problem'

type ConditionBody = z.input<typeof NewCondition>

export const conditions = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'conditions'],
    queryFn: async ({ signal }) =>
      (await http.get(`patients/${patientId}/conditions`, { signal }).json<{ items: Condition[] }>()).items,
  })

/** What the server would say of a diagnosis; nothing is kept. */
export const conditionCheck = (patientId: string, body: ConditionBody) =>
  queryOptions({
    queryKey: ['patients', patientId, 'conditions', 'check', body],
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.post(`patients/${patientId}/conditions/check`, { json: body, signal }).json<ConditionPreview>(),
  })

export const sendCondition = (patientId: string, body: ConditionBody, headers: Record<string, string>) =>
  http.post(`patients/${patientId}/conditions`, { json: body, headers }).json<Condition>()

export const recordCondition = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'conditions', 'record'],
    mutationFn: ({ body, headers }: { body: ConditionBody; headers: Record<string, string> }) =>
      sendCondition(patientId, body, headers),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients'] }),
  })

export const enterInError = (patientId: string, conditionId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'conditions', conditionId, 'entered-in-error'],
    mutationFn: ({ body, headers }: { body: z.input<typeof EnteredInError>; headers: Record<string, string> }) =>
      http
        .post(`patients/${patientId}/conditions/${conditionId}/entered-in-error`, { json: body, headers })
        .json<Condition>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients'] }),
  })

/** Best first; code and words both match. */
export async function searchConcepts(system: System, text: string, signal: AbortSignal) {
  const found = await http
    .get(`terminology/${system}`, { searchParams: { search: text, limit: 12 }, signal })
    .json<ConceptList>()
  return found.items
}

/** Null where the pair is not classified. */
export const iccc3 = (topography: string, morphology: string) =>
  queryOptions({
    queryKey: ['classification', 'iccc3', topography, morphology],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Iccc3 | null> => {
      try {
        return await http
          .get('classification/iccc3', { searchParams: { topography, morphology }, signal })
          .json<Iccc3>()
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null
        throw error
      }
    },
  })

/** Stage systems that fit, the most specific first. `ageYears` at diagnosis, where it is known. */
export const stageOptions = (topography: string, morphology: string, ageYears: number | undefined) =>
  queryOptions({
    queryKey: ['classification', 'stages', topography, morphology, ageYears ?? null],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http
        .get('classification/stages', {
          searchParams: {
            ...(topography && { topography }),
            ...(morphology && { morphology }),
            ...(ageYears !== undefined && { ageYears }),
          },
          signal,
        })
        .json<StageOptions>(),
  })
