import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { coverages, missingIdentifierReasons, patientStatuses, relationships, sexes } from 'shared/patients'
import { bytes, instantColumn } from '../access/table.js'
import { organizations } from '../network/table.js'

export const sex = pgEnum('sex', sexes)
export const coverage = pgEnum('coverage', coverages)
export const missingIdentifierReason = pgEnum('missing_identifier_reason', missingIdentifierReasons)
export const patientStatus = pgEnum('patient_status', patientStatuses)
export const relationship = pgEnum('relationship', relationships)

/** P3. One row a person; who is counted, where and since when is the ledger's word (registry_entries). */
export const patients = pgTable(
  'patients',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    status: patientStatus().notNull().default('active'),
    managingOrganizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    recordNumber: bigserial({ mode: 'number' }).notNull(),
    /** Effective time: the day the hospital took the person in. */
    registeredOn: date({ mode: 'string' }).notNull(),
    /** Recorded time: the day this row was written, in hospital time; the count starts here. */
    recordedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    givenName: text(),
    firstSurname: text(),
    secondSurname: text(),
    /** Set only when an old file came without a name: stored as missing, never as "Desconocido". */
    missingNameReason: text(),
    birthDate: date({ mode: 'string' }).notNull(),
    sex: sex().notNull(),
    birthState: text(),
    curp: text(),
    /** A person judged two people to hold one CURP (it happens): the unique index lets them stand. */
    curpShared: boolean().notNull().default(false),
    nss: text(),
    agregado: text(),
    coverage: coverage().notNull(),
    missingIdentifierReason: missingIdentifierReason(),
    /** Folded name for search: every word behind a space. */
    search: text().notNull(),
    /** Hashes by which possible duplicates meet (shared/duplicates). */
    matchKeys: integer().array().notNull(),
    importId: uuid(),
    mergedInto: uuid(),
  },
  (t) => [
    unique('patients_record_number').on(t.recordNumber),
    index('patients_by_name').on(t.managingOrganizationId, t.search.op('text_pattern_ops'), t.id),
    // No pending lists: every registration looks before it writes, and would read the whole list each time.
    index('patients_search')
      .using('gin', t.managingOrganizationId, sql`${t.search} gin_trgm_ops`)
      .with({ fastupdate: false }),
    index('patients_match_keys').using('gin', t.matchKeys).with({ fastupdate: false }),
    index('patients_curp').on(t.curp).where(sql`curp is not null`),
    uniqueIndex('patients_curp_once')
      .on(t.curp)
      .where(sql`status = 'active' and not curp_shared and curp not in ('XEXX010101HNEXXXA4', 'XEXX010101MNEXXXA8')`),
    index('patients_nss').on(t.nss).where(sql`nss is not null`),
    index('patients_import').on(t.importId).where(sql`import_id is not null`),
    check('patients_curp_shape', sql`${t.curp} ~ '^[A-Z0-9]{18}$'`),
    check('patients_nss_shape', sql`${t.nss} ~ '^[0-9]{11}$'`),
    check(
      'patients_name',
      sql`${t.givenName} is not null or ${t.firstSurname} is not null or ${t.missingNameReason} is not null`,
    ),
    check(
      'patients_identifier',
      sql`num_nonnulls(${t.curp}, ${t.nss}) > 0 or ${t.missingIdentifierReason} is not null`,
    ),
    check('patients_birth', sql`${t.birthDate} <= ${t.recordedOn}`),
  ],
)

/** P4. How a person likes to be called, sealed by the application; words are found by keyed hash. */
export const chosenNames = pgTable(
  'chosen_names',
  {
    patientId: uuid()
      .primaryKey()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    sealed: bytes().notNull(),
    wordHashes: integer().array().notNull(),
  },
  (t) => [index('chosen_names_words').using('gin', t.wordHashes)],
)

/** What a patient's row was before each edit: nothing is erased. Field values, so P3. */
export const patientVersions = pgTable(
  'patient_versions',
  {
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    version: integer().notNull(),
    managingOrganizationId: uuid().notNull(),
    replacedAt: instantColumn().notNull().defaultNow(),
    replacedBy: uuid(),
    changedFields: text().array().notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.patientId, t.version] })],
)

