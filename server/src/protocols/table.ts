import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type ProtocolDefinition, protocolVersionStatuses } from 'shared/protocols'
import { instantColumn } from '../access/table.js'
import { organizations } from '../network/table.js'

export const protocolVersionStatus = pgEnum('protocol_version_status', protocolVersionStatuses)

/** A protocol of the network (no hospital), or a hospital's own or its variant of another. P1: no person in it. */
export const protocols = pgTable(
  'protocols',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    /** The hospital whose own it is; null for the whole network. */
    organizationId: uuid().references(() => organizations.id),
    /** The version a local variant was made from. */
    variantOf: uuid(),
    /** Shipped as an example: marked on every screen and print, never for patients. */
    example: boolean().notNull().default(false),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    uniqueIndex('protocols_code').on(
      t.code,
      sql`coalesce(${t.organizationId}, '00000000-0000-0000-0000-000000000000')`,
    ),
  ],
)

/** A version of a protocol; one in use never changes again (a trigger holds it). */
export const protocolVersions = pgTable(
  'protocol_versions',
  {
    id: uuid().primaryKey(),
    protocolId: uuid()
      .notNull()
      .references(() => protocols.id),
    number: integer().notNull(),
    organizationId: uuid(),
    status: protocolVersionStatus().notNull().default('draft'),
    definition: jsonb().$type<ProtocolDefinition>().notNull(),
    changeNote: text(),
    version: integer().notNull().default(1),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    putInUseAt: instantColumn(),
    putInUseBy: uuid(),
  },
  (t) => [
    uniqueIndex('protocol_versions_number').on(t.protocolId, t.number),
    index('protocol_versions_status').on(t.status),
    check('protocol_versions_in_use', sql`(${t.status} = 'draft') = (${t.putInUseAt} is null)`),
  ],
)
