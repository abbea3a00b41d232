import { invalid, Problem } from './problem.js'

/** The version that an edit was made on: 428 where it is missing, 400 where it is none. */
export function readVersion(header: string | undefined): number {
  if (header === undefined) throw new Problem('version-missing', 428)
  const number = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (number === undefined) throw invalid({ pointer: '#/If-Match', code: 'version-shape' })
  return Number(number)
}
