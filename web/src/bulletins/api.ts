import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { Bulletin, BulletinEdit, Bulletins } from 'shared/bulletins'
import { http, type idempotencyKeys, ifMatch } from '../http'

export const bulletins = (sessionId: string) =>
  queryOptions({
    queryKey: ['working-group', 'sessions', sessionId, 'bulletins'],
    queryFn: ({ signal }) => http.get(`working-group-sessions/${sessionId}/bulletins`, { signal }).json<Bulletins>(),
  })

export const bulletin = (id: string) =>
  queryOptions({
    queryKey: ['bulletins', id],
    queryFn: ({ signal }) => http.get(`bulletins/${id}`, { signal }).json<Bulletin>(),
  })

/** Pressed twice, or sent again after a lost connection, it drafts one. */
export const prepareBulletin = (sessionId: string, keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationFn: () =>
      http
        .post(`working-group-sessions/${sessionId}/bulletins`, { json: {}, headers: keys.headersFor({}) })
        .json<Bulletin>(),
    onSuccess: (made, _input, _before, { client }) => {
      keys.done()
      client.setQueryData(bulletin(made.id).queryKey, made)
      return client.invalidateQueries({ queryKey: bulletins(sessionId).queryKey })
    },
  })

export const editBulletin = ({ id, sessionId }: Pick<Bulletin, 'id' | 'sessionId'>) =>
  mutationOptions({
    mutationFn: ({ version, edit }: { version: number; edit: BulletinEdit }) =>
      http.patch(`bulletins/${id}`, { json: edit, headers: ifMatch(version) }).json<Bulletin>(),
    onSuccess: (saved, _input, _before, { client }) => {
      client.setQueryData(bulletin(id).queryKey, saved)
      return client.invalidateQueries({ queryKey: bulletins(sessionId).queryKey })
    },
  })

export const approveBulletin = (
  { id, sessionId }: Pick<Bulletin, 'id' | 'sessionId'>,
  keys: ReturnType<typeof idempotencyKeys>,
) =>
  mutationOptions({
    mutationFn: (version: number) =>
      http
        .post(`bulletins/${id}/approval`, { headers: { ...ifMatch(version), ...keys.headersFor(version) } })
        .json<Bulletin>(),
    onSuccess: (approved, _input, _before, { client }) => {
      keys.done()
      client.setQueryData(bulletin(id).queryKey, approved)
      return client.invalidateQueries({ queryKey: bulletins(sessionId).queryKey })
    },
  })
