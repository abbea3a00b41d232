import type { SedationAlert } from 'shared/analgesia'
import { type DoseFinding, dailyFindings, doseFindings } from 'shared/analgesic-checks'
import { dailyMg, factsFor, inMg } from 'shared/analgesic-doses'
import { isOpioid } from 'shared/analgesic-drugs'
import { type PainProtocol, ruleOf } from 'shared/analgesic-facts'
import { mixtureFindings } from 'shared/analgesic-plan-checks'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { Warning } from '../problem.js'
import { OWN } from './alerts.js'
import { type GivenDose, type Giving, inDay } from './around.js'
import { besideChemotherapy } from './chemotherapy.js'
import { countedWarnings } from './counted.js'
import { asWarning } from './subject.js'

/** Everything about giving a dose that asks for a reason. What the order was asked about is not asked again. */
export function givingWarnings(protocol: PainProtocol, giving: Giving): Warning[] {
  const { question, order, weight } = giving
  const given = inMg(question.dose, question.unit)
  const ordered = order === undefined ? null : inMg(order.dose, order.unit)
  const differs = given === null || ordered === null ? 0 : Math.abs(given - ordered) / ordered
  const asOrdered = order !== undefined && differs <= SAME
  const dose: Warning[] = asOrdered ? [] : findings(doseFindings(protocol, question))
  const byKg = factsFor(protocol, question).facts.some(({ perKg, weightBands }) => perKg || weightBands !== null)
  return [
    ...dose,
    ...(byKg && !asOrdered ? weight.warnings : []),
    ...(order !== undefined && differs > DIFFERS
      ? [{ pointer: '#/dose', code: 'dose-differs-from-order', ordered: order.dose, unit: order.unit }]
      : []),
    ...expiredOrder(giving),
    ...tooEarly(protocol, giving),
    ...findings(dayTotal(protocol, giving)),
    ...countedWarnings(protocol, giving),
    ...(asOrdered ? [] : jumped(giving)),
    ...(asOrdered ? [] : findings(mixtureFindings(protocol, question, besides(giving)))),
    ...unsafeCheck(protocol, giving),
    ...besideChemotherapy(giving.chemotherapy, asOrdered ? order : undefined, '#'),
  ]
}

/** Rounding, and what a syringe cannot tell. */
const SAME = 0.01
/** A dose a tenth off its order asks why. */
const DIFFERS = 0.1
const HOUR_MS = 3_600_000

const findings = (all: readonly DoseFinding[]): Warning[] => all.map((finding) => asWarning(finding, '#'))

/** A child in pain is not left for a prescription that ran out: the reason is kept and the folio asked for. */
function expiredOrder({ order, givenAt }: Giving): Warning[] {
  if (order?.expiresOn == null || dayIn(MEXICO_CITY, givenAt) <= order.expiresOn) return []
  return [{ pointer: '#/orderId', code: 'order-expired', expiresOn: order.expiresOn }]
}

/** Before nine tenths of the interval since the nearest dose that counts: of its order, or of the drug. */
function tooEarly(protocol: PainProtocol, { question, order, givenAt, around }: Giving): Warning[] {
  const { role, drug, route } = question
  if (/-infusion$/.test(route) || role === 'antagonist') return []
  const fact = factsFor(protocol, question)
    .facts.filter(({ intervalHoursMin }) => intervalHoursMin !== null)
    .sort((a, b) => (a.intervalHoursMin ?? 0) - (b.intervalHoursMin ?? 0))[0]
  const hours = order === undefined || order.intervalHours === null ? null : order.intervalHours
  // A rescue of an opioid may follow a dose by the clock at once; a drug with a day's ceiling may not
  const apart = isOpioid(drug)
  const limit = hours ?? (order?.role === 'rescue' && apart ? null : (fact?.intervalHoursMin ?? null))
  if (limit === null) return []
  const counts = around.doses.filter(
    (one) =>
      one.drug === drug && !/-infusion$/.test(one.route) && (!apart || (one.role === 'rescue') === (role === 'rescue')),
  )
  const apartMs = (one: GivenDose) => Math.abs(one.at.getTime() - givenAt.getTime())
  const nearest = counts.reduce<GivenDose | null>((a, b) => (a === null || apartMs(b) < apartMs(a) ? b : a), null)
  if (nearest === null || apartMs(nearest) >= limit * HOUR_MS * 0.9) return []
  return [
    {
      pointer: '#/givenAt',
      code: 'interval-too-early',
      ...{ ruleId: null, text: null },
      factId: hours === null ? (fact?.id ?? null) : null,
      source: hours === null ? (fact?.source ?? null) : null,
      confidence: hours === null ? (fact?.confidence ?? null) : null,
      value: Math.round((apartMs(nearest) / HOUR_MS) * 100) / 100,
      limit,
      unit: 'h',
      otherGivenAt: nearest.at.toISOString(),
    },
  ]
}

