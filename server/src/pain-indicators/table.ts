import { sql } from 'drizzle-orm'
import { bigserial, boolean, check, date, index, integer, pgEnum, pgTable, smallint, uuid } from 'drizzle-orm/pg-core'
import { painMeasures } from 'shared/pain'
import { instantColumn } from '../access/table.js'
import { analgesicEffect } from '../analgesia/table.js'

export const painMeasure = pgEnum('pain_measure', painMeasures)

/**
 * The ledger of the pain loop, insert-only and posted on the day it is written, so that a past day prints again. Each
 * fact is +1 with `met`; what turns it (an answer in time, a reassessment, a mistake) is −1 of what stood and +1 of what
 * stands. `happenedOn` is the hospital's day: of the assessment, of the minute from which an answer or a reassessment is
 * late, of the dose.
 */
export const painEntries = pgTable(
  'pain_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    organizationId: uuid().notNull(),
    patientId: uuid().notNull(),
    measure: painMeasure().notNull(),
    /** The assessment, dose, check or effect. */
    sourceId: uuid().notNull(),
    happenedOn: date({ mode: 'string' }).notNull(),
    postedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    sign: smallint().notNull(),
    met: boolean().notNull(),
    effect: analgesicEffect(),
    /** Last day of an opioid that flows on, `infinity` while nobody has stopped it; null where it is `happenedOn` alone. */
    untilOn: date({ mode: 'string' }),
    /** Of an answer or a reassessment: the instant from which it is missed while not met, and the minutes that were given. */
    lateAt: instantColumn(),
    minutes: integer(),
    /** Version of the hospital's settings that gave them; 0 is the catalogue's. */
    settingsVersion: integer(),
  },
  (t) => [
    index('pain_entries_period').on(t.measure, t.happenedOn, t.organizationId),
    index('pain_entries_source').on(t.sourceId),
    index('pain_entries_running').on(t.happenedOn, t.organizationId).where(sql`until_on is not null`),
    check('pain_entries_sign', sql`${t.sign} in (-1, 1)`),
    check(
      'pain_entries_running',
      sql`${t.untilOn} is null or (${t.measure} = 'opioid-day' and ${t.untilOn} >= ${t.happenedOn})`,
    ),
    check(
      'pain_entries_clock',
      sql`(${t.lateAt} is not null and ${t.minutes} is not null and ${t.settingsVersion} is not null) = (${t.measure} in ('treated', 'reassessed'))`,
    ),
  ],
)
