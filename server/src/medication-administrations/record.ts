import { isDeepStrictEqual } from 'node:util'
import type { AdministrationRecord, MedicationAdministration } from 'shared/medication-administrations'
import { shortageReasons } from 'shared/treatment'
import { newId } from '../access/once.js'
import { type AskingScope, type OpenScope, type Scope, singly, transact } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { conflict, invalid, needsConfirmation, notFound } from '../problem.js'
import { joinShortage } from '../shortages/join.js'
import { today } from '../today.js'
import { postFirstTreatment } from '../treatment-indicators/first-treatment.js'
import { gatesFor, lookAt, type Seen } from './around.js'
import { moveEntries, standingOf } from './ledger.js'
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
  const gates = await gatesFor(scope, seen)
  const now = new Date()
  const judged = seen.map((one, at) => {
    const record = asked[at]?.record
    if (record === undefined) throw new Error('A dose was seen that nobody asked for')
    const { dose, birthDate, begunOn } = one
    const medicine = medications.get(medicineOf(dose, record))
    const around = { ...one, now, gates: gates[at] ?? [], medicine }
    return { dose, birthDate, begunOn, record, ...judge(dose, record, around, scope.userId) }
  })
  const errors = judged.flatMap(({ errors }, at) => under(prefix(at), errors))
  if (errors.length > 0) throw invalid(...errors)
  return judged
}

/** What is to be written, once each warning has its reason: 409 with those that have none. */
function confirmed(judged: readonly Judged[], lifetime: readonly Warning[][], prefix: Prefix): readonly Change[] {
  const open = judged.flatMap(({ warnings, record }, at) => {
    const answered = new Set(record.confirmedWarnings?.map(({ code }) => code))
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
export async function write(scope: AskingScope, changes: readonly Change[]): Promise<Dose[]> {
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
    ...overridesOf(recorded).map((details) => ({ id: newId(), dose: dose.id, action: 'override', details })),
  ])
  const rows = await scope.query<{ id: string; recorded_at: string }>(WRITE, [
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
function overridesOf({ confirmedWarnings, gateResults }: Recorded) {
  const warnings = confirmedWarnings?.map(({ code }) => code) ?? []
  const gates =
    gateResults?.filter(({ passed, reason }) => !passed && reason !== undefined).map(({ test }) => test) ?? []
  return warnings.length + gates.length === 0 ? [] : [{ warnings, gates }]
}
