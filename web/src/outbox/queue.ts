import { isExpired, outboxLimits } from 'shared/outbox'
import { Problem } from '../problem'
import { allRows, type Owner, ownerOf, ownItems, putItem, putRows, type QueuedItem, removeItems } from './store'

/**
 * What was pressed and the server has not confirmed, of the person who is signed in. It lies on the device sealed, from
 * before its request leaves until the server has answered; opened it is in this page's memory only.
 *
 * It is bound to the person's session: signing out wipes it. A session that ended for lack of use, or in another hand,
 * leaves it sealed for its owner, who finds it again at the next sign-in; nobody else can read or send it, and after
 * twelve hours it is gone. Several tabs show the same queue.
 */
export type HeldItem = QueuedItem & {
  /** False when the browser would not store it: it lasts as long as the page. */
  kept: boolean
  /** Twelve hours have passed: it is no longer on the device, and not sent unless the person says so. */
  expired: boolean
  /** The person is asked for its moment before it is sent. */
  asks: boolean
  /** Its form is still waiting for the answer, and shows that itself. */
  pressed: boolean
}

/** Who writes rows and who clears the storage take turns: a clearing waits for nobody's half-written row. */
const rowsLock = 'girasol-outbox-rows'

const listeners = new Set<() => void>()
const opened = new Set<() => void>()
const tabs = new BroadcastChannel('girasol-outbox')
let owner: { userId: string; ready: Promise<Owner> } | undefined
let held: ReadonlyMap<string, HeldItem> = new Map()
let items: readonly HeldItem[] = []
/** Counts what this page does to the rows, so that a reading that met one of them is made again. */
let changes = 0

tabs.addEventListener('message', () => void reload())

/** At each sign-in and refresh. Another person's items leave this page's memory before theirs come. */
export function openOutbox(userId: string, draftKey: string): void {
  if (owner?.userId !== userId) {
    hold(new Map())
    owner = { userId, ready: ownerOf(userId, draftKey) }
  }
  void reload().then(() => {
    for (const act of opened) act()
  })
}

export function onOutboxOpened(act: () => void): void {
  opened.add(act)
}

export function closeOutbox(): void {
  owner = undefined
  hold(new Map())
}

export const outboxOwner = () => owner?.userId

/** The first pressed first; the same list until something changes. */
export const heldItems = () => items

export function onOutboxChange(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Resolves when the item lies sealed on the disk, or the browser has refused to keep it. */
export async function add(item: QueuedItem): Promise<HeldItem> {
  if (items.length >= outboxLimits.items && !held.has(item.id))
    throw new Problem(409, { type: '/problems/outbox-full' })
  return write({ ...item, kept: false, expired: false, asks: false, pressed: true })
}

export async function write(item: HeldItem): Promise<HeldItem> {
  const mine = owner
  if (mine?.userId !== item.userId) return item // somebody else has come meanwhile: it lies sealed as it was
  change(item)
  const { kept: _, expired: __, asks: ___, pressed: ____, ...plain } = item
  try {
    await navigator.locks.request(rowsLock, { mode: 'shared' }, async () => putItem(await mine.ready, plain))
  } catch {
    return item // no room, or storage is switched off: the page itself holds it, and says so
  }
  changes += 1
  const now = { ...(held.get(item.id) ?? item), kept: true }
  if (owner === mine && held.has(item.id)) change(now)
  tabs.postMessage('changed')
  return now
}

/** Only on this page, without storing: what is asked of the person. */
export function change(item: HeldItem): void {
  hold(new Map(held).set(item.id, item))
}

export async function remove(id: string): Promise<void> {
  const left = new Map(held)
  left.delete(id)
  hold(left)
  changes += 1
  await removeItems([id]).catch(() => undefined) // never stored, or taken away already
  changes += 1
  tabs.postMessage('changed')
}

/** Reads what the tabs of this browser have stored; what is too old is removed, and the owner still sees their own. */
export async function reload(): Promise<void> {
  const mine = owner
  if (mine === undefined) return
  try {
    const now = Date.now()
    let stored: QueuedItem[]
    let before: number
    let old: string[]
    do {
      before = changes
      old = (await allRows()).filter(({ at }) => isExpired(at, now)).map(({ id }) => id)
      stored = await ownItems(await mine.ready)
    } while (before !== changes)
    if (owner !== mine) return
    const standing = stored.map((item) => {
      const { asks = false, pressed = false } = held.get(item.id) ?? {}
      return { ...item, kept: true, expired: old.includes(item.id), asks, pressed }
    })
    const here = items.filter(({ id, kept, expired }) => (!kept || expired) && !stored.some((it) => it.id === id))
    hold(new Map([...here, ...standing].map((item) => [item.id, item])))
    await removeItems(old)
  } catch {
    // storage is switched off: what this page holds stands
  }
}

/**
 * Runs a sign-out, after which the server makes the browser clear its storage, and puts back what must outlive it:
 * other people's items, and the person's own unless they leave them behind knowingly.
 */
export async function overSignOut(own: 'stay' | 'go', signOut: () => Promise<unknown>): Promise<void> {
  const leaver = owner?.userId
  await navigator.locks.request(rowsLock, async () => {
    const rows = await allRows().catch(() => [])
    const goes = (userId: string) => own === 'go' && userId === leaver
    await removeItems(rows.filter(({ userId }) => goes(userId)).map(({ id }) => id)).catch(() => undefined)
    await signOut().catch(() => undefined)
    await putRows(rows.filter(({ userId }) => !goes(userId))).catch(() => undefined)
  })
  tabs.postMessage('changed')
}

function hold(next: ReadonlyMap<string, HeldItem>): void {
  held = next
  items = [...next.values()].sort((a, b) => a.at - b.at)
  for (const listener of listeners) listener()
}
