import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Context, Database, Db } from '../database/db.js'
import { tooMany } from '../problem.js'
import { passwordFits } from './passwords.js'
import { auditRow } from './scope.js'
import { auditInbox, oneTimeCodes, refreshTokens, sessions, signInFailures, users } from './table.js'
import { hashSecret, newSecret } from './tokens.js'

const desk: Context = { role: 'girasol_desk' }
/** Hours a session may be refreshed without a new sign-in: one shift. */
const SESSION_HOURS = 12
/** Two tabs may show the same refresh token within these seconds. */
const GRACE_SECONDS = 10

const DAY = 86_400_000
const limits = { account: { free: 5, base: 30 }, address: { free: 30, base: 30 } } as const
const subject = (kind: keyof typeof limits, value: string) => createHash('sha256').update(`${kind}:${value}`).digest()

export interface Opened {
  userId: string
  sessionId: string
  refreshSecret: string
}

interface Attempt {
  email: string
  password: string
  address: string
  requestId: string
}

/**
 * Counts an attempt for account and address, or refuses it while either is blocked. The rows are locked first, so that
 * forty guesses at once pass one by one. After a few free failures each doubles the pause, up to 15 minutes; a day
 * without one forgets them.
 */
async function countAttempt(db: Db, attempts: readonly [kind: keyof typeof limits, value: string][]): Promise<void> {
  const rows = attempts.map(([kind, value]) => ({ kind, subject: subject(kind, value) }))
  rows.sort((a, b) => a.subject.compare(b.subject))
  for (const { subject } of rows)
    await db.insert(signInFailures).values({ subject, failures: 0, blockedUntil: new Date() }).onConflictDoNothing()
  const now = Date.now()
  const standing: { kind: keyof typeof limits; subject: Buffer; failures: number }[] = []
  for (const { kind, subject } of rows) {
    const [row] = await db.select().from(signInFailures).where(eq(signInFailures.subject, subject)).for('update')
    if (row === undefined) continue
    const until = row.blockedUntil.getTime()
    if (until > now) throw tooMany((until - now) / 1000)
    standing.push({ kind, subject, failures: until < now - DAY ? 0 : row.failures })
  }
  for (const { kind, subject, failures } of standing) {
    const { free, base } = limits[kind]
    const over = failures + 1 - free
    const pause = over < 0 ? 0 : Math.min(900, base * 2 ** Math.min(10, over))
    await db
      .update(signInFailures)
      .set({ failures: failures + 1, blockedUntil: new Date(now + pause * 1000) })
      .where(eq(signInFailures.subject, subject))
  }
}

const event = (
  userId: string | undefined,
  requestId: string,
  entry: { action: 'sign-in' | 'sign-in-refused' | 'sign-out' | 'session-revoked'; details?: Record<string, unknown> },
) => ({
  ...auditRow(
    { userId: userId ?? '00000000-0000-0000-0000-000000000000', requestId },
    { resourceType: 'Session', ...entry },
  ),
})

/** What became of a right or wrong pair; a confirmed one-time code closes the door until codes can be verified. */
export type SignInOutcome = Opened | 'wrong' | 'one-time-code-required'

/**
 * A session for the right pair, after the same work whether the account exists or not. The attempt counts as a failure
 * before the password is looked at, so that forty guesses at once count as forty; the right one takes its count back.
 */
export async function openSession(
  database: Database,
  { email, password, address, requestId }: Attempt,
): Promise<SignInOutcome> {
  const user = await database.transact(desk, async ({ db }) => {
    await countAttempt(db, [
      ['account', email],
      ['address', address],
    ])
    const [row] = await db.select().from(users).where(eq(users.email, email))
    return row
  })
  const fits = await passwordFits(user?.active === true ? user.passwordHash : undefined, password)
  return database.transact(desk, async ({ db }) => {
    if (!fits || user === undefined) {
      await db.insert(auditInbox).values(event(user?.id, requestId, { action: 'sign-in-refused' }))
      return 'wrong'
    }
    await db.delete(signInFailures).where(eq(signInFailures.subject, subject('account', email)))
    await db
      .update(signInFailures)
      .set({ failures: sql`greatest(0, ${signInFailures.failures} - 1)`, blockedUntil: sql`now()` })
      .where(eq(signInFailures.subject, subject('address', address)))
    const [code] = await db.select().from(oneTimeCodes).where(eq(oneTimeCodes.userId, user.id))
    if (code?.confirmedAt != null) {
      await db
        .insert(auditInbox)
        .values(event(user.id, requestId, { action: 'sign-in-refused', details: { because: 'one-time-code' } }))
      return 'one-time-code-required'
    }
    const sessionId = uuidv7()
    const { secret, hash } = newSecret()
    await db
      .insert(sessions)
      .values({ id: sessionId, userId: user.id, expiresAt: new Date(Date.now() + SESSION_HOURS * 3_600_000) })
    await db.insert(refreshTokens).values({ hash, sessionId })
    await db.insert(auditInbox).values(event(user.id, requestId, { action: 'sign-in' }))
    return { userId: user.id, sessionId, refreshSecret: secret }
  })
}

/** A new pair for a refresh token. One used before ends its whole session, but for two tabs within ten seconds. */
export async function refreshSession(database: Database, secret: string, requestId: string): Promise<Opened | null> {
  return database.transact(desk, async ({ db }) => {
    const presented = hashSecret(secret)
    const [row] = await db
      .select({ usedAt: refreshTokens.usedAt, session: sessions })
      .from(refreshTokens)
      .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
      .where(eq(refreshTokens.hash, presented))
      .for('update')
    if (row === undefined || row.session.endedAt !== null || row.session.expiresAt.getTime() < Date.now()) return null
    const { id: sessionId, userId } = row.session
    if (row.usedAt !== null && Date.now() - row.usedAt.getTime() > GRACE_SECONDS * 1000) {
      await db
        .update(sessions)
        .set({ endedAt: new Date(), endedBecause: 'refresh-token-reused' })
        .where(eq(sessions.id, sessionId))
      await db
        .insert(auditInbox)
        .values(event(userId, requestId, { action: 'session-revoked', details: { because: 'refresh-token-reused' } }))
      return null
    }
    const next = newSecret()
    await db
      .update(refreshTokens)
      .set({ usedAt: new Date() })
      .where(and(eq(refreshTokens.hash, presented), isNull(refreshTokens.usedAt)))
    await db.insert(refreshTokens).values({ hash: next.hash, sessionId })
    return { userId, sessionId, refreshSecret: next.secret }
  })
}

export async function endSession(
  database: Database,
  who: { sessionId: string } | { refreshSecret: string },
  requestId: string,
): Promise<void> {
  await database.transact(desk, async ({ db }) => {
    const mine =
      'sessionId' in who
        ? eq(sessions.id, who.sessionId)
        : sql`${sessions.id} = (select ${refreshTokens.sessionId} from ${refreshTokens} where ${refreshTokens.hash} = ${hashSecret(who.refreshSecret)})`
    const ended = await db
      .update(sessions)
      .set({ endedAt: new Date(), endedBecause: 'sign-out' })
      .where(and(mine, isNull(sessions.endedAt)))
      .returning({ userId: sessions.userId })
    for (const { userId } of ended) await db.insert(auditInbox).values(event(userId, requestId, { action: 'sign-out' }))
  })
}
