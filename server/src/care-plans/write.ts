import type { PlannedDose } from 'shared/planned-doses'
import { newId } from '../access/once.js'
import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'
import type { carePlans } from './table.js'

type Plan = Pick<typeof carePlans.$inferSelect, 'id' | 'patientId' | 'managingOrganizationId' | 'authorisationFolio'>

/**
 * Planned doses of a plan with their entry on the ledger of delivery: one statement, however many there are, and the
 * order of the rows is that of their ids.
 */
const INSERT = `
with given as (
  select * from jsonb_to_recordset($1::text::jsonb) as r (id uuid, phase smallint, cycle smallint, day smallint, line smallint, medication text,
    purpose dose_purpose, route medication_route, diluent text, "diluentMl" numeric, "infusionMinutes" integer, "offsetMinutes" integer,
    "plannedOn" date, "plannedDose" numeric, unit dose_unit, derivation jsonb, "bsaM2" numeric, warnings jsonb, folio text)
), doses as (
  insert into medication_administrations (id, patient_id, managing_organization_id, care_plan_id, phase, cycle, day, line, medication, purpose,
    route, diluent, diluent_ml, infusion_minutes, planned_on, offset_minutes, planned_dose, unit, derivation, bsa_m_2, confirmed_warnings,
    authorisation_folio, recorded_by)
  select id, $2, $3, $4, phase, cycle, day, line, medication, purpose, route, diluent, "diluentMl", "infusionMinutes", "plannedOn",
    "offsetMinutes", "plannedDose", unit, derivation, "bsaM2", warnings, folio, $5
  from given
)
insert into dose_entries (administration_id, organization_id, care_plan_id, medication, purpose, planned_on, posted_on, sign, outcome)
select id, $3, $4, medication, purpose, "plannedOn", $6, 1, 'planned' from given`

export interface WrittenDose extends PlannedDose {
  id: string
}

/** Writes the planned doses; `warningsOf` and `folioOf` say what is kept beside each. */
export async function insertPlanned(
  scope: OpenScope,
  plan: Plan,
  rows: readonly PlannedDose[],
  kept: {
    warningsOf(row: PlannedDose): { code: string; reason: string }[]
    folioOf(row: PlannedDose): string | null
  },
): Promise<WrittenDose[]> {
  const written = rows.map((row) => ({ id: newId(), ...row }))
  const sent = written.map((row) => {
    const warnings = kept.warningsOf(row)
    return { ...row, warnings: warnings.length === 0 ? null : warnings, folio: kept.folioOf(row) }
  })
  await scope.query(INSERT, [
    JSON.stringify(sent),
    plan.patientId,
    plan.managingOrganizationId,
    plan.id,
    scope.userId,
    today(),
  ])
  return written
}
