import { and, desc, eq } from 'drizzle-orm'
import type { AnalgesicAdverseEffect, NewAnalgesicAdverseEffect } from 'shared/analgesia'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import type { AnalgesicEffect } from 'shared/pain'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { answeredWarnings, auditReasons, mistake, shownFact } from '../clinical-facts.js'
import { postEffects, withdrawEffects } from '../pain-indicators/postings.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid, notFound } from '../problem.js'
import { impossibleMoment, lateEntry, momentOf } from './subject.js'
import { analgesicAdministrations, analgesicAdverseEffects } from './table.js'

type Row = typeof analgesicAdverseEffects.$inferSelect

/** Every unwanted effect of analgesics of a person, the latest first; mistakes stay in the list, marked. */
export async function listEffects({ db }: OpenScope, patient: PatientInScope): Promise<AnalgesicAdverseEffect[]> {
  const { patientId, effectiveAt, id } = analgesicAdverseEffects
  const rows = await db
    .select()
    .from(analgesicAdverseEffects)
    .where(eq(patientId, patient.id))
    .orderBy(desc(effectiveAt), desc(id))
  return rows.map(asEffect)
}

/** Records an unwanted effect. What cannot be is 400 by field; one that is written down late is 409 without a reason. */
export async function recordEffect(
  scope: OpenScope,
  patientId: string,
  input: NewAnalgesicAdverseEffect,
): Promise<AnalgesicAdverseEffect> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const effectiveAt = momentOf(input.effectiveDateTime)
  const errors = impossibleMoment(effectiveAt, patient.birthDate, '#/effectiveDateTime')
  if (!(await administrationExists(scope, patientId, input.administrationId)))
    errors.push({ pointer: '#/administrationId', code: 'administration-unknown' })
  if (errors.length > 0) throw invalid(...errors)
  const confirmedWarnings = answeredWarnings(lateEntry(effectiveAt, '#/effectiveDateTime'), input.confirmedWarnings)
  const { effect, administrationId = null, note = null } = input
  return asEffect(
    await insertEffect(scope, patient, { effect, effectiveAt, administrationId, note, confirmedWarnings }),
  )
}

/** Writes an effect with its audit event: by itself, or as part of the dose that answers it. */
export async function insertEffect(
  scope: OpenScope,
  { id: patientId, managingOrganizationId }: Pick<PatientInScope, 'id' | 'managingOrganizationId'>,
  effect: {
    effect: AnalgesicEffect
    effectiveAt: Date
    administrationId: string | null
    note?: string | null
    confirmedWarnings?: ConfirmedWarning[]
  },
): Promise<Row> {
  const [row] = await scope.db
    .insert(analgesicAdverseEffects)
    .values({ ...effect, id: newId(), patientId, managingOrganizationId, recordedBy: scope.userId })
    .returning()
  if (row === undefined) throw new Error('The effect came back without its row')
  await postEffects(scope, { ...row, effects: [row.effect] })
  await audit(scope, { ...eventOf(row), action: 'create' })
  await auditReasons(scope, eventOf(row), row.confirmedWarnings)
  return row
}

export async function enterEffectInError(scope: OpenScope, patientId: string, id: string, reason: string) {
  await lockPatient(scope, patientId)
  const mine = and(eq(analgesicAdverseEffects.id, id), eq(analgesicAdverseEffects.patientId, patientId))
  const [found] = await scope.db.select().from(analgesicAdverseEffects).where(mine)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db.update(analgesicAdverseEffects).set(mistake(scope, reason)).where(mine).returning()
  if (row === undefined) throw notFound()
  await withdrawEffects(scope, id)
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  return asEffect(row)
}

/** A dose of this person that stands; true where none was named. */
export async function administrationExists({ db }: OpenScope, patientId: string, id: string | null | undefined) {
  if (id == null) return true
  const { id: key, patientId: of, status } = analgesicAdministrations
  const [found] = await db
    .select({ key })
    .from(analgesicAdministrations)
    .where(and(eq(key, id), eq(of, patientId), eq(status, 'final')))
  return found !== undefined
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'AnalgesicAdverseEffect',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

const asEffect = (row: Row): AnalgesicAdverseEffect => ({
  ...row,
  ...shownFact(row),
  effectiveDateTime: row.effectiveAt.toISOString(),
})
