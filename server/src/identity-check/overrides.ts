import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type {
  IdentityOverride,
  IdentityOverrides,
  identityOverrideStates,
  NewIdentityOverride,
} from 'shared/identity-overrides'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { conflict, invalid, notFound } from '../problem.js'
import { marksOf, sameWords } from './check.js'
import { identityOverrides } from './table.js'

type Row = typeof identityOverrides.$inferSelect
const resourceType = 'IdentityOverride'

/**
 * Asks that words may stand; the id of what was asked. 400 `never-overridden` for a CURP or NSS, `nothing-marked` where they name nobody, and
 * `one-mark-only` where more or less than they is marked; 409 `already-asked` while they wait.
 */
export async function requestOverride(
  scope: OpenScope,
  sealer: Sealer,
  { text, reason }: NewIdentityOverride,
): Promise<string> {
  const { db, userId } = scope
  const marks = await marksOf(scope, text)
  const refuse = (code: string) => invalid({ pointer: '#/text', code })
  if (marks.some(({ kind }) => kind === 'curp' || kind === 'nss')) throw refuse('never-overridden')
  const [mark, ...others] = marks
  if (mark === undefined) throw refuse('nothing-marked')
  if (others.length > 0 || sameWords(mark.text) !== sameWords(text)) throw refuse('one-mark-only')
  const textHash = scope.keyed.textHash(sameWords(text))
  const [waiting] = await db
    .select({ id: identityOverrides.id })
    .from(identityOverrides)
    .where(and(eq(identityOverrides.textHash, textHash), isWaiting()))
  if (waiting !== undefined) throw conflict('already-asked')
  const id = newId()
  await db
    .insert(identityOverrides)
    .values({ id, kind: mark.kind, sealedText: sealer.seal(text, id), textHash, reason, requestedBy: userId })
  await audit(scope, {
    action: 'override',
    resourceType,
    resourceId: id,
    details: { step: 'requested', kind: mark.kind },
  })
  return id
}

/** One, to whoever asked or decided just now. */
export async function readOverride(scope: OpenScope, sealer: Sealer, id: string): Promise<IdentityOverride> {
  const [row] = await scope.db.select().from(identityOverrides).where(eq(identityOverrides.id, id))
  if (row === undefined) throw notFound(resourceType, id)
  return shown(scope, sealer, row)
}

const isWaiting = () => and(isNull(identityOverrides.approvedAt), isNull(identityOverrides.refusedAt))
const inState = {
  waiting: isWaiting,
  /** What stands now: not what was withdrawn, nor what is over a year old. */
  approved: () =>
    and(sql`${identityOverrides.approvedAt} > now() - interval '12 months'`, isNull(identityOverrides.refusedAt)),
  refused: () => isNotNull(identityOverrides.refusedAt),
}

export async function listOverrides(
  scope: OpenScope,
  sealer: Sealer,
  state: (typeof identityOverrideStates)[number],
): Promise<IdentityOverrides> {
  const rows = await scope.db
    .select()
    .from(identityOverrides)
    .where(inState[state]())
    .orderBy(desc(identityOverrides.id))
    .limit(200)
  await audit(scope, { action: 'read', resourceType, details: { state, results: rows.length } })
  return { items: rows.map((row) => shown(scope, sealer, row)) }
}

/**
 * The second person's word. 409 `own-request` for whoever asked, `already-decided` for what was. What was approved can be
 * withdrawn by a refusal, whoever asked for it; unless it is, it stands for a year.
 */
export async function decideOverride(scope: OpenScope, id: string, decision: 'approved' | 'refused'): Promise<string> {
  const { db, userId } = scope
  const [row] = await db.select().from(identityOverrides).where(eq(identityOverrides.id, id)).for('update')
  if (row === undefined) throw notFound(resourceType, id)
  const withdrawn = decision === 'refused' && row.approvedAt !== null
  if (row.requestedBy === userId && !withdrawn) throw conflict('own-request')
  if (row.refusedAt !== null || (row.approvedAt !== null && !withdrawn)) throw conflict('already-decided')
  const now = new Date()
  await db
    .update(identityOverrides)
    .set(decision === 'approved' ? { approvedAt: now, approvedBy: userId } : { refusedAt: now, refusedBy: userId })
    .where(eq(identityOverrides.id, id))
  await audit(scope, {
    action: 'override',
    resourceType,
    resourceId: id,
    details: { step: withdrawn ? 'withdrawn' : decision, kind: row.kind },
  })
  return id
}

function shown({ userId }: OpenScope, sealer: Sealer, row: Row): IdentityOverride {
  const { id, kind, reason, sealedText, requestedAt, requestedBy, approvedAt, refusedAt } = row
  return {
    ...{ id, kind, reason, text: sealer.open<string>(sealedText, id) },
    state: refusedAt !== null ? 'refused' : approvedAt !== null ? 'approved' : 'waiting',
    requestedAt: requestedAt.toISOString(),
    own: requestedBy === userId,
    decidedAt: (refusedAt ?? approvedAt)?.toISOString() ?? null,
  }
}
