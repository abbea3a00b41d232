import { isDeepStrictEqual } from 'node:util'
import type { AdministrationRecord, MedicationAdministration } from 'shared/medication-administrations'
import { shortageReasons } from 'shared/treatment'
import { newId } from '../access/once.js'
import { performs } from '../access/performers.js'
import { type AskingScope, type OpenScope, type Scope, singly, transact } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { conflict, invalid, needsConfirmation, notFound } from '../problem.js'
import { joinShortage } from '../shortages/join.js'
import { today } from '../today.js'
import { postFirstTreatment } from '../treatment-indicators/first-treatment.js'
import { gatesFor, lookAt, type Seen } from './around.js'
import { standingOf } from './ledger.js'
import { countsForLife, lifetimeWarnings } from './lifetime.js'
import { asAdministration, type Dose } from './rows.js'
import { type Judgement, judge, medicineOf, type Recorded, type Warning } from './rules.js'

/** The versions that were seen are no longer those that stand: who changed them is said outside this transaction. */
export class StaleDoses extends Error {
  readonly doses: readonly Dose[]
  constructor(doses: readonly Dose[]) {
    super('stale-doses')
    this.doses = doses
  }
}

/** Another record of the same dose has committed between our look and our write: look again. */
export class LostDose extends Error {}

export interface Asked {
  id: string
  version: number
  record: AdministrationRecord
}

/** Pointer to the fields of the dose `at` a place of the list. */
type Prefix = (at: number) => string

/**
 * Records what became of planned doses, all or none. Rows, versions, ledger, audit events and shortages are written in
 * the scope's transaction. Errors name the field behind `prefix(at)`; warnings without a reason are 409
 * /problems/needs-confirmation.
 */
export async function recordDoses(
  scope: OpenScope,
  asked: readonly Asked[],
  prefix: Prefix,
): Promise<MedicationAdministration[]> {
  const judged = await judgeAll(scope, asked, prefix)
  const lifetime = await lifetimeWarnings(scope, judged.map(givenIn))
  const changes = confirmed(judged, lifetime, prefix)
  const after = await write(scope, changes)
  for (const patientId of beginnings(judged)) await postFirstTreatment(scope, patientId)
  for (const { dose } of changes.filter(lacksMedicine)) await lackOf(scope, dose)
  return after.map(asAdministration)
}

/**
 * The same for one dose. Most move nothing but themselves: they are a look and one statement that changes the row only
 * as it was seen, each a transaction of its own. One that counts towards a lifetime, begins a treatment or lacks its
 * medicine is recorded as many are.
 */
export async function recordDose(scope: Scope, asked: Asked): Promise<MedicationAdministration> {
  const alone = singly(scope)
  const judged = await judgeAll(alone, [asked], itself)
  const movesMore =
    judged.map(givenIn).some(countsForLife) || beginnings(judged).length > 0 || judged.some(lacksMedicine)
  const [recorded] = movesMore
    ? await transact(scope, (open) => recordDoses(open, [asked], itself))
    : (await write(alone, confirmed(judged, [], itself))).map(asAdministration)
  if (recorded === undefined) throw notFound()
  return recorded
}

const itself: Prefix = () => '#'

/** People whose first treatment one of these doses is, or moves: nobody who began on that day or before. */
const beginnings = (judged: readonly Judged[]): string[] => [
  ...new Set(
    judged.flatMap(({ dose, begunOn, givenOn, recorded: { status } }) => {
      if (dose.purpose !== 'antineoplastic' || status !== 'completed' || givenOn === null) return []
      return begunOn !== null && begunOn <= givenOn ? [] : [dose.patientId]
    }),
  ),
]

/** The case knows its hospital, medication and dose; what was noted about the child stays with the child. */
const lackOf = (scope: OpenScope, { managingOrganizationId: organizationId, medication, id }: Dose) =>
  joinShortage(scope, { organizationId, medication, administrationId: id, note: null })

