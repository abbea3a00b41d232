import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AnalgesicFacts, AnalgesicPlan } from 'shared/analgesia'
import type { QueuedBody, QueuedKind } from 'shared/outbox'
import type { Sending } from '../facts/api'
import { http } from '../http'
import { type Entry, send } from '../outbox/sender'

/** Steps, drugs, doses and rules for an age in days; they change with a new version of the program only. */
export const analgesicFacts = (ageInDays: number) =>
  queryOptions({
    queryKey: ['analgesic-facts', ageInDays],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      http.get('analgesic-facts', { signal, searchParams: { ageInDays } }).json<AnalgesicFacts>(),
  })

/** The plan in force first, then the latest. */
export const analgesicPlans = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'analgesic-plans'],
    queryFn: async ({ signal }) =>
      (await http.get(`patients/${patientId}/analgesic-plans`, { signal }).json<{ items: AnalgesicPlan[] }>()).items,
  })

const refresh =
  (patientId: string) => (_saved: unknown, _input: unknown, _before: unknown, context: { client: QueryClient }) =>
    context.client.invalidateQueries({ queryKey: ['patients', patientId] })

/** A new plan, or below one: an order more, one stopped, its end, or that it was a mistake. */
export const changePlans = (patientId: string, path = '') =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'analgesic-plans', path],
    mutationFn: ({ body, headers }: Sending) =>
      http.post(`patients/${patientId}/analgesic-plans${path}`, { json: body, headers }).json<AnalgesicPlan>(),
    onSuccess: refresh(patientId),
  })

type QueuedSending = { body: QueuedBody } & Pick<Entry, 'clock' | 'key' | 'onQueued'>

/** A dose or a check: kept once, and what cannot go now waits sealed in the queue of this device. */
export const recordQueued = (patientId: string, kind: QueuedKind, part: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, part, 'record'],
    networkMode: 'always', // the queue does the waiting
    retry: false,
    mutationFn: (sending: QueuedSending) =>
      send({ kind, path: `patients/${patientId}/${part}`, patientId, ...sending }),
  })
