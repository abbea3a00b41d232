import { addDays, type CalendarDay, daysBetween } from 'shared/calendar-day'
import type { PlannedDose } from 'shared/planned-doses'
import type { LaboratoryGate } from 'shared/protocols'
import type { StatusReason } from 'shared/treatment'
import type { medicationAdministrations } from '../medication-administrations/table.js'
import { type Chance, drawFrom, drawWord } from './chance.js'
import type { Stretch } from './courses.js'

type Dose = typeof medicationAdministrations.$inferSelect
type Kept = 'status' | 'statusReason' | 'reasonNote' | 'doseGiven' | 'substitution' | 'doseChange' | 'gateResults'

/** What became of a planned dose, as the columns of an administration hold it. */
export interface Fate extends Pick<Dose, Kept> {
  givenOn: CalendarDay | null
  /** The day it was written down; null while it waits. */
  recordedOn: CalendarDay | null
}

/** Whether a medicine lacked in the hospital of the plan on a day. */
export type Lacks = (medication: string, day: CalendarDay) => boolean

const waiting: Fate = {
  ...{ status: 'planned', statusReason: null, reasonNote: null, givenOn: null, recordedOn: null },
  ...{ doseGiven: null, substitution: null, doseChange: null, gateResults: null },
}
const drawReason = drawWord(
  'absent:30 infection:22 laboratory:21 toxicity:13 no-bed:7 refused:3 equipment:2 other:2',
) as (chance: Chance) => StatusReason
const drawDelay = drawWord('1:44 2:25 3:15 4:9 5:7')
const drawLack = drawWord('omitted:52 partial:22 delayed:14 given:12')
const drawChange = drawFrom<{ percent: number; reason: string }>([
  [{ percent: 75, reason: 'Neutrófilos bajos' }, 50],
  [{ percent: 50, reason: 'Transaminasas elevadas' }, 30],
  [{ percent: 80, reason: 'Mucositis oral' }, 20],
])
const otherNotes = drawFrom(
  ['Estudio de imagen el mismo día', 'Cirugía programada', 'Traslado desde otra unidad'].map((note) => [note, 1]),
)
/** Doses that a physician lowers for a while. */
const lowered = new Set(['mercaptopurina', 'metotrexato', 'citarabina', 'doxorubicina', 'daunorubicina', 'etoposido'])

/**
 * Tells what became of the doses of one plan, day by day: most days go as planned, some are put off or fall out whole,
 * and a medicine that lacks lacks for everybody of the hospital. Doses after the last day that is told wait.
 */
export function tellFates(
  chance: Chance,
  { from, told, ends }: Stretch,
  rows: readonly PlannedDose[],
  lacks: Lacks,
  gatesOf: (row: PlannedDose) => readonly LaboratoryGate[],
): Fate[] {
  const change = chance.happens(0.12) ? { ...drawChange(chance), from: addDays(from, chance.between(0, 45)) } : null
  const intolerant = chance.happens(0.14)
  const familyInformed = chance.happens(0.8)
  let today: Day | undefined
  return rows.map((row) => {
    if (row.plannedOn > told) return waiting
    if (today?.on !== row.plannedOn) today = { on: row.plannedOn, ...drawDay(chance) }
    const { plannedOn, medication } = row
    const lack = lacks(medication, plannedOn) ? drawLack(chance) : 'given'
    if (today.reason !== null && lack === 'given') return leftOut(chance, row, today.reason, gatesOf(row))
    const gateResults = measured(chance, gatesOf(row), true)
    if (lack === 'omitted' || lack === 'partial')
      return lacking(row, lack === 'partial' ? chance.between(5, 8) / 10 : null, familyInformed, gateResults)
    const late = Math.max(today.delay, lack === 'delayed' ? Number(drawDelay(chance)) : 0)
    // what lies past the last day that is told waits, or was squeezed in where the plan ends
    if (late > daysBetween(plannedOn, told) && ends === null) return waiting
    const givenOn = addDays(plannedOn, Math.min(late, daysBetween(plannedOn, told)))
    const recordedOn = chance.happens(0.05) && givenOn < told ? addDays(givenOn, 1) : givenOn
    const given = { ...waiting, status: 'completed' as const, givenOn, recordedOn }
    if (medication === 'cisplatino' && intolerant)
      return { ...given, gateResults, ...carboplatin(row, null, familyInformed) }
    if (change !== null && lowered.has(medication) && plannedOn >= change.from && row.route !== 'IT') {
      const { from: _, ...doseChange } = change
      return { ...given, gateResults, doseChange, doseGiven: share(row, change.percent / 100) }
    }
    return { ...given, gateResults, doseGiven: row.plannedDose }
  })
}

