import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { DueList, DueQuery, DueReminder } from 'shared/reminders'
import type { Scope } from '../access/scope.js'
import { placeOf } from './queries.js'

/** Milliseconds between two looks, between two signs of life, and until a stream ends to be asked for again. */
const LOOK_EVERY = 700
const BEAT_EVERY = 4000
const LONGEST = 600_000

/** What one look found: everything that is open of a hospital. */
type Look = Pick<DueList, 'now' | 'items'>

interface Watched {
  /** Scopes of the screens that watch. */
  viewers: Set<{ scope: Scope }>
  /** What the look of this turn will find; null where it fails. */
  turn: Promise<Look | null>
}

interface Watching {
  look: (scope: Scope, organizationId: string) => Promise<Look>
  /** The scope as it is now, or null. */
  renew: (scope: Scope) => Promise<Scope | null>
  signal: AbortSignal
}

/**
 * Streams of what is due. However many screens of a hospital watch, it is looked at once in each turn, in the name of one
 * of them; between looks no stream holds a connection of the database. A stream ends with the session, or with the reach,
 * of whoever opened it. Signs of life come only while looks succeed, so that a screen can tell that it is not live.
 */
export function liveDue({ look, renew, signal }: Watching): (scope: Scope, asked: DueQuery) => Readable {
  const wards = new Map<string, Watched>()

  function watch(organizationId: string): Watched {
    const known = wards.get(organizationId)
    if (known !== undefined) return known
    const ward: Watched = { viewers: new Set(), turn: Promise.resolve(null) }
    wards.set(organizationId, ward)
    async function turn(): Promise<Look | null> {
      await wait(LOOK_EVERY, undefined, { signal }).catch(() => {})
      const [viewer] = ward.viewers
      if (viewer === undefined || signal.aborted) {
        wards.delete(organizationId)
        return null
      }
      const found = await look(viewer.scope, organizationId).catch(() => null)
      ward.turn = turn()
      return found
    }
    ward.turn = turn()
    return ward
  }

  async function* events(scope: Scope, asked: DueQuery): AsyncGenerator<string> {
    const { organizationId } = asked
    const start = Date.now()
    const ward = watch(organizationId)
    const viewer = { scope }
    ward.viewers.add(viewer)
    let before = ''
    let beat = 0
    try {
      while (Date.now() - start < LONGEST && !signal.aborted) {
        const found = await ward.turn
        if (found === null) continue
        const now = await renew(viewer.scope)
        if (now === null || !reaches(now, organizationId)) return
        viewer.scope = now
        const list = narrowed(found, asked)
        const said = JSON.stringify([list.items, list.nextCursor])
        if (said !== before) yield `event: due\ndata: ${JSON.stringify(list)}\n\n`
        else if (Date.now() - beat > BEAT_EVERY) yield ': still here\n\n'
        else continue
        before = said
        beat = Date.now()
      }
    } finally {
      ward.viewers.delete(viewer)
    }
  }

  return (scope, asked) => Readable.from(events(scope, asked), { objectMode: false })
}

const reaches = ({ national, organizationIds }: Scope, organizationId: string) =>
  national || organizationIds.includes(organizationId)

function narrowed({ now, items }: Look, { organizationId, service, kind, limit }: DueQuery): DueList {
  const wanted = items.filter(
    (item: DueReminder) =>
      (service === undefined || item.service === service) && (kind === undefined || item.kind === kind),
  )
  const shown = wanted.slice(0, limit)
  const last = shown.at(-1)
  const more = wanted.length > limit && last !== undefined
  return { organizationId, now, items: shown, nextCursor: more ? placeOf(last.lateAt, last.id) : null }
}
