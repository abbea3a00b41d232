import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { AnalgesicFacts } from 'shared/analgesia'
import type { NewPainAssessment } from 'shared/pain-assessments'
import type { PainScaleList } from 'shared/pain-scales'
import { http } from '../http'
import { type Entry, send } from '../outbox/sender'

/** The scales of the catalogue; they change with a new version of the program only. */
export const painScales = queryOptions({
  queryKey: ['pain-scales'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('pain-scales', { signal }).json<PainScaleList>(),
})

/** The steps of the protocols and their rules; facts of the program, like the scales. */
export const protocolSteps = queryOptions({
  queryKey: ['analgesic-facts'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('analgesic-facts', { signal }).json<AnalgesicFacts>(),
})

export type PainSending = { body: NewPainAssessment } & Pick<Entry, 'clock' | 'key' | 'onQueued'>

/**
 * The one way by which an assessment leaves the sheet. With the same key and body it is kept once. What cannot go now
 * waits sealed in the queue of this device and goes by itself when the server can be reached.
 */
export const recordPainAssessment = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'pain-assessments', 'record'],
    networkMode: 'always', // the queue does the waiting
    retry: false,
    mutationFn: (sending: PainSending) =>
      send({ kind: 'pain-assessment', path: `patients/${patientId}/pain-assessments`, patientId, ...sending }),
  })
