import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'

/** Text and not an enum: comparing enums is not leakproof, so behind row-level security their index would lie idle. */
const countGrain = () => text({ enum: ['day', 'month', 'year'] })

/**
 * Column names are [age rule][limit]: r = at registration, d = at diagnosis, p = on the day of the posting itself; who
 * grows older after that day is in hospital_birthdays.
 */
const counters = () => ({
  patients: integer().notNull(),
  added: integer().notNull(),
  merged: integer().notNull(),
  withdrawn: integer().notNull(),
  error: integer().notNull(),
  transferredIn: integer().notNull(),
  transferredOut: integer().notNull(),
  r15: integer().notNull(),
  r16: integer().notNull(),
  r18: integer().notNull(),
  r19: integer().notNull(),
  d15: integer().notNull(),
  d16: integer().notNull(),
  d18: integer().notNull(),
  d19: integer().notNull(),
  p15: integer().notNull(),
  p16: integer().notNull(),
  p18: integer().notNull(),
  p19: integer().notNull(),
})

/**
 * Kept counters: what the ledger adds on each day, and the same summed by month and by year, so that a report adds up a few
 * thousand rows however many people there are. The sum of all rows up to a day is the state on that day.
 */
export const hospitalCounts = pgTable(
  'hospital_counts',
  {
    grain: countGrain().notNull(),
    /** The day, or the first day of the month or year. */
    startsOn: date({ mode: 'string' }).notNull(),
    organizationId: uuid().notNull(),
    ...counters(),
  },
  (t) => [
    primaryKey({ columns: [t.grain, t.startsOn, t.organizationId] }),
    index('hospital_counts_hospital').on(t.organizationId),
    index('hospital_counts_removals')
      .on(t.startsOn)
      .where(sql`grain = 'day' and (merged <> 0 or withdrawn <> 0 or error <> 0)`),
  ],
)

/** The same by ICCC-3 group; '' stands for "not classified". */
export const hospitalIccc3Counts = pgTable(
  'hospital_iccc3_counts',
  {
    grain: countGrain().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    organizationId: uuid().notNull(),
    iccc3Group: text().notNull(),
    ...counters(),
  },
  (t) => [primaryKey({ columns: [t.grain, t.startsOn, t.organizationId, t.iccc3Group] })],
)

/**
 * People who reach an age limit on a day, so many rows lie in the future. The paediatric on a day are the sum of p… up to it
 * less these up to it.
 */
export const hospitalBirthdays = pgTable(
  'hospital_birthdays',
  {
    ageLimit: smallint().notNull(),
    grain: countGrain().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    organizationId: uuid().notNull(),
    iccc3Group: text().notNull(),
    people: integer().notNull(),
  },
  (t) => [
    primaryKey({
      name: 'hospital_birthdays_pk',
      columns: [t.ageLimit, t.grain, t.startsOn, t.organizationId, t.iccc3Group],
    }),
  ],
)

/** People by sex and five-year band of age at registration: the pyramid. */
export const hospitalPyramid = pgTable(
  'hospital_pyramid',
  {
    grain: countGrain().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    organizationId: uuid().notNull(),
    sex: text().notNull(),
    /** Lower bound of the band in years: 0, 5, 10, 15, 18, 20, 25 … 85. */
    band: integer().notNull(),
    patients: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.grain, t.startsOn, t.organizationId, t.sex, t.band] })],
)
