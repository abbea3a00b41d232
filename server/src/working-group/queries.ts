import { and, desc, eq, inArray, lt, max, ne, sql } from 'drizzle-orm'
import { fold } from 'shared/fold'
import { agendaKinds, type GroupPlace, type MinutesStatus } from 'shared/working-group'
import type { NewSession, WorkingGroupSession, WorkingGroupSessions } from 'shared/working-group-sessions'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { type PublicText, refuseIdentity } from '../identity-check/check.js'
import { minutes } from '../minutes/table.js'
import { ooads, organizations } from '../network/table.js'
import { conflict, databaseError, invalid, notFound } from '../problem.js'
import { today } from '../today.js'
import { type AgendaItem, workingGroupSessions } from './table.js'

type Row = typeof workingGroupSessions.$inferSelect

/** The session, or 404. */
export async function findSession({ db }: OpenScope, id: string): Promise<Row> {
  const [row] = await db.select().from(workingGroupSessions).where(eq(workingGroupSessions.id, id))
  if (row === undefined) throw notFound('WorkingGroupSession', id)
  return row
}

/** The session for whoever changes it: others wait. */
export async function lockSession({ db }: OpenScope, id: string): Promise<Row> {
  const [row] = await db.select().from(workingGroupSessions).where(eq(workingGroupSessions.id, id)).for('update')
  if (row === undefined) throw notFound('WorkingGroupSession', id)
  return row
}

/** 409 where the minutes of a session are published and no erratum is open: what they say stays what the session says. */
export async function refusePublished({ db }: OpenScope, { id, publishedAt }: Row): Promise<void> {
  if (publishedAt === null) return
  const [erratum] = await db
    .select({ id: minutes.id })
    .from(minutes)
    .where(and(eq(minutes.sessionId, id), ne(minutes.status, 'published')))
  if (erratum === undefined) throw conflict('published-session-stays')
}

/** The usual agenda, kind by kind; `other` is what a secretary adds. */
export const usualAgenda = (): AgendaItem[] =>
  agendaKinds.filter((kind) => kind !== 'other').map((kind) => ({ kind, title: null, note: null }))

/** A session with the next number, or its own; 400 where number and day do not go together, or the number is taken. */
export async function createSession(scope: OpenScope, body: NewSession): Promise<WorkingGroupSession> {
  const { db } = scope
  const agenda = body.agenda ?? usualAgenda()
  await refuseIdentity(scope, textsOf({ ...body, agenda }), body.notAPerson)
  const [last] = await db.select({ number: max(workingGroupSessions.number) }).from(workingGroupSessions)
  const number = body.number ?? (last?.number ?? 0) + 1
  const id = newId()
  const { heldOn, mode, startsAt = null, topic = null, place = null, link = null } = body
  await checkOrder(scope, number, heldOn)
  try {
    await db.insert(workingGroupSessions).values({
      ...{ id, number, heldOn, mode, startsAt, topic, place, link, agenda },
      ...{ search: searchOf({ topic, place, agenda }), createdBy: scope.userId },
    })
  } catch (error) {
    if ((databaseError(error) as { code?: string } | null)?.code === '23505')
      throw invalid({ pointer: '#/number', code: 'number-taken' })
    throw error
  }
  await audit(scope, { action: 'create', resourceType: 'WorkingGroupSession', resourceId: id, details: { number } })
  return shownSession(scope, await findSession(scope, id))
}

/** Numbers grow with the day, whatever day its own row has: whoever counts sessions counts meetings. */
export async function checkOrder({ db }: OpenScope, number: number, heldOn: string): Promise<void> {
  const [wrong] = await db
    .select({ number: workingGroupSessions.number })
    .from(workingGroupSessions)
    .where(
      sql`(${workingGroupSessions.number} < ${number} and ${workingGroupSessions.heldOn} > ${heldOn})
        or (${workingGroupSessions.number} > ${number} and ${workingGroupSessions.heldOn} < ${heldOn})`,
    )
    .limit(1)
  if (wrong !== undefined) throw invalid({ pointer: '#/heldOn', code: 'number-out-of-order' })
}

