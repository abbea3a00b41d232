import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Condition, ConditionPreview, NewCondition } from 'shared/conditions'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { lockPatient, type PatientInScope, reclassify } from '../patients/queries.js'
import { conflict, type FieldError, invalid, notFound } from '../problem.js'
import { readTerminology, type Terminology } from '../terminology/queries.js'
import { today } from '../today.js'
import { postFirstTreatment } from '../treatment-indicators/first-treatment.js'
import { type DerivedCondition, deriveCondition, labelsOf } from './derive.js'
import { conditionOverrides, conditions } from './table.js'

type Row = typeof conditions.$inferSelect
type Override = typeof conditionOverrides.$inferSelect

/** Every diagnosis of a person, the latest first; mistakes stay in the list, marked. */
export async function listConditions(scope: OpenScope, patient: PatientInScope): Promise<Condition[]> {
  const { db } = scope
  const [terminology, rows] = await Promise.all([
    readTerminology(scope),
    db
      .select()
      .from(conditions)
      .where(eq(conditions.patientId, patient.id))
      .orderBy(desc(conditions.recordedDate), desc(conditions.recordedAt), desc(conditions.id)),
  ])
  const overrides =
    rows.length === 0
      ? []
      : await db
          .select()
          .from(conditionOverrides)
          .where(
            inArray(
              conditionOverrides.conditionId,
              rows.map(({ id }) => id),
            ),
          )
          .orderBy(asc(conditionOverrides.rule))
  return rows.map((row) =>
    asCondition(
      terminology,
      row,
      overrides.filter(({ conditionId }) => conditionId === row.id),
    ),
  )
}

/** What would be said of a diagnosis. Nothing is kept. */
export async function previewCondition(
  scope: OpenScope,
  patient: PatientInScope,
  input: NewCondition,
): Promise<ConditionPreview> {
  const { iccc3, labels, checks, errors, needsOverride } = deriveCondition(
    await readTerminology(scope),
    patient,
    input,
    today(),
  )
  return { iccc3, labels, checks, errors, needsOverride }
}

/**
 * Records a diagnosis with what follows from it. Impossible facts are 400 by field; a rule of plausibility that says
 * invalid is 409 /problems/needs-override until it comes with a reason, which is kept with its author.
 */
export async function recordCondition(scope: OpenScope, patientId: string, input: NewCondition): Promise<Condition> {
  const { db, userId } = scope
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const terminology = await readTerminology(scope)
  const derived = deriveCondition(terminology, patient, input, today())
  const given = input.overrides ?? []
  const errors = [...derived.errors, ...needlessOverrides(derived, given)]
  if (errors.length > 0) throw invalid(...errors)
  const unanswered = derived.needsOverride.filter((needed) => !given.some(({ rule }) => rule === needed))
  if (unanswered.length > 0) throw conflict('needs-override', { rules: unanswered, checks: derived.checks })

  const before = await firstDiagnosis(scope, patientId)
  const { stage, ...facts } = derived.facts
  const id = newId()
  const managingOrganizationId = patient.managingOrganizationId
  const [row] = await db
    .insert(conditions)
    .values({
      ...facts,
      id,
      patientId,
      managingOrganizationId,
      stageSystem: stage?.system ?? null,
      stageTier: stage?.tier ?? null,
      stageValue: stage?.value ?? null,
      iccc3Version: derived.iccc3?.version ?? null,
      iccc3Group: derived.iccc3?.group ?? null,
      iccc3Subgroup: derived.iccc3?.subgroup ?? null,
      iccc3Division: derived.iccc3?.division ?? null,
      checks: derived.checks,
      recordedBy: userId,
    })
    .returning()
  if (row === undefined) throw new Error('The condition came back without its row')
  const verdicts = new Map(derived.checks.map(({ rule, verdict }) => [rule, verdict]))
  const overrides =
    given.length === 0
      ? []
      : await db
          .insert(conditionOverrides)
          .values(
            given.map(({ rule, reason }) => ({
              conditionId: id,
              managingOrganizationId,
              rule,
              verdict: verdicts.get(rule) ?? 'invalid',
              reason,
              overriddenBy: userId,
            })),
          )
          .returning()
  await followFirstDiagnosis(scope, patientId, before)
  const event = { resourceType: 'Condition', resourceId: id, patientId, organizationId: managingOrganizationId }
  await audit(scope, { ...event, action: 'create' })
  if (overrides.length > 0)
    await audit(scope, { ...event, action: 'override', details: { rules: overrides.map(({ rule }) => rule) } })
  return asCondition(terminology, row, overrides)
}

