import { moveEntries, standingOf } from 'server/medication-administrations/ledger'
import type { medicationAdministrations } from 'server/medication-administrations/table'
import { uuidv7 } from 'uuidv7'
import type { House } from './house.js'

/** What the ledger asks of a dose, and whose it is. */
export type Dose = Pick<
  typeof medicationAdministrations.$inferSelect,
  | 'id'
  | 'patientId'
  | 'managingOrganizationId'
  | 'carePlanId'
  | 'medication'
  | 'purpose'
  | 'plannedOn'
  | 'plannedDose'
  | 'status'
  | 'statusReason'
  | 'givenAt'
  | 'doseGiven'
  | 'substitution'
>

/** 1.5 mg of vincristine, planned; nobody's in particular unless said. */
export const aDose = (facts: Pick<Dose, 'managingOrganizationId' | 'plannedOn'> & Partial<Dose>): Dose => ({
  id: uuidv7(),
  patientId: uuidv7(),
  carePlanId: null,
  medication: 'vincristina',
  purpose: 'antineoplastic',
  plannedDose: 1.5,
  status: 'planned',
  statusReason: null,
  givenAt: null,
  doseGiven: null,
  substitution: null,
  ...facts,
})

/** Midday in Mexico City. */
const noon = (day: string) => new Date(`${day}T18:00:00Z`)
export const given = (day: string, facts: Partial<Dose> = {}): Partial<Dose> => ({
  status: 'completed',
  statusReason: null,
  givenAt: noon(day),
  doseGiven: 1.5,
  ...facts,
})
export const omitted = (statusReason: Dose['statusReason']): Partial<Dose> => ({ status: 'not-done', statusReason })

const columns = (dose: Dose) => ({
  id: dose.id,
  patient_id: dose.patientId,
  managing_organization_id: dose.managingOrganizationId,
  medication: dose.medication,
  purpose: dose.purpose,
  route: 'IV',
  planned_on: dose.plannedOn,
  planned_dose: dose.plannedDose,
  unit: 'mg',
  status: dose.status,
  status_reason: dose.statusReason,
  given_at: dose.givenAt?.toISOString() ?? null,
  dose_given: dose.doseGiven,
  substitution: dose.substitution,
})

/** Writes doses and what the ledger posts for each on `day`, as the program does; each from how it stood, if it did; off the ledger where no plan foresaw it. */
export async function postDoses(
  { sql }: House,
  day: string,
  moves: readonly { before?: Dose; after: Dose }[],
  onLedger = true,
): Promise<void> {
  const rows = moves.map(({ after }) => columns(after))
  const entries = moves.flatMap(({ before, after }) =>
    moveEntries(after, before === undefined ? null : standingOf(before), standingOf(after), day),
  )
  await sql.begin(async (sql) => {
    await sql`insert into medication_administrations (id, patient_id, managing_organization_id, medication, purpose, route, planned_on,
        planned_dose, unit, status, status_reason, given_at, dose_given, substitution)
      select * from jsonb_to_recordset(${sql.json(rows as never)}) as row (id uuid, patient_id uuid, managing_organization_id uuid,
        medication text, purpose dose_purpose, route medication_route, planned_on date, planned_dose numeric, unit dose_unit,
        status administration_status, status_reason status_reason, given_at timestamptz, dose_given numeric, substitution jsonb)
      on conflict (id) do update set status = excluded.status, status_reason = excluded.status_reason, given_at = excluded.given_at,
        dose_given = excluded.dose_given, substitution = excluded.substitution`
    if (!onLedger) return
    await sql`insert into dose_entries (administration_id, organization_id, care_plan_id, medication, purpose, planned_on, posted_on, sign,
        outcome, reason, delay_days, dose_percent, substituted)
      select * from jsonb_to_recordset(${sql.json(entries as never)}) as row ("administrationId" uuid, "organizationId" uuid, "carePlanId" uuid,
        medication text, purpose dose_purpose, "plannedOn" date, "postedOn" date, sign smallint, outcome dose_outcome, reason status_reason,
        "delayDays" smallint, "dosePercent" smallint, substituted boolean)`
  })
}

/** Plans a dose on `planned` and, on `recorded`, says what became of it. */
export async function planThen(
  house: House,
  dose: Dose,
  planned: string,
  recorded: string,
  facts: Partial<Dose>,
): Promise<Dose> {
  const after = { ...dose, ...facts }
  await postDoses(house, planned, [{ after: dose }])
  await postDoses(house, recorded, [{ before: dose, after }])
  return after
}
