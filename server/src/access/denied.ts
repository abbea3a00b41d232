import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { rememberLooks } from '../identity-check/looks.js'
import { Identifies } from '../identity-check/refusal.js'
import type { Problem } from '../problem.js'
import { permissions, type Reach } from './permissions.js'
import { type AuditEntry, audit, type Scope, transact } from './scope.js'

/** Where a 404 may be a look at what belongs to somebody else. */
const guarded = new Set<Reach | undefined>(['patient', 'own', 'own-hospitals'])

/**
 * Leaves one event for a look that found nothing, the same for what is foreign and what does not exist: neither the
 * answer nor its time tells them apart. If the event cannot be written, the look is not answered.
 */
export async function leaveDenied(request: FastifyRequest, problem: Problem): Promise<void> {
  const { scope, params, patient } = request
  const { status, about } = problem
  if (problem instanceof Identifies && scope) return leaveIdentified(scope, problem)
  if (status !== 404 || !scope || !guarded.has(permissions[scope.route]?.reach)) return
  const wanted = about ?? lastOf(Object.entries(params as Record<string, string>))
  const event =
    wanted === undefined
      ? { resourceType: 'Route', resourceId: scope.route }
      : { ...wanted, details: { route: scope.route } }
  const patientId = wanted?.resourceType === 'Patient' ? wanted.resourceId : patient?.id
  await transact(scope, (open) => audit(open, { action: 'denied', ...event, patientId }))
}

/** A refused public text, by kinds and counts of its marks, with the names that the answer gave away. */
const leaveIdentified = (scope: Scope, { kinds, learnt }: Identifies): Promise<void> =>
  transact(scope, async (open) => {
    await audit(open, { action: 'denied', resourceType: 'PublicText', details: { route: scope.route, ...kinds } })
    await rememberLooks(open, learnt)
  })

type Wanted = Pick<AuditEntry, 'resourceType' | 'resourceId'>

/** The last thing an address names: `importId` is an Import. What is no id is not kept, for it may be anything. */
function lastOf(named: readonly [name: string, value: string][]): Wanted | undefined {
  const [name, value] = named.at(-1) ?? []
  if (name === undefined || !name.endsWith('Id')) return undefined
  return { resourceType: name.charAt(0).toUpperCase() + name.slice(1, -2), resourceId: idOf(value) }
}

const idOf = (value: unknown): string | undefined => z.uuid().safeParse(value).data
