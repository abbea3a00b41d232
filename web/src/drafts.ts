/**
 * What was typed and not yet saved, kept over a reload and a sign-out by time: in this tab's storage, sealed (AES-GCM)
 * with a key the server derives for the person and this page holds in memory only. Signing out wipes it.
 */
const prefix = 'draft:'
let key: Promise<CryptoKey> | undefined

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** Called at each sign-in and refresh: the key is the same for the same person. */
export function openDrafts(draftKey: string) {
  key = crypto.subtle.importKey('raw', bytesOf(draftKey), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export async function keepDraft(name: string, value: unknown) {
  if (key === undefined) return
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, plain))
  sessionStorage.setItem(prefix + name, btoa(String.fromCharCode(...iv, ...sealed)))
}

/** The draft of this person; undefined when there is none or it is somebody else's. */
export async function readDraft<Value>(name: string): Promise<Value | undefined> {
  const kept = sessionStorage.getItem(prefix + name)
  if (kept === null || key === undefined) return undefined
  try {
    const bytes = bytesOf(kept)
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, await key, bytes.slice(12))
    return JSON.parse(new TextDecoder().decode(plain))
  } catch {
    return undefined // sealed for another person on a shared computer
  }
}

export function dropDraft(name: string) {
  sessionStorage.removeItem(prefix + name)
}

export function dropAllDrafts() {
  key = undefined
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name)
}
