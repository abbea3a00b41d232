import * as z from 'zod'

/** FHIR AuditEvent in the few fields this program keeps; `details` holds field names, codes and counts only. */
export const AuditEvent = z.object({
  id: z.uuid(),
  recordedAt: z.string(),
  userId: z.uuid().nullable(),
  userName: z.string().nullable(),
  organizationId: z.uuid().nullable(),
  action: z.string(),
  resourceType: z.string(),
  resourceId: z.string().nullable(),
  patientId: z.uuid().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  /** In its hash chain already; false in the second before. */
  sealed: z.boolean(),
})
export const AuditEventList = z.object({ items: z.array(AuditEvent), nextCursor: z.string().nullable() })
export type AuditEventList = z.infer<typeof AuditEventList>

/** `broken` names the first row of each chain that does not fit. */
export const AuditVerification = z.object({
  events: z.int(),
  chains: z.int(),
  unsealed: z.int(),
  broken: z.array(
    z.object({
      chain: z.string(),
      position: z.int(),
      id: z.string(),
      why: z.enum(['hash', 'gap', 'shorter-than-anchor']),
    }),
  ),
})
export type AuditVerification = z.infer<typeof AuditVerification>
