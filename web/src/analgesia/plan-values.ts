import type { AnalgesicFacts, OpioidStatus } from 'shared/analgesia'
import { deriveDose } from 'shared/analgesic-doses'
import { drugCode, isOpioid, knownDrug } from 'shared/analgesic-drugs'
import type { OrderQuestion } from 'shared/analgesic-plan-checks'
import type { AnalgesicRole, AnalgesicRoute, AnalgesicUnit, ControlledFraction, NonDrugMeasure } from 'shared/pain'
import { numberOf } from '../facts/fact-form'
import { type DrugValues, drugOf } from './DrugFields'

export type OrderValues = DrugValues & {
  /** Of this form only. */
  key: string
  by: 'perKg' | 'dose'
  amount: string
  roundTo: string
  intervalHours: string
  maxDosesPerDay: string
  fraction: string
  folio: string
  expiresOn: string
}

export type PlanValues = {
  step: string
  weightKg: string
  opioidStatus: string
  targetScore: string
  reviewOn: string
  measures: readonly NonDrugMeasure[]
  noLaxative: string
  note: string
  orders: readonly OrderValues[]
  /** By place and code: 'plan/replaces-plan', '0/dose-above-range'. */
  reasons: Readonly<Record<string, string>>
}

export const emptyOrder = (): OrderValues => ({
  key: crypto.randomUUID(),
  ...{ drug: '', ownWords: '', role: '', route: '', unit: 'mg', prolongedRelease: false },
  ...{ by: 'perKg', amount: '', roundTo: '', intervalHours: '', maxDosesPerDay: '' },
  ...{ fraction: '', folio: '', expiresOn: '' },
})

/** Who the plan is for, as the rules ask. */
export type PlanFor = {
  ageInDays: number
  measuredKg: number | null
  protocol: 'children' | 'adults'
  opioidStatus: OpioidStatus
}

/** The weight of the form; null where none is typed, or what is typed is no number. */
function weightOf({ weightKg }: Pick<PlanValues, 'weightKg'>): number | null {
  const typed = numberOf(weightKg)
  return typeof typed === 'number' && typed > 0 ? typed : null
}

const number = (text: string) => numberOf(text) ?? undefined
const amountOf = (text: string): number | null => {
  const typed = numberOf(text)
  return typeof typed === 'number' && typed > 0 ? typed : null
}

/** By law of this drug, where a rule says it, until another is chosen. */
export const fractionOf = (order: OrderValues): ControlledFraction | undefined =>
  isOpioid(codeOf(order)) ? ((order.fraction || knownDrug(codeOf(order))?.fraction) as ControlledFraction) : undefined

export const codeOf = (order: DrugValues) => drugCode(drugOf(order)) ?? drugOf(order)

export function subjectOf(order: OrderValues, values: PlanValues, { ageInDays, opioidStatus }: PlanFor) {
  return {
    drug: codeOf(order),
    route: (order.route || 'PO') as AnalgesicRoute, // of the lists of this form
    prolongedRelease: order.prolongedRelease,
    ageInDays,
    weightKg: weightOf(values),
    opioidStatus: (values.opioidStatus as OpioidStatus | '') || opioidStatus,
  }
}

/** What so much for each kg comes to; undefined until there is all of it. */
export function derivationOf(order: OrderValues, values: PlanValues, who: PlanFor, facts: AnalgesicFacts) {
  const [subject, perKg] = [subjectOf(order, values, who), amountOf(order.amount)]
  if (order.by !== 'perKg' || perKg === null || subject.weightKg === null || order.unit === '') return undefined
  return deriveDose(
    facts.protocol,
    { ...subject, weightKg: subject.weightKg },
    { perKg, unit: order.unit as AnalgesicUnit, roundTo: amountOf(order.roundTo) ?? undefined },
  )
}

/** An order as the rules ask about it; undefined until it has drug, route and dose. */
export function questionOf(
  order: OrderValues,
  values: PlanValues,
  who: PlanFor,
  facts: AnalgesicFacts,
): OrderQuestion | undefined {
  const dose = order.by === 'dose' ? amountOf(order.amount) : (derivationOf(order, values, who, facts)?.dose ?? null)
  const subject = subjectOf(order, values, who)
  if (dose === null || subject.drug === '' || order.route === '' || order.unit === '') return undefined
  return {
    ...subject,
    dose,
    unit: order.unit as AnalgesicUnit,
    role: (order.role || 'regular') as AnalgesicRole,
    intervalHours: amountOf(order.intervalHours),
    maxDosesPerDay: amountOf(order.maxDosesPerDay),
    controlledFraction: fractionOf(order) ?? null,
  }
}

export type Asked = { at: string; code: string } & Readonly<Record<string, unknown>>

/** Where the reason of each warning lies: in its order, or in the plan. One reason answers all of a code there. */
export function placesOf(warnings: readonly ({ code: string } & Readonly<Record<string, unknown>>)[]): Asked[] {
  const all = warnings.map((warning) => ({
    ...warning,
    at: /^#\/orders\/(\d+)/.exec(String(warning['pointer']))?.[1] ?? 'plan',
  }))
  return all.filter(({ at, code }, index) => all.findIndex((it) => it.at === at && it.code === code) === index)
}

const confirmed = (asked: readonly Asked[], place: string, reasons: PlanValues['reasons']) => {
  const given = asked.flatMap(({ at, code }) => {
    const reason = reasons[`${place}/${code}`]?.trim()
    return at === place && reason ? [{ code, reason }] : []
  })
  return given.length > 0 ? { confirmedWarnings: given } : {}
}

/** As it is sent. The weight that was measured last is the server's to know. */
export function planBody(values: PlanValues, who: PlanFor, asked: readonly Asked[]) {
  const typed = number(values.weightKg)
  const [noLaxative, note] = [values.noLaxative.trim(), values.note.trim()]
  return {
    step: number(values.step),
    protocol: who.protocol,
    targetScore: number(values.targetScore),
    ...(values.reviewOn !== '' && { reviewOn: values.reviewOn }),
    ...(typed !== undefined && typed !== who.measuredKg && { weightKg: typed }),
    ...(values.opioidStatus !== '' && { opioidStatus: values.opioidStatus }),
    ...(values.measures.length > 0 && { nonDrugMeasures: values.measures }),
    ...(noLaxative !== '' && { noBowelProphylaxisReason: noLaxative }),
    ...(note !== '' && { note }),
    orders: values.orders.map((order, index) => ({
      ...orderBody(order),
      ...confirmed(asked, String(index), values.reasons),
    })),
    ...confirmed(asked, 'plan', values.reasons),
  }
}

function orderBody(order: OrderValues) {
  const infusion = order.route.endsWith('-infusion')
  const opioid = isOpioid(codeOf(order))
  return {
    role: order.role || undefined,
    drug: drugOf(order) || undefined,
    route: order.route || undefined,
    unit: order.unit || undefined,
    ...(order.prolongedRelease && order.route === 'PO' && { prolongedRelease: true }),
    ...(order.by === 'perKg'
      ? { perKg: number(order.amount), roundTo: number(order.roundTo) }
      : { dose: number(order.amount) }),
    ...(!infusion && { intervalHours: number(order.intervalHours) }),
    maxDosesPerDay: number(order.maxDosesPerDay),
    ...(opioid && {
      controlledFraction: fractionOf(order),
      prescriptionFolio: order.folio.trim() || undefined,
      expiresOn: order.expiresOn || undefined,
    }),
  }
}
