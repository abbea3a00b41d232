import {
  boolean,
  date,
  doublePrecision,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { levels, regimes } from 'shared/network'

export const hospitalLevel = pgEnum('hospital_level', levels)
export const hospitalRegime = pgEnum('hospital_regime', regimes)

/** The 35 state offices of the institute. */
export const ooads = pgTable('ooads', {
  code: text().primaryKey(),
  name: text().notNull(),
  /** INEGI code of the entity; three entities have two offices. */
  state: text().notNull(),
})

export const ooadAliases = pgTable(
  'ooad_aliases',
  {
    alias: text().notNull(),
    ooadCode: text()
      .notNull()
      .references(() => ooads.code),
    ambiguous: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.alias, t.ooadCode] })],
)

export const organizations = pgTable(
  'organizations',
  {
    id: uuid().primaryKey(),
    clues: text().notNull(),
    name: text().notNull(),
    level: hospitalLevel().notNull(),
    regime: hospitalRegime().notNull(),
    /** CURP code of the entity. */
    state: text().notNull(),
    /** Where it stands and whom it answers to are kept apart: a UMAE answers to no OOAD. */
    ooadCode: text().references(() => ooads.code),
    reportsToOoad: text().references(() => ooads.code),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    usesPlatformSince: date({ mode: 'string' }),
    /** Folded name and CLUES for search. */
    search: text().notNull(),
  },
  (t) => [uniqueIndex('organizations_clues').on(t.clues), index('organizations_ooad').on(t.ooadCode)],
)
