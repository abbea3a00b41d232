import { uuidv7 } from 'uuidv7'
import type { House, Person } from './house.js'
import { aPatient } from './house.js'

export interface PlannedDose {
  medication: string
  purpose: 'antineoplastic' | 'premedication' | 'hydration' | 'rescue' | 'supportive'
  route: string
  plannedOn: string
  plannedDose: number
  unit: string
  diluent: string | null
  diluentMl: number | null
  infusionMinutes: number | null
  offsetMinutes: number | null
  bsaM2: number
  phase: number
  cycle: number
  day: number
  line: number
}

/** Vincristine as a week of induction plans it: 1.5 mg in a small bag, capped far below 2. */
export const vincristine = (plannedOn: string, facts: Partial<PlannedDose> = {}): PlannedDose => ({
  medication: 'vincristina',
  purpose: 'antineoplastic',
  route: 'IV',
  plannedOn,
  plannedDose: 1.5,
  unit: 'mg',
  diluent: 'Solución salina 0.9 %',
  diluentMl: 50,
  infusionMinutes: 10,
  offsetMinutes: 0,
  bsaM2: 1,
  phase: 0,
  cycle: 1,
  day: 1,
  line: 0,
  ...facts,
})

/** A day of four, as it is given: before, the two of the day, and the one into the spine. */
export const dayOfFour = (plannedOn: string): PlannedDose[] => [
  vincristine(plannedOn, {
    ...{ medication: 'ondansetron', purpose: 'premedication', plannedDose: 5, offsetMinutes: -30, line: 0 },
  }),
  vincristine(plannedOn, { line: 1 }),
  vincristine(plannedOn, {
    ...{
      medication: 'daunorubicina',
      plannedDose: 25,
      diluentMl: 100,
      infusionMinutes: 60,
      offsetMinutes: 30,
      line: 2,
    },
  }),
  vincristine(plannedOn, {
    ...{
      medication: 'metotrexato',
      route: 'IT',
      plannedDose: 12,
      diluent: null,
      diluentMl: null,
      infusionMinutes: null,
    },
    ...{ offsetMinutes: 120, line: 3 },
  }),
]

/** Neutrophils and platelets that a line of the protocol of `plan` asks for. */
export const gates = [
  { test: 'neutrophils', min: 0.75 },
  { test: 'platelets', min: 75 },
]

/** Writes a plan and its doses straight into the tables, each with its entry in the ledger, as planning does. */
export async function plan(
  { sql }: Pick<House, 'sql'>,
  patient: { id: string; managingOrganizationId: string },
  doses: readonly PlannedDose[],
  { service = 'Oncología pediátrica', gated = false }: { service?: string; gated?: boolean } = {},
): Promise<{ carePlanId: string; doseIds: string[] }> {
  const [protocolId, versionId, carePlanId] = [uuidv7(), uuidv7(), uuidv7()]
  const lines = doses.map(({ medication }) => ({ medication, ...(gated ? { gates } : {}) }))
  const definition = { phases: [{ name: 'Inducción', days: [{ day: 1, medications: lines }] }], sources: [] }
  await sql`insert into protocols (id, code, name) values (${protocolId}, ${`P-${protocolId}`}, 'Protocolo de prueba')`
  await sql`insert into protocol_versions (id, protocol_id, number, status, definition, put_in_use_at)
    values (${versionId}, ${protocolId}, 1, 'in-use', ${sql.json(definition)}, now())`
  const startsOn = doses[0]?.plannedOn ?? '2026-01-01'
  await sql`insert into care_plans (id, patient_id, managing_organization_id, protocol_version_id, intent, starts_on, weight_kg, height_cm, bsa_formula, bsa_m_2, service)
    values (${carePlanId}, ${patient.id}, ${patient.managingOrganizationId}, ${versionId}, 'curative', ${startsOn}, 28, 130, 'mosteller', 1, ${service})`
  const rows = doses.map((dose) => ({ id: uuidv7(), ...dose }))
  await sql`
    with planned as (
      insert into medication_administrations (id, patient_id, managing_organization_id, care_plan_id, phase, cycle, day, line, medication, purpose, route,
        diluent, diluent_ml, infusion_minutes, planned_on, offset_minutes, planned_dose, unit, bsa_m_2)
      select id, ${patient.id}, ${patient.managingOrganizationId}, ${carePlanId}, phase, cycle, day, line, medication, purpose, route,
        diluent, "diluentMl", "infusionMinutes", "plannedOn", "offsetMinutes", "plannedDose", unit, "bsaM2"
      from jsonb_to_recordset(${sql.json(rows as never)}) as dose (id uuid, phase smallint, cycle smallint, day smallint, line smallint, medication text,
        purpose dose_purpose, route medication_route, diluent text, "diluentMl" numeric, "infusionMinutes" integer, "plannedOn" date,
        "offsetMinutes" integer, "plannedDose" numeric, unit dose_unit, "bsaM2" numeric)
      returning *
    ) insert into dose_entries (administration_id, organization_id, care_plan_id, medication, purpose, planned_on, posted_on, sign, outcome)
    select id, managing_organization_id, care_plan_id, medication, purpose, planned_on, current_date, 1, 'planned' from planned`
  return { carePlanId, doseIds: rows.map(({ id }) => id) }
}

/** A nurse's hospital with one girl of eight on treatment. */
export async function openWard(house: House, doses: readonly PlannedDose[], options: Parameters<typeof plan>[3] = {}) {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const patient = await registered(nurse, hospital.id)
  const { doseIds, carePlanId } = await plan(house, patient, doses, options)
  return { hospital, nurse, patient, doseIds, carePlanId, doseId: doseIds[0] ?? '' }
}

export async function registered(nurse: Person, organizationId: string, facts: Record<string, unknown> = {}) {
  const girl = { registeredOn: '2020-01-01', birthDate: '2016-05-04', sex: 'female', ...facts }
  const { status, body, text } = await nurse.post('/api/patients', aPatient(organizationId, girl))
  if (status !== 201) throw new Error(text)
  return body as {
    id: string
    managingOrganizationId: string
    givenName: string
    firstSurname: string
    recordNumber: number
  }
}