/** A mistake stays beside its correction, with who, when and why; the count follows the diagnosis that now comes first. */
export async function enterInError(
  scope: OpenScope,
  patientId: string,
  conditionId: string,
  reason: string,
): Promise<Condition> {
  const { db, userId } = scope
  const patient = await lockPatient(scope, patientId)
  const [found] = await db
    .select()
    .from(conditions)
    .where(and(eq(conditions.id, conditionId), eq(conditions.patientId, patientId)))
  if (found === undefined) throw notFound()
  if (found.status !== 'active') throw conflict('already-entered-in-error')
  const before = await firstDiagnosis(scope, patientId)
  await db
    .update(conditions)
    .set({
      status: 'entered-in-error',
      version: found.version + 1,
      enteredInErrorAt: new Date(),
      enteredInErrorBy: userId,
      enteredInErrorReason: reason,
    })
    .where(eq(conditions.id, conditionId))
  await followFirstDiagnosis(scope, patientId, before)
  await audit(scope, {
    action: 'update',
    resourceType: 'Condition',
    resourceId: conditionId,
    patientId,
    organizationId: patient.managingOrganizationId,
    details: { status: 'entered-in-error' },
  })
  const corrected = (await listConditions(scope, patient)).find(({ id }) => id === conditionId)
  if (corrected === undefined) throw notFound()
  return corrected
}

/** A reason for a check that raised nothing would be kept as if it had. */
const needlessOverrides = ({ checks }: DerivedCondition, given: NonNullable<NewCondition['overrides']>): FieldError[] =>
  given.flatMap(({ rule }, at) => {
    const verdict = checks.find((check) => check.rule === rule)?.verdict
    const raised = verdict === 'query' || verdict === 'rare' || verdict === 'invalid'
    return raised ? [] : [{ pointer: `#/overrides/${at}/rule`, code: 'override-not-needed' }]
  })

interface FirstDiagnosis {
  diagnosedOn: string | null
  iccc3Group: string | null
}

/** What the ledger counts a person by: the earliest diagnosis that stands. */
export async function firstDiagnosis({ db }: OpenScope, patientId: string): Promise<FirstDiagnosis> {
  const [first] = await db
    .select({ diagnosedOn: conditions.recordedDate, iccc3Group: conditions.iccc3Group })
    .from(conditions)
    .where(and(eq(conditions.patientId, patientId), eq(conditions.status, 'active')))
    .orderBy(asc(conditions.recordedDate), asc(conditions.id))
    .limit(1)
  return first ?? { diagnosedOn: null, iccc3Group: null }
}

/**
 * Posts the pair that moves a person from one group or age to another, when the first diagnosis is another than `before`;
 * the days to the first treatment follow it.
 */
export async function followFirstDiagnosis(scope: OpenScope, patientId: string, before: FirstDiagnosis): Promise<void> {
  const now = await firstDiagnosis(scope, patientId)
  if (now.diagnosedOn === before.diagnosedOn && now.iccc3Group === before.iccc3Group) return
  await reclassify(scope, patientId, now)
  if (now.diagnosedOn !== before.diagnosedOn) await postFirstTreatment(scope, patientId)
}

function asCondition(terminology: Terminology, row: Row, overrides: readonly Override[]): Condition {
  const { stageSystem, stageTier, stageValue, status } = row
  const stage =
    stageSystem === null || stageValue === null
      ? null
      : { system: stageSystem, value: stageValue, ...(stageTier === null ? {} : { tier: stageTier }) }
  return {
    ...row,
    status: status === 'active' ? 'active' : 'entered-in-error',
    stage,
    iccc3: iccc3Of(terminology, row),
    labels: labelsOf(terminology, { ...row, stage }),
    overrides: overrides.map(({ rule, verdict, reason, overriddenBy, overriddenAt }) => ({
      rule,
      verdict,
      reason,
      by: overriddenBy,
      at: overriddenAt.toISOString(),
    })),
    recordedAt: row.recordedAt.toISOString(),
    enteredInError:
      status === 'active'
        ? null
        : {
            reason: row.enteredInErrorReason,
            by: row.enteredInErrorBy,
            at: row.enteredInErrorAt?.toISOString() ?? null,
          },
  }
}

function iccc3Of(
  terminology: Terminology,
  { iccc3Version: version, iccc3Group: group, iccc3Subgroup: subgroup, iccc3Division: division }: Row,
): Condition['iccc3'] {
  // a file may name no more than the group: without its version and subgroup it is not shown as derived
  if (version === null || group === null || subgroup === null) return null
  const code = division ?? subgroup
  return { version, group, subgroup, division, label: terminology.iccc3Label(version, code) ?? { es: code, en: code } }
}
