import { useRef, useState } from 'react'
import { http, idempotencyKeys } from '../http'

/** Sends once, however often it is pressed: the same words keep their key until the server has answered. */
export function useSending<Sent>(path: string) {
  const keys = useRef(idempotencyKeys())
  const [busy, work] = useState(false)
  const [error, fail] = useState<unknown>()
  return {
    busy,
    error,
    forget: () => fail(undefined),
    async send(body: object): Promise<Sent | undefined> {
      if (busy) return undefined
      work(true)
      fail(undefined)
      try {
        const sent = await http.post(path, { json: body, headers: keys.current.headersFor(body) }).json<Sent>()
        keys.current.done()
        return sent
      } catch (failed) {
        fail(failed)
        return undefined
      } finally {
        work(false)
      }
    },
  }
}
