import { sql } from 'drizzle-orm'
import { bigserial, check, date, index, integer, pgEnum, pgTable, smallint, uuid } from 'drizzle-orm/pg-core'
import { firstTreatmentKinds } from 'shared/treatment'
import { instantColumn } from '../access/table.js'

export const firstTreatmentKind = pgEnum('first_treatment_kind', firstTreatmentKinds)

/**
 * Insert-only ledger of first treatments: when a person's first antineoplastic dose, radiotherapy, surgery or transplant
 * is recorded, +1 is posted with the days since the diagnosis; a correction posts −1 and +1 on its own day, so that any
 * past day answers the same for ever. P3.
 */
export const firstTreatments = pgTable(
  'first_treatments',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    patientId: uuid().notNull(),
    organizationId: uuid().notNull(),
    kind: firstTreatmentKind().notNull(),
    treatedOn: date({ mode: 'string' }).notNull(),
    /** Day of the earliest diagnosis that stands; null while none is recorded. */
    diagnosedOn: date({ mode: 'string' }),
    /** Days from the diagnosis to the treatment, negative when surgery gave the diagnosis. */
    days: integer(),
    postedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    sign: smallint().notNull(),
  },
  (t) => [
    index('first_treatments_patient').on(t.patientId, t.id),
    index('first_treatments_treated').on(t.treatedOn, t.organizationId),
    check('first_treatments_sign', sql`${t.sign} in (-1, 1)`),
    check('first_treatments_days', sql`${t.days} is not distinct from ${t.treatedOn} - ${t.diagnosedOn}`),
  ],
)
