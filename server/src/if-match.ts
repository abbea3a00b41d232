import { invalid, Problem } from './problem.js'

/** The version that a PATCH says it read: `If-Match: "3"`. Missing is 428, another shape 400. */
export function versionOf(header: string | undefined): number {
  if (header === undefined) throw new Problem('version-missing', 428)
  const number = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (number === undefined) throw invalid({ pointer: '#/If-Match', code: 'version-shape' })
  return Number(number)
}
