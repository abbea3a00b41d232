import { createHash } from 'node:crypto'

/** Name space of the ids below, made once at random; it never changes. */
const HOSPITALS = Buffer.from('d1765d8c94b9a8651e196de63b813579', 'hex')

/**
 * The id of a hospital, the same in every database: version 5 of RFC 9562 (SHA-1 of a name space and a name) over its
 * CLUES. Hospitals come from a public catalogue, so their ids need not hide anything.
 */
export function hospitalId(clues: string): string {
  const hash = createHash('sha1').update(HOSPITALS).update(clues).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
