import { and, desc, eq } from 'drizzle-orm'
import { NewProcedure, type Procedure, type ProcedureEdit, unusualFraction } from 'shared/procedures'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import {
  answeredWarnings,
  auditReasons,
  beforeDiagnosis,
  impossibleDays,
  mistake,
  parsed,
  shownFact,
  staleVersion,
} from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid, notFound, type Warning } from '../problem.js'
import { postFirstTreatment } from '../treatment-indicators/first-treatment.js'
import { procedures, procedureVersions } from './table.js'

type Row = typeof procedures.$inferSelect

/** Every procedure of a person, the latest first; mistakes stay in the list, marked. */
export async function listProcedures({ db }: OpenScope, patient: PatientInScope): Promise<Procedure[]> {
  const rows = await db
    .select()
    .from(procedures)
    .where(eq(procedures.patientId, patient.id))
    .orderBy(desc(procedures.performedOn), desc(procedures.recordedAt), desc(procedures.id))
  return rows.map(asProcedure)
}

/** Records a procedure. Impossible facts are 400 by field; what is unusual is 409 until it comes with a reason. */
export async function recordProcedure(scope: OpenScope, patientId: string, input: NewProcedure): Promise<Procedure> {
  const { birthDate, managingOrganizationId, status } = await lockPatient(scope, patientId)
  if (status !== 'active') throw conflict('not-active')
  const { kind, performedOn, details, note } = input
  const endedOn = 'endedOn' in input ? (input.endedOn ?? null) : null
  const errors = impossibleDays(birthDate, { performedOn, endedOn })
  if (errors.length > 0) throw invalid(...errors)
  const warnings = [
    ...(await beforeDiagnosis(scope, patientId, performedOn, '#/performedOn')),
    ...unusualDetails(input),
  ]
  const confirmedWarnings = answeredWarnings(warnings, input.confirmedWarnings)
  const [row] = await scope.db
    .insert(procedures)
    .values({
      id: newId(),
      patientId,
      managingOrganizationId,
      kind,
      performedOn,
      endedOn,
      details,
      note: note ?? null,
      confirmedWarnings,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The procedure came back without its row')
  await audit(scope, { ...eventOf(row), action: 'create', details: { kind } })
  await postFirstTreatment(scope, patientId)
  await auditReasons(scope, eventOf(row), confirmedWarnings)
  return asProcedure(row)
}

/** Adds what is known only later to version `version`; what stood before is kept. A stale one is 412. */
export async function editProcedure(
  scope: OpenScope,
  patientId: string,
  id: string,
  version: number,
  { confirmedWarnings: given, ...edit }: ProcedureEdit,
): Promise<Procedure> {
  const patient = await lockPatient(scope, patientId)
  const found = await findProcedure(scope, patientId, id)
  if (found.version !== version) throw await stale(scope, found)
  if (patient.status !== 'active') throw conflict('not-active')
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const { kind, performedOn, details, note } = found
  const endedOn = edit.endedOn === undefined ? found.endedOn : edit.endedOn
  const next = parsed(NewProcedure, {
    kind,
    performedOn,
    note: edit.note === undefined ? note : edit.note,
    details: { ...details, ...edit.details },
    // a kind that does not last knows no end: named as such by its schema
    ...(endedOn === null && edit.endedOn === undefined ? {} : { endedOn }),
  })
  const errors = impossibleDays(patient.birthDate, { endedOn })
  if (errors.length > 0) throw invalid(...errors)
  const confirmed = answeredWarnings(edit.details === undefined ? [] : unusualDetails(next), given)
  const changedFields = Object.keys(edit)
  const [row] = await scope.db
    .update(procedures)
    .set({
      version: version + 1,
      endedOn: 'endedOn' in next ? (next.endedOn ?? null) : null,
      details: next.details,
      note: next.note ?? null,
      confirmedWarnings: [
        ...found.confirmedWarnings.filter(({ code }) => !confirmed.some((it) => it.code === code)),
        ...confirmed,
      ],
    })
    .where(eq(procedures.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await keepVersion(scope, found)
  await audit(scope, { ...eventOf(row), action: 'update', details: { fields: changedFields } })
  await postFirstTreatment(scope, patientId)
  await auditReasons(scope, eventOf(row), confirmed)
  return asProcedure(row)
}

/** A mistake stays beside its correction, with who, when and why. */
export async function enterProcedureInError(
  scope: OpenScope,
  patientId: string,
  id: string,
  reason: string,
): Promise<Procedure> {
  await lockPatient(scope, patientId)
  const found = await findProcedure(scope, patientId, id)
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db
    .update(procedures)
    .set({ ...mistake(scope, reason), version: found.version + 1 })
    .where(eq(procedures.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await keepVersion(scope, found)
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  await postFirstTreatment(scope, patientId)
  return asProcedure(row)
}

async function findProcedure({ db }: OpenScope, patientId: string, id: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(procedures)
    .where(and(eq(procedures.id, id), eq(procedures.patientId, patientId)))
  if (row === undefined) throw notFound()
  return row
}

const keepVersion = ({ db, userId }: OpenScope, before: Row) =>
  db.insert(procedureVersions).values({
    procedureId: before.id,
    version: before.version,
    managingOrganizationId: before.managingOrganizationId,
    replacedBy: userId,
    before,
  })

async function stale({ db }: OpenScope, current: Row) {
  const [last] = await db
    .select({ at: procedureVersions.replacedAt, by: procedureVersions.replacedBy })
    .from(procedureVersions)
    .where(eq(procedureVersions.procedureId, current.id))
    .orderBy(desc(procedureVersions.version))
    .limit(1)
  return staleVersion(asProcedure(current), last)
}

function unusualDetails(procedure: NewProcedure): Warning[] {
  if (procedure.kind !== 'radiotherapy') return []
  const gyPerFraction = unusualFraction(procedure.details)
  return gyPerFraction === null ? [] : [{ pointer: '#/details/doseGy', code: 'fraction-dose-unusual', gyPerFraction }]
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'Procedure',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

const asProcedure = (row: Row): Procedure => ({ ...row, ...shownFact(row) })
