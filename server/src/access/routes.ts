import type { CookieSerializeOptions } from '@fastify/cookie'
import { inArray } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { PractitionerList, SignedIn, SignIn, TryOut, User } from 'shared/access'
import { idList } from 'shared/network'
import * as z from 'zod'
import type { Database } from '../database/db.js'
import { forbidden, notFound, Problem, unauthorized } from '../problem.js'
import type { Account } from './front-door.js'
import { permissions } from './permissions.js'
import { transact } from './scope.js'
import type { Sealer } from './seal.js'
import { endSession, type Opened, openSession, refreshSession } from './sessions.js'
import { users } from './table.js'

const COOKIE = '__Host-girasol'
const cookie: CookieSerializeOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' }

/** A request that rides on a cookie must come from our own page. */
function fromOurPage(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if ((site !== undefined && site !== 'same-origin') || request.headers['x-girasol'] === undefined) throw forbidden()
}

const asUser = ({ userId, name, email, grants }: Account): User => ({
  id: userId,
  name,
  email,
  grants: grants.map(({ reach: _, ...grant }) => grant),
})

export interface AccessOptions {
  database: Database
  sealer: Sealer
  /** Accounts of the try-out; absent everywhere else. */
  tryOut?: TryOut | undefined
}

export const accessRoutes: FastifyPluginAsyncZod<AccessOptions> = async (app, { database, sealer, tryOut }) => {
  async function answer(reply: FastifyReply, { userId, sessionId, refreshSecret }: Opened): Promise<SignedIn> {
    const account = await app.findAccount(sessionId)
    if (account === null) throw unauthorized()
    reply.setCookie(COOKIE, refreshSecret, cookie)
    return { ...app.tokens.sign({ userId, sessionId }), user: asUser(account), draftKey: sealer.draftKey(userId) }
  }

  const signIn = {
    tags: ['Sign-in'],
    summary: 'Sign in with e-mail and password',
    body: SignIn,
    response: { 200: SignedIn },
  }
  app.post('/sign-in', { schema: signIn }, async (request, reply) => {
    const opened = await openSession(database, { ...request.body, address: request.ip, requestId: request.id })
    if (opened === 'wrong') throw unauthorized('wrong-credentials')
    if (opened === 'one-time-code-required') throw new Problem('one-time-code-required', 401)
    return answer(reply, opened)
  })

  const refresh = {
    tags: ['Sign-in'],
    summary: 'A new pair for the refresh cookie; 204 where there is none',
    response: { 200: SignedIn, 204: z.null() },
  }
  app.post('/sign-in/refresh', { schema: refresh }, async (request, reply) => {
    fromOurPage(request)
    const secret = request.cookies[COOKIE]
    if (secret === undefined) return reply.code(204).send(null) // nobody was here: no error in anybody's console
    const opened = await refreshSession(database, secret, request.id)
    if (opened === null) {
      reply.clearCookie(COOKIE, cookie)
      throw unauthorized()
    }
    return answer(reply, opened)
  })

  const signOut = { tags: ['Sign-in'], summary: 'End the session', response: { 204: z.null() } }
  app.post('/sign-out', { schema: signOut }, async (request, reply) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '')
    const claims = token === undefined ? null : app.tokens.read(token)
    const refreshSecret = request.cookies[COOKIE]
    if (claims !== null) await endSession(database, claims, request.id)
    else if (refreshSecret !== undefined) {
      fromOurPage(request)
      await endSession(database, { refreshSecret }, request.id)
    }
    reply.clearCookie(COOKIE, cookie).header('clear-site-data', '"cache", "storage"').code(204)
    return null
  })

  const me = { tags: ['Sign-in'], summary: 'Who is signed in, with roles and reach', response: { 200: User } }
  app.get('/me', { schema: me }, async ({ account }) => asUser(account))

  const practitioners = {
    tags: ['Sign-in'],
    summary: 'Names of those who recorded something, by id',
    querystring: z.strictObject({ ids: idList }),
    response: { 200: PractitionerList },
  }
  app.get('/practitioners', { schema: practitioners }, async ({ scope, query }) => ({
    items: await transact(scope, ({ db }) =>
      db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, query.ids)),
    ),
    nextCursor: null,
  }))

  const tryOutSchema = {
    tags: ['Sign-in'],
    summary: 'Accounts of the try-out, where it runs',
    response: { 200: TryOut },
  }
  app.get('/try-out', { schema: tryOutSchema }, async () => {
    if (tryOut === undefined) throw notFound()
    return tryOut
  })

  const table = z.array(
    z.object({ route: z.string(), reach: z.string(), roles: z.array(z.string()), door: z.string() }),
  )
  const permissionTable = {
    tags: ['Sign-in'],
    summary: 'The permission table, as it is enforced',
    response: { 200: table },
  }
  app.get('/permissions', { schema: permissionTable }, async () =>
    Object.entries(permissions).map(([route, { reach, roles, door }]) => ({ route, reach, roles: [...roles], door })),
  )
}
