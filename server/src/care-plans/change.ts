import { eq } from 'drizzle-orm'
import type { OpenScope } from '../access/scope.js'
import type { medicationAdministrations } from '../medication-administrations/table.js'
import { conflict, Problem } from '../problem.js'
import { today } from '../today.js'
import { type CarePlanInScope, readCarePlan } from './queries.js'
import { carePlans, carePlanVersions } from './table.js'

type Dose = typeof medicationAdministrations.$inferSelect

/** Another version than the one that was seen: with the present state, so that both can be compared. */
export async function refuseStale(scope: OpenScope, plan: CarePlanInScope, version: number): Promise<void> {
  if (plan.version !== version) throw new Problem('stale-version', 412, { current: await readCarePlan(scope, plan.id) })
}

/** Keeps the plan as it was and writes what it becomes, one version later. */
export async function changePlan(
  { db, userId }: OpenScope,
  plan: CarePlanInScope,
  changes: Partial<typeof carePlans.$inferInsert>,
  reason: string | null,
): Promise<void> {
  const { id, version, managingOrganizationId } = plan
  await db.insert(carePlanVersions).values({
    carePlanId: id,
    version,
    managingOrganizationId,
    replacedBy: userId,
    reason,
    before: { ...plan },
  })
  await db
    .update(carePlans)
    .set({ ...changes, version: version + 1 })
    .where(eq(carePlans.id, id))
}

/** What a planned dose becomes; `plannedOn` moves it on the ledger, and so does `cancelled`, which takes it off. */
export interface DoseChange {
  dose: Dose
  plannedOn?: string
  plannedDose?: number
  bsaM2?: number
  derivation?: Dose['derivation']
  status?: 'cancelled'
  confirmedWarnings?: { code: string; reason: string }[]
  authorisationFolio?: string | null
}

/**
 * Changes of planned doses in one statement: each only while it is planned and of the version that was seen, so what
 * was given is never touched. What each was before is kept; the ledger moves with the day.
 */
const CHANGE = `
with asked as (
  select * from jsonb_to_recordset($1::text::jsonb) as r (id uuid, version integer, "plannedOn" date, "plannedDose" numeric, "bsaM2" numeric,
    derivation jsonb, status administration_status, "confirmedWarnings" jsonb, "authorisationFolio" text, before jsonb)
), changed as (
  update medication_administrations d set version = d.version + 1, planned_on = asked."plannedOn", planned_dose = asked."plannedDose",
    bsa_m_2 = asked."bsaM2", derivation = asked.derivation, status = asked.status, confirmed_warnings = asked."confirmedWarnings",
    authorisation_folio = asked."authorisationFolio", recorded_at = now(), recorded_by = $2
  from asked where d.id = asked.id and d.version = asked.version and d.status = 'planned'
  returning d.id, d.managing_organization_id, d.care_plan_id, d.medication, d.purpose, d.planned_on, d.status
), kept as (
  insert into medication_administration_versions (administration_id, version, managing_organization_id, replaced_by, reason, before)
  select id, asked.version, managing_organization_id, $2, $3, asked.before from changed join asked using (id)
), entries as (
  insert into dose_entries (administration_id, organization_id, care_plan_id, medication, purpose, planned_on, posted_on, sign, outcome)
  select id, managing_organization_id, care_plan_id, medication, purpose, (before ->> 'plannedOn')::date, $4::date, -1, 'planned'::dose_outcome
  from changed join asked using (id)
  where changed.status = 'cancelled' or (before ->> 'plannedOn')::date <> changed.planned_on
  union all
  select id, managing_organization_id, care_plan_id, medication, purpose, planned_on, $4::date, 1, 'planned'::dose_outcome
  from changed join asked using (id)
  where (before ->> 'plannedOn')::date <> changed.planned_on
)
select count(*)::int as changed from changed`

export async function changeDoses(
  { query, userId }: OpenScope,
  changes: readonly DoseChange[],
  reason: string,
): Promise<void> {
  if (changes.length === 0) return
  const asked = changes.map(({ dose, ...change }) => {
    const { plannedOn, plannedDose, bsaM2, derivation, status, confirmedWarnings, authorisationFolio } = dose
    const stands = { plannedOn, plannedDose, bsaM2, derivation, status, confirmedWarnings, authorisationFolio }
    return { id: dose.id, version: dose.version, ...stands, ...change, before: asBefore(dose) }
  })
  const [row] = await query<{ changed: number }>(CHANGE, [JSON.stringify(asked), userId, reason, today()])
  // Somebody recorded one of them between our look and our write: everything is looked at again
  if (row?.changed !== changes.length) throw conflict('conflict')
}

/** As administrations leave the server, so that the history of one reads the same whoever changed it. */
function asBefore({ givenAt, recordedAt, bsaM2: _, ...rest }: Dose) {
  return { ...rest, givenAt: givenAt?.toISOString() ?? null, recordedAt: recordedAt.toISOString() }
}
