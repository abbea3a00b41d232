import type { AnalgesicOrder, NewAnalgesicOrder, OpioidStatus } from 'shared/analgesia'
import { impossibleDose } from 'shared/analgesic-checks'
import { dailyMg, deriveDose, factsFor } from 'shared/analgesic-doses'
import { drugCode, isOpioid, knownDrug } from 'shared/analgesic-drugs'
import type { PainProtocolName } from 'shared/analgesic-facts'
import { type OrderQuestion, orderFindings, titrationKey } from 'shared/analgesic-plan-checks'
import type { OpenScope } from '../access/scope.js'
import type { FieldError, Warning } from '../problem.js'
import { today } from '../today.js'
import { painProtocol } from './catalogue.js'
import { besideChemotherapy, type Chemotherapy, isNsaid } from './chemotherapy.js'
import { type Asked, asWarning } from './subject.js'
import type { analgesicOrders } from './table.js'

type Row = typeof analgesicOrders.$inferSelect

/** Who the orders are for. */
export interface OrderAround {
  ageInDays: number
  weightKg: number | null
  opioidStatus: OpioidStatus
  protocolName: PainProtocolName
  /** Orders of the plan that are in force already. */
  beside: readonly OrderQuestion[]
  beforeMg: ReadonlyMap<string, number>
  chemotherapy: readonly Chemotherapy[]
}

export interface PreparedOrders {
  columns: Omit<typeof analgesicOrders.$inferInsert, 'id' | 'planId' | 'patientId' | 'managingOrganizationId'>[]
  questions: OrderQuestion[]
  errors: FieldError[]
  asked: Asked[]
  /** Some dose is reckoned from the weight. */
  usesWeight: boolean
}

/** Orders as they will stand, with what cannot be and what asks for a reason; `at(i)` is where each lies in the body. */
export function prepareOrders(
  inputs: readonly NewAnalgesicOrder[],
  around: OrderAround,
  at: (index: number) => string,
): PreparedOrders {
  const prepared = inputs.map((input, index) => prepare(input, around, at(index)))
  const questions = prepared.map(({ question }) => question)
  const all = [...around.beside, ...questions]
  return {
    columns: prepared.map(({ columns }) => columns),
    questions,
    errors: prepared.flatMap(({ errors }) => errors),
    asked: inputs.map(({ confirmedWarnings: given }, index) => ({
      at: at(index),
      given,
      warnings: [
        ...orderFindings(painProtocol, all, around.beside.length + index, around).map(
          (finding): Warning => asWarning(finding, at(index)),
        ),
        ...(isNsaid(questions[index]?.drug ?? '') ? besideChemotherapy(around.chemotherapy, undefined, at(index)) : []),
      ],
    })),
    usesWeight: prepared.some(({ usesWeight }) => usesWeight),
  }
}

function prepare(input: NewAnalgesicOrder, around: OrderAround, at: string) {
  const errors: FieldError[] = []
  const refuse = (field: string, code: string) => errors.push({ pointer: `${at}/${field}`, code })
  const code = drugCode(input.drug)
  if (code === null) refuse('drug', 'one-drug-each')
  const drug = code ?? input.drug
  const { route, prolongedRelease = false, unit, role, perKg, roundTo } = input
  const { ageInDays, weightKg, opioidStatus } = around
  const subject = { drug, route, prolongedRelease, ageInDays, weightKg, opioidStatus }

  if (perKg !== undefined && weightKg === null) errors.push({ pointer: '#/weightKg', code: 'weight-required' })
  const derivation =
    perKg === undefined || weightKg === null
      ? null
      : deriveDose(painProtocol, { ...subject, weightKg }, { perKg, unit, roundTo })
  const dose = derivation?.dose ?? input.dose ?? 0
  if (derivation !== null && input.dose !== undefined && Math.abs(input.dose - dose) > 0.0001)
    refuse('dose', 'dose-differs-from-per-kg')

  const fraction = input.controlledFraction ?? (isOpioid(drug) ? (knownDrug(drug)?.fraction ?? null) : null)
  if (fraction !== null && input.prescriptionFolio == null) refuse('prescriptionFolio', 'required')
  if (fraction !== null && input.expiresOn == null) refuse('expiresOn', 'required')
  if (input.expiresOn != null && input.expiresOn < today()) refuse('expiresOn', 'past-date')

  const question: OrderQuestion = {
    ...subject,
    ...{ role, dose, unit, controlledFraction: fraction },
    intervalHours: input.intervalHours ?? null,
    maxDosesPerDay: input.maxDosesPerDay ?? null,
  }
  const reckoned = dose > 0 || errors.length === 0
  if (reckoned) for (const { field, code: why } of impossibleDose(painProtocol, question)) refuse(field, why)
  const columns = {
    ...{ role, drug, route, prolongedRelease, dose, unit, opioidStatus, derivation },
    intervalHours: question.intervalHours,
    maxDosesPerDay: question.maxDosesPerDay,
    controlledFraction: fraction,
    prescriptionFolio: input.prescriptionFolio ?? null,
    expiresOn: input.expiresOn ?? null,
  }
  return { columns, question, errors, usesWeight: perKg !== undefined || byWeight(subject) }
}

