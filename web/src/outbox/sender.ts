import {
  asksClock,
  backOff,
  type EntryClock,
  mayQueue,
  momentOf,
  type QueuedBody,
  type QueuedKind,
  type Verdict,
  verdictOf,
  withClock,
} from 'shared/outbox'
import { isOnline, onConnectionChange } from '../connection'
import { addNotice } from '../notices'
import { OfflineError, Problem, problemOf, reach } from '../problem'
import { queryClient } from '../queries'
import { currentToken, refresh, signedInAs, untilSignedIn } from '../session'
import { add, change, type HeldItem, heldItems, onOutboxOpened, outboxOwner, reload, remove, write } from './queue'
import type { QueuedItem } from './store'

type Sent = { state: 'saved'; answer: unknown } | { state: 'waiting' }

type Outcome =
  | { is: 'saved' | 'saved-before'; answer: unknown }
  | { is: 'refused'; problem: Problem }
  | { is: 'again'; retryAfter: number | undefined; busy: boolean }
  | { is: 'offline' | 'sign-in' }

type Caller = { resolve: (sent: Sent) => void; reject: (error: unknown) => void }

/** How long a person looks at "saving": then it waits in the queue, and the request goes on by itself. */
const patience = 8_000
/** Tries after which an item that the server cannot take lets the person's later ones pass. */
const inOrder = 5

const callers = new Map<string, Caller & { item: HeldItem }>()
const tries = new Map<string, { count: number; due: number }>()
let last: Promise<void> = Promise.resolve()
let queued: Promise<void> | undefined
let clock: ReturnType<typeof setTimeout> | undefined

onConnectionChange((online) => void (online && drain()))
onOutboxOpened(() => void drain())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && heldItems().length > 0) void drain()
})

export type Entry = {
  kind: QueuedKind
  /** Below `/api/`, and one of those that may wait. */
  path: string
  body: QueuedBody
  patientId: string
  /** `pressed` where the form itself put the moment of saving into the body. */
  clock?: EntryClock
  /** Of the form, so that pressing again after a reload is the same entry. */
  key?: string
  /** It lies sealed on the device: the form need not keep its draft any longer. */
  onQueued?: () => void
}

/**
 * Sends what was typed, once. It is sealed on the device before the request leaves. `saved` when the server said so,
 * with its answer; `waiting` when it cannot be reached or cannot take it, and then it is sent by itself later. What the
 * server refuses at once is thrown as `Problem` and is the form's again.
 */
export async function send({ kind, path, patientId, key, onQueued, ...entry }: Entry): Promise<Sent> {
  const userId = outboxOwner()
  if (userId === undefined || !mayQueue(kind, path, patientId)) throw new Error(`${path} may not wait in the queue`)
  const now = Date.now()
  const { body, clock } = { ...withClock(kind, entry.body, now), ...(entry.clock && { clock: entry.clock }) }
  const id = key ?? crypto.randomUUID()
  const item = await add({ id, userId, kind, patientId, path, bodies: [body], clock, at: now })
  if (item.kept) onQueued?.()
  return new Promise((resolve, reject) => {
    callers.set(id, { resolve, reject, item })
    const wait = () => letWait(id)
    setTimeout(wait, patience)
    void drain().then(wait)
  })
}

/** The same item with what the person answered: its moment, or whatever the server refused. Its key stays. */
export async function correct(item: HeldItem, body: QueuedBody): Promise<void> {
  const { refusal: _, ...asSent } = item
  const same = JSON.stringify(currentBody(item)) === JSON.stringify(body)
  tries.delete(item.id)
  await write({
    ...asSent,
    bodies: same ? item.bodies : [...item.bodies, body],
    clock: 'confirmed',
    asks: false,
    expired: false,
    at: item.expired ? Date.now() : item.at,
  })
  void drain()
}

export const currentBody = ({ bodies }: QueuedItem): QueuedBody => bodies.at(-1) ?? bodies[0]

export async function discard(item: HeldItem): Promise<void> {
  tries.delete(item.id)
  await remove(item.id)
}

/** One pass over the queue at a time, in one tab. Resolves after a pass that began after the call. */
export function drain(): Promise<void> {
  queued ??= last.then(() => {
    queued = undefined
    return navigator.locks.request('girasol-outbox', onePass).catch(reportError)
  })
  last = queued
  return queued
}

async function onePass(): Promise<void> {
  clearTimeout(clock)
  await reload()
  const passed = new Set<string>()
  const stopped = new Set<string>()
  while (isOnline()) {
    const item = next(passed, stopped)
    if (item === undefined) break
    passed.add(item.id)
    const outcome = await deliver(item)
    await settle(item, outcome)
    if (outcome.is === 'offline' || outcome.is === 'sign-in' || (outcome.is === 'again' && outcome.busy)) break
    if (outcome.is === 'again') stopped.add(item.patientId)
  }
  const due = Math.min(...heldItems().map(({ id }) => tries.get(id)?.due ?? Number.POSITIVE_INFINITY))
  if (Number.isFinite(due)) clock = setTimeout(() => void drain(), Math.max(due - Date.now(), 500))
}

