import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { FieldError, Problem } from '../problem.js'
import { permissions, type Reach } from './permissions.js'
import { type AuditEntry, audit, auditUnattributed, type Scope, transact } from './scope.js'

/** Where a 404 may be a look at what belongs to somebody else. */
const guarded = new Set<Reach | undefined>(['patient', 'own', 'own-hospitals'])

/**
 * Leaves one event for a look that found nothing, the same for what is foreign and what does not exist: neither the
 * answer nor its time tells them apart. If the event cannot be written, the look is not answered.
 */
export async function leaveDenied(request: FastifyRequest, problem: Problem): Promise<void> {
  const { scope, params, patient, body } = request
  const { status, about } = problem
  if (problem.type === IDENTIFIES && scope) return leaveIdentified(scope, problem, isUnnamed(scope.route, body))
  if (status !== 404 || !scope || !guarded.has(permissions[scope.route]?.reach)) return
  const wanted = about ?? lastOf(Object.entries(params as Record<string, string>))
  const event =
    wanted === undefined
      ? { resourceType: 'Route', resourceId: scope.route }
      : { ...wanted, details: { route: scope.route } }
  const patientId = wanted?.resourceType === 'Patient' ? wanted.resourceId : patient?.id
  await transact(scope, (open) => audit(open, { action: 'denied', ...event, patientId }))
}

const IDENTIFIES = '/problems/identifies-a-patient'

/** Who reports a shortage without a name stays unnamed where the report is refused, too. */
const isUnnamed = (route: string, body: unknown) =>
  route === 'POST /api/shortage-reports' && (body as { named?: unknown } | null | undefined)?.named !== true

/** A refused public text: which kinds of marks it held, and how many. */
async function leaveIdentified(scope: Scope, { members }: Problem, unnamed: boolean): Promise<void> {
  const kinds: Record<string, number> = {}
  for (const { code } of (members['errors'] ?? []) as FieldError[]) {
    const kind = code.replace('identifies-', '')
    kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  const details = { route: scope.route, ...kinds }
  const leave = unnamed ? auditUnattributed : audit
  await transact(scope, (open) => leave(open, { action: 'denied', resourceType: 'PublicText', details }))
}

type Wanted = Pick<AuditEntry, 'resourceType' | 'resourceId'>

/** The last thing an address names: `importId` is an Import. What is no id is not kept, for it may be anything. */
function lastOf(named: readonly [name: string, value: string][]): Wanted | undefined {
  const [name, value] = named.at(-1) ?? []
  if (name === undefined || !name.endsWith('Id')) return undefined
  return { resourceType: name.charAt(0).toUpperCase() + name.slice(1, -2), resourceId: idOf(value) }
}

const idOf = (value: unknown): string | undefined => z.uuid().safeParse(value).data
