import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { AgendaPoint, AgendaPointEdit, AgendaPoints, SessionPoints } from 'shared/agenda-points'
import type { AgendaPointStatus } from 'shared/working-group'
import { http, ifMatch } from '../http'

export const agendaPoints = (status: AgendaPointStatus | '') =>
  infiniteQueryOptions({
    queryKey: ['agenda-points', 'list', status],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      http
        .get('agenda-points', {
          searchParams: { ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
          signal,
        })
        .json<AgendaPoints>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** How many nobody has decided on yet. */
export const waitingPoints = queryOptions({
  queryKey: ['agenda-points', 'waiting'],
  queryFn: async ({ signal }) =>
    (await http.get('agenda-points', { searchParams: { limit: 1 }, signal }).json<AgendaPoints>()).waiting,
})

export const sessionPoints = (sessionId: string) =>
  queryOptions({
    queryKey: ['agenda-points', 'session', sessionId],
    queryFn: ({ signal }) => http.get(`working-group-sessions/${sessionId}/points`, { signal }).json<SessionPoints>(),
  })

export const decidePoint = (id: string) =>
  mutationOptions({
    mutationKey: ['agenda-points', id],
    mutationFn: ({ body, version }: { body: AgendaPointEdit; version: number }) =>
      http.patch(`agenda-points/${id}`, { json: body, headers: ifMatch(version) }).json<AgendaPoint>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['agenda-points'] }),
  })
