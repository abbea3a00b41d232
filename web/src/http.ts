import ky from 'ky'
import { problemOf, reach } from './problem'
import { currentToken, refresh, untilSignedIn } from './session'

/**
 * The one way to the server: `http.get('hospitals', { searchParams, signal }).json()`. Throws `Problem` for what the
 * server refused and `OfflineError` when nothing answered. Retrying is TanStack Query's work.
 */
export const http = ky.create({
  prefixUrl: '/api',
  retry: 0,
  timeout: false, // `reach` keeps the time: waiting for the person to sign in again must not count
  throwHttpErrors: false,
  fetch: async (input, init) => {
    const request = new Request(input, init)
    let response = await sendWithToken(request)
    if (response.status === 401 && ((await refresh()) || (await untilSignedIn())))
      response = await sendWithToken(request)
    if (!response.ok) throw await problemOf(response)
    return response
  },
})

/** Headers for a POST that creates. The same body keeps its key through every retry; another body gets another. */
export function idempotencyKeys() {
  let sent = ''
  let key = ''
  return {
    headersFor(body: unknown): { 'Idempotency-Key': string } {
      const now = JSON.stringify(body)
      if (now !== sent || key === '') {
        sent = now
        key = crypto.randomUUID()
      }
      return { 'Idempotency-Key': key }
    },
    /** After success: the next press, even with the same words, is another person or thing. */
    done() {
      key = ''
    },
  }
}

/** For a PATCH: the version that was read. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` }
}

function sendWithToken(request: Request) {
  const copy = request.clone()
  const token = currentToken()
  if (token) copy.headers.set('Authorization', `Bearer ${token}`)
  return reach(copy)
}
