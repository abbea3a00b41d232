import type { SedationAlert, SedationCheck } from 'shared/analgesia'
import { type ProtocolRule, ruleOf } from 'shared/analgesic-facts'
import { painProtocol } from './catalogue.js'
import { breathingAt } from './facts.js'

type Shown = SedationCheck['alerts'][number]

/** Values that ask to hold the opioid, and those that are an emergency. POSS by R-SED; the others by our own likeness. */
const depths: Record<SedationCheck['scale'], { hold: readonly string[]; emergency: readonly string[] }> = {
  POSS: { hold: ['3'], emergency: ['4'] },
  UMSS: { hold: ['3'], emergency: ['4'] },
  RASS: { hold: ['-3'], emergency: ['-4', '-5'] },
  RAMSAY: { hold: ['5'], emergency: ['6'] },
}
/** Said where the limit is the program's own. */
export const OWN = 'Límite propio, ajústelo con su hospital'

type Checked = Pick<SedationCheck, 'scale' | 'value' | 'respiratoryRate' | 'oxygenSaturation'>

/** What asks for help in a check, for an age in days, each with the limit that says so. */
export function alertsOf({ scale, value, respiratoryRate, oxygenSaturation }: Checked, ageInDays: number): Shown[] {
  const { oxygenAlertBelow, adultEmergencyBelow, source } = painProtocol.respiratory
  const { opioidAlertBelow, confidence } = breathingAt(ageInDays)
  const own = { ...blank, source, confidence, text: OWN }
  const alerts: Shown[] = []
  if (depths[scale].emergency.includes(value)) alerts.push({ code: 'sedation-emergency', ...deepBy(scale) })
  else if (depths[scale].hold.includes(value)) alerts.push({ code: 'too-sedated', ...deepBy(scale) })
  if (respiratoryRate !== null && ageInDays >= ADULT_DAYS && respiratoryRate < adultEmergencyBelow)
    alerts.push({ code: 'breathing-emergency', ...own, limit: adultEmergencyBelow })
  else if (respiratoryRate !== null && respiratoryRate < opioidAlertBelow)
    alerts.push({ code: 'breathing-slow', ...own, limit: opioidAlertBelow })
  if (oxygenSaturation !== null && oxygenSaturation < oxygenAlertBelow)
    alerts.push({ code: 'oxygen-low', ...own, limit: oxygenAlertBelow })
  return alerts
}

/** The catalogue's year has 365 days. */
const ADULT_DAYS = 18 * 365
const blank = { ruleId: null, factId: null, limit: null }
const sedationRule: ProtocolRule | undefined = ruleOf(painProtocol, 'R-SED')

const deepBy = (scale: SedationCheck['scale']) =>
  scale === 'POSS' && sedationRule !== undefined
    ? {
        ...blank,
        ruleId: sedationRule.id,
        source: sedationRule.source,
        confidence: sedationRule.confidence,
        text: sedationRule.text,
      }
    : { ...blank, source: null, confidence: 'propuesta', text: OWN }

export const codesOf = (alerts: readonly Shown[]): SedationAlert[] => alerts.map(({ code }) => code)
