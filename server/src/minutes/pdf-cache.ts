import { createHash } from 'node:crypto'
import type { PublishedMinutes } from 'shared/published-minutes'
import { pdfOf } from './pdf.js'

export interface Print {
  bytes: Buffer
  /** SHA-256 of the bytes, in quotes. */
  etag: string
}

const MOST = 20
const prints = new Map<string, Promise<Print>>()

/** The PDF of published minutes, by the SHA-256 of the document: the twenty that were asked for last are kept. */
export function printOf(document: PublishedMinutes, sha256: string): Promise<Print> {
  const print = prints.get(sha256) ?? made(document, sha256)
  prints.delete(sha256)
  prints.set(sha256, print)
  const [oldest] = prints.keys()
  if (prints.size > MOST && oldest !== undefined) prints.delete(oldest)
  print.catch(() => prints.delete(sha256))
  return print
}

async function made(document: PublishedMinutes, sha256: string): Promise<Print> {
  const bytes = await pdfOf(document, sha256)
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('hex')}"` }
}
