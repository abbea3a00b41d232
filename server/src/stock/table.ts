import { sql } from 'drizzle-orm'
import { check, date, index, integer, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instantColumn } from '../access/table.js'
import { organizations } from '../network/table.js'

/** What a hospital's pharmacy counted of one key of the cuadro básico; the latest count of a key stands. Insert-only. */
export const stockEntries = pgTable(
  'stock_entries',
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    clave: text().notNull(),
    medication: text().notNull(),
    pieces: integer().notNull(),
    monthsOfInventory: numeric({ precision: 6, scale: 2, mode: 'number' }),
    countedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    index('stock_entries_latest').on(t.organizationId, t.clave, t.countedOn),
    check('stock_entries_pieces', sql`${t.pieces} >= 0`),
  ],
)