/** The drug's total of the 24 hours up to this dose, with it. */
function dayTotal(protocol: PainProtocol, { question, givenAt, around }: Giving): DoseFinding[] {
  const own = /-infusion$/.test(question.route) ? dailyMg(question)?.mg : inMg(question.dose, question.unit)
  const before = inDay(around, givenAt)
    .filter(({ drug, unit }) => drug === question.drug && !unit.endsWith('/h'))
    .reduce((sum, { dose, unit }) => sum + (inMg(dose, unit) ?? 0), 0)
  return own == null ? [] : dailyFindings(protocol, question, before + own)
}

/** Where no bound of a first dose holds any more: twice the largest dose of the week asks why (our own limit). */
function jumped({ question, around, givenAt }: Giving): Warning[] {
  const { drug, route, dose, unit, opioidStatus } = question
  const mg = inMg(dose, unit)
  if (!isOpioid(drug) || opioidStatus === 'naive' || mg === null) return []
  const before = around.doses
    .filter((one) => one.at <= givenAt && one.drug === drug && one.route === route)
    .flatMap((one) => inMg(one.dose, one.unit) ?? [])
  const most = Math.max(...before)
  return before.length > 0 && mg > most * 2
    ? [{ pointer: '#/dose', code: 'dose-jumped', value: mg, limit: most * 2, unit: 'mg' }]
    : []
}

const besides = ({ around, givenAt }: Giving) => inDay(around, givenAt).map(({ drug }) => drug)

/** The text of a warning is in Spanish, as the rules are. */
const saidAlerts: Record<SedationAlert, string> = {
  'too-sedated': 'demasiada sedación',
  'sedation-emergency': 'sedación profunda',
  'breathing-slow': 'respiración más lenta que el límite',
  'breathing-emergency': 'respiración muy lenta',
  'oxygen-low': 'oxígeno bajo',
}
const ASLEEP: readonly SedationAlert[] = ['too-sedated', 'sedation-emergency']

/** Whatever no later check has measured anew: no more opioid. POSS 3 or 4 and its like by R-SED, breathing and oxygen by our limits. */
function unsafeCheck(protocol: PainProtocol, { question, around: { unsafe } }: Giving): Warning[] {
  if (!isOpioid(question.drug) || unsafe === null) return []
  const { scale, value, at, alerts } = unsafe
  const rule = alerts.some((alert) => ASLEEP.includes(alert)) ? ruleOf(protocol, 'R-SED') : undefined
  const named = `Lo último que se midió: ${alerts.map((alert) => saidAlerts[alert]).join(', ')}.`
  const { opioidAlertConfidence, source } = protocol.respiratory
  return [
    {
      pointer: '#/drug',
      code: 'sedated-no-opioid',
      ...{ ruleId: rule?.id ?? null, factId: null, source: rule?.source ?? source },
      confidence: rule?.confidence ?? opioidAlertConfidence,
      text: `${named} ${rule?.text ?? OWN}`,
      ...{ alerts, scale, scaleValue: value, checkedAt: at.toISOString() },
    },
  ]
}
