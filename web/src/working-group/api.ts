import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { GroupSearch } from 'shared/group-search'
import type { WorkingGroupSession, WorkingGroupSessions } from 'shared/working-group-sessions'
import { http } from '../http'

export const sessions = infiniteQueryOptions({
  queryKey: ['working-group', 'sessions'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    http
      .get('working-group-sessions', { searchParams: { ...(pageParam && { cursor: pageParam }) }, signal })
      .json<WorkingGroupSessions>(),
  getNextPageParam: ({ nextCursor }) => nextCursor,
})

export const groupSession = (sessionId: string) =>
  queryOptions({
    queryKey: ['working-group', 'sessions', sessionId],
    queryFn: ({ signal }) => http.get(`working-group-sessions/${sessionId}`, { signal }).json<WorkingGroupSession>(),
  })

export const groupSearch = (text: string) =>
  queryOptions({
    queryKey: ['working-group', 'search', text],
    queryFn: ({ signal }) =>
      http.get('working-group-sessions/search', { searchParams: { text }, signal }).json<GroupSearch>(),
  })
