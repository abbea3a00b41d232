import { invalid } from '../problem.js'

/** A cursor over rows that come and go: the sort key of the last row shown. */
export const placeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(key.join('~')).toString('base64url')

/** day, then whole numbers and ids. */
const PART = /^(\d{4}-\d{2}-\d{2}|-?\d{1,6}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The key a cursor of `length` parts stands for, or a 400 by name for one that is not ours. */
export function readPlace(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null
  const parts = Buffer.from(cursor, 'base64url').toString().split('~')
  const ours = parts.length === length && parts.every((part) => PART.test(part)) && /-\d\d-/.test(parts[0] ?? '')
  if (!ours || Number.isNaN(Date.parse(parts[0] ?? ''))) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  return parts
}
