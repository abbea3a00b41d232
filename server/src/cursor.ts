import { invalid } from './problem.js'

/** Lists over catalogues, which stand still: a cursor is the place where the next page begins. */
export const encodeCursor = (offset: number): string => Buffer.from(`o${offset}`).toString('base64url')

/** The offset a cursor stands for, or a 400 by name for one that is not ours. */
export function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const offset = /^o(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]
  if (offset === undefined) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  return Number(offset)
}
