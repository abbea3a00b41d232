import type { NewPainAssessment, PainAssessment } from 'shared/pain-assessments'
import { severityOf } from 'shared/pain-scales'
import { answered, lostRace, newId, type OnceKey } from '../access/once.js'
import { type OpenScope, type Scope, transact } from '../access/scope.js'
import type { PatientInScope } from '../patients/queries.js'
import { conflict, Problem } from '../problem.js'
import { assessmentRecorded } from '../reminders/loop.js'
import { type FollowedDose, isLate, judge } from './judge.js'

const DOSE = 'select status, given_at from analgesic_administrations where id = $1 and patient_id = $2'

/** Row, events and remembered answer, while the person is still on the roll of the hospital that was seen. */
const WRITE = `
with made as (
  insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, items, score, score_max, severity,
    effective_at, cause, sites, at_rest, action, follows_administration_id, note, confirmed_warnings, recorded_at, recorded_by)
  select $1, p.id, p.managing_organization_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
  from patients p where p.id = $2 and p.status = 'active' and p.managing_organization_id = $19
  returning patient_id, managing_organization_id
), events as (
  insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
  select event.id, made.managing_organization_id, $18, event.action, 'PainAssessment', $1::uuid::text, made.patient_id, $20, event.details
  from made cross join jsonb_to_recordset($21::jsonb) as event (id uuid, action text, details jsonb)
), answer as (
  insert into idempotency_keys (user_id, route, key, request_hash, status, answer)
  select $18, $22, $23, $24, 201, $25::jsonb from made where $23::text is not null
)
select 1 as made from made`

/**
 * Records an assessment, and what it asks of the ward and answers, after a look at the dose where it follows one. Items are
 * scored here; refusals and warnings as `judge` says them, a person no longer on the roll 409 `not-active`. A key that was
 * answered before breaks its unique index: `recordOnce` then gives that answer again.
 */
export async function recordPainAssessment(
  scope: OpenScope,
  patient: PatientInScope,
  input: NewPainAssessment,
  key: OnceKey | null,
): Promise<PainAssessment> {
  if (patient.status !== 'active') throw conflict('not-active')
  const dose = await followed(scope, patient.id, input.followsAdministrationId)
  const now = new Date()
  const { scale, score, items, effectiveAt, confirmedWarnings } = judge(input, {
    now,
    birthDate: patient.birthDate,
    dose,
  })
  const body: PainAssessment = {
    id: newId(),
    patientId: patient.id,
    status: 'final',
    scale: scale.id,
    scaleVersion: scale.version,
    items,
    score,
    scoreMax: scale.total.max,
    severity: severityOf(scale, score),
    effectiveDateTime: effectiveAt.toISOString(),
    lateEntry: isLate(effectiveAt, now),
    cause: input.cause ?? null,
    sites: input.sites ?? [],
    atRest: input.atRest ?? null,
    action: input.action ?? null,
    followsAdministrationId: input.followsAdministrationId ?? null,
    note: input.note ?? null,
    confirmedWarnings,
    recordedAt: now.toISOString(),
    recordedBy: scope.userId,
    enteredInError: null,
  }
  const writing = scope.query(WRITE, [
    ...[body.id, patient.id, body.scale, body.scaleVersion, items && JSON.stringify(items), score, body.scoreMax],
    ...[body.severity, body.effectiveDateTime, body.cause, `{${body.sites.join(',')}}`, body.atRest, body.action],
    ...[body.followsAdministrationId, body.note, JSON.stringify(confirmedWarnings), body.recordedAt, scope.userId],
    ...[patient.managingOrganizationId, scope.requestId, JSON.stringify(eventsOf(body)), scope.route],
    ...[key?.key ?? null, key?.requestHash ?? null, JSON.stringify(body)],
  ])
  const { id, scoreMax, severity, action, followsAdministrationId } = body
  const { managingOrganizationId } = patient
  const pain = {
    id,
    patientId: patient.id,
    managingOrganizationId,
    scale: body.scale,
    score,
    scoreMax,
    severity,
    effectiveAt,
    followsAdministrationId,
    action,
  }
  const [[made]] = await Promise.all([writing, assessmentRecorded(scope, pain)])
  if (made === undefined) throw conflict('not-active')
  return body
}

/** The same once: what was answered to its key is looked for only where it could not be recorded, or not be taken, anew. */
export async function recordOnce(
  scope: Scope,
  patient: PatientInScope,
  input: NewPainAssessment,
  key: OnceKey | null,
): Promise<PainAssessment> {
  try {
    return await transact(scope, (open) => recordPainAssessment(open, patient, input, key))
  } catch (error) {
    if (key === null || !(error instanceof Problem || lostRace(error))) throw error
    const before = await transact(scope, (open) => answered<PainAssessment>(open, key))
    if (before === null) throw error
    return before.body
  }
}

interface DoseRow extends Record<string, unknown> {
  status: string
  given_at: string
}

async function followed(
  { query }: OpenScope,
  patientId: string,
  id: string | null | undefined,
): Promise<FollowedDose | null | undefined> {
  if (id == null) return undefined
  const [row] = await query<DoseRow>(DOSE, [id, patientId])
  return row === undefined ? null : { status: row.status, givenAt: new Date(row.given_at) }
}

/** What was answered with a reason leaves its own event: which rules, never the words. */
function eventsOf({ scale, lateEntry, confirmedWarnings }: PainAssessment) {
  const rules = confirmedWarnings.map(({ code }) => code)
  return [
    { id: newId(), action: 'create', details: { scale, ...(lateEntry ? { lateEntry } : {}) } },
    ...(rules.length > 0 ? [{ id: newId(), action: 'override', details: { rules } }] : []),
  ]
}
