import ky from 'ky'
import { send } from './send'

/**
 * The one way to the server: `http.get('hospitals', { searchParams, signal }).json()`. Throws `Problem` for what the
 * server refused and `OfflineError` when nothing answered. Retrying is TanStack Query's work.
 */
export const http = ky.create({
  prefixUrl: '/api',
  retry: 0,
  timeout: false, // `reach` keeps the time: waiting for the person to sign in again must not count
  throwHttpErrors: false,
  fetch: (input, init) => send(new Request(input, init)),
})

/** What was sent last, and under which key. */
export type SentOnce = { body: string; key: string }

/** The same body keeps its key through every retry, so that the server creates once; another body gets another. */
export function sentOnce(body: unknown, before?: SentOnce): SentOnce {
  const now = JSON.stringify(body)
  return before?.body === now ? before : { body: now, key: crypto.randomUUID() }
}

export function idempotencyKey({ key }: SentOnce): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key }
}

/** Headers for a POST that creates, for as long as the page is open. */
export function idempotencyKeys() {
  let sent: SentOnce | undefined
  return {
    headersFor(body: unknown): { 'Idempotency-Key': string } {
      sent = sentOnce(body, sent)
      return idempotencyKey(sent)
    },
    /** After success: the next press, even with the same words, is another person or thing. */
    done() {
      sent = undefined
    },
  }
}

/** For a PATCH: the version that was read. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` }
}
