import type postgres from 'postgres'
import { daysBetween } from 'shared/calendar-day'
import type { ProtocolDefinition } from 'shared/protocols'
import { moveEntries, standingOf } from '../medication-administrations/ledger.js'
import { exampleProtocolId } from '../protocols/example-id.js'
import { copyRows, rebuildingIndexes } from './copy.js'
import { protocolCodes } from './courses.js'
import { LAST_DAY } from './history.js'
import type { DemoDose, DemoTreatment, Library } from './treatment.js'

/** The versions of the examples that are in use. */
export async function readLibrary(sql: postgres.TransactionSql): Promise<Library> {
  const rows = await sql<{ id: string; versionId: string; definition: ProtocolDefinition }[]>`
    select protocol_id as id, id as "versionId", definition from protocol_versions where status = 'in-use'`
  return new Map(
    protocolCodes.map((code) => {
      const found = rows.find(({ id }) => id === exampleProtocolId(code))
      if (found === undefined) throw new Error(`The example protocol ${code} is not in use`)
      return [code, found]
    }),
  )
}

/** Plans, doses, ledgers, measures, adverse events and shortages, in the transaction of the people. */
export async function writeTreatment(sql: postgres.TransactionSql, made: DemoTreatment): Promise<void> {
  await writePlans(sql, made)
  await rebuildingIndexes(sql, 'medication_administrations', 'btree', () => writeDoses(sql, made))
  await rebuildingIndexes(sql, 'dose_entries', 'btree', () => writeDoseEntries(sql, made))
  await writeFirstTreatments(sql, made)
  await writeMeasurements(sql, made)
  await writeSideEffects(sql, made)
  await writeShortages(sql, made)
  await writeStock(sql, made)
}

const writePlans = (sql: postgres.TransactionSql, { plans }: DemoTreatment) =>
  copyRows(
    sql,
    'care_plans',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'protocol_version_id', 'condition_id', 'status', 'intent'],
      ...['starts_on', 'weight_kg', 'height_cm', 'bsa_formula', 'bsa_m_2', 'service', 'status_reason', 'recorded_at'],
      'ended_on',
    ],
    plans.map((it) => [
      ...[it.id, it.patientId, it.managingOrganizationId, it.protocolVersionId, it.conditionId, it.status, it.intent],
      ...[it.startsOn, it.weightKg, it.heightCm, it.bsaFormula, it.bsaM2, it.service, it.statusReason, it.recordedAt],
      it.endedOn,
    ]),
  )

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** A derivation is shared by the doses that it made. */
function derivations(): (value: object) => string {
  const known = new WeakMap<object, string>()
  return (value) => {
    const text = known.get(value) ?? JSON.stringify(value)
    known.set(value, text)
    return text
  }
}

function* doseRows(doses: readonly DemoDose[]) {
  const derivation = derivations()
  for (const dose of doses) {
    const { planned: it, plan } = dose
    const place =
      it.plannedDose === null
        ? [null, null, null, null, null, null, null, null, null, null]
        : [
            ...[it.phase, it.cycle, it.day, it.line, it.diluent, it.diluentMl, it.infusionMinutes, it.offsetMinutes],
            ...[derivation(it.derivation), it.bsaM2],
          ]
    yield [
      ...[dose.id, plan.patientId, plan.managingOrganizationId, it.plannedDose === null ? null : plan.id, ...place],
      ...[it.medication, it.purpose, it.route, it.plannedOn, it.plannedDose, it.unit],
      ...[dose.status, dose.statusReason, dose.reasonNote, dose.givenAt, dose.doseGiven, dose.lot],
      ...[json(dose.substitution), json(dose.doseChange), json(dose.gateResults), dose.recordedAt],
    ]
  }
}

const writeDoses = (sql: postgres.TransactionSql, { doses }: DemoTreatment) =>
  copyRows(
    sql,
    'medication_administrations',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'care_plan_id', 'phase', 'cycle', 'day', 'line'],
      ...['diluent', 'diluent_ml', 'infusion_minutes', 'offset_minutes', 'derivation', 'bsa_m_2'],
      ...['medication', 'purpose', 'route', 'planned_on', 'planned_dose', 'unit'],
      ...['status', 'status_reason', 'reason_note', 'given_at', 'dose_given', 'lot'],
      ...['substitution', 'dose_change', 'gate_results', 'recorded_at'],
    ],
    doseRows(doses),
  )

/** Planned on the day the plan was written, moved on the day it was recorded: in the order of the rows of one dose. */
function* entryRows(doses: readonly DemoDose[]) {
  for (const dose of doses) {
    const { planned, plan } = dose
    if (planned.plannedDose === null) continue
    const { medication, purpose, plannedOn, plannedDose } = planned
    const { id: carePlanId, managingOrganizationId } = plan
    const facts = { id: dose.id, managingOrganizationId, carePlanId, medication, purpose, plannedOn }
    for (const entry of moveEntries(facts, null, waits, plan.recordedOn)) yield entryRow(entry, plan.recordedAt)
    if (dose.status === 'planned') continue
    const { status, statusReason, doseGiven, substitution } = dose
    const givenAt = dose.givenAt === null ? null : new Date(dose.givenAt)
    const after = standingOf({ status, statusReason, doseGiven, substitution, givenAt, plannedOn, plannedDose })
    for (const entry of moveEntries(facts, waits, after, dose.recordedOn)) yield entryRow(entry, dose.recordedAt)
  }
}

