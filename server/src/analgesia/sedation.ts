import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { type AnalgesicListQuery, type NewSedationCheck, SedationCheck, sedationAlerts } from 'shared/analgesia'
import * as z from 'zod'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { answeredWarnings, auditReasons, mistake, shownFact } from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid, notFound } from '../problem.js'
import { sedationRecorded, sedationWithdrawn } from '../reminders/loop.js'
import { alertsOf, codesOf } from './alerts.js'
import { sedationScaleFacts } from './catalogue.js'
import { administrationExists } from './effects.js'
import { ageAt, impossibleMoment, lateEntry, momentOf } from './subject.js'
import { sedationChecks } from './table.js'

type Row = typeof sedationChecks.$inferSelect

/** Sedation checks of a person, the latest first, page by page; mistakes stay in the list, marked. */
export async function listSedationChecks(
  { db }: OpenScope,
  patient: PatientInScope,
  { since, limit, cursor }: z.infer<typeof AnalgesicListQuery>,
) {
  const { patientId, effectiveAt, id } = sedationChecks
  const [place] =
    cursor === undefined
      ? []
      : await db
          .select({ effectiveAt })
          .from(sedationChecks)
          .where(and(eq(id, cursor), eq(patientId, patient.id)))
  if (cursor !== undefined && place === undefined) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  const rows = await db
    .select()
    .from(sedationChecks)
    .where(
      and(
        eq(patientId, patient.id),
        since === undefined ? undefined : gte(effectiveAt, new Date(since)),
        place === undefined
          ? undefined
          : sql`(${effectiveAt}, ${id}) < (${place.effectiveAt.toISOString()}::timestamptz, ${cursor}::uuid)`,
      ),
    )
    .orderBy(desc(effectiveAt), desc(id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => asCheck(row, patient))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Records sedation, breathing and oxygen. The server says what asks for help; a value the scale lacks is 400. */
export async function recordSedationCheck(
  scope: OpenScope,
  patientId: string,
  input: NewSedationCheck,
): Promise<SedationCheck> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const effectiveAt = momentOf(input.effectiveDateTime)
  const errors = impossibleMoment(effectiveAt, patient.birthDate, '#/effectiveDateTime')
  const { scale, followsAdministrationId = null, note = null } = input
  const { respiratoryRate = null, oxygenSaturation = null } = input
  const value = input.value.trim().toUpperCase()
  const known = sedationScaleFacts.find(({ id }) => id === scale)?.values ?? []
  if (!known.some((one) => one.value === value)) errors.push({ pointer: '#/value', code: 'not-in-list' })
  if (!(await administrationExists(scope, patientId, followsAdministrationId)))
    errors.push({ pointer: '#/followsAdministrationId', code: 'administration-unknown' })
  if (errors.length > 0) throw invalid(...errors)
  const confirmedWarnings = answeredWarnings(lateEntry(effectiveAt, '#/effectiveDateTime'), input.confirmedWarnings)
  const checked = { scale, value, respiratoryRate, oxygenSaturation }
  const alerts = codesOf(alertsOf(checked, ageAt(patient.birthDate, effectiveAt).ageInDays))
  const { managingOrganizationId } = patient
  const [row] = await scope.db
    .insert(sedationChecks)
    .values({
      ...{ ...checked, id: newId(), patientId, managingOrganizationId, effectiveAt, followsAdministrationId },
      ...{ alerts, note, confirmedWarnings, recordedBy: scope.userId },
    })
    .returning()
  if (row === undefined) throw new Error('The check came back without its row')
  await sedationRecorded(scope, row)
  await audit(scope, { ...eventOf(row), action: 'create' })
  await auditReasons(scope, eventOf(row), confirmedWarnings)
  return asCheck(row, patient)
}

export async function enterCheckInError(scope: OpenScope, patientId: string, id: string, reason: string) {
  const patient = await lockPatient(scope, patientId)
  const mine = and(eq(sedationChecks.id, id), eq(sedationChecks.patientId, patientId))
  const [found] = await scope.db.select().from(sedationChecks).where(mine)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db.update(sedationChecks).set(mistake(scope, reason)).where(mine).returning()
  if (row === undefined) throw notFound()
  await sedationWithdrawn(scope, row)
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  return asCheck(row, patient)
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'SedationCheck',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

/** An alert of former limits. */
const unexplained = { ruleId: null, factId: null, source: null, confidence: null, text: null, limit: null }

/** The alerts are the ones that were raised then, explained by the limits of now. */
function asCheck(row: Row, { birthDate }: Pick<PatientInScope, 'birthDate'>): SedationCheck {
  const scale = SedationCheck.shape.scale.parse(row.scale)
  const explained = alertsOf({ ...row, scale }, ageAt(birthDate, row.effectiveAt).ageInDays)
  return {
    ...row,
    ...shownFact(row),
    scale,
    effectiveDateTime: row.effectiveAt.toISOString(),
    alerts: z
      .array(z.enum(sedationAlerts))
      .parse(row.alerts)
      .map((code) => explained.find((one) => one.code === code) ?? { ...unexplained, code }),
  }
}