const lacksMedicine = ({ recorded: { statusReason } }: Change) =>
  statusReason !== null && shortageReasons.includes(statusReason)

const givenIn = ({ dose, recorded, birthDate }: Judged) => ({ ...dose, ...recorded, birthDate })

interface Change {
  dose: Dose
  recorded: Recorded
  /** Why an earlier record is changed. */
  why?: string
}

/** A dose that may be recorded, with what is left to be answered for. */
interface Judged extends Change, Pick<Seen, 'birthDate' | 'begunOn'>, Pick<Judgement, 'warnings' | 'givenOn'> {
  record: AdministrationRecord
}

/** Looks at doses and judges what is to be recorded of each: what cannot be is thrown by name. */
async function judgeAll(scope: AskingScope, asked: readonly Asked[], prefix: Prefix): Promise<Judged[]> {
  const seen = await lookAt(
    scope,
    asked.map(({ id }) => id),
  )
  if (seen.length < asked.length) throw notFound()
  const stale = seen.filter(({ dose }, at) => dose.version !== asked[at]?.version).map(({ dose }) => dose)
  if (stale.length > 0) throw new StaleDoses(stale)
  for (const { dose, patientStatus } of seen) {
    if (patientStatus !== 'active') throw conflict('not-active')
    if (dose.status !== 'planned' && dose.status !== 'in-progress') throw conflict('already-recorded')
  }
  const [gates, performed] = await Promise.all([
    gatesFor(scope, seen),
    Promise.all(
      seen.map(({ dose }, at) => performs(scope, dose.managingOrganizationId, asked[at]?.record.performerId)),
    ),
  ])
  const now = new Date()
  const judged = seen.map((one, at) => {
    const record = asked[at]?.record
    if (record === undefined) throw new Error('A dose was seen that nobody asked for')
    const { dose, birthDate, begunOn } = one
    const medicine = medications.get(medicineOf(dose, record))
    const around = { ...one, now, gates: gates[at] ?? [], medicine, performed: performed[at] === true }
    return { dose, birthDate, begunOn, record, ...judge(dose, record, around, scope.userId) }
  })
  const errors = judged.flatMap(({ errors }, at) => under(prefix(at), errors))
  if (errors.length > 0) throw invalid(...errors)
  return judged
}

/** What is to be written, once each warning has its reason: 409 with those that have none. */
function confirmed(judged: readonly Judged[], lifetime: readonly Warning[][], prefix: Prefix): readonly Change[] {
  const open = judged.flatMap(({ warnings, recorded }, at) => {
    const answered = new Set(recorded.confirmedWarnings?.map(({ code }) => code))
    return under(
      prefix(at),
      [...warnings, ...(lifetime[at] ?? [])].filter(({ code }) => !answered.has(code)),
    )
  })
  if (open.length > 0) throw needsConfirmation(open)
  return judged
}

const under = <T extends { pointer: string }>(prefix: string, findings: readonly T[]): T[] =>
  findings.map((finding) => ({ ...finding, pointer: finding.pointer.replace('#', prefix) }))

