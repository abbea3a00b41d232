import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AuditEventList, AuditVerification } from 'shared/audit'
import * as z from 'zod'
import type { Database } from '../database/db.js'
import { sealAll } from '../keepers.js'
import { forbidden } from '../problem.js'
import { audit, transact } from './scope.js'
import { verifyAudit } from './sealer.js'

const Query = z.strictObject({
  organizationId: z.uuid().optional(),
  userId: z.uuid().optional(),
  patientId: z.uuid().optional(),
  action: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Id of the last event of the page before: ids grow with time. */
  cursor: z.uuid().optional(),
})

interface Row extends Record<string, unknown> {
  id: string
  recordedAt: string
  userId: string | null
  userName: string | null
  organizationId: string | null
  action: string
  resourceType: string
  resourceId: string | null
  patientId: string | null
  details: Record<string, unknown> | null
  sealed: boolean
}

/** Sealed and still unsealed events as one trail, newest first. */
const TRAIL = `
select t.id, to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt", t.user_id as "userId",
  u.name as "userName", t.organization_id as "organizationId", t.action, t.resource_type as "resourceType", t.resource_id as "resourceId",
  t.patient_id as "patientId", t.details, t.sealed
from (
  select id, recorded_at, user_id, organization_id, action, resource_type, resource_id, patient_id, details, true as sealed from audit_events
  union all
  select id, recorded_at, user_id, organization_id, action, resource_type, resource_id, patient_id, details, false from audit_inbox
) t left join users u on u.id = t.user_id
where ($1::uuid is null or t.organization_id = $1) and ($2::uuid is null or t.user_id = $2) and ($3::uuid is null or t.patient_id = $3)
  and ($4::text is null or t.action = $4) and ($5::uuid is null or t.id < $5)
order by t.id desc limit $6`

/** Who looked at what, and when: ids and field names, never clinical content. */
export const auditRoutes: FastifyPluginAsyncZod<{ database: Database }> = async (app, { database }) => {
  const tags = ['Audit']
  const list = { tags, summary: 'Audit events, newest first', querystring: Query, response: { 200: AuditEventList } }
  app.get('/audit-events', { schema: list }, ({ scope, query }) =>
    transact(scope, async (open) => {
      const { organizationId, userId, patientId, action, cursor, limit } = query
      const rows = await open.query<Row>(TRAIL, [
        ...[organizationId ?? null, userId ?? null, patientId ?? null, action ?? null, cursor ?? null],
        limit + 1,
      ])
      await audit(open, {
        action: 'search',
        resourceType: 'AuditEvent',
        details: { results: Math.min(rows.length, limit) },
      })
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    }),
  )

  const verification = {
    tags,
    summary: 'Walk every hash chain and name the first row that does not fit',
    response: { 200: AuditVerification },
  }
  app.get('/audit-events/verification', { schema: verification }, async ({ scope }) => {
    if (!scope.national) throw forbidden() // it walks every hospital's chain
    await sealAll(database)
    const { heads: _, ...result } = await verifyAudit(database)
    await transact(scope, (open) =>
      audit(open, {
        action: 'read',
        resourceType: 'AuditVerification',
        details: { events: result.events, broken: result.broken.length },
      }),
    )
    return result
  })
}
