import { and, desc, eq, isNull } from 'drizzle-orm'
import {
  doorToAntibiotic,
  type FebrileEpisode,
  type FebrileEpisodeEdit,
  type NewFebrileEpisode,
} from 'shared/early-warning'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import {
  answeredWarnings,
  auditReasons,
  impossibleInstants,
  mistake,
  shownFact,
  staleVersion,
} from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, type FieldError, invalid, notFound, type Warning } from '../problem.js'
import { closeReminders, raiseReminders } from '../reminders/engine.js'
import { settingsOf } from '../reminders/settings.js'
import { reminders } from '../reminders/table.js'
import { earlyWarningScale } from './scale.js'
import { febrileEpisodes } from './table.js'

type Row = typeof febrileEpisodes.$inferSelect

/** Minutes after which an antibiotic is more likely another episode's, or its day mistyped. */
const LONG_AFTER = 24 * 60
const MINUTE = 60_000

/** Every febrile episode of a person, the latest first; mistakes stay in the list, marked. */
export async function listEpisodes({ db }: OpenScope, patient: PatientInScope): Promise<FebrileEpisode[]> {
  const rows = await db
    .select({ episode: febrileEpisodes, dueAt: reminders.dueAt })
    .from(febrileEpisodes)
    .leftJoin(
      reminders,
      and(eq(reminders.sourceId, febrileEpisodes.id), eq(reminders.kind, 'antibiotic'), isNull(reminders.closedAt)),
    )
    .where(eq(febrileEpisodes.patientId, patient.id))
    .orderBy(desc(febrileEpisodes.arrivedAt), desc(febrileEpisodes.recordedAt))
  return rows.map(({ episode, dueAt }) => asEpisode(episode, dueAt))
}

