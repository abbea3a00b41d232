import type { LaboratoryGate, ProtocolDefinition } from 'shared/protocols'
import type { AskingScope } from '../access/scope.js'
import { type Dose, doseColumns, readDose } from './rows.js'
import type { Around } from './rules.js'

/** A dose with what its rules ask for. */
export interface Seen extends Omit<Around, 'now' | 'gates' | 'medicine' | 'performed'> {
  dose: Dose
  patientStatus: string
  protocolVersionId: string | null
  planStatus: string | null
  /** Day of the person's first treatment, where one is known. */
  begunOn: string | null
}

interface Row extends Record<string, unknown> {
  birth_date: string
  patient_status: string
  protocol_version_id: string | null
  plan_folio: string | null
  plan_status: string | null
  diagnosed_on: string | null
  begun_on: string | null
}

/**
 * One dose after another by its keys. The ids come as JSON because PostgreSQL guesses nothing of how many there are: of
 * an array it hopes to know it when it plans anew, and that costs more than the look.
 */
const LOOK = `
select seen.* from jsonb_array_elements_text($1::jsonb) as asked (id) cross join lateral (
  select ${doseColumns('a')}, p.birth_date, p.status as patient_status, c.protocol_version_id, c.authorisation_folio as plan_folio, c.status as plan_status,
    (select min(recorded_date) from conditions d where d.patient_id = a.patient_id and d.status = 'active') as diagnosed_on,
    (select case when f.sign = 1 then f.treated_on end from first_treatments f where f.patient_id = a.patient_id order by f.id desc limit 1) as begun_on
  from medication_administrations a
  join patients p on p.id = a.patient_id
  left join care_plans c on c.id = a.care_plan_id
  where a.id = asked.id::uuid
  limit 1) as seen`

/** Doses in reach by id, in the order asked; one that is not there is left out. */
export async function lookAt({ query }: AskingScope, ids: readonly string[]): Promise<Seen[]> {
  const rows = await query<Row>(LOOK, [JSON.stringify(ids)])
  const seen = new Map(
    rows.map((row) => [
      row['id'],
      {
        dose: readDose(row),
        birthDate: row.birth_date,
        patientStatus: row.patient_status,
        protocolVersionId: row.protocol_version_id,
        planFolio: row.plan_folio,
        planStatus: row.plan_status,
        diagnosedOn: row.diagnosed_on,
        begunOn: row.begun_on,
      },
    ]),
  )
  return ids.flatMap((id) => seen.get(id) ?? [])
}

const KEPT = 200
/** What a version in use says never changes, so a definition read once serves on; the oldest leaves first. */
const definitions = new Map<string, ProtocolDefinition['phases']>()

/** Phases of protocol versions by id, those not known yet in one statement. */
async function phasesOf({ query }: AskingScope, versionIds: readonly string[]) {
  const unknown = [...new Set(versionIds)].filter((id) => !definitions.has(id))
  if (unknown.length > 0) {
    const rows = await query<{ id: string; phases: string }>(
      `select id, (definition -> 'phases')::text as phases from protocol_versions where id = any ($1::uuid[]) and status <> 'draft'`,
      [`{${unknown.join(',')}}`],
    )
    for (const { id, phases } of rows) definitions.set(id, JSON.parse(phases) as ProtocolDefinition['phases'])
    for (const id of definitions.keys()) if (definitions.size > KEPT) definitions.delete(id)
  }
  return definitions
}

type Placed = Pick<Dose, 'phase' | 'day' | 'line'>

/** The laboratory gates of a dose: those of its line of the protocol. */
export async function gatesFor(
  scope: AskingScope,
  doses: readonly { protocolVersionId: string | null; dose: Placed }[],
): Promise<LaboratoryGate[][]> {
  const known = await phasesOf(
    scope,
    doses.flatMap(({ protocolVersionId }) => protocolVersionId ?? []),
  )
  return doses.map(({ protocolVersionId, dose: { phase, day, line } }) => {
    if (protocolVersionId === null || phase === null || day === null || line === null) return []
    const days = known.get(protocolVersionId)?.[phase]?.days
    return days?.find((one) => one.day === day)?.medications[line]?.gates ?? []
  })
}
