import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { SessionFigures } from 'shared/session-figures'
import { http, type idempotencyKeys } from '../http'

/** What each figure of a session says; empty before they are frozen. */
export const sessionFigures = (sessionId: string) =>
  queryOptions({
    queryKey: ['working-group', 'sessions', sessionId, 'figures'],
    queryFn: ({ signal }) => http.get(`working-group-sessions/${sessionId}/figures`, { signal }).json<SessionFigures>(),
  })

/** Pressed twice, or sent again after a lost connection, it freezes once. */
export const freezeFigures = (sessionId: string, keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationFn: () =>
      http
        .post(`working-group-sessions/${sessionId}/figures`, { headers: keys.headersFor(null) })
        .json<SessionFigures>(),
    onSuccess: (frozen, _input, _before, { client }) => {
      keys.done()
      client.setQueryData(sessionFigures(sessionId).queryKey, frozen)
      return client.invalidateQueries({ queryKey: ['reports'], exact: true })
    },
  })
