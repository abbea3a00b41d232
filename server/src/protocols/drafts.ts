import { and, eq, ne, sql } from 'drizzle-orm'
import { checkProtocol, hasErrors } from 'shared/protocol-checks'
import type { NewProtocol, NewProtocolVersion, ProtocolVersionEdit } from 'shared/protocol-library'
import { ProtocolFile, type ProtocolImported, type ProtocolIssue } from 'shared/protocol-library'
import type { ProtocolDefinition, ProtocolDraft } from 'shared/protocols'
import { newId } from '../access/once.js'
import { type AuditAction, audit, type OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import {
  conflict,
  databaseError,
  type FieldError,
  fieldErrors,
  forbidden,
  invalid,
  notFound,
  Problem,
} from '../problem.js'
import { mayWrite, type Writer } from './queries.js'
import { protocols, protocolVersions } from './table.js'

type ProtocolRow = typeof protocols.$inferSelect
type VersionRow = typeof protocolVersions.$inferSelect

/** The column is typed as what a version in use holds; publishing proves it, and until then only this folder reads it. */
const stored = (draft: ProtocolDraft) => draft as ProtocolDefinition

const empty: ProtocolDraft = { phases: [], sources: [] }

const log = (
  scope: OpenScope,
  action: AuditAction,
  { id, organizationId }: ProtocolRow,
  details: Record<string, unknown>,
) =>
  audit(scope, {
    ...{ action, resourceType: 'Protocol', resourceId: id, details },
    ...(organizationId === null ? {} : { organizationId }),
  })

/** True for the code that another protocol of the same library has. */
export const codeTaken = (error: unknown) =>
  (databaseError(error) as { constraint_name?: string } | null)?.constraint_name === 'protocols_code'

/** A protocol with its first draft: empty, or a copy of `variantOf`, which stays known as its base. */
export async function createProtocol(
  scope: OpenScope,
  writer: Writer,
  { code, name, organizationId, variantOf }: NewProtocol,
): Promise<{ protocolId: string; versionId: string }> {
  refuseForeign(writer, organizationId)
  const base = variantOf === undefined ? null : await findBase(scope, variantOf, organizationId)
  const protocol = await insertProtocol(scope, {
    ...{ code, name, organizationId, variantOf: variantOf ?? null, example: base?.protocol.example ?? false },
  })
  const versionId = await insertVersion(scope, protocol, 1, base?.version.definition ?? empty, null)
  await log(scope, 'create', protocol, { version: 1, ...(variantOf === undefined ? {} : { variantOf }) })
  return { protocolId: protocol.id, versionId }
}

/** A hospital that is not there and one out of reach are the same 404; the network's library is a matter of the role. */
function refuseForeign(writer: Writer, organizationId: string | null): void {
  if (mayWrite(writer, organizationId)) return
  throw organizationId === null ? forbidden() : notFound()
}

/** A base must be readable by whoever reads the variant: of the network, or of the same hospital. */
async function findBase({ db }: OpenScope, versionId: string, organizationId: string | null) {
  const [base] = await db
    .select({ protocol: protocols, version: protocolVersions })
    .from(protocolVersions)
    .innerJoin(protocols, eq(protocols.id, protocolVersions.protocolId))
    .where(eq(protocolVersions.id, versionId))
  if (base === undefined) throw invalid({ pointer: '#/variantOf', code: 'base-unknown' })
  const { organizationId: owner } = base.protocol
  if (owner !== null && owner !== organizationId)
    throw invalid({ pointer: '#/variantOf', code: 'base-of-another-hospital' })
  return base
}

type NewRow = Pick<ProtocolRow, 'code' | 'name' | 'organizationId' | 'variantOf' | 'example'>

async function insertProtocol({ db, userId }: OpenScope, facts: NewRow): Promise<ProtocolRow> {
  const [row] = await db
    .insert(protocols)
    .values({ id: newId(), ...facts, recordedBy: userId })
    .returning()
    .catch((error: unknown) => {
      throw codeTaken(error) ? invalid({ pointer: '#/code', code: 'protocol-code-taken' }) : error
    })
  if (row === undefined) throw notFound()
  return row
}

async function insertVersion(
  { db, userId }: OpenScope,
  { id: protocolId, organizationId }: ProtocolRow,
  number: number,
  definition: ProtocolDraft,
  changeNote: string | null,
): Promise<string> {
  const id = newId()
  await db.insert(protocolVersions).values({
    ...{ id, protocolId, organizationId, number, changeNote, recordedBy: userId },
    definition: stored(definition),
  })
  return id
}

/** The protocol, held until the transaction ends, so that two do not number the same version. */
async function lockProtocol({ db }: OpenScope, writer: Writer, id: string): Promise<ProtocolRow> {
  const [seen] = await db.select().from(protocols).where(eq(protocols.id, id))
  if (seen === undefined) throw notFound()
  if (!mayWrite(writer, seen.organizationId)) throw forbidden()
  await db.select({ id: protocols.id }).from(protocols).where(eq(protocols.id, id)).for('update')
  return seen
}

/** A new draft from a version of the same protocol; while one is open there is no second (409 with its id). */
export async function draftVersion(
  scope: OpenScope,
  writer: Writer,
  protocolId: string,
  { fromVersionId, changeNote }: NewProtocolVersion,
): Promise<string> {
  const protocol = await lockProtocol(scope, writer, protocolId)
  const versions = await versionsOf(scope, protocolId)
  const from = versions.find(({ id }) => id === fromVersionId)
  if (from === undefined) throw invalid({ pointer: '#/fromVersionId', code: 'version-unknown' })
  refuseSecondDraft(versions)
  const number = nextNumber(versions)
  const id = await insertVersion(scope, protocol, number, from.definition, changeNote ?? null)
  await log(scope, 'create', protocol, { version: number, from: from.number })
  return id
}

const versionsOf = ({ db }: OpenScope, protocolId: string): Promise<VersionRow[]> =>
  db.select().from(protocolVersions).where(eq(protocolVersions.protocolId, protocolId))

const nextNumber = (versions: readonly VersionRow[]) => Math.max(0, ...versions.map(({ number }) => number)) + 1

function refuseSecondDraft(versions: readonly VersionRow[]): void {
  const open = versions.find(({ status }) => status === 'draft')
  if (open !== undefined) throw conflict('draft-exists', { protocolId: open.protocolId, versionId: open.id })
}

async function lockVersion(scope: OpenScope, writer: Writer, protocolId: string, versionId: string) {
  const protocol = await lockProtocol(scope, writer, protocolId)
  const version = (await versionsOf(scope, protocolId)).find(({ id }) => id === versionId)
  if (version === undefined) throw notFound()
  return { protocol, version }
}

const stale = ({ version, recordedBy }: VersionRow) =>
  new Problem('stale-version', 412, { current: { version }, changedBy: recordedBy })

/** Writes a draft over; a version in use is frozen (409), a stale one 412. */
export async function editVersion(
  scope: OpenScope,
  writer: Writer,
  protocolId: string,
  versionId: string,
  read: number,
  { definition, changeNote }: ProtocolVersionEdit,
): Promise<void> {
  const { protocol, version } = await lockVersion(scope, writer, protocolId, versionId)
  if (version.status !== 'draft') throw conflict('protocol-version-frozen', { status: version.status })
  if (version.version !== read) throw stale(version)
  await scope.db
    .update(protocolVersions)
    .set({
      ...(definition === undefined ? {} : { definition: stored(definition) }),
      ...(changeNote === undefined ? {} : { changeNote }),
      version: read + 1,
      recordedBy: scope.userId,
    })
    .where(eq(protocolVersions.id, versionId))
  const fields = Object.entries({ definition, changeNote }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  )
  await log(scope, 'update', protocol, { version: version.number, fields })
}

/** Puts a draft in use, frozen from here on; the version that was in use is retired, and plans that follow it keep it. */
export async function putInUse(
  scope: OpenScope,
  writer: Writer,
  protocolId: string,
  versionId: string,
  read: number,
): Promise<void> {
  const { db, userId } = scope
  const { protocol, version } = await lockVersion(scope, writer, protocolId, versionId)
  if (version.status !== 'draft') throw conflict('protocol-version-frozen', { status: version.status })
  if (version.version !== read) throw stale(version)
  const errors = errorsOf(checkProtocol(version.definition, [...medications.values()]))
  if (errors.length > 0) throw invalid(...errors)
  await db
    .update(protocolVersions)
    .set({ status: 'retired', version: sql`${protocolVersions.version} + 1` })
    .where(
      and(
        eq(protocolVersions.protocolId, protocolId),
        eq(protocolVersions.status, 'in-use'),
        ne(protocolVersions.id, versionId),
      ),
    )
  await db
    .update(protocolVersions)
    .set({ status: 'in-use', putInUseAt: new Date(), putInUseBy: userId, version: read + 1 })
    .where(eq(protocolVersions.id, versionId))
  await log(scope, 'freeze', protocol, { version: version.number })
}

const errorsOf = (issues: readonly ProtocolIssue[]): FieldError[] =>
  issues
    .filter(({ severity }) => severity === 'error')
    .map(({ pointer, code }) => ({ pointer: `#/definition${pointer.slice(1)}`, code }))

/** No new plan follows a retired version; those that do keep it. */
export async function retireVersion(
  scope: OpenScope,
  writer: Writer,
  protocolId: string,
  versionId: string,
  read: number,
): Promise<void> {
  const { protocol, version } = await lockVersion(scope, writer, protocolId, versionId)
  if (version.status !== 'in-use') throw conflict('protocol-version-not-in-use', { status: version.status })
  if (version.version !== read) throw stale(version)
  await scope.db
    .update(protocolVersions)
    .set({ status: 'retired', version: read + 1 })
    .where(eq(protocolVersions.id, versionId))
  await log(scope, 'update', protocol, { version: version.number, status: 'retired' })
}

/**
 * Takes a file as a new draft: of the protocol that has its code in that library, or of a new one. Every fault is named at
 * once by its place in the document; a document with one changes nothing.
 */
export async function importProtocol(
  scope: OpenScope,
  writer: Writer,
  organizationId: string | null,
  document: Record<string, unknown>,
): Promise<ProtocolImported> {
  refuseForeign(writer, organizationId)
  const file = readFile(document)
  const issues = checkProtocol(file.definition, [...medications.values()])
  if (hasErrors(issues))
    throw invalid(...errorsOf(issues).map(({ pointer, code }) => ({ pointer: `#/document${pointer.slice(1)}`, code })))
  const [here] = await scope.db
    .select({ id: protocols.id })
    .from(protocols)
    .where(
      and(
        eq(protocols.code, file.code),
        organizationId === null
          ? sql`${protocols.organizationId} is null`
          : eq(protocols.organizationId, organizationId),
      ),
    )
  const protocol =
    here === undefined
      ? await insertProtocol(scope, {
          ...{ code: file.code, name: file.name, organizationId, variantOf: null, example: file.example === true },
        })
      : await lockProtocol(scope, writer, here.id)
  const versions = await versionsOf(scope, protocol.id)
  refuseSecondDraft(versions)
  const number = nextNumber(versions)
  const versionId = await insertVersion(scope, protocol, number, file.definition, file.changeNote ?? null)
  await log(scope, 'import', protocol, { version: number })
  return { protocolId: protocol.id, versionId, created: here === undefined, issues }
}

function readFile(document: Record<string, unknown>): ProtocolFile {
  const parsed = ProtocolFile.safeParse(document)
  if (parsed.success) return parsed.data
  throw invalid(
    ...parsed.error.issues.flatMap(({ path, code, message, ...params }) =>
      fieldErrors({
        keyword: code,
        instancePath: `/document${path.map((part) => `/${String(part)}`).join('')}`,
        message,
        params: params as { keys?: string[]; origin?: string },
      }),
    ),
  )
}
