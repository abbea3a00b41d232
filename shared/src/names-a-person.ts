import { readCurp } from './curp.js'
import { ungrouped } from './fold.js'
import { checkNss } from './nss.js'

const curpLike = /[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d/g
const nssLike = /(?<!\d)\d{2}-?\d{2}-?\d{2}-?\d{4}-?\d(?!\d)/g

/** Whether a free text holds a CURP or an NSS that could be somebody's. Names it cannot know. */
export function namesAPerson(text: string): boolean {
  const curps = ungrouped(text).match(curpLike) ?? []
  if (curps.some((curp) => readCurp(curp).parts !== undefined)) return true
  return (text.match(nssLike) ?? []).some((nss) => checkNss(nss) === undefined)
}