/** The oldest that may go now; per person one after the other. What another tab has just sent is asked for again. */
function next(passed: ReadonlySet<string>, stopped: Set<string>): HeldItem | undefined {
  const now = Date.now()
  const here = heldItems()
  const elsewhere = [...callers.values()].map(({ item }) => item).filter(({ id }) => !here.some((it) => it.id === id))
  for (const item of [...here, ...elsewhere]) {
    if (passed.has(item.id)) continue
    if (!callers.has(item.id)) {
      if (item.refusal !== undefined || item.expired) continue
      const asks = asksClock(item.clock, momentOf(item.kind, currentBody(item)), now)
      if (asks !== item.asks) change({ ...item, asks })
      if (asks) continue
    }
    const tried = tries.get(item.id)
    if (tried !== undefined && tried.due > now) {
      if (tried.count < inOrder) stopped.add(item.patientId)
      continue
    }
    if (!stopped.has(item.patientId)) return item
  }
  return undefined
}

/** A key that saved an earlier text of the item answers with that one: nothing new is made. */
async function deliver(item: HeldItem): Promise<Outcome> {
  let outcome: Outcome = { is: 'sign-in' }
  for (const [at, body] of [...item.bodies].reverse().entries()) {
    const { verdict, ...said } = await post(item, body)
    if (verdict !== 'saved-before') return at > 0 && said.is === 'saved' ? { ...said, is: 'saved-before' } : said
    outcome = said
  }
  return outcome
}

async function post(item: HeldItem, body: QueuedBody): Promise<Outcome & { verdict?: Verdict }> {
  try {
    let response = await ask(item, body)
    if (response?.status === 401 && (await refresh())) response = await ask(item, body)
    if (response === undefined) return { is: 'sign-in' }
    if (response.redirected || !/json/.test(response.headers.get('Content-Type') ?? ''))
      return { is: 'again', retryAfter: undefined, busy: true } // a page in the server's place
    if (response.ok) return { is: 'saved', answer: await response.json() }
    const problem = await problemOf(response)
    const verdict = verdictOf(response.status, problem.type)
    if (verdict === 'sign-in') {
      void untilSignedIn() // shows the question; opening the session again sends
      return { is: 'sign-in' }
    }
    if (verdict === 'again') return { is: verdict, retryAfter: problem.retryAfter, busy: response.status !== 500 }
    return { is: 'refused', problem, verdict }
  } catch (error) {
    // also an answer that breaks off in its middle, or a refresh that the server cannot do now
    if (error instanceof Problem) return { is: 'again', retryAfter: error.retryAfter, busy: true }
    if (error instanceof OfflineError || error instanceof TypeError || error instanceof SyntaxError)
      return { is: 'offline' }
    throw error
  }
}

/** Undefined when its owner is not the one who is signed in now: nobody sends for another. */
function ask(item: HeldItem, body: QueuedBody): Promise<Response> | undefined {
  if (signedInAs() !== item.userId) return undefined
  return reach(
    new Request(`/api/${item.path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': item.id,
        Authorization: `Bearer ${currentToken()}`,
      },
      body: JSON.stringify(body),
    }),
  )
}

async function settle(item: HeldItem, outcome: Outcome): Promise<void> {
  switch (outcome.is) {
    case 'saved':
    case 'saved-before': {
      tries.delete(item.id)
      await remove(item.id)
      const caller = take(item.id)
      caller?.resolve({ state: 'saved', answer: outcome.answer })
      if (caller === undefined) addNotice(outcome.is === 'saved' ? 'outbox-saved' : 'outbox-saved-before')
      void queryClient.invalidateQueries({ queryKey: ['patients', item.patientId] })
      return
    }
    case 'refused': {
      tries.delete(item.id)
      const caller = take(item.id)
      if (caller !== undefined) {
        await remove(item.id)
        return caller.reject(outcome.problem)
      }
      const { type, status, errors, details } = outcome.problem
      await write({ ...item, refusal: { type, status, errors, details } })
      return
    }
    default: {
      const count = (tries.get(item.id)?.count ?? 0) + 1
      const retryAfter = outcome.is === 'again' ? outcome.retryAfter : undefined
      // without a connection its return is the sign to go on; the pause is for a line that breaks at every try
      const due = outcome.is === 'again' || count > 2 ? Date.now() + backOff(count, retryAfter) : 0
      if (outcome.is !== 'sign-in') tries.set(item.id, { count, due })
      letWait(item.id)
    }
  }
}

/** Its form goes on, and the queue shows it from now. */
function letWait(id: string): void {
  take(id)?.resolve({ state: 'waiting' })
  const item = heldItems().find((it) => it.id === id)
  if (item?.pressed) change({ ...item, pressed: false })
}

function take(id: string): Caller | undefined {
  const caller = callers.get(id)
  callers.delete(id)
  return caller
}
