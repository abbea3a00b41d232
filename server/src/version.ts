import { invalid, Problem } from './problem.js'

/** The version an edit was made on, from `If-Match`: 428 without one, 400 for one that is none. */
export function version(header: string | undefined): number {
  if (header === undefined) throw new Problem('version-missing', 428)
  const number = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (number === undefined) throw invalid({ pointer: '#/If-Match', code: 'version-shape' })
  return Number(number)
}
