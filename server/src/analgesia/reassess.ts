import { knownDrug } from 'shared/analgesic-drugs'
import { ruleOf } from 'shared/analgesic-facts'
import type { AnalgesicRole, AnalgesicRoute } from 'shared/pain'
import * as z from 'zod'
import { painProtocol } from './catalogue.js'

const Minutes = z.object({ minutes: z.record(z.string(), z.tuple([z.number(), z.number()])) })
const { minutes } = Minutes.parse(ruleOf(painProtocol, 'R-REASSESS')?.structured)

/** Routes that the rule does not name go as the one they work like; a patch is first looked at when it begins to work. */
const like: Partial<Record<AnalgesicRoute, string>> = { SL: 'PO', TD: 'transdérmico' }
/** R-REASSESS-INF: every hour in the first day. */
const INFUSION_MINUTES = 60

/** Minutes after a dose by which the pain is to be looked at again (rule R-REASSESS), by route. */
export function reassessMinutes(route: AnalgesicRoute): number {
  if (route === 'IV-infusion' || route === 'SC-infusion') return INFUSION_MINUTES
  const range = minutes[like[route] ?? route]
  if (range === undefined) throw new Error(`The catalogue has no reassessment for ${route}`)
  return route === 'TD' ? range[0] : range[1]
}

/** Laxatives, antagonists and what works over days start no clock. */
export const startsClock = (role: AnalgesicRole, drug: string): boolean =>
  role !== 'bowel-prophylaxis' && role !== 'antagonist' && knownDrug(drug)?.slow !== true
