import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgEnum, pgTable, text, time, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type AgendaKind, familyRelations, postKinds, sessionModes } from 'shared/working-group'
import { instantColumn } from '../access/table.js'
import { ooads, organizations } from '../network/table.js'

export const sessionMode = pgEnum('session_mode', sessionModes)
export const postKind = pgEnum('post_kind', postKinds)
export const familyRelation = pgEnum('family_relation', familyRelations)

/** A post in the working group, apart from whoever holds it. P1. */
export const posts = pgTable(
  'posts',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    kind: postKind().notNull(),
    name: text().notNull(),
    organizationId: uuid().references(() => organizations.id),
    ooadCode: text().references(() => ooads.code),
    /** No longer in use: kept for old minutes. */
    closedOn: date({ mode: 'string' }),
    createdAt: instantColumn().notNull().defaultNow(),
    createdBy: uuid(),
  },
  (t) => [
    index('posts_kind').on(t.kind, t.name),
    // Two at once make one post of a name at a place
    uniqueIndex('posts_one')
      .on(t.kind, t.name, sql`coalesce(organization_id::text, ooad_code, '')`)
      .where(sql`closed_on is null`),
    check('posts_one_place', sql`num_nonnulls(organization_id, ooad_code) <= 1`),
  ],
)

/** Who held a post and when. A new person is a new row, so that old minutes keep theirs. P2. */
export const postHolders = pgTable(
  'post_holders',
  {
    id: uuid().primaryKey(),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    name: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    uniqueIndex('post_holders_current').on(t.postId).where(sql`ends_on is null`),
    check('post_holders_days', sql`ends_on is null or ends_on >= starts_on`),
  ],
)

export interface AgendaItem {
  kind: AgendaKind
  /** Own words; null: those of the kind. */
  title: string | null
  note: string | null
}

/** A numbered meeting. Its number never resets, and grows with its day. P2 until its minutes are published. */
export const workingGroupSessions = pgTable(
  'working_group_sessions',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    number: integer().notNull(),
    heldOn: date({ mode: 'string' }).notNull(),
    startsAt: time(),
    mode: sessionMode().notNull(),
    topic: text(),
    /** Where it meets in person. */
    place: text(),
    /** To join a virtual one, `https:`; shown until the day is over. */
    link: text(),
    agenda: jsonb().$type<AgendaItem[]>().notNull(),
    /** Units that present in the next session: hospital ids and OOAD codes, in order. */
    nextPresenters: jsonb().$type<({ organizationId: string } | { ooadCode: string })[]>().notNull().default([]),
    /** Folded words of topic, place and agenda. */
    search: text().notNull().default(''),
    createdAt: instantColumn().notNull().defaultNow(),
    createdBy: uuid(),
    /** Who edited it last, and when: what the other of two editors is told. */
    updatedAt: instantColumn(),
    updatedBy: uuid(),
    /** Set when its first minutes are published: families see it from then on. */
    publishedAt: instantColumn(),
  },
  (t) => [
    uniqueIndex('working_group_sessions_number').on(t.number),
    index('working_group_sessions_day').on(t.heldOn),
    check('working_group_sessions_numbered', sql`number > 0`),
  ],
)

/** Who came: a post with its holder of that day, or a family by first name. Two may share one. P2. */
export const attendances = pgTable(
  'attendances',
  {
    id: uuid().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => workingGroupSessions.id),
    postId: uuid().references(() => posts.id),
    holderId: uuid().references(() => postHolders.id),
    /** Of an institute's attendance: the unit or office it spoke for. */
    organizationId: uuid().references(() => organizations.id),
    ooadCode: text().references(() => ooads.code),
    givenName: text(),
    relation: familyRelation(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    /** Written by mistake: kept, printed nowhere. */
    enteredInErrorAt: instantColumn(),
    enteredInErrorBy: uuid(),
  },
  (t) => [
    index('attendances_session').on(t.sessionId, t.id),
    // A post speaks for a place once in a session
    uniqueIndex('attendances_post_once')
      .on(t.sessionId, t.postId, sql`coalesce(organization_id::text, ooad_code, '')`)
      .where(sql`post_id is not null and entered_in_error_at is null`),
    check(
      'attendances_one_kind',
      sql`(post_id is not null and given_name is null and relation is null) or (post_id is null and holder_id is null and organization_id is null and ooad_code is null and given_name is not null and relation is not null)`,
    ),
  ],
)
