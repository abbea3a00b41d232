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

async function refuseWhileBlocked(db: Db, subjects: Buffer[]): Promise<void> {
  const rows = await db.select().from(signInFailures).where(sql`${signInFailures.subject} in ${subjects}`)
  const until = Math.max(0, ...rows.map(({ blockedUntil }) => blockedUntil.getTime()))
  if (until > Date.now()) throw tooMany((until - Date.now()) / 1000)
}

/** Counts a failure; after a few free ones each doubles the pause, up to 15 minutes. */
async function countFailure(db: Db, kind: keyof typeof limits, value: string): Promise<void> {
  const { free, base } = limits[kind]
  const row = sql`least(900, ${base} * power(2, least(10, greatest(0, ${signInFailures.failures} + 1 - ${free}))))`
  await db
    .insert(signInFailures)
    .values({ subject: subject(kind, value), failures: 1, blockedUntil: new Date() })
    .onConflictDoUpdate({
      target: signInFailures.subject,
      set: {
        failures: sql`${signInFailures.failures} + 1`,
        blockedUntil: sql`case when ${signInFailures.failures} + 1 < ${free} then now() else now() + ${row} * interval '1 second' end`,
      },
    })
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

/** A session for the right pair; null for a wrong one, after the same work whether the account exists or not. */
export async function openSession(
  database: Database,
  { email, password, address, requestId }: Attempt,
): Promise<Opened | null> {
  const user = await database.transact(desk, async ({ db }) => {
    await refuseWhileBlocked(db, [subject('account', email), subject('address', address)])
    const [row] = await db.select().from(users).where(eq(users.email, email))
    return row
  })
  const fits = await passwordFits(user?.active === true ? user.passwordHash : undefined, password)
  return database.transact(desk, async ({ db }) => {
    if (!fits || user === undefined) {
      await countFailure(db, 'account', email)
      await countFailure(db, 'address', address)
      await db.insert(auditInbox).values(event(user?.id, requestId, { action: 'sign-in-refused' }))
      return null
    }
    await db.delete(signInFailures).where(eq(signInFailures.subject, subject('account', email)))
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

/** Whether this account must show a one-time code too (its screens come later; the table is read already). */
export const needsOneTimeCode = (database: Database, userId: string): Promise<boolean> =>
  database.transact(desk, async ({ db }) => {
    const [row] = await db.select().from(oneTimeCodes).where(eq(oneTimeCodes.userId, userId))
    return row?.confirmedAt != null
  })

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
