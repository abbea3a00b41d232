import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Seals P4 values with a key that lives outside the database, and finds words of them without opening any. */
export interface Sealer {
  /** AES-256-GCM; `about` ties the value to its row. */
  seal(value: unknown, about: string): Buffer
  open<Value>(sealed: Buffer, about: string): Value
  /** A key for drafts on a person's device: the same one at each sign-in, derived and never stored. */
  draftKey(userId: string): string
  /** Keyed hash, whole; another purpose gives another. What it hides is found only by who knows it already. */
  keyedHash(purpose: string, text: string): Buffer
  /** Keyed 32-bit hash of a folded word. */
  wordHash(word: string): number
  /** Keyed hash of a folded text, too long to meet another by chance. */
  textHash(text: string): Buffer
}

/** What finds words and opens none. */
export type KeyedHashes = Pick<Sealer, 'wordHash' | 'textHash'>

export function openSealer(fieldKey: string): Sealer {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', fieldKey, 'girasol', purpose, 32))
  const sealing = derive('seal')
  const indexing = derive('word-index')
  return {
    seal(value, about) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 13))
        .setAAD(Buffer.from(about))
        .setAuthTag(sealed.subarray(13, 29))
      return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8'))
    },
    draftKey: (userId) => derive(`draft:${userId}`).toString('base64'),
    keyedHash: (purpose, text) =>
      createHmac('sha256', derive(`hash:${purpose}`))
        .update(text)
        .digest(),
    wordHash: (word) => createHmac('sha256', indexing).update(word).digest().readInt32BE(0),
    textHash: (text) => createHmac('sha256', derive('text-index')).update(text).digest(),
  }
}