/** FHIR RelatedPerson: a "persona tutora", never a fixed father and mother. */
export const relatedPersons = pgTable(
  'related_persons',
  {
    id: uuid().primaryKey(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    givenName: text().notNull(),
    firstSurname: text().notNull(),
    secondSurname: text(),
    /** Folded name, every word behind a space: public texts must not hold it. */
    search: text().notNull().default(''),
    relationship: relationship().notNull(),
    phone: text(),
    recordedAt: instantColumn().notNull().defaultNow(),
    endedAt: instantColumn(),
  },
  (t) => [index('related_persons_patient').on(t.patientId)],
)

/** Two records that a person judged to be two people: never offered again. */
export const distinctPatients = pgTable(
  'distinct_patients',
  {
    lowId: uuid()
      .notNull()
      .references(() => patients.id),
    highId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    judgedBy: uuid().notNull(),
    judgedAt: instantColumn().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.lowId, t.highId] }),
    check('distinct_patients_order', sql`${t.lowId} < ${t.highId}`),
  ],
)

/** Each time a foreign hospital's name was shown for a CURP: at most ten an hour for one person. */
export const foreignMatches = pgTable(
  'foreign_matches',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    shownAt: instantColumn().notNull().defaultNow(),
  },
  (t) => [index('foreign_matches_user').on(t.userId, t.shownAt)],
)

/** A likely match in a hospital out of reach: shown to nobody there, a case for the coordinators. */
export const reconciliationCases = pgTable('reconciliation_cases', {
  id: uuid().primaryKey(),
  patientId: uuid().notNull(),
  otherPatientId: uuid().notNull(),
  score: smallint().notNull(),
  openedAt: instantColumn().notNull().defaultNow(),
  closedAt: instantColumn(),
})

export const registryEntryKinds = [
  'registered',
  'merged',
  'withdrawn',
  'error',
  'transferred-in',
  'transferred-out',
  'reclassified',
] as const
export const registryEntryKind = pgEnum('registry_entry_kind', registryEntryKinds)

/**
 * The ledger behind every count: +1 when a person enters a hospital's roll, -1 when they leave it. Insert-only, and
 * always posted on the day it is written, so what was printed for a past day prints again for ever. A changed age, sex or
 * diagnosis is a pair "reclassified" (-1 as it was, +1 as it is), which moves no total.
 */
export const registryEntries = pgTable(
  'registry_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    patientId: uuid().notNull(),
    organizationId: uuid().notNull(),
    kind: registryEntryKind().notNull(),
    sign: smallint().notNull(),
    postedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    birthDate: date({ mode: 'string' }).notNull(),
    sex: sex().notNull(),
    registeredOn: date({ mode: 'string' }).notNull(),
    /** First recorded diagnosis; until there is one the age at diagnosis is the age at registration. */
    diagnosedOn: date({ mode: 'string' }),
    /** ICCC-3 group I to XII of the first diagnosis; null until classified. */
    iccc3Group: text(),
    reason: text(),
  },
  (t) => [
    index('registry_entries_patient').on(t.patientId),
    index('registry_entries_organization').on(t.organizationId, t.postedOn),
    check('registry_entries_sign', sql`${t.sign} in (-1, 1)`),
  ],
)

/** Entries not yet folded into the kept counters. */
export const registryPending = pgTable('registry_pending', {
  entryId: bigint({ mode: 'number' }).primaryKey(),
})

/** Other dated facts of a person that registers and censuses carry: referral, relapse, last visit, death. */
export const patientEvents = pgTable(
  'patient_events',
  {
    id: uuid().primaryKey(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    kind: text().notNull(),
    effectiveOn: date({ mode: 'string' }),
    details: jsonb().$type<Record<string, unknown>>(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    importId: uuid(),
    status: text().notNull().default('final'),
  },
  (t) => [index('patient_events_patient').on(t.patientId)],
)
