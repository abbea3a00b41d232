import type { AnalgesicAdministration, OpioidStatus } from 'shared/analgesia'
import { isOpioid } from 'shared/analgesic-drugs'
import { today } from '../time'

const WEEK_MS = 7 * 86_400_000

/**
 * Former opioids as the record knows them, by the rule of the server: opioids on three days of the last seven. Tolerance
 * is for the clinician to say. For what is shown while one types; the server reckons again.
 */
export function recordedStatus(doses: readonly AnalgesicAdministration[], now = Date.now()): OpioidStatus {
  const given = doses.filter(
    ({ status, drug, givenAt }) => status === 'final' && isOpioid(drug) && Date.parse(givenAt) > now - WEEK_MS,
  )
  const days = new Set(given.map(({ givenAt }) => today(new Date(givenAt)))).size
  return days >= 3 ? 'exposed' : 'naive'
}
