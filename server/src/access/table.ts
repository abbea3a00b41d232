import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { roles } from 'shared/access'
import { ooads, organizations } from '../network/table.js'

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
export const instantColumn = () => timestamp({ withTimezone: true, mode: 'date' })

export const roleName = pgEnum('role_name', roles)

/** P2: accounts. E-mail is stored in lower case. */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    matricula: text(),
    cedulaProfesional: text(),
    active: boolean().notNull().default(true),
    recordedAt: instantColumn().notNull().defaultNow(),
  },
  (t) => [uniqueIndex('users_email').on(t.email), check('users_email_lower', sql`${t.email} = lower(${t.email})`)],
)

/** One role with its reach: a hospital, an OOAD, or the nation. None of the three reaches nothing. */
export const grants = pgTable(
  'grants',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: roleName().notNull(),
    organizationId: uuid().references(() => organizations.id),
    ooadCode: text().references(() => ooads.code),
    national: boolean().notNull().default(false),
    grantedAt: instantColumn().notNull().defaultNow(),
    revokedAt: instantColumn(),
  },
  (t) => [
    index('grants_user').on(t.userId),
    check('grants_one_reach', sql`num_nonnulls(${t.organizationId}, ${t.ooadCode}) + ${t.national}::int <= 1`),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    startedAt: instantColumn().notNull().defaultNow(),
    expiresAt: instantColumn().notNull(),
    endedAt: instantColumn(),
    endedBecause: text(),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

/** Refresh tokens are stored as SHA-256 of 256 random bits; a used one shown again ends its session. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    hash: bytes().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    issuedAt: instantColumn().notNull().defaultNow(),
    usedAt: instantColumn(),
  },
  (t) => [index('refresh_tokens_session').on(t.sessionId)],
)

/** Failed sign-ins by account and by address, hashed; shared by every process. */
export const signInFailures = pgTable('sign_in_failures', {
  subject: bytes().primaryKey(),
  failures: integer().notNull(),
  blockedUntil: instantColumn().notNull(),
})

/** Time-based one-time codes: the secret is sealed by the application. */
export const oneTimeCodes = pgTable('one_time_codes', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  sealedSecret: bytes().notNull(),
  confirmedAt: instantColumn(),
  lastStep: bigint({ mode: 'number' }),
})

/** The one-time token, printed on the console, that makes the first administrator. */
export const setupTokens = pgTable('setup_tokens', {
  hash: bytes().primaryKey(),
  issuedAt: instantColumn().notNull().defaultNow(),
  usedAt: instantColumn(),
})

/** A clinician's four hours in a foreign record, with category and reason. */
export const brokenGlass = pgTable(
  'broken_glass',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    patientId: uuid().notNull(),
    category: text().notNull(),
    reason: text().notNull(),
    startsAt: instantColumn().notNull().defaultNow(),
    endsAt: instantColumn().notNull(),
  },
  (t) => [check('broken_glass_reason', sql`length(${t.reason}) >= 15`)],
)

const auditColumns = () => ({
  id: uuid().primaryKey(),
  recordedAt: instantColumn().notNull().defaultNow(),
  /** The hospital whose chain holds the event; null is the national chain. */
  organizationId: uuid(),
  userId: uuid(),
  action: text().notNull(),
  resourceType: text().notNull(),
  resourceId: text(),
  patientId: uuid(),
  requestId: text(),
  /** Field names, codes and counts; never values of a person. */
  details: jsonb().$type<Record<string, unknown>>(),
})

/** Where an act leaves its event, in its own transaction; the sealer moves it on within a second. */
export const auditInbox = pgTable('audit_inbox', auditColumns())

/** Sealed events: one hash chain per hospital, insert-only. */
export const auditEvents = pgTable(
  'audit_events',
  {
    ...auditColumns(),
    chain: uuid().notNull(),
    position: bigint({ mode: 'number' }).notNull(),
    hash: bytes().notNull(),
  },
  (t) => [
    unique('audit_chain_position').on(t.chain, t.position),
    index('audit_events_recorded').on(t.recordedAt),
    index('audit_events_patient').on(t.patientId),
  ],
)

/** Answers already given, stored with the fact they answer for; kept seven days. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: uuid().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    requestHash: bytes().notNull(),
    status: smallint().notNull(),
    answer: jsonb().notNull(),
    recordedOn: date({ mode: 'string' }).notNull().default(sql`current_date`),
  },
  (t) => [primaryKey({ columns: [t.userId, t.route, t.key] }), index('idempotency_keys_age').on(t.recordedOn)],
)