/** Starts the clock of a febrile person at the door; with its antibiotic it is whole at once. */
export async function recordEpisode(
  scope: OpenScope,
  patientId: string,
  input: NewFebrileEpisode,
): Promise<FebrileEpisode> {
  const { birthDate, managingOrganizationId, status } = await lockPatient(scope, patientId)
  if (status !== 'active') throw conflict('not-active')
  const arrivedAt = new Date(input.arrivedAt)
  const treated = treatmentOf(input)
  const errors = [
    ...impossibleInstants(birthDate, { arrivedAt }),
    ...impossibleTreatment(birthDate, arrivedAt, treated),
  ]
  if (errors.length > 0) throw invalid(...errors)
  const warnings = [...lacksFever(input.temperature), ...longAfter(arrivedAt, treated.antibioticAt)]
  const confirmedWarnings = answeredWarnings(warnings, input.confirmedWarnings)
  const { temperature, neutrophils = null, note = null } = input
  const [row] = await scope.db
    .insert(febrileEpisodes)
    .values({
      id: newId(),
      patientId,
      managingOrganizationId,
      arrivedAt,
      temperature,
      neutrophils,
      ...treated,
      note,
      confirmedWarnings,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The episode came back without its row')
  await audit(scope, { ...eventOf(row), action: 'create' })
  await auditReasons(scope, eventOf(row), confirmedWarnings)
  return asEpisode(row, isAwaited(row) ? await startClock(scope, row) : null)
}

/** Adds what is known later to version `version`: the antibiotic stops the clock. A stale one is 412. */
export async function editEpisode(
  scope: OpenScope,
  patientId: string,
  id: string,
  version: number,
  { confirmedWarnings: given, ...edit }: FebrileEpisodeEdit,
): Promise<FebrileEpisode> {
  const patient = await lockPatient(scope, patientId)
  const found = await findEpisode(scope, patientId, id)
  if (found.version !== version)
    throw staleVersion(asEpisode(found, null), { at: found.recordedAt, by: found.recordedBy })
  if (patient.status !== 'active') throw conflict('not-active')
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const treated = treatmentOf({
    antibiotic: edit.antibiotic === undefined ? found.antibiotic : edit.antibiotic,
    antibioticAt: edit.antibioticAt === undefined ? (found.antibioticAt?.toISOString() ?? null) : edit.antibioticAt,
    noAntibioticReason: edit.noAntibioticReason === undefined ? found.noAntibioticReason : edit.noAntibioticReason,
  })
  const errors = impossibleTreatment(patient.birthDate, found.arrivedAt, treated)
  if (errors.length > 0) throw invalid(...errors)
  const confirmed = answeredWarnings(
    edit.antibioticAt === undefined ? [] : longAfter(found.arrivedAt, treated.antibioticAt),
    given,
  )
  const kept = found.confirmedWarnings.filter(({ code }) => !confirmed.some((it) => it.code === code))
  const [row] = await scope.db
    .update(febrileEpisodes)
    .set({
      version: version + 1,
      neutrophils: edit.neutrophils === undefined ? found.neutrophils : edit.neutrophils,
      note: edit.note === undefined ? found.note : edit.note,
      ...treated,
      confirmedWarnings: [...kept, ...confirmed],
    })
    .where(eq(febrileEpisodes.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await audit(scope, { ...eventOf(row), action: 'update', details: { fields: Object.keys(edit) } })
  await auditReasons(scope, eventOf(row), confirmed)
  if (isAwaited(row)) return asEpisode(row, isAwaited(found) ? await dueAtOf(scope, id) : await startClock(scope, row))
  const outcome = row.antibioticAt === null ? 'cancelled' : 'done'
  await closeReminders(scope, { patientId, kind: 'antibiotic', sourceId: id, closedById: id, outcome })
  return asEpisode(row, null)
}

/** A mistake stays beside its correction; its clock stops. */
export async function enterEpisodeInError(
  scope: OpenScope,
  patientId: string,
  id: string,
  reason: string,
): Promise<FebrileEpisode> {
  await lockPatient(scope, patientId)
  const found = await findEpisode(scope, patientId, id)
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db
    .update(febrileEpisodes)
    .set({ ...mistake(scope, reason), version: found.version + 1 })
    .where(eq(febrileEpisodes.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await closeReminders(scope, { patientId, kind: 'antibiotic', sourceId: id, closedById: null, outcome: 'cancelled' })
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  return asEpisode(row, null)
}

type Treated = Pick<Row, 'antibiotic' | 'antibioticAt' | 'noAntibioticReason'>

const treatmentOf = (
  input: Pick<NewFebrileEpisode, 'antibiotic' | 'antibioticAt' | 'noAntibioticReason'>,
): Treated => ({
  antibiotic: input.antibiotic ?? null,
  antibioticAt: input.antibioticAt == null ? null : new Date(input.antibioticAt),
  noAntibioticReason: input.noAntibioticReason ?? null,
})

function impossibleTreatment(birthDate: string, arrivedAt: Date, treated: Treated): FieldError[] {
  const { antibiotic, antibioticAt, noAntibioticReason } = treated
  const errors: FieldError[] = impossibleInstants(birthDate, { antibioticAt })
  if (antibiotic !== null && antibioticAt === null) errors.push({ pointer: '#/antibioticAt', code: 'required' })
  if (antibiotic === null && antibioticAt !== null) errors.push({ pointer: '#/antibiotic', code: 'required' })
  if (antibioticAt !== null && antibioticAt < arrivedAt)
    errors.push({ pointer: '#/antibioticAt', code: 'antibiotic-before-door' })
  if (antibiotic !== null && noAntibioticReason !== null)
    errors.push({ pointer: '#/noAntibioticReason', code: 'antibiotic-and-reason' })
  return errors
}

const lacksFever = (temperature: number): Warning[] =>
  temperature < earlyWarningScale.febrile.temperature
    ? [{ pointer: '#/temperature', code: 'temperature-not-fever', fever: earlyWarningScale.febrile.temperature }]
    : []

function longAfter(arrivedAt: Date, antibioticAt: Date | null): Warning[] {
  const minutes = antibioticAt === null ? 0 : doorToAntibiotic(arrivedAt, antibioticAt)
  return minutes > LONG_AFTER ? [{ pointer: '#/antibioticAt', code: 'antibiotic-long-after', minutes }] : []
}

const isAwaited = ({ antibioticAt, noAntibioticReason }: Row) => antibioticAt === null && noAntibioticReason === null

/** The hour is golden: it has no grace. */
async function startClock(scope: OpenScope, row: Row): Promise<Date> {
  const { antibioticMinutes } = await settingsOf(scope, row.managingOrganizationId)
  const dueAt = new Date(row.arrivedAt.getTime() + antibioticMinutes * MINUTE)
  await raiseReminders(scope, row, [{ kind: 'antibiotic', dueAt, graceMinutes: 0 }])
  return dueAt
}

async function dueAtOf({ db }: OpenScope, id: string): Promise<Date | null> {
  const [open] = await db
    .select({ dueAt: reminders.dueAt })
    .from(reminders)
    .where(and(eq(reminders.sourceId, id), isNull(reminders.closedAt)))
  return open?.dueAt ?? null
}

async function findEpisode({ db }: OpenScope, patientId: string, id: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(febrileEpisodes)
    .where(and(eq(febrileEpisodes.id, id), eq(febrileEpisodes.patientId, patientId)))
  if (row === undefined) throw notFound()
  return row
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'FebrileEpisode',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

const asEpisode = (row: Row, dueAt: Date | null): FebrileEpisode => ({
  ...row,
  ...shownFact(row),
  arrivedAt: row.arrivedAt.toISOString(),
  antibioticAt: row.antibioticAt?.toISOString() ?? null,
  minutes: row.antibioticAt === null ? null : doorToAntibiotic(row.arrivedAt, row.antibioticAt),
  dueAt: dueAt?.toISOString() ?? null,
})
