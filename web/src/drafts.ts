/**
 * What was typed and not yet saved. The page holds it while it is open, so it stands over navigation; a copy in this
 * tab's storage, sealed (AES-GCM) with a key the server derives for the person and this page holds in memory only,
 * stands over a reload and a sign-out by time. Signing out wipes both.
 */
const prefix = 'draft:'
const held = new Map<string, unknown>()
let key: Promise<CryptoKey> | undefined
let sealing: Promise<void> = Promise.resolve()

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** Called at each sign-in and refresh: the key is the same for the same person. */
export function openDrafts(draftKey: string) {
  key = crypto.subtle.importKey('raw', bytesOf(draftKey), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** The page holds it at once; the sealed copy follows, the last one typed winning. */
export function keepDraft(name: string, value: unknown) {
  held.set(name, value)
  sealing = sealing.then(() => seal(name))
}

/** What this page holds of a draft. */
export function heldDraft(name: string): unknown {
  return held.get(name)
}

/** Whether a draft waits in the page or the storage. */
export function hasDraft(name: string): boolean {
  return held.has(name) || storage()?.getItem(prefix + name) != null
}

/** From the storage, into the page. Undefined when there is none; one that is somebody else's is removed. */
export async function recoverDraft(name: string): Promise<unknown> {
  const kept = storage()?.getItem(prefix + name)
  if (kept == null || key === undefined) return undefined
  try {
    const bytes = bytesOf(kept)
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, await key, bytes.slice(12))
    const value: unknown = JSON.parse(new TextDecoder().decode(plain))
    held.set(name, value)
    return value
  } catch {
    dropDraft(name) // sealed for another person on a shared computer
    return undefined
  }
}

export function dropDraft(name: string) {
  held.delete(name)
  storage()?.removeItem(prefix + name)
}

export function dropAllDrafts() {
  key = undefined
  held.clear()
  for (const name of Object.keys(storage() ?? {})) if (name.startsWith(prefix)) storage()?.removeItem(name)
}

/** After the server asked the browser to clear what it stored, while what was typed is still on the screen. */
export function keepDraftsAgain() {
  for (const [name, value] of held) keepDraft(name, value)
}

async function seal(name: string) {
  if (key === undefined || !held.has(name)) return
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(held.get(name)))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, plain))
  if (!held.has(name)) return // dropped meanwhile
  try {
    storage()?.setItem(prefix + name, btoa(Array.from([...iv, ...sealed], (it) => String.fromCharCode(it)).join('')))
  } catch {
    // the storage is full: the page itself still holds it
  }
}

/** Undefined where the browser has it switched off: drafts then last as long as the page. */
function storage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}
