import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Grant, Role } from 'shared/access'
import type { Database, DatabaseRole } from '../database/db.js'
import { forbidden, notFound, sendProblem, toProblem, unauthorized } from '../problem.js'
import { leaveDenied } from './denied.js'
import { type Permission, permissions } from './permissions.js'
import { audit, type Scope, transact } from './scope.js'
import type { KeyedHashes } from './seal.js'

declare module 'fastify' {
  interface FastifyRequest {
    scope: Scope
    account: Account
  }
  interface FastifyInstance {
    findAccount: (sessionId: string) => Promise<Account | null>
    /** The scope as it is now, for answers that go on: null once the session has ended or its roles are gone. */
    renew: (scope: Scope) => Promise<Scope | null>
  }
}

/** Who is signed in, read from the database on every request: a role removed is gone at once. */
export interface Account {
  userId: string
  name: string
  email: string
  grants: (Grant & { reach: string[] })[]
}

interface GrantRow {
  role: Role
  organizationId: string | null
  ooadCode: string | null
  national: boolean
  reach: string[]
}
interface SessionRow extends Record<string, unknown> {
  session: { userId: string; name: string; email: string; grants: GrantRow[] } | null
}

/** Looks at sessions: those asked for within one turn of the loop go to the database as one statement. */
export function accountFinder(database: Database): (sessionId: string) => Promise<Account | null> {
  let waiting: { ids: Map<string, number>; rows: Promise<SessionRow[]> } | null = null

  function nextLook() {
    const ids = new Map<string, number>()
    const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting = null // whoever asks from now on waits for the next look: no answer is older than its question
      return database.ask<SessionRow>(
        'select girasol_session(id) as session from unnest($1::uuid[]) with ordinality as asked (id, n) order by n',
        [`{${[...ids.keys()].join(',')}}`],
      )
    })
    return { ids, rows }
  }

  return async (sessionId) => {
    waiting ??= nextLook()
    const { ids, rows } = waiting
    const at = ids.get(sessionId) ?? ids.size
    ids.set(sessionId, at)
    const session = (await rows)[at]?.session
    if (!session) return null
    const { grants, ...user } = session
    return { ...user, grants: grants.map(readGrant) }
  }
}

const readGrant = ({ role, organizationId, ooadCode, national, reach }: GrantRow): Account['grants'][number] => ({
  role,
  reach,
  ...(organizationId === null ? {} : { organizationIds: [organizationId] }),
  ...(ooadCode === null ? {} : { ooadCodes: [ooadCode] }),
  ...(national ? { national } : {}),
})

/** Roles that never reach the nation's people, whatever a grant says. */
const bedside = new Set<Role>(['hospital-staff', 'family'])

/** The account seen through one line of the permission table; null when the line is not for it. An explicit denial wins. */
export function reachOf(account: Pick<Account, 'grants'>, { reach, roles, denied = [], nationalOnly }: Permission) {
  if (account.grants.some(({ role }) => denied.includes(role))) return null
  const everybody = reach === 'signed-in'
  const grants = everybody ? account.grants : account.grants.filter(({ role }) => roles.includes(role))
  if (grants.length === 0 && !everybody) return null
  const national = grants.some((grant) => grant.national === true && !bedside.has(grant.role))
  if (nationalOnly && !national) return null
  return {
    roles: [...new Set(grants.map(({ role }) => role))],
    grants: grants.map(({ reach: _, ...grant }) => grant),
    organizationIds: [...new Set(grants.flatMap((grant) => grant.reach))],
    national,
  }
}

const onlyRepresents = ({ grants }: Pick<Account, 'grants'>) =>
  grants.length > 0 && grants.every(({ role }) => role === 'parent-representative')

/** Who represents families and nothing else never enters the role that counts people: their own reads what is published. */
const doorOf = (account: Pick<Account, 'grants'>, { door }: Permission): DatabaseRole =>
  door === 'girasol_counts' && onlyRepresents(account) ? 'girasol_families' : door

/** To a representative every address of people's care is unknown, as to somebody who is not there. */
const isHidden = (account: Pick<Account, 'grants'>, { reach, door }: Permission) =>
  (reach === 'patient' || (reach === 'own-hospitals' && door === 'girasol_clinic')) && onlyRepresents(account)

const GRANTS = `
select g.role, g.organization_id as "organizationId", g.ooad_code as "ooadCode", g.national, to_json(case
  when g.organization_id is not null then array[g.organization_id]
  else array(select o.id from organizations o where o.reports_to_ooad = g.ooad_code) end) as reach
from grants g join users u on u.id = g.user_id
where u.id = $1 and u.active and g.revoked_at is null`

/** What an account reaches on a route at this moment: for work that goes on after its request has been answered. */
export async function reachNow(database: Database, userId: string, permission: Permission) {
  const rows = await database.transact({ role: 'girasol_desk' }, ({ query }) =>
    query<GrantRow & Record<string, unknown>>(GRANTS, [userId]),
  )
  return reachOf({ grants: rows.map(readGrant) }, permission)
}

const bearer = (request: FastifyRequest) => /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1]

interface FrontDoorOptions {
  database: Database
  keyed: KeyedHashes
}

export const frontDoor = fp(async (app: FastifyInstance, { database, keyed }: FrontDoorOptions) => {
  app.decorateRequest('scope')
  app.decorateRequest('account')
  const findAccount = accountFinder(database)
  app.decorate('findAccount', findAccount)
  app.decorate('renew', async (scope: Scope) => {
    const account = await findAccount(scope.sessionId)
    const permission = permissions[scope.route]
    const seen = account === null || permission === undefined ? null : reachOf(account, permission)
    return seen === null ? null : { ...scope, ...seen }
  })

  app.setErrorHandler(async (error, request, reply) => {
    await leaveDenied(request, toProblem(error))
    return sendProblem(error, request, reply)
  })

  app.addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat())
      if (permissions[`${verb} ${url}`] === undefined) throw new Error(`No permission line for ${verb} ${url}`)
  })

  app.addHook('onRequest', async (request) => {
    const route = `${request.method} ${request.routeOptions.url}`
    const permission = permissions[route]
    if (permission === undefined) throw notFound() // an address without a line is no address
    if (permission.reach === 'open') return
    const token = bearer(request)
    const claims = token === undefined ? null : app.tokens.read(token)
    if (claims === null) throw unauthorized()
    const account = await findAccount(claims.sessionId)
    if (account === null || account.userId !== claims.userId) throw unauthorized()
    request.account = account
    const seen = reachOf(account, permission)
    const { userId } = account
    const door = doorOf(account, permission)
    const base = { database, keyed, userId, sessionId: claims.sessionId, door, requestId: request.id, route }
    if (seen === null) {
      const nobody: Scope = { ...base, roles: [], grants: [], organizationIds: [], national: false }
      await transact(nobody, (scope) => audit(scope, { action: 'denied', resourceType: 'Route', resourceId: route }))
      throw isHidden(account, permission) ? notFound() : forbidden()
    }
    request.scope = { ...base, ...seen }
  })
})
