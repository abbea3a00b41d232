import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AuditEventList, AuditVerification } from 'shared/audit'
import type { HospitalList } from 'shared/network'
import { http } from '../http'

export type AuditFilter = { action: string; organizationId: string; userId: string; patientId: string }

/** Newest first. Each look at the trail is itself an act on it. */
export const auditEvents = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit-events', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get('audit-events', {
          searchParams: Object.fromEntries(
            Object.entries({ ...filter, cursor: pageParam }).filter(([, value]) => value !== ''),
          ),
          signal,
        })
        .json<AuditEventList>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** Walks every chain: asked for by a press, never by itself. */
export const auditVerification = queryOptions({
  queryKey: ['audit-verification'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('audit-events/verification', { signal }).json<AuditVerification>(),
})

export type PermissionLine = { route: string; reach: string; roles: readonly string[] }

export const permissionTable = queryOptions({
  queryKey: ['permissions'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('permissions', { signal }).json<PermissionLine[]>(),
})

export async function searchHospitals(text: string, signal: AbortSignal) {
  const { items } = await http
    .get('hospitals', { searchParams: { search: text, limit: 12 }, signal })
    .json<HospitalList>()
  return items.map(({ clues, name, id }) => ({ code: clues, label: name, id }))
}
