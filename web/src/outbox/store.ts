import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { EntryClock, QueuedBody, QueuedKind } from 'shared/outbox'
import type { FieldProblem } from '../problem'

/** Why the server did not take an item: what `Problem` says, for the person to answer. */
type Refusal = {
  type: string
  status: number
  errors: readonly FieldProblem[]
  details: Readonly<Record<string, unknown>>
}

/** Something typed that the server has not confirmed. No name of a person is in it. */
export type QueuedItem = {
  /** Also its idempotency key, through every try and every correction. */
  id: string
  /** Who pressed; nobody else sends it. */
  userId: string
  kind: QueuedKind
  patientId: string
  path: string
  /** Every text that was ever sent under the key, the current one last. */
  bodies: readonly [QueuedBody, ...QueuedBody[]]
  clock: EntryClock
  /** When saving was pressed, in milliseconds since 1970. */
  at: number
  refusal?: Refusal
}

/** As it lies on the device: everything but these two is sealed. */
type Row = { id: string; userId: string; at: number; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }

interface Rows extends DBSchema {
  rows: { key: string; value: Row }
}

/** The person an item belongs to, and the key that page memory alone holds. */
export type Owner = { userId: string; key: CryptoKey }

/**
 * The key of a person's queue, derived from the secret that the server gives at each sign-in and refresh. It cannot be
 * exported and is never stored: without the person's session what lies on the device cannot be read.
 */
export async function ownerOf(userId: string, draftKey: string): Promise<Owner> {
  const secret = Uint8Array.from(atob(draftKey), (letter) => letter.charCodeAt(0))
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode('outbox') }
  const key = await crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  return { userId, key }
}

/** Resolves once it is on the disk, not only with the browser. */
export async function putItem(owner: Owner, item: QueuedItem): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(item))
  const sealed = await crypto.subtle.encrypt(sealing(owner.userId, item.id, iv), owner.key, plain)
  await putRows([{ id: item.id, userId: owner.userId, at: item.at, iv, sealed }])
}

/** The person's own items, the first pressed first. A row that cannot be read is removed: it can never be sent. */
export async function ownItems(owner: Owner): Promise<QueuedItem[]> {
  const rows = (await allRows()).filter(({ userId }) => userId === owner.userId)
  const items = await Promise.all(rows.map((row) => opened(owner, row)))
  return items.filter((item) => item !== undefined).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

export async function removeItems(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await withRows(async (db) => {
    const change = db.transaction('rows', 'readwrite')
    await Promise.all([...ids.map((id) => change.store.delete(id)), change.done])
  })
}

export function allRows(): Promise<Row[]> {
  return withRows((db) => db.getAll('rows'))
}

export async function putRows(rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await withRows(async (db) => {
    const change = db.transaction('rows', 'readwrite', { durability: 'strict' })
    await Promise.all([...rows.map((row) => change.store.put(row)), change.done])
  })
}

async function opened(owner: Owner, row: Row): Promise<QueuedItem | undefined> {
  try {
    const plain = await crypto.subtle.decrypt(sealing(row.userId, row.id, row.iv), owner.key, row.sealed)
    return JSON.parse(new TextDecoder().decode(plain))
  } catch {
    await removeItems([row.id])
    return undefined
  }
}

/** A row says whose it is in the clear; sealing ties the content to that. */
const sealing = (userId: string, id: string, iv: Uint8Array<ArrayBuffer>) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`${userId}/${id}`),
})

/** Opened for each act: signing out makes the browser take the whole database away. */
async function withRows<Result>(act: (db: IDBPDatabase<Rows>) => Promise<Result>): Promise<Result> {
  const db = await openDB<Rows>('girasol-outbox', 1, {
    upgrade: (made) => void made.createObjectStore('rows', { keyPath: 'id' }),
  })
  try {
    return await act(db)
  } finally {
    db.close()
  }
}
