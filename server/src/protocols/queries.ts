import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { checkProtocol } from 'shared/protocol-checks'
import type {
  Protocol,
  ProtocolList,
  ProtocolQuery,
  ProtocolVersion,
  ProtocolVersionSummary,
} from 'shared/protocol-library'
import type { OpenScope } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { medications } from '../medications/catalogue.js'
import { organizations } from '../network/table.js'
import { notFound } from '../problem.js'
import { searchWords } from '../terminology/concepts.js'
import { protocols, protocolVersions } from './table.js'

/** Whose protocols a person may write; null for who only reads. */
export type Writer = { national: boolean; organizationIds: readonly string[] } | null

export const mayWrite = (writer: Writer, organizationId: string | null): boolean =>
  writer !== null && (writer.national || (organizationId !== null && writer.organizationIds.includes(organizationId)))

type VersionRow = Omit<typeof protocolVersions.$inferSelect, 'definition'>
type Head = Omit<Protocol, 'versions'>

/** Without the definition, which is long. */
const versionColumns = {
  id: protocolVersions.id,
  protocolId: protocolVersions.protocolId,
  number: protocolVersions.number,
  organizationId: protocolVersions.organizationId,
  status: protocolVersions.status,
  changeNote: protocolVersions.changeNote,
  version: protocolVersions.version,
  recordedAt: protocolVersions.recordedAt,
  recordedBy: protocolVersions.recordedBy,
  putInUseAt: protocolVersions.putInUseAt,
  putInUseBy: protocolVersions.putInUseBy,
}

const summaryOf = ({ protocolId: _, organizationId: __, ...row }: VersionRow): ProtocolVersionSummary => ({
  ...row,
  recordedAt: row.recordedAt.toISOString(),
  putInUseAt: row.putInUseAt?.toISOString() ?? null,
})

/** Letters without accents, as `searchWords` leaves them. */
const folded = (text: SQL) => sql`translate(lower(${text}), 'áéíóúüñ', 'aeiouun')`
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Protocols of the network and of the hospitals in reach, by name, each with its versions. */
export async function listProtocols(scope: OpenScope, writer: Writer, asked: ProtocolQuery): Promise<ProtocolList> {
  const { db } = scope
  const { status, kind, library, limit } = asked
  const offset = readCursor(asked.cursor)
  const version = (condition: SQL) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(protocolVersions)
        .where(and(eq(protocolVersions.protocolId, protocols.id), condition)),
    )
  const found = await readHeads(
    scope,
    writer,
    and(
      ...searchWords(asked.search ?? '').map(
        (word) => sql`${folded(sql`${protocols.name} || ' ' || ${protocols.code}`)} like ${`%${escapeLike(word)}%`}`,
      ),
      library === undefined
        ? undefined
        : library === 'local'
          ? isNotNull(protocols.organizationId)
          : isNull(protocols.organizationId),
      status === undefined ? undefined : version(eq(protocolVersions.status, status)),
      kind === undefined
        ? undefined
        : version(sql`${protocolVersions.definition} @> ${JSON.stringify({ phases: [{ kind }] })}::text::jsonb`),
    ),
    { limit: limit + 1, offset },
  )
  const heads = found.slice(0, limit)
  const versions = await readVersions(
    scope,
    heads.map(({ id }) => id),
  )
  return {
    items: heads.map((head) => ({ ...head, versions: versions.get(head.id) ?? [] })),
    nextCursor: found.length > limit ? encodeCursor(offset + limit) : null,
  }
}

export async function readProtocol(scope: OpenScope, writer: Writer, id: string): Promise<Protocol> {
  const [head] = await readHeads(scope, writer, eq(protocols.id, id), { limit: 1, offset: 0 })
  if (head === undefined) throw notFound()
  return { ...head, versions: (await readVersions(scope, [id])).get(id) ?? [] }
}

/** A version with what the checks say of it now. */
export async function readVersion(
  scope: OpenScope,
  writer: Writer,
  protocolId: string,
  versionId: string,
): Promise<ProtocolVersion> {
  const [[head], [row]] = await Promise.all([
    readHeads(scope, writer, eq(protocols.id, protocolId), { limit: 1, offset: 0 }),
    scope.db
      .select()
      .from(protocolVersions)
      .where(and(eq(protocolVersions.id, versionId), eq(protocolVersions.protocolId, protocolId))),
  ])
  if (head === undefined || row === undefined) throw notFound()
  const { definition, ...version } = row
  return {
    ...summaryOf(version),
    protocol: head,
    definition,
    issues: checkProtocol(definition, [...medications.values()]),
  }
}

/** A version by its id alone, with the name of its protocol: for comparing and for files. */
export async function findVersion({ db }: OpenScope, versionId: string) {
  const [row] = await db
    .select({ protocol: protocols, version: protocolVersions, hospital: organizations.name })
    .from(protocolVersions)
    .innerJoin(protocols, eq(protocols.id, protocolVersions.protocolId))
    .leftJoin(organizations, eq(organizations.id, protocols.organizationId))
    .where(eq(protocolVersions.id, versionId))
  if (row === undefined) throw notFound()
  const { id: protocolId, code, name, example } = row.protocol
  const { number, changeNote, definition } = row.version
  return { protocolId, versionId, code, name, hospital: row.hospital, example, number, changeNote, definition }
}

const baseVersions = alias(protocolVersions, 'base_versions')
const bases = alias(protocols, 'bases')

async function readHeads(
  { db }: OpenScope,
  writer: Writer,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<Head[]> {
  const rows = await db
    .select({
      protocol: protocols,
      organization: { id: organizations.id, name: organizations.name },
      base: { protocolId: bases.id, name: bases.name },
      baseVersion: { versionId: baseVersions.id, number: baseVersions.number },
      superseded: sql<boolean>`exists (select from protocol_versions later where later.protocol_id = ${bases.id}
        and later.status = 'in-use' and later.number > ${baseVersions.number})`,
    })
    .from(protocols)
    .leftJoin(organizations, eq(organizations.id, protocols.organizationId))
    .leftJoin(baseVersions, eq(baseVersions.id, protocols.variantOf))
    .leftJoin(bases, eq(bases.id, baseVersions.protocolId))
    .where(where)
    .orderBy(asc(protocols.name), asc(protocols.id))
    .limit(limit)
    .offset(offset)
  return rows.map(
    ({
      protocol: { id, code, name, example, organizationId, recordedAt },
      organization,
      base,
      baseVersion,
      superseded,
    }) => ({
      ...{ id, code, name, example },
      organization,
      base: base === null || baseVersion === null ? null : { ...base, ...baseVersion, superseded },
      editable: mayWrite(writer, organizationId),
      recordedAt: recordedAt.toISOString(),
    }),
  )
}

async function readVersions({ db }: OpenScope, ids: readonly string[]): Promise<Map<string, ProtocolVersionSummary[]>> {
  const versions = new Map<string, ProtocolVersionSummary[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return versions
  const rows = await db
    .select(versionColumns)
    .from(protocolVersions)
    .where(inArray(protocolVersions.protocolId, [...ids]))
    .orderBy(desc(protocolVersions.number))
  for (const row of rows) versions.get(row.protocolId)?.push(summaryOf(row))
  return versions
}
