import { isDeepStrictEqual } from 'node:util'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { AdministrationRecord, MedicationAdministration } from 'shared/medication-administrations'
import { shortageReasons } from 'shared/treatment'
import { newId } from '../access/once.js'
import type { OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { conflict, invalid, needsConfirmation, notFound } from '../problem.js'
import { joinShortage } from '../shortages/join.js'
import { today } from '../today.js'
import { postFirstTreatment } from '../treatment-indicators/first-treatment.js'
import { gatesFor, lookAt, type Seen } from './around.js'
import { moveEntries, standingOf } from './ledger.js'
import { lifetimeWarnings } from './lifetime.js'
import { asAdministration, type Dose } from './rows.js'
import { judge, medicineOf, type Recorded } from './rules.js'

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

/**
 * Records what became of planned doses, all or none. Rows, versions, ledger, audit events and shortages are written in
 * the scope's transaction; one dose without a shortage is one look and one statement that commits with itself.
 * Errors name the field behind `prefix(at)`; warnings without a reason are 409 /problems/needs-confirmation.
 */
export async function recordDoses(
  scope: OpenScope,
  asked: readonly Asked[],
  { prefix, last }: { prefix: (at: number) => string; last: boolean },
): Promise<MedicationAdministration[]> {
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
  const changes = await judgeAll(scope, asked, seen, prefix)
  const lacking = changes.filter(({ recorded: { statusReason } }) => isShortage(statusReason))
  const begun = beginnings(seen, changes)
  const alone = last && changes.length === 1 && lacking.length === 0 && begun.length === 0
  const after = await write(scope, changes, alone)
  for (const patientId of begun) await postFirstTreatment(scope, patientId)
  for (const { dose } of lacking) await lackOf(scope, dose)
  return after.map(asAdministration)
}

/** People whose first treatment one of these doses is, or moves: nobody who began on that day or before. */
const beginnings = (seen: readonly Seen[], changes: readonly Change[]): string[] => [
  ...new Set(
    changes.flatMap(({ dose, recorded: { status, givenAt } }, at) => {
      if (dose.purpose !== 'antineoplastic' || status !== 'completed' || givenAt === null) return []
      const begunOn = seen[at]?.begunOn ?? null
      return begunOn !== null && begunOn <= dayIn(MEXICO_CITY, givenAt) ? [] : [dose.patientId]
    }),
  ),
]

/** The case knows its hospital, medication and dose; what was noted about the child stays with the child. */
const lackOf = (scope: OpenScope, { managingOrganizationId: organizationId, medication, id }: Dose) =>
  joinShortage(scope, { organizationId, medication, administrationId: id, note: null })

const isShortage = (reason: Recorded['statusReason']) => reason !== null && shortageReasons.includes(reason)

interface Change {
  dose: Dose
  recorded: Recorded
  /** Why an earlier record is changed. */
  why?: string
}

async function judgeAll(
  scope: OpenScope,
  asked: readonly Asked[],
  seen: readonly Seen[],
  prefix: (at: number) => string,
): Promise<Change[]> {
  const gates = await gatesFor(scope, seen)
  const now = new Date()
  const judged = seen.map((one, at) => {
    const record = asked[at]?.record
    if (record === undefined) throw new Error('A dose was seen that nobody asked for')
    const medicine = medications.get(medicineOf(one.dose, record))
    return {
      one,
      at,
      record,
      ...judge(one.dose, record, { ...one, now, gates: gates[at] ?? [], medicine }, scope.userId),
    }
  })
  const under = <T extends { pointer: string }>(at: number, findings: readonly T[]): T[] =>
    findings.map((finding) => ({ ...finding, pointer: finding.pointer.replace('#', prefix(at)) }))
  const errors = judged.flatMap(({ at, errors }) => under(at, errors))
  if (errors.length > 0) throw invalid(...errors)
  const lifetime = await lifetimeWarnings(
    scope,
    judged.map(({ one, recorded }) => ({ ...one.dose, ...recorded, birthDate: one.birthDate })),
  )
  const open = judged.flatMap(({ at, warnings, recorded }) => {
    const answered = new Set(recorded.confirmedWarnings?.map(({ code }) => code))
    return under(
      at,
      [...warnings, ...(lifetime[at] ?? [])].filter(({ code }) => !answered.has(code)),
    )
  })
  if (open.length > 0) throw needsConfirmation(open)
  return judged.map(({ one: { dose }, recorded }) => ({ dose, recorded }))
}

const WRITE = `
with asked as (
  select * from jsonb_to_recordset($1::jsonb) as asked (id uuid, version integer, status administration_status, "statusReason" status_reason,
    "reasonNote" text, "givenAt" timestamptz, "doseGiven" numeric, lot text, "performerId" uuid, substitution jsonb, "doseChange" jsonb,
    "gateResults" jsonb, "confirmedWarnings" jsonb, "authorisationFolio" text, why text, before jsonb)
), changed as (
  update medication_administrations d set version = d.version + 1, status = asked.status, status_reason = asked."statusReason",
    reason_note = asked."reasonNote", given_at = asked."givenAt", dose_given = asked."doseGiven", lot = asked.lot,
    performer_id = asked."performerId", substitution = asked.substitution, dose_change = asked."doseChange",
    gate_results = asked."gateResults", confirmed_warnings = asked."confirmedWarnings",
    authorisation_folio = coalesce(asked."authorisationFolio", d.authorisation_folio), recorded_at = now(), recorded_by = $2
  from asked where d.id = asked.id and d.version = asked.version
  returning d.id, d.managing_organization_id, d.patient_id, d.recorded_at
), kept as (
  insert into medication_administration_versions (administration_id, version, managing_organization_id, replaced_by, reason, before)
  select id, asked.version, managing_organization_id, $2, asked.why, asked.before from changed join asked using (id)
), entries as (
  insert into dose_entries (administration_id, organization_id, care_plan_id, medication, purpose, planned_on, posted_on, sign, outcome, reason, delay_days,
    dose_percent, substituted)
  select entry.* from jsonb_to_recordset($3::jsonb) as entry ("administrationId" uuid, "organizationId" uuid, "carePlanId" uuid, medication text,
    purpose dose_purpose, "plannedOn" date, "postedOn" date, sign smallint, outcome dose_outcome, reason status_reason, "delayDays" smallint,
    "dosePercent" smallint, substituted boolean)
  where entry."administrationId" in (select id from changed)
), events as (
  insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
  select event.id, managing_organization_id, $2, event.action, 'MedicationAdministration', event.dose::text, patient_id, $4, event.details
  from jsonb_to_recordset($5::jsonb) as event (id uuid, dose uuid, action text, details jsonb) join changed on changed.id = event.dose
)
select id, recorded_at from changed`

/** The one statement that changes doses: each only while it has the version that was seen. */
export async function write(scope: OpenScope, changes: readonly Change[], alone: boolean): Promise<Dose[]> {
  const asked = changes.map(({ dose, recorded, why = null }) => ({
    id: dose.id,
    version: dose.version,
    ...recorded,
    why,
    before: asAdministration(dose),
  }))
  const entries = changes.flatMap(entriesOf)
  const events = changes.flatMap(({ dose, recorded }) => [
    {
      id: newId(),
      dose: dose.id,
      action: 'update',
      details: { status: recorded.status, reason: recorded.statusReason },
    },
    ...overridesOf(dose, recorded).map((details) => ({ id: newId(), dose: dose.id, action: 'override', details })),
  ])
  const run = alone ? scope.queryAndCommit : scope.query
  const rows = await run<{ id: string; recorded_at: string }>(WRITE, [
    JSON.stringify(asked),
    scope.userId,
    JSON.stringify(entries),
    scope.requestId,
    JSON.stringify(events),
  ])
  if (rows.length < changes.length) throw new LostDose()
  const recordedAt = new Map(rows.map(({ id, recorded_at }) => [id, new Date(recorded_at)]))
  return changes.map(({ dose, recorded }) => ({
    ...dose,
    ...recorded,
    version: dose.version + 1,
    authorisationFolio: recorded.authorisationFolio ?? dose.authorisationFolio,
    recordedAt: recordedAt.get(dose.id) ?? dose.recordedAt,
    recordedBy: scope.userId,
  }))
}

/** A dose that no plan foresaw is no delivery of a plan: it stays off the ledger. */
function entriesOf({ dose, recorded }: Change) {
  if (dose.plannedDose === null) return []
  const [stood, stands] = [standingOf(dose), standingOf({ ...dose, ...recorded })]
  return isDeepStrictEqual(stood, stands) ? [] : moveEntries(dose, stood, stands, today())
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
  return warnings.length + gates.length === 0 ? [] : [{ warnings, gates }]
}
