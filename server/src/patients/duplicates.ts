import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { DUPLICATE_THRESHOLD, type DuplicatePerson, duplicateScore } from 'shared/duplicates'
import type { DuplicateCandidate, Patient } from 'shared/patients'
import { newId } from '../access/once.js'
import { audit, type OpenScope, type Scope, transact } from '../access/scope.js'
import { organizations } from '../network/table.js'
import { tooMany } from '../problem.js'
import type { Identity } from './derive.js'
import { distinctPatients, foreignMatches } from './table.js'

/** People who share a key: more than this many and the key says nothing. */
const POOL = 300
const SHOWN = 3
/** Other hospitals' records one person may be pointed at in an hour, by hand and by file together. */
export const FOREIGN_AN_HOUR = 10

interface PoolRow extends Record<string, unknown> {
  id: string
  managing_organization_id: string
  in_reach: boolean
  given_name: string | null
  first_surname: string | null
  second_surname: string | null
  birth_date: string
  sex: Patient['sex']
  curp: string | null
  nss: string | null
  agregado: string | null
  record_number: string
}

export interface Match {
  id: string
  score: number
  reasons: string[]
  inReach: boolean
  sameCurp: boolean
  organizationId: string
  displayName: string
  birthDate: string
  recordNumber: number
}

/** Everybody in the network who may be this person, likeliest first. What lies out of reach is for the server alone. */
export async function findMatches({ query }: Pick<OpenScope, 'query'>, identity: Identity): Promise<Match[]> {
  const pool = await query<PoolRow>('select * from girasol_duplicate_pool($1::integer[], $2, $3)', [
    `{${identity.matchKeys.join(',')}}`,
    identity.curp,
    POOL,
  ])
  const person = { ...identity, givenName: identity.givenName ?? '', firstSurname: identity.firstSurname ?? '' }
  const generic = identity.curp?.startsWith('XEXX010101') ?? true
  return pool
    .map((row) => ({ row, sameCurp: !generic && row.curp === identity.curp, ...scoreAgainst(person, row) }))
    .filter(({ score, sameCurp }) => sameCurp || score >= DUPLICATE_THRESHOLD)
    .sort((a, b) => b.score - a.score)
    .map(({ row, score, reasons, sameCurp }) => ({
      id: row.id,
      score,
      reasons: [...reasons],
      inReach: row.in_reach,
      sameCurp,
      organizationId: row.managing_organization_id,
      displayName: listName(row.first_surname, row.second_surname, row.given_name),
      birthDate: row.birth_date,
      recordNumber: Number(row.record_number),
    }))
}

const scoreAgainst = (person: DuplicatePerson, row: PoolRow) =>
  duplicateScore(person, {
    givenName: row.given_name ?? '',
    firstSurname: row.first_surname ?? '',
    secondSurname: row.second_surname,
    birthDate: row.birth_date,
    sex: row.sex,
    curp: row.curp,
    nss: row.nss,
    agregado: row.agregado,
  })

/** "PÉREZ LÓPEZ, Ana": how lists name people. */
export const listName = (first: string | null, second: string | null, given: string | null) =>
  [
    [first, second]
      .filter((name) => name != null)
      .join(' ')
      .toLocaleUpperCase('es-MX'),
    given ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ') || '—'

const asCandidate = ({ id, score, reasons, displayName, birthDate, recordNumber }: Match): DuplicateCandidate => ({
  id,
  score,
  reasons,
  displayName,
  birthDate,
  recordNumber,
})

/** At most three of the own hospitals, without those judged to be other people. */
export async function likeliest({ db }: OpenScope, matches: readonly Match[], patientId?: string): Promise<Match[]> {
  const own = matches.filter(({ inReach, id }) => inReach && id !== patientId)
  if (patientId === undefined || own.length === 0) return own.slice(0, SHOWN)
  const ids = own.map(({ id }) => id)
  const judged = await db
    .select()
    .from(distinctPatients)
    .where(
      or(
        and(eq(distinctPatients.lowId, patientId), inArray(distinctPatients.highId, ids)),
        and(eq(distinctPatients.highId, patientId), inArray(distinctPatients.lowId, ids)),
      ),
    )
  const others = new Set(judged.flatMap(({ lowId, highId }) => [lowId, highId]))
  return own.filter(({ id }) => !others.has(id)).slice(0, SHOWN)
}

/** What is shown of people of the own hospitals: each is a look at a person, and leaves its event. */
export async function showCandidates(open: OpenScope, matches: readonly Match[]): Promise<DuplicateCandidate[]> {
  const [first, ...others] = matches.map(({ id, organizationId }) => ({
    action: 'read' as const,
    resourceType: 'DuplicateCandidate',
    resourceId: id,
    patientId: id,
    organizationId,
    details: { route: open.route },
  }))
  if (first !== undefined) await audit(open, first, ...others)
  return matches.map(asCandidate)
}

/**
 * The very same CURP in another hospital: its name and an offer to ask for the transfer, nothing else. Each showing is
 * audited and counted in a transaction of its own, for the registration that asked is about to be refused.
 */
export function showForeignHolder(scope: Scope, { organizationId }: Match): Promise<DuplicateCandidate> {
  return transact(scope, async (open) => {
    // One at a time for one person, or forty at once would all count nine
    await open.query('select pg_advisory_xact_lock(7248, hashtext($1))', [scope.userId])
    const hourAgo = new Date(Date.now() - 3_600_000)
    const [shown] = await open.db
      .select({ n: sql<number>`count(*)::int` })
      .from(foreignMatches)
      .where(and(eq(foreignMatches.userId, scope.userId), gt(foreignMatches.shownAt, hourAgo)))
    if ((shown?.n ?? 0) >= FOREIGN_AN_HOUR) throw tooMany(3600)
    await open.db.insert(foreignMatches).values({ id: newId(), userId: scope.userId })
    await audit(open, { action: 'read', resourceType: 'ForeignMatch', organizationId, details: { by: 'curp' } })
    const [hospital] = await open.db
      .select({ name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, organizationId))
    return { score: 1, reasons: ['curp'], hospitalName: hospital?.name ?? '', transferOffered: true }
  })
}
