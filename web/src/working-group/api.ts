import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { Attendances, FamilyAttendance, InstituteAttendance, NewAttendance } from 'shared/attendances'
import type { GroupSearch } from 'shared/group-search'
import type { GroupPost, GroupPosts, NewHolder, NewPost, PostEdit } from 'shared/working-group-posts'
import type { NewSession, SessionEdit, WorkingGroupSession, WorkingGroupSessions } from 'shared/working-group-sessions'
import type * as z from 'zod'
import { http, ifMatch } from '../http'

type Headers = Record<string, string>

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

export const prepareSession = mutationOptions({
  mutationKey: ['working-group', 'sessions', 'prepare'],
  mutationFn: ({ body, headers }: { body: NewSession; headers: Headers }) =>
    http.post('working-group-sessions', { json: body, headers }).json<WorkingGroupSession>(),
  onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: sessions.queryKey }),
})

export const editSession = (sessionId: string) =>
  mutationOptions({
    mutationKey: ['working-group', 'sessions', sessionId, 'edit'],
    mutationFn: ({ body, version }: { body: SessionEdit; version: number }) =>
      http
        .patch(`working-group-sessions/${sessionId}`, { json: body, headers: ifMatch(version) })
        .json<WorkingGroupSession>(),
    onSuccess: (saved, _input, _before, { client }) => {
      client.setQueryData(groupSession(sessionId).queryKey, saved)
      return client.invalidateQueries({ queryKey: sessions.queryKey, exact: true })
    },
  })

export const attendance = (sessionId: string) =>
  queryOptions({
    queryKey: ['working-group', 'attendances', sessionId],
    queryFn: ({ signal }) =>
      http.get(`working-group-sessions/${sessionId}/attendances`, { signal }).json<Attendances>(),
  })

export const recordAttendance = (sessionId: string) =>
  mutationOptions({
    mutationKey: ['working-group', 'attendances', sessionId, 'record'],
    mutationFn: ({ body, headers }: { body: NewAttendance; headers: Headers }) =>
      http
        .post(`working-group-sessions/${sessionId}/attendances`, { json: body, headers })
        .json<InstituteAttendance | FamilyAttendance>(),
    onSuccess: (_saved, _input, _before, { client }) =>
      client.invalidateQueries({ queryKey: attendance(sessionId).queryKey }),
  })

export const takeBackAttendance = (sessionId: string) =>
  mutationOptions({
    mutationKey: ['working-group', 'attendances', sessionId, 'take-back'],
    mutationFn: (id: string) =>
      http.post(`working-group-sessions/${sessionId}/attendances/${id}/entered-in-error`).json<Attendances>(),
    onSuccess: (saved, _id, _before, { client }) => client.setQueryData(attendance(sessionId).queryKey, saved),
  })

export type PostFilter = { search: string; closed: boolean }

const askPosts = (searchParams: Record<string, string>, signal: AbortSignal) =>
  http.get('working-group-posts', { searchParams, signal }).json<GroupPosts>()

export const posts = ({ search, closed }: PostFilter) =>
  infiniteQueryOptions({
    queryKey: ['working-group', 'posts', search, closed],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      askPosts(
        { ...(search && { search }), ...(closed && { closed: 'true' }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** Posts in use that a text finds: by name, place, holder, or an OOAD's alias. */
export const findPosts = async (text: string, signal: AbortSignal) =>
  (await askPosts({ search: text.slice(0, 80), limit: '20' }, signal)).items

const postsChanged = { queryKey: ['working-group', 'posts'] }

export const createPost = mutationOptions({
  mutationKey: ['working-group', 'posts', 'create'],
  mutationFn: ({ body, headers }: { body: z.input<typeof NewPost>; headers: Headers }) =>
    http.post('working-group-posts', { json: body, headers }).json<GroupPost>(),
  onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries(postsChanged),
})

export const editPost = (postId: string) =>
  mutationOptions({
    mutationKey: ['working-group', 'posts', postId, 'edit'],
    mutationFn: ({ body, version }: { body: z.input<typeof PostEdit>; version: number }) =>
      http.patch(`working-group-posts/${postId}`, { json: body, headers: ifMatch(version) }).json<GroupPost>(),
    onSettled: (_saved, _error, _input, _before, { client }) => client.invalidateQueries(postsChanged),
  })

export const nameHolder = (postId: string) =>
  mutationOptions({
    mutationKey: ['working-group', 'posts', postId, 'holder'],
    mutationFn: ({ body, headers }: { body: z.input<typeof NewHolder>; headers: Headers }) =>
      http.post(`working-group-posts/${postId}/holders`, { json: body, headers }).json<GroupPost>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries(postsChanged),
  })
