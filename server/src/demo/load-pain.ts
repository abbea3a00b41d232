import type postgres from 'postgres'
import { addDays } from 'shared/calendar-day'
import { painProtocol } from '../analgesia/catalogue.js'
import { type Chance, openChance, SEED } from './chance.js'
import { copyRows, rebuildingIndexes } from './copy.js'
import type { DemoFact, DemoPain } from './pain-facts.js'
import { dayAt, ledgerOf } from './pain-ledger.js'
import { remindersOf } from './pain-reminders.js'

/** So many people are told and written at a time: all of them at once would fill the memory. */
const AT_ONCE = 300

/** Pains, analgesia, reminders and the ledger of the loop, in the transaction of the people. */
export async function writePain(sql: postgres.TransactionSql, pains: Iterable<DemoPain>): Promise<void> {
  const reminderIds = openChance(`${SEED}/pain/reminders`)
  const large = ['pain_assessments', 'analgesic_administrations', 'reminders', 'pain_entries']
  const inside = (tables: readonly string[], write: () => Promise<void>): Promise<void> => {
    const [table, ...others] = tables
    return table === undefined ? write() : rebuildingIndexes(sql, table, 'btree', () => inside(others, write))
  }
  await inside(large, async () => {
    for (const some of groups(pains)) {
      await writeAssessments(sql, some)
      await writePlans(sql, some)
      await writeDoses(sql, some)
      await writeChecks(sql, some)
      await writeEffects(sql, some)
      await writeScores(sql, some)
      await writeFevers(sql, some)
      await writeReminders(sql, some, reminderIds)
      await writeLedger(sql, some)
    }
  })
}

function* groups(pains: Iterable<DemoPain>): Generator<DemoPain[]> {
  let some: DemoPain[] = []
  for (const pain of pains) {
    some.push(pain)
    if (some.length < AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

const iso = (instant: number) => new Date(instant).toISOString()
const isoOr = (instant: number | null) => (instant === null ? null : iso(instant))
const list = (words: readonly string[]) => `{${words.join(',')}}`
type Cells = Parameters<typeof copyRows>[3] extends Iterable<infer Row> ? Row : never
type Of<Kind extends DemoFact['kind']> = Extract<DemoFact, { kind: Kind }>

const FACT = ['id', 'patient_id', 'managing_organization_id', 'recorded_at'] as const

/** The rows of one kind of fact, each after the columns of `FACT`. */
function* rowsOf<Kind extends DemoFact['kind']>(
  pains: readonly DemoPain[],
  kind: Kind,
  cells: (fact: Of<Kind>) => Cells,
) {
  for (const { patientId, organizationId, facts } of pains)
    for (const fact of facts)
      if (fact.kind === kind)
        yield [fact.id, patientId, organizationId, iso(fact.recordedAt), ...cells(fact as Of<Kind>)]
}

const writeAssessments = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'pain_assessments',
    [
      ...[...FACT, 'effective_at', 'scale', 'scale_version', 'items', 'score', 'score_max', 'severity'],
      ...['cause', 'sites', 'at_rest', 'action', 'follows_administration_id'],
    ],
    rowsOf(pains, 'pain', ({ scored: it, ...fact }) => [
      ...[iso(fact.at), it.scale, it.scaleVersion, it.items, it.score, it.scoreMax, it.severity],
      ...[fact.cause, list(fact.sites), fact.atRest, fact.action, fact.followsAdministrationId],
    ]),
  )

async function writePlans(sql: postgres.TransactionSql, pains: readonly DemoPain[]): Promise<void> {
  const plans = pains.flatMap(({ patientId, organizationId, plans }) =>
    plans.map((plan) => ({ ...plan, place: [patientId, organizationId] })),
  )
  await copyRows(
    sql,
    'analgesic_plans',
    [
      ...[
        'id',
        'patient_id',
        'managing_organization_id',
        'status',
        'protocol',
        'protocol_version',
        'step',
        'started_at',
      ],
      ...['target_score', 'weight_kg', 'non_drug_measures', 'ended_at', 'end_reason', 'recorded_at'],
    ],
    plans.map(({ place, ...it }) => [
      ...[it.id, ...place, it.endedAt === null ? 'active' : 'ended', it.protocol, painProtocol.version, it.step],
      ...[iso(it.startedAt), 3, it.weightKg, list(it.nonDrugMeasures), isoOr(it.endedAt)],
      ...[it.endedAt === null ? null : 'Egreso', iso(it.startedAt)],
    ]),
  )
  await copyRows(
    sql,
    'analgesic_orders',
    [
      ...['id', 'plan_id', 'patient_id', 'managing_organization_id', 'role', 'drug', 'route', 'dose', 'unit'],
      ...['opioid_status', 'max_doses_per_day', 'controlled_fraction', 'prescription_folio', 'expires_on'],
      ...['status', 'stopped_at', 'stop_reason', 'recorded_at'],
    ],
    plans.flatMap(({ place, orders, ...plan }) =>
      orders.map((it) => [
        ...[it.id, plan.id, ...place, 'rescue', it.drug, it.route, it.dose, it.unit, it.narcotic ? 'naive' : null],
        ...[
          it.maxDosesPerDay,
          ...(it.narcotic ? ['I', `DEMO-${it.id.slice(-8)}`, addDays(dayAt(plan.startedAt), 30)] : [null, null, null]),
        ],
        ...[plan.endedAt === null ? 'active' : 'stopped', isoOr(plan.endedAt), plan.endedAt === null ? null : 'Egreso'],
        iso(plan.startedAt),
      ]),
    ),
  )
}

const writeDoses = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'analgesic_administrations',
    [
      ...[...FACT, 'given_at', 'order_id', 'role', 'drug', 'route', 'dose', 'unit', 'opioid_status'],
      ...['answers_assessment_id', 'reassess_due_at'],
    ],
    rowsOf(pains, 'dose', (it) => [
      ...[iso(it.at), it.orderId, it.role, it.drug, it.route, it.dose, it.unit, it.opioidStatus],
      ...[it.answersAssessmentId, isoOr(it.dueAt)],
    ]),
  )

const writeChecks = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'sedation_checks',
    [
      ...[...FACT, 'effective_at', 'scale', 'value', 'respiratory_rate', 'oxygen_saturation'],
      ...['follows_administration_id', 'alerts'],
    ],
    rowsOf(pains, 'check', (it) => [
      ...[iso(it.at), 'POSS', it.value, it.respiratoryRate, it.oxygenSaturation],
      ...[it.followsAdministrationId, list(it.alerts)],
    ]),
  )