const WRITE = `
with changed as (
  update medication_administrations d set version = d.version + 1, status = $6, status_reason = $7, reason_note = $8, given_at = $9,
    dose_given = $10, lot = $11, performer_id = $12, substitution = $13, dose_change = $14, gate_results = $15, confirmed_warnings = $16,
    authorisation_folio = coalesce($17, d.authorisation_folio), recorded_at = now(), recorded_by = $3
  where d.id = $1 and d.version = $2
  returning id, managing_organization_id, patient_id, care_plan_id, medication, purpose, planned_on, recorded_at
), kept as (
  insert into medication_administration_versions (administration_id, version, managing_organization_id, replaced_by, reason, before)
  select id, $2, managing_organization_id, $3, $4, $5 from changed
), entries as (
  insert into dose_entries (administration_id, organization_id, care_plan_id, medication, purpose, planned_on, posted_on, sign, outcome, reason,
    delay_days, dose_percent, substituted)
  select id, managing_organization_id, care_plan_id, medication, purpose, planned_on, $18::date, sign, outcome, reason, delay_days, dose_percent, substituted
  from changed cross join (values
    (-1::smallint, $19::dose_outcome, $20::status_reason, $21::smallint, $22::smallint, $23::boolean), (1, $24, $25, $26, $27, $28))
    as entry (sign, outcome, reason, delay_days, dose_percent, substituted)
  where outcome is not null
), events as (
  insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
  select event.id, managing_organization_id, $3, action, 'MedicationAdministration', changed.id::text, patient_id, $29, details
  from changed cross join (values ($30::uuid, 'update', $31::jsonb), ($32, 'override', $33)) as event (id, action, details)
  where event.id is not null
)
select recorded_at from changed`

/** Changes doses, each by one statement and only while it has the version that was seen. */
export function write(scope: AskingScope, changes: readonly Change[]): Promise<Dose[]> {
  return Promise.all(changes.map((change) => writeOne(scope, change)))
}

async function writeOne({ query, userId, requestId }: AskingScope, change: Change): Promise<Dose> {
  const { dose, recorded, why = null } = change
  const { status, statusReason, givenAt, substitution, doseChange, gateResults, confirmedWarnings } = recorded
  const [stood, stands] = movement(change)
  const overrides = overridesOf(dose, recorded)
  const [row] = await query<{ recorded_at: string }>(WRITE, [
    ...[dose.id, dose.version, userId, why, JSON.stringify(asAdministration(dose))],
    ...[status, statusReason, recorded.reasonNote, givenAt?.toISOString() ?? null, recorded.doseGiven, recorded.lot],
    ...[recorded.performerId, json(substitution), json(doseChange), json(gateResults), json(confirmedWarnings)],
    ...[recorded.authorisationFolio, today(), ...standing(stood), ...standing(stands), requestId],
    ...[newId(), JSON.stringify({ status, reason: statusReason }), overrides && newId(), json(overrides)],
  ])
  if (row === undefined) throw new LostDose()
  return {
    ...dose,
    ...recorded,
    version: dose.version + 1,
    authorisationFolio: recorded.authorisationFolio ?? dose.authorisationFolio,
    recordedAt: new Date(row.recorded_at),
    recordedBy: userId,
  }
}

const json = (value: object | null) => value && JSON.stringify(value)

const standing = (of: ReturnType<typeof standingOf>) => [
  of?.outcome ?? null,
  of?.reason ?? null,
  of?.delayDays ?? null,
  of?.dosePercent ?? null,
  of?.substituted ?? null,
]

/** How the dose stood on the ledger and how it stands: nothing where it stays. One that no plan foresaw is no delivery of a plan and stays off. */
function movement({ dose, recorded }: Change) {
  if (dose.plannedDose === null) return [null, null] as const
  const [stood, stands] = [standingOf(dose), standingOf({ ...dose, ...recorded })]
  return isDeepStrictEqual(stood, stands) ? ([null, null] as const) : ([stood, stands] as const)
}

/** What was answered with a reason leaves its own event: which rules, never the words. */
function overridesOf(before: Dose, { confirmedWarnings, gateResults }: Recorded) {
  const said = before.status === 'in-progress' ? before : undefined // its own event was left when it began
  const isNew = (one: unknown, of: readonly unknown[] | null | undefined) =>
    !of?.some((it) => isDeepStrictEqual(it, one))
  const warnings = confirmedWarnings?.filter((one) => isNew(one, said?.confirmedWarnings)).map(({ code }) => code) ?? []
  const gates =
    gateResults
      ?.filter((one) => !one.passed && one.reason !== undefined && isNew(one, said?.gateResults))
      .map(({ test }) => test) ?? []
  return warnings.length + gates.length === 0 ? null : { warnings, gates }
}
