import { eq, isNull, sql } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import type { Context, Database } from '../database/db.js'
import { invalid, unauthorized } from '../problem.js'
import { newId } from './once.js'
import { hashPassword, passwordProblem } from './passwords.js'
import { auditRow } from './scope.js'
import { auditInbox, grants, setupTokens, users } from './table.js'
import { hashSecret, newSecret } from './tokens.js'

const desk: Context = { role: 'girasol_desk' }

/** While there is no account, prints a one-time token with which the first administrator is made. */
export async function announceSetup(database: Database, address: string, say: (text: string) => void): Promise<void> {
  const secret = await database.transact(desk, async ({ db }) => {
    const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(users)
    if ((row?.n ?? 0) > 0) return null
    const fresh = newSecret()
    await db.delete(setupTokens).where(isNull(setupTokens.usedAt))
    await db.insert(setupTokens).values({ hash: fresh.hash })
    return fresh.secret
  })
  say(`Girasol is ready: ${address}`)
  if (secret !== null)
    say(
      `There is no account yet. Make the first administrator with this one-time token:\n\n  ${secret}\n\nThe README says how ("Production").`,
    )
}

/** The token fits, was never used, and nobody is there yet. */
const isOpen = (database: Database, token: string): Promise<boolean> =>
  database.transact(desk, async ({ db }) => {
    const [row] = await db
      .select()
      .from(setupTokens)
      .where(eq(setupTokens.hash, hashSecret(token)))
    const [people] = await db.select({ n: sql<number>`count(*)::int` }).from(users)
    return row !== undefined && row.usedAt === null && people?.n === 0
  })

const Setup = z.strictObject({
  token: z.string().min(20).max(100),
  email: z.string().trim().toLowerCase().pipe(z.email('email-shape')),
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  password: z.string().max(256, 'too-long'),
})

export const setupRoutes: FastifyPluginAsyncZod<{ database: Database }> = async (app, { database }) => {
  const make = {
    tags: ['Sign-in'],
    summary: 'Make the first administrator with the one-time token of the console',
    body: Setup,
    response: { 201: z.object({ id: z.uuid() }) },
  }
  app.post('/setup', { schema: make }, async ({ body, id: requestId }, reply) => {
    // Nothing is hashed for a stranger
    if (!(await isOpen(database, body.token))) throw unauthorized()
    const weak = passwordProblem(body.password, body.email.split(/[@.]/))
    if (weak !== null) throw invalid({ pointer: '#/password', code: `password-${weak}` })
    const passwordHash = await hashPassword(body.password)
    const id = newId()
    await database.transact(desk, async ({ db }) => {
      const [token] = await db
        .select()
        .from(setupTokens)
        .where(eq(setupTokens.hash, hashSecret(body.token)))
        .for('update')
      const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(users)
      if (token === undefined || token.usedAt !== null || (row?.n ?? 0) > 0) throw unauthorized()
      await db.update(setupTokens).set({ usedAt: new Date() }).where(eq(setupTokens.hash, token.hash))
      await db.insert(users).values({ id, email: body.email, name: body.name, passwordHash })
      await db.insert(grants).values({ id: newId(), userId: id, role: 'admin', national: true })
      await db
        .insert(auditInbox)
        .values(
          auditRow(
            { userId: id, requestId },
            { action: 'create', resourceType: 'User', resourceId: id, details: { first: true } },
          ),
        )
    })
    reply.code(201)
    return { id }
  })
}
