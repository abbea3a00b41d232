import { keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { BodyMeasurement } from 'shared/body-measurements'
import type {
  CarePlan,
  CarePlanEdit,
  CarePlanPreview,
  CarePlanSummary,
  NewCarePlan,
  Replan,
  ReplanPreview,
} from 'shared/care-plans'
import type { CumulativeDose } from 'shared/cumulative'
import type { ProtocolList } from 'shared/protocol-library'
import type * as z from 'zod'
import { http, type idempotencyKeys, ifMatch } from '../http'

export type PlanBody = z.input<typeof NewCarePlan>
export type ReplanBody = z.input<typeof Replan>
type Items<Item> = { items: Item[] }

export const bodyMeasurements = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'body-measurements'],
    queryFn: async ({ signal }) =>
      (await http.get(`patients/${patientId}/body-measurements`, { signal }).json<Items<BodyMeasurement>>()).items,
  })

export const carePlans = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'care-plans'],
    queryFn: async ({ signal }) =>
      (await http.get(`patients/${patientId}/care-plans`, { signal }).json<Items<CarePlanSummary>>()).items,
  })

export const carePlan = (patientId: string, planId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'care-plans', planId],
    queryFn: ({ signal }) => http.get(`care-plans/${planId}`, { signal }).json<CarePlan>(),
  })

export const cumulativeDoses = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'cumulative-doses'],
    queryFn: async ({ signal }) =>
      (await http.get(`patients/${patientId}/cumulative-doses`, { signal }).json<Items<CumulativeDose>>()).items,
  })

/** Protocols with a version in use, best first. */
export async function protocolsInUse(search: string, signal?: AbortSignal) {
  const searchParams = { status: 'in-use', limit: 12, ...(search && { search }) }
  return (await http.get('protocols', { searchParams, ...(signal && { signal }) }).json<ProtocolList>()).items
}

export const firstProtocols = queryOptions({
  queryKey: ['protocols', 'in-use'],
  queryFn: ({ signal }) => protocolsInUse('', signal),
})

/** What the server would plan; nothing is kept. */
export const planPreview = (patientId: string, body: PlanBody) =>
  queryOptions({
    queryKey: ['patients', patientId, 'care-plans', 'preview', body],
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.post(`patients/${patientId}/care-plans/preview`, { json: body, signal }).json<CarePlanPreview>(),
  })

export const startPlan = (patientId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'care-plans', 'start'],
    mutationFn: ({ body, headers }: { body: PlanBody; headers: Record<string, string> }) =>
      http.post(`patients/${patientId}/care-plans`, { json: body, headers }).json<CarePlan>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients', patientId] }),
  })

export const replanPreview = (patientId: string, planId: string, body: ReplanBody) =>
  queryOptions({
    queryKey: ['patients', patientId, 'care-plans', planId, 'replan', body],
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.post(`care-plans/${planId}/replan/preview`, { json: body, signal }).json<ReplanPreview>(),
  })

export const replanPlan = (patientId: string, planId: string, keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'care-plans', planId, 'replan'],
    mutationFn: ({ read, body }: { read: number; body: ReplanBody }) =>
      http
        .post(`care-plans/${planId}/replan`, { json: body, headers: { ...keys.headersFor(body), ...ifMatch(read) } })
        .json<CarePlan>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients', patientId] }),
  })

export const changePlanStatus = (patientId: string, planId: string) =>
  mutationOptions({
    mutationKey: ['patients', patientId, 'care-plans', planId, 'status'],
    mutationFn: ({ read, edit }: { read: number; edit: CarePlanEdit }) =>
      http.patch(`care-plans/${planId}`, { json: edit, headers: ifMatch(read) }).json<CarePlan>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['patients', patientId] }),
  })
