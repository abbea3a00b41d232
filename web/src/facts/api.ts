import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AdverseEvent } from 'shared/adverse-events'
import type { AnalgesicAdministration, AnalgesicAdverseEffect, SedationCheck } from 'shared/analgesia'
import type { BodyMeasurement } from 'shared/body-measurements'
import type { EarlyWarningScore, FebrileEpisode } from 'shared/early-warning'
import type { PainAssessment } from 'shared/pain-assessments'
import type { Procedure } from 'shared/procedures'
import { http } from '../http'

/** What is recorded of a person under each part of the address. */
export type Facts = {
  'body-measurements': BodyMeasurement
  procedures: Procedure
  'adverse-events': AdverseEvent
  'pain-assessments': PainAssessment
  'analgesic-administrations': AnalgesicAdministration
  'sedation-checks': SedationCheck
  'analgesic-adverse-effects': AnalgesicAdverseEffect
  'early-warning-scores': EarlyWarningScore
  'febrile-episodes': FebrileEpisode
}
export type FactPart = keyof Facts
export type Fact = Facts[FactPart]

/** A body and the headers that make it be kept once, or on the version that was read. */
export type Sending = { body: unknown; headers: Record<string, string> }

/** Every one of a person, the latest first, mistakes marked. */
export const facts = <Part extends FactPart>(patientId: string, part: Part) =>
  queryOptions({
    queryKey: ['patients', patientId, part],
    queryFn: async ({ signal }) =>
      (await http.get(`patients/${patientId}/${part}`, { signal }).json<{ items: Facts[Part][] }>()).items,
  })

const refresh =
  (patientId: string) => (_saved: unknown, _input: unknown, _before: unknown, context: { client: QueryClient }) =>
    context.client.invalidateQueries({ queryKey: ['patients', patientId] })

/** Records one, or with an id adds to it. */
export const saveFact = (patientId: string, part: FactPart, id?: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, part, id ?? 'record'],
    mutationFn: ({ body, headers }: Sending) =>
      id === undefined
        ? http.post(`patients/${patientId}/${part}`, { json: body, headers }).json<Fact>()
        : http.patch(`patients/${patientId}/${part}/${id}`, { json: body, headers }).json<Fact>(),
    onSuccess: refresh(patientId),
  })

export const markFact = (patientId: string, part: FactPart, id: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, part, id, 'entered-in-error'],
    mutationFn: ({ body, headers }: Sending) =>
      http.post(`patients/${patientId}/${part}/${id}/entered-in-error`, { json: body, headers }).json<Fact>(),
    onSuccess: refresh(patientId),
  })