interface Day {
  on: CalendarDay
  delay: number
  /** Why the whole day fell out. */
  reason: StatusReason | null
}

function drawDay(chance: Chance): Omit<Day, 'on'> {
  const which = chance.real()
  if (which < 0.045) return { delay: 0, reason: drawReason(chance) }
  return { delay: which < 0.115 ? Number(drawDelay(chance)) : 0, reason: null }
}

function leftOut(
  chance: Chance,
  { plannedOn, purpose }: PlannedDose,
  statusReason: StatusReason,
  gates: readonly LaboratoryGate[],
): Fate {
  return {
    ...waiting,
    status: 'not-done',
    statusReason,
    reasonNote: statusReason === 'other' ? otherNotes(chance) : null,
    recordedOn: plannedOn,
    gateResults: statusReason === 'laboratory' && purpose === 'antineoplastic' ? measured(chance, gates, false) : null,
  }
}

/** Found lacking on the day itself: what there was is given, another medicine where there is one, or nothing. */
function lacking(row: PlannedDose, part: number | null, informed: boolean, gateResults: Fate['gateResults']): Fate {
  const on = { givenOn: row.plannedOn, recordedOn: row.plannedOn, gateResults }
  if (part !== null)
    return { ...waiting, ...on, status: 'completed', statusReason: 'partial', doseGiven: share(row, part) }
  if (row.medication === 'cisplatino')
    return { ...waiting, ...on, status: 'completed', ...carboplatin(row, 'not-available', informed) }
  return { ...waiting, status: 'not-done', statusReason: 'not-available', recordedOn: row.plannedOn }
}

/** To four decimals, as doses are kept. */
const share = ({ plannedDose }: PlannedDose, part: number) => Math.round(plannedDose * part * 10_000) / 10_000

/** Of the demonstration alone, no rule for an exchange: that is a physician's decision. */
const CARBOPLATIN_FOR_CISPLATIN = 5

function carboplatin({ plannedDose, unit }: PlannedDose, statusReason: 'not-available' | null, informed: boolean) {
  return {
    statusReason,
    doseGiven: Math.round(plannedDose * CARBOPLATIN_FOR_CISPLATIN),
    substitution: {
      ...{ fromMedication: 'cisplatino', toMedication: 'carboplatino', unit, familyInformed: informed },
      reason: statusReason === null ? 'Pérdida auditiva por cisplatino' : 'Sin existencia de cisplatino',
      authorisedBy: 'Jefatura de Oncología Pediátrica',
    },
  }
}

/** A value for each gate, on the side of it that is asked. */
function measured(chance: Chance, gates: readonly LaboratoryGate[], passes: boolean): Fate['gateResults'] {
  if (gates.length === 0) return null
  return gates.map((gate, at) => {
    const passed = passes || at > 0
    const { min, max } = gate
    const factor = passed === (min !== undefined) ? 1.1 + chance.real() * 1.6 : 0.35 + chance.real() * 0.5
    return { ...gate, value: Math.round((min ?? max ?? 1) * factor * 100) / 100, passed }
  })
}