/** The words of a session that anybody will read, by pointer. */
export const textsOf = ({
  topic,
  place,
  agenda,
}: Partial<Pick<NewSession, 'topic' | 'place' | 'agenda'>>): PublicText[] =>
  [
    { pointer: '#/topic', text: topic ?? '' },
    { pointer: '#/place', text: place ?? '' },
    ...(agenda ?? []).flatMap(({ title, note }, n) => [
      { pointer: `#/agenda/${n}/title`, text: title ?? '' },
      { pointer: `#/agenda/${n}/note`, text: note ?? '' },
    ]),
  ].filter(({ text }) => text !== '')

export const searchOf = ({ topic, place, agenda }: Pick<Row, 'topic' | 'place' | 'agenda'>) =>
  fold([topic, place, ...agenda.flatMap(({ title, note }) => [title, note])].filter(Boolean).join(' '))

/** Latest number first, from `before` on. */
export async function listSessions(
  scope: OpenScope,
  limit: number,
  before: number | undefined,
): Promise<WorkingGroupSessions> {
  const rows = await scope.db
    .select()
    .from(workingGroupSessions)
    .where(before === undefined ? undefined : lt(workingGroupSessions.number, before))
    .orderBy(desc(workingGroupSessions.number))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const written = await minutesStatusOf(
    scope,
    shown.map(({ id }) => id),
  )
  const items = shown.map((row) => {
    const { agenda: _, nextPresenters: __, ...heading } = headingOf(row)
    return { ...heading, minutesStatus: written.get(row.id) ?? null }
  })
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.number) : null }
}

/** Of the latest version of each session's minutes that whoever asks may see. */
async function minutesStatusOf({ db }: OpenScope, ids: readonly string[]): Promise<Map<string, MinutesStatus>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([minutes.sessionId], { sessionId: minutes.sessionId, status: minutes.status })
    .from(minutes)
    .where(inArray(minutes.sessionId, [...ids]))
    .orderBy(minutes.sessionId, desc(minutes.versionNumber))
  return new Map(rows.map(({ sessionId, status }) => [sessionId, status]))
}

const headingOf = (row: Row) => {
  const { id, version, number, heldOn, startsAt, mode, topic, place, agenda, nextPresenters, publishedAt } = row
  return {
    ...{ id, version, number, heldOn, mode, topic, place, agenda, nextPresenters },
    startsAt: startsAt === null ? null : startsAt.slice(0, 5),
    link: heldOn < today() ? null : row.link,
    publishedAt: publishedAt === null ? null : publishedAt.toISOString(),
  }
}

export async function shownSession(scope: OpenScope, row: Row): Promise<WorkingGroupSession> {
  const written = await minutesStatusOf(scope, [row.id])
  return {
    ...headingOf(row),
    nextPresenters: await placesOf(scope, row.nextPresenters),
    minutesStatus: written.get(row.id) ?? null,
  }
}

/** Hospitals and offices by name, in the order they were given. */
export async function placesOf(
  { db }: OpenScope,
  places: readonly { organizationId?: string | null; ooadCode?: string | null }[],
): Promise<GroupPlace[]> {
  if (places.length === 0) return []
  const [hospitals, offices] = [
    await db.select({ id: organizations.id, name: organizations.name }).from(organizations),
    await db.select({ code: ooads.code, name: ooads.name }).from(ooads),
  ]
  const hospital = new Map(hospitals.map(({ id, name }) => [id, name]))
  const office = new Map(offices.map(({ code, name }) => [code, name]))
  return places.map(({ organizationId = null, ooadCode = null }) => ({
    organizationId,
    hospital: organizationId === null ? null : (hospital.get(organizationId) ?? null),
    ooadCode,
    ooadName: ooadCode === null ? null : (office.get(ooadCode) ?? null),
  }))
}