const writeEffects = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'analgesic_adverse_effects',
    [...FACT, 'effective_at', 'effect', 'administration_id'],
    rowsOf(pains, 'effect', (it) => [iso(it.at), it.effect, it.administrationId]),
  )

const writeScores = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'early_warning_scores',
    [
      ...[...FACT, 'effective_at', 'neurological', 'cardiovascular', 'respiratory', 'staff_concern', 'family_concern'],
      ...['total', 'band'],
    ],
    rowsOf(pains, 'score', (it) => [
      ...[iso(it.at), it.neurological, it.cardiovascular, it.respiratory, it.staffConcern, it.familyConcern],
      ...[it.total, it.band],
    ]),
  )

const writeFevers = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'febrile_episodes',
    [...FACT, 'version', 'arrived_at', 'temperature', 'neutrophils', 'antibiotic', 'antibiotic_at'],
    rowsOf(pains, 'fever', (it) => [
      ...[it.antibioticAt === null ? 1 : 2, iso(it.at), it.temperature, it.neutrophils, it.antibiotic],
      isoOr(it.antibioticAt),
    ]),
  )

/** What was asked and done before the last two weeks is told by its facts alone. */
const REMINDERS_FROM = Date.parse('2024-07-26T06:00:00Z')

function* reminderRows(pains: readonly DemoPain[], chance: Chance) {
  for (const pain of pains)
    for (const it of remindersOf(chance, pain)) {
      if (it.raisedAt < REMINDERS_FROM) continue
      yield [
        ...[it.id, pain.patientId, pain.organizationId, it.kind, it.sourceId, iso(it.raisedAt), iso(it.dueAt)],
        ...[iso(it.lateAt), isoOr(it.closedAt), it.closedById, it.outcome],
      ]
    }
}

const writeReminders = (sql: postgres.TransactionSql, pains: readonly DemoPain[], chance: Chance) =>
  copyRows(
    sql,
    'reminders',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'kind', 'source_id', 'raised_at', 'due_at', 'late_at'],
      ...['closed_at', 'closed_by_id', 'outcome'],
    ],
    reminderRows(pains, chance),
  )

function* ledgerRows(pains: readonly DemoPain[]) {
  for (const pain of pains)
    for (const [it, sign, recordedAt] of ledgerOf(pain))
      yield [
        it.organizationId,
        it.patientId,
        it.measure,
        it.sourceId,
        it.happenedOn,
        dayAt(recordedAt),
        iso(recordedAt),
        sign,
        it.met,
        it.effect,
        it.lateAt,
        it.minutes,
        it.lateAt === null ? null : 0,
      ]
}

const writeLedger = (sql: postgres.TransactionSql, pains: readonly DemoPain[]) =>
  copyRows(
    sql,
    'pain_entries',
    [
      ...['organization_id', 'patient_id', 'measure', 'source_id', 'happened_on', 'posted_on', 'recorded_at', 'sign'],
      ...['met', 'effect', 'late_at', 'minutes', 'settings_version'],
    ],
    ledgerRows(pains),
  )