const byWeight = (subject: Parameters<typeof factsFor>[1]) =>
  factsFor(painProtocol, subject).facts.some(({ perKg, weightBands }) => perKg || weightBands !== null)

/** An order that stands, as the checks ask about it. */
export const asQuestion = (
  row: Row,
  { ageInDays, weightKg, opioidStatus }: Pick<OrderAround, 'ageInDays' | 'weightKg' | 'opioidStatus'>,
): OrderQuestion => {
  const { drug, route, prolongedRelease, role, dose, unit, intervalHours, maxDosesPerDay, controlledFraction } = row
  return {
    ...{ drug, route, prolongedRelease, role, dose, unit, intervalHours, maxDosesPerDay, controlledFraction },
    ...{ ageInDays, weightKg, opioidStatus },
  }
}

interface Before {
  drug: string
  route: OrderQuestion['route']
  dose: string
  unit: OrderQuestion['unit']
  interval_hours: string | null
  then: boolean
}

const BEFORE = `
select o.drug, o.route, o.dose, o.unit, o.interval_hours,
  o.recorded_at <= $2::timestamptz - interval '24 hours' as then
from analgesic_orders o join analgesic_plans p on p.id = o.plan_id
where o.patient_id = $1 and o.role = 'regular' and p.status <> 'entered-in-error' and o.recorded_at < $2
  and (o.stopped_at is null or o.stopped_at > $2::timestamptz - interval '24 hours')
order by o.recorded_at desc`

/**
 * Milligrams a day by the clock that were in force 24 hours before an instant, by drug and route; where a drug began
 * since then, what it began with.
 */
export async function dailyBefore({ query }: OpenScope, patientId: string, at: Date): Promise<Map<string, number>> {
  const rows = await query<Before & Record<string, unknown>>(BEFORE, [patientId, at.toISOString()])
  const then = new Map<string, number>()
  const first = new Map<string, number>()
  for (const { dose, unit, interval_hours: hours, ...row } of rows) {
    const intervalHours = hours === null ? null : Number(hours)
    const mg = dailyMg({ dose: Number(dose), unit, intervalHours, maxDosesPerDay: null })?.mg
    if (mg === undefined) continue
    const key = titrationKey(row)
    if (row.then) then.set(key, (then.get(key) ?? 0) + mg)
    first.set(key, mg)
  }
  return new Map([...first, ...then])
}

export interface GivenByOrder {
  lastGivenAt: string | null
  givenInDay: number
}

/** An order as it is shown. */
export const asOrder = (row: Row, given: GivenByOrder | undefined): AnalgesicOrder => ({
  ...row,
  expired: row.expiresOn !== null && row.expiresOn < today(),
  lastGivenAt: given?.lastGivenAt ?? null,
  givenInDay: given?.givenInDay ?? 0,
  stoppedAt: row.stoppedAt?.toISOString() ?? null,
  recordedAt: row.recordedAt.toISOString(),
})
