import type { AuditEvent } from 'shared/audit'
import type * as z from 'zod'
import type { AuditFilter } from './api'

export type Event = z.infer<typeof AuditEvent>

/** A filter with what it is called on the screen. */
export type Chosen = AuditFilter & { userName: string; hospital: { code: string; label: string } | null }

export const everything: Chosen = {
  action: '',
  organizationId: '',
  userId: '',
  patientId: '',
  userName: '',
  hospital: null,
}
