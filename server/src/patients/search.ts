import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { fold } from 'shared/fold'
import type { PatientList } from 'shared/patients'
import { audit, type OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { conditions } from '../conditions/table.js'
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

/** A search by words reads at most this many matches; more asks for another word. */
const MOST = 1000

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** People of the own hospitals in the order of their surnames: by words of the name, CURP, NSS or record number. */
export async function listPatients(scope: OpenScope, sealer: Sealer, asked: PatientSearch): Promise<PatientList> {
  const { limit, offset, search } = asked
  const found =
    search === undefined || search.trim() === ''
      ? undefined
      : await bySearch(scope, sealer, search, asked.organizationId)
  const rows = await scope.db
    .select()
    .from(patients)
    .where(
      and(
        eq(patients.status, 'active'),
        found,
        asked.organizationId === undefined ? undefined : eq(patients.managingOrganizationId, asked.organizationId),
        asked.ageGroup === undefined ? undefined : inGroup(asked.ageGroup),
      ),
    )
    .orderBy(asc(patients.firstSurname), asc(patients.secondSurname), asc(patients.givenName), asc(patients.id))
    .limit(limit + 1)
    .offset(offset)
  const page = rows.slice(0, limit)
  const ids = page.map(({ id }) => id)
  const [chosen, diagnoses] =
    ids.length === 0
      ? [[], []]
      : await Promise.all([
          scope.db.select().from(chosenNames).where(inArray(chosenNames.patientId, ids)),
          scope.db
            .select({
              patientId: conditions.patientId,
              icd10: conditions.icd10,
              morphology: conditions.morphology,
              topography: conditions.topography,
            })
            .from(conditions)
            .where(and(inArray(conditions.patientId, ids), eq(conditions.status, 'active')))
            .orderBy(desc(conditions.recordedAt)),
        ])
  await audit(scope, {
    action: 'search',
    resourceType: 'Patient',
    details: { results: page.length, bySearch: found !== undefined },
  })
  const nameOf = new Map(
    chosen.map(({ patientId, sealed }) => [
      patientId,
      sealer.open<{ chosenName: string | null }>(sealed, patientId).chosenName,
    ]),
  )
  const diagnosisOf = new Map(
    diagnoses.reverse().map((row) => [row.patientId, row.icd10 ?? row.morphology ?? row.topography]),
  )
  return {
    items: page.map((row) => ({
      id: row.id,
      recordNumber: row.recordNumber,
      displayName: displayName(row, nameOf.get(row.id) ?? null),
      managingOrganizationId: row.managingOrganizationId,
      birthDate: row.birthDate,
      sex: row.sex,
      ageGroup: ageFacts(row).ageGroup,
      registeredOn: row.registeredOn,
      diagnosis: diagnosisOf.get(row.id) ?? null,
    })),
    nextCursor: rows.length > limit ? encodeCursor(offset + limit) : null,
  }
}

/** The chosen name with initials of the surnames, or the legal name: never both on one line. */
function displayName(
  { givenName, firstSurname, secondSurname }: typeof patients.$inferSelect,
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

async function bySearch(
  scope: OpenScope,
  sealer: Sealer,
  search: string,
  organizationId: string | undefined,
): Promise<SQL> {
  const compact = search.toUpperCase().replace(/[\s-]/g, '')
  if (/^[A-ZÑ]{4}\d{6}[A-Z0-9]{8}$/.test(compact)) return eq(patients.curp, compact)
  if (/^\d{11}$/.test(compact)) return eq(patients.nss, compact)
  if (/^\d{10}$/.test(compact))
    return sql`${patients.nss} in (${sql.join(
      Array.from({ length: 10 }, (_, digit) => sql`${compact + digit}`),
      sql`, `,
    )})`
  if (/^\d{1,9}$/.test(compact)) return eq(patients.recordNumber, Number(compact))
  const words = fold(search)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6)
  if (words.length === 0) return sql`false`
  const ids = await findIds(scope, words, sealer.wordHash, organizationId)
  return ids.length === 0 ? sql`false` : inArray(patients.id, ids)
}

/** Two letters must begin a word; three or more may stand anywhere in it. */
async function findIds(
  scope: OpenScope,
  words: readonly string[],
  hash: Sealer['wordHash'],
  organizationId: string | undefined,
): Promise<string[]> {
  const patterns = words.map((word) => (word.length < 3 ? `% ${escapeLike(word)}%` : `%${escapeLike(word)}%`))
  const rows = await scope.query<{ id: string }>(
    'select girasol_find_patients($1::text[], $2::integer[], $3, $4) as id',
    [toArray(patterns), `{${words.map(hash).join(',')}}`, organizationId ?? null, MOST],
  )
  return rows.map(({ id }) => id)
}

const toArray = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

const encodeCursor = (offset: number) => Buffer.from(`o${offset}`).toString('base64url')
/** The offset a cursor stands for; null for one that is not ours. */
export function decodeCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return 0
  const text = Buffer.from(cursor, 'base64url').toString()
  return /^o\d{1,7}$/.test(text) ? Number(text.slice(1)) : null
}
