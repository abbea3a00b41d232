import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { Unreadable } from './unreadable.js'

/** A workbook of ours has a dozen entries; drawings and themes of others, a few hundred. */
const MOST_ENTRIES = 2000
/** Bytes one entry may inflate to, and all of them together: a small archive can hold a very large one. */
const MOST_ENTRY = 256 * 1024 * 1024
const MOST_INFLATED = 512 * 1024 * 1024

export interface Archive {
  has(name: string): boolean
  /** Bytes an entry inflates to. */
  sizeOf(name: string): number
  /** An entry's bytes, inflated as they are asked for; yauzl refuses an entry that inflates to more than it declares. */
  read(name: string): AsyncIterable<Uint8Array>
  close(): void
}

export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true, autoClose: false }, (error, opened) =>
      opened === undefined || error ? reject(new Unreadable('file-broken')) : resolve(opened),
    ),
  )
  const entries = await listEntries(zip)
  return {
    has: (name) => entries.has(name),
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async *read(name) {
      const entry = entries.get(name)
      if (entry === undefined) return
      if ((entry.generalPurposeBitFlag & 1) === 1) throw new Unreadable('file-encrypted')
      const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
        zip.openReadStream(entry, (error, opened) => (opened === undefined || error ? reject(error) : resolve(opened))),
      )
      try {
        for await (const chunk of stream) yield chunk as unknown as Uint8Array
      } catch {
        throw new Unreadable('file-broken')
      }
    },
    close: () => zip.close(),
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let inflated = 0
  return new Promise((resolve, reject) => {
    const refuse = (code: string) => {
      zip.close()
      reject(new Unreadable(code))
    }
    zip.on('entry', (entry: Entry) => {
      inflated += entry.uncompressedSize
      if (entries.size >= MOST_ENTRIES || entry.uncompressedSize > MOST_ENTRY || inflated > MOST_INFLATED)
        return refuse('file-inflates')
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => refuse('file-broken'))
    zip.readEntry()
  })
}
