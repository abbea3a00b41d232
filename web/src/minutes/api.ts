import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  Minutes,
  MinutesEdit,
  MinutesList,
  MinutesPublication,
  MinutesRevision,
  MinutesRevisions,
  NewMinutes,
} from 'shared/minutes'
import { http, type idempotencyKeys, ifMatch } from '../http'

const at = (sessionId: string) => `working-group-sessions/${sessionId}/minutes`
const key = (sessionId: string) => ['working-group', 'minutes', sessionId] as const

/** Versions of a session's minutes, the first first. */
export const minutesOf = (sessionId: string) =>
  queryOptions({
    queryKey: key(sessionId),
    queryFn: ({ signal }) => http.get(at(sessionId), { signal }).json<MinutesList>(),
  })

export const minutesVersion = (sessionId: string, id: string) =>
  queryOptions({
    queryKey: [...key(sessionId), id],
    queryFn: ({ signal }) => http.get(`${at(sessionId)}/${id}`, { signal }).json<Minutes>(),
  })

/** Texts that were written over. */
export const revisionsOf = ({ sessionId, id }: Pick<Minutes, 'sessionId' | 'id'>) =>
  queryOptions({
    queryKey: [...key(sessionId), id, 'revisions'],
    queryFn: ({ signal }) => http.get(`${at(sessionId)}/${id}/revisions`, { signal }).json<MinutesRevisions>(),
  })

export const revision = (sessionId: string, id: string, revisionId: string) =>
  queryOptions({
    queryKey: [...key(sessionId), id, 'revisions', revisionId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      http.get(`${at(sessionId)}/${id}/revisions/${revisionId}`, { signal }).json<MinutesRevision>(),
  })

/** What the server answered is what the page has from now on. */
export function adopt(client: QueryClient, saved: Minutes): void {
  void client.invalidateQueries({ queryKey: revisionsOf(saved).queryKey, exact: true })
  client.setQueryData(minutesVersion(saved.sessionId, saved.id).queryKey, saved)
  client.setQueryData(minutesOf(saved.sessionId).queryKey, (list) => {
    const others = (list?.items ?? []).filter(({ id }) => id !== saved.id)
    return { items: [...others, saved].sort((a, b) => a.versionNumber - b.versionNumber) }
  })
}

/** Begun, agreed, taken back or published: what a session lets be changed depends on it. */
function moved(client: QueryClient, saved: Minutes): Promise<void> {
  adopt(client, saved)
  return client.invalidateQueries({ queryKey: ['working-group', 'sessions'] })
}

export const beginMinutes = (sessionId: string, keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationFn: (body: NewMinutes) =>
      http.post(at(sessionId), { json: body, headers: keys.headersFor(body) }).json<Minutes>(),
    onSuccess: (saved, _body, _before, { client }) => {
      keys.done()
      return moved(client, saved)
    },
    onError: (_error, _body, _before, { client }) => client.invalidateQueries({ queryKey: key(sessionId) }),
  })

/** `leaving`: the browser sends it even though the page goes. */
export const patchMinutes = (
  { sessionId, id }: Pick<Minutes, 'sessionId' | 'id'>,
  read: number,
  edit: MinutesEdit,
  leaving = false,
) => http.patch(`${at(sessionId)}/${id}`, { json: edit, headers: ifMatch(read), keepalive: leaving }).json<Minutes>()

export const actOnMinutes = ({ sessionId, id }: Pick<Minutes, 'sessionId' | 'id'>) =>
  mutationOptions({
    mutationFn: ({ act, read }: { act: 'agreed' | 'back-to-draft'; read: number }) =>
      http.post(`${at(sessionId)}/${id}/${act}`, { headers: ifMatch(read) }).json<Minutes>(),
    onSuccess: (saved, _input, _before, { client }) => moved(client, saved),
  })

export const publishMinutes = (
  { sessionId, id }: Pick<Minutes, 'sessionId' | 'id'>,
  keys: ReturnType<typeof idempotencyKeys>,
) =>
  mutationOptions({
    mutationFn: ({ read, body }: { read: number; body: MinutesPublication }) =>
      http
        .post(`${at(sessionId)}/${id}/publication`, {
          json: body,
          headers: { ...ifMatch(read), ...keys.headersFor(body) },
        })
        .json<Minutes>(),
    onSuccess: (saved, _input, _before, { client }) => {
      keys.done()
      return moved(client, saved)
    },
  })

export const pdfPath = ({ sessionId, id }: Pick<Minutes, 'sessionId' | 'id'>) => `${at(sessionId)}/${id}/pdf`
