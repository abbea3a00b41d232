import { ageInYears } from 'shared/age'
import { performanceScaleAt } from 'shared/body-measurements'
import { addDays, type CalendarDay } from 'shared/calendar-day'
import { bodySurface } from 'shared/dosing'
import { type PlannedDose, plannedRows } from 'shared/planned-doses'
import type { ProtocolDefinition } from 'shared/protocols'
import type { carePlans } from '../care-plans/table.js'
import type { medicationAdministrations } from '../medication-administrations/table.js'
import { type BodySize, makeBody } from './bodies.js'
import { type Chance, drawWord, openChance, SEED } from './chance.js'
import { type Course, PAST, type ProtocolCode } from './courses.js'
import { type Fate, tellFates } from './fates.js'
import { atWork, idAt, later } from './instants.js'
import {
  type DemoShortage,
  type DemoStock,
  type LackingDose,
  lacked,
  makeCase,
  makeStock,
  readSpells,
} from './shortages.js'
import { makeSideEffects, type SideEffect } from './side-effects.js'

type Plan = Omit<
  typeof carePlans.$inferSelect,
  'version' | 'recordedAt' | 'recordedBy' | 'confirmedWarnings' | 'glomerularFiltration' | 'authorisationFolio'
> & { recordedOn: CalendarDay; recordedAt: string }

export interface DemoDose extends Omit<Fate, 'givenOn' | 'recordedOn'>, Pick<Row, 'id' | 'lot'> {
  plan: Plan
  planned: PlannedDose | FirstDose
  givenAt: string | null
  /** The day and the instant of its last change. */
  recordedOn: CalendarDay
  recordedAt: string
}
type Row = typeof medicationAdministrations.$inferSelect

/** A dose that no plan foresaw: the first of a treatment that began before, from the file of paper. */
export type FirstDose = Pick<PlannedDose, 'medication' | 'purpose' | 'route' | 'plannedOn' | 'unit'> & {
  plannedDose: null
}

export interface DemoMeasurement extends BodySize {
  id: string
  plan: Plan
  effectiveOn: CalendarDay
  recordedAt: string
  scale: ReturnType<typeof performanceScaleAt>
  score: number
}

export interface FirstTreatment {
  plan: Plan
  treatedOn: CalendarDay
  diagnosedOn: CalendarDay
  postedOn: CalendarDay
  recordedAt: string
}

/** Everything that was planned and what became of it. */
export interface DemoTreatment {
  plans: Plan[]
  doses: DemoDose[]
  measurements: DemoMeasurement[]
  firstTreatments: FirstTreatment[]
  sideEffects: SideEffect[]
  shortages: DemoShortage[]
  stock: DemoStock[]
}

export type Library = ReadonlyMap<ProtocolCode, { versionId: string; definition: ProtocolDefinition }>

/** Plans, doses, measures and shortages of these courses: the same from the same people, library and day. */
export function makeTreatment(courses: readonly Course[], library: Library, today: CalendarDay): DemoTreatment {
  const spells = readSpells(today)
  const made: DemoTreatment = {
    ...{ plans: [], doses: [], measurements: [], firstTreatments: [], sideEffects: [], shortages: [], stock: [] },
  }
  const begun = new Set<string>()
  for (const course of courses) {
    const protocol = library.get(course.protocol)
    if (protocol === undefined) throw new Error(`The library lacks ${course.protocol}`)
    const { organizationId, id } = course.person
    const lacks = (medication: string, day: CalendarDay) =>
      day >= course.recordedOn && lacked(spells, organizationId, medication, day)
    const one = follow(course, protocol, lacks)
    if (one === null) continue
    made.plans.push(one.plan)
    for (const dose of one.doses) made.doses.push(dose)
    made.measurements.push(...one.measurements)
    made.sideEffects.push(...makeSideEffects(course, one.doses))
    const first = begun.has(id) ? null : firstOf(course, one.plan, one.doses)
    if (first !== null) made.firstTreatments.push(first)
    if (first !== null) begun.add(id)
  }
  const lacking = made.doses.flatMap(asLacking)
  const chance = openChance(`${SEED}/shortages`)
  made.shortages = spells.map((spell) => makeCase(chance, spell, lacking, today))
  made.stock = makeStock(chance, spells, [PAST.told, addDays(today, -1)])
  return made
}

const drawScore = drawWord('100:38 90:34 80:18 70:7 60:3')
const services: Partial<Record<ProtocolCode, string>> = {
  'osteosarcoma-map': 'Oncología pediátrica',
  'wilms-i-ii': 'Oncología pediátrica',
}

function follow(
  course: Course,
  { versionId, definition }: { versionId: string; definition: ProtocolDefinition },
  lacks: (medication: string, day: CalendarDay) => boolean,
) {
  const { person, chance, startsOn, recordedOn, stretch } = course
  const body = makeBody(chance, ageInYears(person.birthDate, recordedOn), person.sex)
  const facts = { birthDate: person.birthDate, ...body, bsaFormula: 'mosteller' as const, glomerularFiltration: null }
  const { rows: kept, impossible } = plannedRows(definition, facts, startsOn, stretch)
  if (impossible.length > 0 || kept.length === 0) return null
  const registered = Date.parse(person.recordedAt)
  const written = recordedOn === person.recordedOn ? registered + 600_000 : atWork(chance, recordedOn)
  const recordedAt = new Date(written).toISOString()
  const adult = ageInYears(person.birthDate, startsOn) >= 18
  const plan: Plan = {
    ...{ id: idAt(chance, written), patientId: person.id, managingOrganizationId: person.organizationId },
    ...{ protocolVersionId: versionId, conditionId: person.condition.id, startsOn, recordedOn, recordedAt },
    ...{ weightKg: body.weightKg, heightCm: body.heightCm, bsaFormula: facts.bsaFormula },
    bsaM2: bodySurface(facts.bsaFormula, body.heightCm, body.weightKg),
    intent: 'curative',
    service: adult ? 'Hematología' : (services[course.protocol] ?? 'Hematología pediátrica'),
    status: stretch.ends === null ? 'active' : 'completed',
    statusReason: stretch.ends === null ? null : 'Fin de los meses que cuenta la demostración',
    endedOn: stretch.ends,
  }
  const gatesOf = ({ phase, day, line }: PlannedDose) =>
    definition.phases[phase]?.days.find((one) => one.day === day)?.medications[line]?.gates ?? []
  const fates = tellFates(chance, stretch, kept, lacks, gatesOf)
  const doses = kept.flatMap((planned, at) => {
    const fate = fates[at]
    return fate === undefined ? [] : [doseOf(chance, plan, planned, fate, stretch.ends)]
  })
  return { plan, doses: [...firstDose(course, plan), ...doses], measurements: measure(course, plan, body) }
}

