import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { fold } from 'shared/fold'
import { completeNss } from 'shared/nss'
import type { PatientList } from 'shared/patients'
import { audit, type OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { conditions } from '../conditions/table.js'
import { encodeCursor } from '../cursor.js'
import { ageFacts } from './derive.js'
import { listName } from './duplicates.js'
import { chosenNames, patients } from './table.js'

export interface PatientSearch {
  search?: string | undefined
  organizationId?: string | undefined
  ageGroup?: 'paediatric' | 'adult' | undefined
  limit: number
  offset: number
}

/** A search narrowed by age group reads at most this many matches before it narrows. */
const MOST = 1000

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

type Row = typeof patients.$inferSelect

/**
 * People of the own hospitals: by CURP, NSS, record number or words of the name, else all of them. Those whose surname
 * begins with the first word come first, in the order of names.
 */
export async function listPatients(scope: OpenScope, sealer: Sealer, asked: PatientSearch): Promise<PatientList> {
  const { limit, offset } = asked
  // One hospital in reach, said aloud: its index gives the order of the names
  const organizationId =
    asked.organizationId ?? (scope.organizationIds.length === 1 ? scope.organizationIds[0] : undefined)
  const search = asked.search?.trim() || undefined
  const rows = await (search === undefined
    ? everybody(scope, asked, organizationId)
    : matching(scope, sealer, search, asked, organizationId))
  const page = rows.slice(0, limit)
  await audit(scope, {
    action: 'search',
    resourceType: 'Patient',
    details: { results: page.length, bySearch: search !== undefined },
  })
  return {
    items: await asItems(scope, sealer, page),
    nextCursor: rows.length > limit ? encodeCursor(offset + limit) : null,
  }
}

const inHospital = (organizationId: string | undefined) =>
  organizationId === undefined ? undefined : eq(patients.managingOrganizationId, organizationId)

const everybody = (
  { db }: OpenScope,
  { ageGroup, limit, offset }: PatientSearch,
  organizationId: string | undefined,
): Promise<Row[]> =>
  db
    .select()
    .from(patients)
    .where(
      and(
        eq(patients.status, 'active'),
        inHospital(organizationId),
        ageGroup === undefined ? undefined : inGroup(ageGroup),
      ),
    )
    .orderBy(sql`${patients.search} using ~<~`, asc(patients.id))
    .limit(limit + 1)
    .offset(offset)

async function matching(
  scope: OpenScope,
  sealer: Sealer,
  search: string,
  asked: PatientSearch,
  organizationId: string | undefined,
): Promise<Row[]> {
  const { ageGroup, limit, offset } = asked
  const until = offset + limit + 1
  const identifier = byIdentifier(search)
  const ids =
    identifier === null
      ? await findIds(scope, sealer, search, organizationId, ageGroup === undefined ? until : MOST)
      : null
  const rows = await scope.db
    .select()
    .from(patients)
    .where(
      and(
        eq(patients.status, 'active'),
        inHospital(organizationId),
        identifier ?? isOneOf(patients.id, ids ?? []),
        ageGroup === undefined ? undefined : inGroup(ageGroup),
      ),
    )
  const place = new Map(ids?.map((id, index) => [id, index]))
  rows.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
  return rows.slice(offset, until)
}

/** One array parameter, so that the statement has one text however many ids there are. */
const isOneOf = (column: AnyPgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any (${`{${ids.join(',')}}`}::uuid[])`

async function asItems({ db }: OpenScope, sealer: Sealer, page: readonly Row[]): Promise<PatientList['items']> {
  const ids = page.map(({ id }) => id)
  const [chosen, diagnoses] = await Promise.all([
    db.select().from(chosenNames).where(isOneOf(chosenNames.patientId, ids)),
    db
      .select({
        patientId: conditions.patientId,
        code: sql<string>`coalesce(${conditions.icd10}, ${conditions.morphology}, ${conditions.topography})`,
      })
      .from(conditions)
      .where(and(isOneOf(conditions.patientId, ids), eq(conditions.status, 'active')))
      .orderBy(asc(conditions.recordedAt)),
  ])
  const nameOf = new Map(
    chosen.map(({ patientId, sealed }) => [
      patientId,
      sealer.open<{ chosenName: string | null }>(sealed, patientId).chosenName,
    ]),
  )
  const diagnosisOf = new Map(diagnoses.map(({ patientId, code }) => [patientId, code]))
  return page.map((row) => ({
    id: row.id,
    recordNumber: row.recordNumber,
    displayName: displayName(row, nameOf.get(row.id) ?? null),
    managingOrganizationId: row.managingOrganizationId,
    birthDate: row.birthDate,
    sex: row.sex,
    ageGroup: ageFacts(row).ageGroup,
    registeredOn: row.registeredOn,
    diagnosis: diagnosisOf.get(row.id) ?? null,
  }))
}

/** The chosen name with initials of the surnames, or the legal name: never both on one line. */
export function displayName(
  { givenName, firstSurname, secondSurname }: Pick<Row, 'givenName' | 'firstSurname' | 'secondSurname'>,
  chosenName: string | null,
): string {
  if (chosenName === null) return listName(firstSurname, secondSurname, givenName)
  const initials = [firstSurname, secondSurname].flatMap((name) =>
    name === null ? [] : [`${name.charAt(0).toUpperCase()}.`],
  )
  return [chosenName, ...initials].join(' ')
}

const inGroup = (group: 'paediatric' | 'adult'): SQL =>
  group === 'paediatric'
    ? sql`${patients.birthDate} > ${patients.registeredOn} - interval '18 years'`
    : sql`${patients.birthDate} <= ${patients.registeredOn} - interval '18 years'`

/** CURP, NSS (with or without its digit) or record number; null for words. */
function byIdentifier(search: string): SQL | null {
  const compact = search.toUpperCase().replace(/[\s-]/g, '')
  if (/^[A-ZÑ]{4}\d{6}[A-Z0-9]{8}$/.test(compact)) return eq(patients.curp, compact)
  if (/^\d{11}$/.test(compact)) return eq(patients.nss, compact)
  if (/^\d{10}$/.test(compact)) return eq(patients.nss, completeNss(compact) ?? compact)
  if (/^\d{1,9}$/.test(compact)) return eq(patients.recordNumber, Number(compact))
  return null
}

/** Two letters must begin a word; three or more may stand anywhere in it. */
async function findIds(
  scope: OpenScope,
  sealer: Sealer,
  search: string,
  organizationId: string | undefined,
  most: number,
): Promise<string[]> {
  const words = fold(search)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6)
  if (words.length === 0) return []
  const patterns = words.map((word) => (word.length < 3 ? `% ${escapeLike(word)}%` : `%${escapeLike(word)}%`))
  const rows = await scope.query<{ id: string }>(
    'select girasol_find_patients($1::text[], $2::integer[], $3, $4) as id',
    [toArray(patterns), `{${words.map(sealer.wordHash).join(',')}}`, organizationId ?? null, most],
  )
  return [...new Set(rows.map(({ id }) => id))]
}

const toArray = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
