import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { type Import, settledStatuses } from 'shared/imports'

/** Milliseconds between two looks, between two signs of life, and until a stream ends to be asked for again. */
const LOOK_EVERY = 300
const BEAT_EVERY = 8000
const LONGEST = 600_000

/**
 * Server-sent events of one import: its state as JSON whenever it changes, and once it is settled the last one. A comment
 * now and then keeps proxies and the connection's own deadline from ending it. It ends when there is nothing to be seen.
 */
export function liveEvents(look: () => Promise<Import | null>, signal: AbortSignal): Readable {
  async function* events(): AsyncGenerator<string> {
    const start = Date.now()
    let before = ''
    let beat = start
    while (Date.now() - start < LONGEST && !signal.aborted) {
      const state = await look()
      if (state === null) return
      const data = JSON.stringify(state)
      if (data !== before) yield `event: import\ndata: ${data}\n\n`
      else if (Date.now() - beat > BEAT_EVERY) yield ': still here\n\n'
      if (data !== before || Date.now() - beat > BEAT_EVERY) beat = Date.now()
      before = data
      if (settledStatuses.includes(state.status)) return
      await wait(LOOK_EVERY, undefined, { signal }).catch(() => {})
    }
  }
  return Readable.from(events(), { objectMode: false })
}
