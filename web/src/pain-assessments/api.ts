import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { NewPainAssessment, PainAssessment } from 'shared/pain-assessments'
import type { PainScaleList } from 'shared/pain-scales'
import { http } from '../http'

/** The scales of the catalogue; they change with a new version of the program only. */
export const painScales = queryOptions({
  queryKey: ['pain-scales'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('pain-scales', { signal }).json<PainScaleList>(),
})

export type PainSending = { body: NewPainAssessment; headers: Record<string, string> }

/**
 * The one way by which an assessment leaves the sheet. With the same key and body it is kept once. Without a connection
 * it waits and goes when the network is back; the sheet holds what was typed until the server has said that it is kept.
 */
export const recordPainAssessment = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'pain-assessments', 'record'],
    mutationFn: ({ body, headers }: PainSending) =>
      http.post(`patients/${patientId}/pain-assessments`, { json: body, headers }).json<PainAssessment>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients', patientId] }),
  })