function doseOf(chance: Chance, plan: Plan, planned: PlannedDose, fate: Fate, ends: CalendarDay | null): DemoDose {
  const { givenOn, recordedOn: told, statusReason, reasonNote, doseGiven, substitution, doseChange, gateResults } = fate
  const cancelled = fate.status === 'planned' && ends !== null
  const changedOn = cancelled ? ends : told
  const recordedOn = later(changedOn ?? '', plan.recordedOn)
  const givenAt = givenOn === null ? null : isoAtWork(chance, givenOn)
  const sameDay = givenAt !== null && givenOn === recordedOn
  const recorded = changedOn === null ? plan.recordedAt : sameDay ? givenAt : isoAtWork(chance, recordedOn)
  const vial = givenAt !== null && planned.route !== 'PO' && planned.purpose === 'antineoplastic'
  return {
    id: idAt(chance, Date.parse(plan.recordedAt)),
    plan,
    planned,
    status: cancelled ? 'cancelled' : fate.status,
    statusReason,
    reasonNote,
    givenAt,
    doseGiven,
    lot: vial ? lotOf(chance, planned) : null,
    substitution,
    doseChange,
    gateResults,
    recordedOn,
    recordedAt: later(recorded, plan.recordedAt),
  }
}

const isoAtWork = (chance: Chance, day: CalendarDay) => new Date(atWork(chance, day)).toISOString()

const lotOf = (chance: Chance, { medication, plannedOn }: PlannedDose) =>
  `${medication.slice(0, 3).toUpperCase()}${plannedOn.slice(2, 4)}${chance.between(100, 999)}`

/** The steroid that opens the treatment of a leukaemia, so that the days to the first treatment are those of the file. */
function firstDose({ firstDoseOn, chance }: Course, plan: Plan): DemoDose[] {
  if (firstDoseOn === null) return []
  return [
    {
      ...{ id: idAt(chance, Date.parse(plan.recordedAt)), plan, lot: null, status: 'completed', statusReason: null },
      reasonNote: 'Primera dosis del tratamiento, tomada del expediente',
      doseGiven: Math.round(plan.bsaM2 * 60),
      ...{ substitution: null, doseChange: null, gateResults: null },
      givenAt: new Date(Math.min(atWork(chance, firstDoseOn), Date.parse(plan.recordedAt))).toISOString(),
      ...{ recordedOn: plan.recordedOn, recordedAt: plan.recordedAt },
      planned: {
        ...{ medication: 'prednisona', purpose: 'antineoplastic', route: 'PO', unit: 'mg' },
        ...{ plannedOn: firstDoseOn, plannedDose: null },
      },
    },
  ]
}

function measure({ person, chance, stretch }: Course, plan: Plan, body: BodySize): DemoMeasurement[] {
  const on = (effectiveOn: CalendarDay, size: BodySize): DemoMeasurement => {
    const at = effectiveOn === plan.recordedOn ? Date.parse(plan.recordedAt) : atWork(chance, effectiveOn)
    const scale = performanceScaleAt(person.birthDate, effectiveOn)
    return {
      ...{ id: idAt(chance, at), plan, effectiveOn, recordedAt: new Date(at).toISOString(), scale },
      ...{ ...size, score: Number(drawScore(chance)) },
    }
  }
  const later = addDays(plan.recordedOn, chance.between(24, 34))
  const weightKg = Math.round(body.weightKg * (0.97 + chance.real() * 0.06) * 10) / 10
  const second = later <= stretch.told ? [on(later, { ...body, weightKg })] : []
  return [on(plan.recordedOn, body), ...second]
}

function firstOf({ person }: Course, plan: Plan, doses: readonly DemoDose[]): FirstTreatment | null {
  const given = doses.filter(({ status, planned }) => status === 'completed' && planned.purpose === 'antineoplastic')
  const first = given.reduce<DemoDose | null>(
    (least, one) => (least === null || (one.givenAt ?? '') < (least.givenAt ?? '') ? one : least),
    null,
  )
  if (first === null || first.givenAt === null) return null
  const { recordedOn, recordedAt, givenAt } = first
  const diagnosedOn = person.condition.recordedDate
  return { plan, treatedOn: givenAt.slice(0, 10), diagnosedOn, postedOn: recordedOn, recordedAt }
}

function asLacking({ id, plan, planned, statusReason, recordedOn, recordedAt }: DemoDose): LackingDose[] {
  if (statusReason !== 'not-available' && statusReason !== 'partial') return []
  const { medication, plannedOn } = planned
  const { managingOrganizationId: organizationId } = plan
  return [{ administrationId: id, organizationId, medication, plannedOn, recordedOn, recordedAt }]
}