/** How every dose stands until it is recorded. */
const waits = standingOf({
  ...{ status: 'planned', statusReason: null, givenAt: null, doseGiven: null, substitution: null },
  ...{ plannedOn: LAST_DAY, plannedDose: null },
})

const entryRow = (entry: ReturnType<typeof moveEntries>[number], recordedAt: string) => [
  entry.administrationId,
  entry.organizationId,
  entry.carePlanId ?? null,
  entry.medication,
  entry.purpose,
  entry.plannedOn,
  entry.postedOn,
  entry.sign,
  entry.outcome,
  entry.reason ?? null,
  entry.delayDays ?? null,
  entry.dosePercent ?? null,
  entry.substituted ?? false,
  recordedAt,
]

const writeDoseEntries = (sql: postgres.TransactionSql, { doses }: DemoTreatment) =>
  copyRows(
    sql,
    'dose_entries',
    [
      ...['administration_id', 'organization_id', 'care_plan_id', 'medication', 'purpose', 'planned_on', 'posted_on'],
      ...['sign', 'outcome', 'reason', 'delay_days', 'dose_percent', 'substituted', 'recorded_at'],
    ],
    entryRows(doses),
  )

const writeFirstTreatments = (sql: postgres.TransactionSql, { firstTreatments }: DemoTreatment) =>
  copyRows(
    sql,
    'first_treatments',
    [
      ...['patient_id', 'organization_id', 'kind', 'treated_on', 'diagnosed_on', 'days', 'posted_on', 'recorded_at'],
      'sign',
    ],
    firstTreatments.map(({ plan, treatedOn, diagnosedOn, postedOn, recordedAt }) => [
      ...[plan.patientId, plan.managingOrganizationId, 'medication', treatedOn, diagnosedOn],
      ...[daysBetween(diagnosedOn, treatedOn), postedOn, recordedAt, 1],
    ]),
  )

const writeMeasurements = (sql: postgres.TransactionSql, { measurements }: DemoTreatment) =>
  copyRows(
    sql,
    'body_measurements',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'effective_on', 'weight_kg', 'height_cm'],
      ...['performance_scale', 'performance_score', 'recorded_at'],
    ],
    measurements.map((it) => [
      ...[it.id, it.plan.patientId, it.plan.managingOrganizationId, it.effectiveOn, it.weightKg, it.heightCm],
      ...[it.scale, it.score, it.recordedAt],
    ]),
  )

const writeSideEffects = (sql: postgres.TransactionSql, { sideEffects }: DemoTreatment) =>
  copyRows(
    sql,
    'adverse_events',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'care_plan_id', 'term', 'grade', 'onset_on', 'resolved_on'],
      ...['relation', 'action_taken', 'outcome', 'phase', 'cycle', 'cycle_day', 'suspected_medication', 'recorded_at'],
    ],
    sideEffects.map(({ dose: { plan, planned, givenAt }, ...it }) => {
      const { phase, cycle, day } = 'day' in planned ? planned : { phase: null, cycle: null, day: null }
      const onDay = day === null ? null : day + daysBetween((givenAt ?? '').slice(0, 10), it.onsetOn)
      return [
        ...[it.id, plan.patientId, plan.managingOrganizationId, plan.id, it.term, it.grade, it.onsetOn, it.resolvedOn],
        ...['probable', it.actionTaken, it.resolvedOn === null ? 'ongoing' : 'resolved', phase, cycle, onDay],
        ...[planned.medication, it.recordedAt],
      ]
    }),
  )

const writeStock = (sql: postgres.TransactionSql, { stock }: DemoTreatment) =>
  copyRows(
    sql,
    'stock_entries',
    ['id', 'organization_id', 'clave', 'medication', 'pieces', 'counted_on', 'recorded_at'],
    stock.map((it) => [it.id, it.organizationId, it.clave, it.medication, it.pieces, it.countedOn, it.recordedAt]),
  )

async function writeShortages(sql: postgres.TransactionSql, { shortages }: DemoTreatment): Promise<void> {
  const lastOf = (events: (typeof shortages)[number]['events'], of: 'expectedOn' | 'responsible') =>
    events.findLast((event) => event[of] !== null)?.[of] ?? null
  await copyRows(
    sql,
    'shortage_cases',
    [
      ...['id', 'version', 'organization_id', 'medication', 'status', 'opened_at', 'opened_on', 'closed_at'],
      ...['closed_on', 'expected_on', 'responsible', 'doses'],
    ],
    shortages.map(({ events, closedOn, ...it }) => [
      ...[it.id, events.length, it.organizationId, it.medication, it.status, events[0]?.recordedAt ?? null],
      ...[it.openedOn, closedOn === null ? null : (events.at(-1)?.recordedAt ?? null), closedOn],
      ...[lastOf(events, 'expectedOn'), lastOf(events, 'responsible')],
      events.filter(({ administrationId }) => administrationId !== null).length,
    ]),
  )
  const history = shortages.flatMap(({ id, organizationId, events }) =>
    events.map((event) => ({ ...event, id, organizationId })),
  )
  await copyRows(
    sql,
    'shortage_events',
    [
      ...['case_id', 'organization_id', 'kind', 'posted_on', 'recorded_at', 'status', 'expected_on', 'responsible'],
      ...['note', 'doses', 'administration_id'],
    ],
    history.map((it) => [
      ...[it.id, it.organizationId, it.kind, it.postedOn, it.recordedAt, it.status, it.expectedOn, it.responsible],
      ...[it.note, it.administrationId === null ? 0 : 1, it.administrationId],
    ]),
  )
}
