import { useRef, useState } from 'react'
import { send } from '../send'

/** Sends once, however often it is pressed: the same words keep their key until the server has answered. */
export function useSending<Sent>(path: string) {
  const sent = useRef({ body: '', key: '' })
  const [busy, work] = useState(false)
  const [error, fail] = useState<unknown>()
  return {
    busy,
    error,
    forget: () => fail(undefined),
    async send(content: object): Promise<Sent | undefined> {
      if (busy) return undefined
      work(true)
      fail(undefined)
      try {
        const body = JSON.stringify(content)
        if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() }
        const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': sent.current.key }
        const answer: Sent = await (await send(new Request(`/api/${path}`, { method: 'POST', headers, body }))).json()
        sent.current = { body: '', key: '' }
        return answer
      } catch (failed) {
        fail(failed)
        return undefined
      } finally {
        work(false)
      }
    },
  }
}
