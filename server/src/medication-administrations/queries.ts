import { desc, eq } from 'drizzle-orm'
import type { AdministrationQuery, MedicationAdministration } from 'shared/medication-administrations'
import type * as z from 'zod'
import { audit, type OpenScope } from '../access/scope.js'
import type { PatientInScope } from '../patients/queries.js'
import { notFound } from '../problem.js'
import { gatesFor, lookAt } from './around.js'
import { placeCursor, readPlace } from './place.js'
import { asAdministration, doseColumns, readDose } from './rows.js'
import { medicationAdministrationVersions } from './table.js'

type Question = z.infer<typeof AdministrationQuery>

const list = (order: Question['order']) => {
  const [after, direction] = order === 'oldest' ? ['>', 'asc'] : ['<', 'desc']
  return `select ${doseColumns('a')} from medication_administrations a
    where patient_id = $1 and ($2::date is null or planned_on >= $2) and ($3::date is null or planned_on <= $3)
      and ($4::administration_status is null or status = $4)
      and ($5::date is null or (planned_on, coalesce(offset_minutes, 0), id) ${after} ($5, $6::integer, $7::uuid))
    order by planned_on ${direction}, coalesce(offset_minutes, 0) ${direction}, id ${direction} limit $8`
}
const LIST = { oldest: list('oldest'), newest: list('newest') }

/** The doses of a person by planned day, then by minute of the day. */
export async function listAdministrations({ query }: OpenScope, patient: PatientInScope, asked: Question) {
  const { from = null, to = null, status = null, order, limit, cursor } = asked
  const place = readPlace(cursor, 3)
  const rows = await query<Record<string, unknown>>(LIST[order], [
    ...[patient.id, from, to, status],
    ...[place?.[0] ?? null, place?.[1] ?? null, place?.[2] ?? null, limit + 1],
  ])
  const doses = rows.map(readDose)
  const items = doses.slice(0, limit)
  const end = items.at(-1)
  const more = doses.length > limit && end !== undefined
  return {
    items: items.map(asAdministration),
    nextCursor: more ? placeCursor([end.plannedOn, end.offsetMinutes ?? 0, end.id]) : null,
  }
}

/** One dose with its gates and what it was before each change. The look is audited. */
export async function readAdministration(scope: OpenScope, id: string) {
  const [seen] = await lookAt(scope, [id])
  if (seen === undefined) throw notFound()
  const { dose } = seen
  const [[gates = []], history] = await Promise.all([
    gatesFor(scope, [seen]),
    scope.db
      .select()
      .from(medicationAdministrationVersions)
      .where(eq(medicationAdministrationVersions.administrationId, id))
      .orderBy(desc(medicationAdministrationVersions.version)),
  ])
  await audit(scope, {
    action: 'read',
    resourceType: 'MedicationAdministration',
    resourceId: id,
    patientId: dose.patientId,
    organizationId: dose.managingOrganizationId,
  })
  return {
    ...asAdministration(dose),
    gates,
    history: history.map(({ version, replacedAt, replacedBy, reason, before }) => ({
      version,
      replacedAt: replacedAt.toISOString(),
      replacedBy,
      reason,
      before: before as MedicationAdministration, // written by record.ts in this very shape
    })),
  }
}
