import { ageInYears } from 'shared/age'
import { daysBetween } from 'shared/calendar-day'
import type { Worklist, WorklistItem } from 'shared/medication-administrations'
import type { AdministrationStatus } from 'shared/treatment'
import type { OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { displayName } from '../patients/search.js'
import { gatesFor } from './around.js'
import { placeCursor, readPlace } from './place.js'
import { asAdministration, doseColumns, readDose } from './rows.js'

export interface WorklistQuestion {
  organizationId: string
  day: string
  service?: string | undefined
  status?: AdministrationStatus | undefined
  patientId?: string | undefined
  limit: number
  cursor?: string | undefined
}

const KEY = ['planned_on', 'patient_id', 'coalesce(offset_minutes, 0)', 'coalesce(line, 0)', 'id'].join(', ')

/**
 * One band of the day: what may be shown, and what comes after the cursor, in the order of the list. Person and plan are
 * asked row by row: as a join they would tempt the planner to read the whole past of each person of the hospital.
 */
const band = (which: string) => `
  select a.* from medication_administrations a
  where a.managing_organization_id = $1 and ${which}
    and planned_on >= coalesce($5::date, '-infinity'::date)
    and ($5::date is null or (${KEY}) > ($5::date, $6::uuid, $7::integer, $8::integer, $9::uuid))
    and ($4::administration_status is null or status = $4)
    and ($3::text is null or (select c.service from care_plans c where c.id = a.care_plan_id) = $3)
    and ($11::uuid is null or a.patient_id = $11)
    and (select p.status from patients p where p.id = a.patient_id) = 'active'
  order by ${KEY} limit $10`

/** The literal statuses are those of the partial index: only what still waits of earlier days is read. */
const WORKLIST = `
with late as (${band("status in ('planned', 'in-progress') and planned_on < $2::date")}),
due as (${band("status not in ('cancelled', 'entered-in-error') and planned_on = $2::date")}),
page as (select * from (select * from late union all select * from due) d order by ${KEY} limit $10)
select ${doseColumns('page')}, p.given_name, p.first_surname, p.second_surname, p.record_number, p.nss, p.agregado, p.birth_date,
  n.sealed, c.service, c.protocol_version_id
from page
join patients p on p.id = page.patient_id
left join chosen_names n on n.patient_id = page.patient_id
left join care_plans c on c.id = page.care_plan_id
order by page.planned_on, page.patient_id, coalesce(page.offset_minutes, 0), coalesce(page.line, 0), page.id`

/**
 * The planner cannot know that the page ends soon: compiling for what it fears would take longer than the list. And it
 * plans for the hospital and day that are asked: a plan for any of them reads a ward's whole past where that is small.
 */
const PLANNING = `select set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)`

interface Row extends Record<string, unknown> {
  given_name: string | null
  first_surname: string | null
  second_surname: string | null
  record_number: string
  nss: string | null
  agregado: string | null
  birth_date: string
  sealed: Buffer | null
  service: string | null
  protocol_version_id: string | null
}

/**
 * What a hospital has to give on a day: first what still waits of earlier days, oldest first, then the day itself; within
 * a day by person, and each person's doses by hour.
 */
export async function readWorklist(scope: OpenScope, sealer: Sealer, asked: WorklistQuestion): Promise<Worklist> {
  const { organizationId, day, service = null, status = null, patientId = null, limit, cursor } = asked
  const place = readPlace(cursor, 5) ?? [null, null, null, null, null]
  const parameters = [organizationId, day, service, status, ...place, limit + 1, patientId]
  const [, rows] = await Promise.all([scope.query(PLANNING, []), scope.query<Row>(WORKLIST, parameters)])
  const page = rows.slice(0, limit).map((row) => ({ row, dose: readDose(row) }))
  const gates = await gatesFor(
    scope,
    page.map(({ row, dose }) => ({ dose, protocolVersionId: row.protocol_version_id })),
  )
  const end = page.at(-1)?.dose
  return {
    organizationId,
    day,
    items: page.map(({ row, dose }, at): WorklistItem => {
      const { derivation: _, ...administration } = asAdministration(dose)
      const waits = dose.status === 'planned' || dose.status === 'in-progress'
      return {
        ...administration,
        patient: {
          displayName: nameOf(sealer, dose.patientId, row),
          recordNumber: Number(row.record_number),
          nss: row.nss,
          agregado: row.agregado,
          ageYears: ageInYears(row.birth_date, day),
        },
        service: row.service,
        gates: gates[at] ?? [],
        daysLate: waits ? Math.max(0, daysBetween(dose.plannedOn, day)) : 0,
      }
    }),
    nextCursor:
      rows.length > limit && end !== undefined
        ? placeCursor([end.plannedOn, end.patientId, end.offsetMinutes ?? 0, end.line ?? 0, end.id])
        : null,
  }
}

function nameOf(sealer: Sealer, patientId: string, row: Row): string {
  const chosen = row.sealed && sealer.open<{ chosenName: string | null }>(row.sealed, patientId).chosenName
  const { given_name: givenName, first_surname: firstSurname, second_surname: secondSurname } = row
  return displayName({ givenName, firstSurname, secondSurname }, chosen)
}
