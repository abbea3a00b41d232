import { and, asc, eq, isNull } from 'drizzle-orm'
import {
  type Attendances,
  type FamilyAttendance,
  givenWords,
  type InstituteAttendance,
  type NewAttendance,
} from 'shared/attendances'
import type { PublishedMinutes } from 'shared/published-minutes'
import type { FamilyRelation, GroupPlace, PostKind } from 'shared/working-group'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { conflict, databaseError, invalid, notFound } from '../problem.js'
import { isSurname } from './common-surnames.js'
import { type KeptPlace, meantPlace } from './places.js'
import { addPost, byKindAndPlace, holderOn } from './posts.js'
import { lockSession, placesOf, refusePublished } from './queries.js'
import { attendances, postHolders, posts } from './table.js'

/** Who came: posts in the order of minutes, families as they were written; what was taken back is not there. */
export async function listAttendances(scope: OpenScope, sessionId: string): Promise<Attendances> {
  const rows = await scope.db
    .select({
      id: attendances.id,
      postId: attendances.postId,
      postKind: posts.kind,
      post: posts.name,
      holder: postHolders.name,
      organizationId: attendances.organizationId,
      ooadCode: attendances.ooadCode,
      postAt: posts.organizationId,
      postIn: posts.ooadCode,
      givenName: attendances.givenName,
      relation: attendances.relation,
    })
    .from(attendances)
    .leftJoin(posts, eq(posts.id, attendances.postId))
    .leftJoin(postHolders, eq(postHolders.id, attendances.holderId))
    .where(and(eq(attendances.sessionId, sessionId), isNull(attendances.enteredInErrorAt)))
    .orderBy(asc(attendances.id))
  const places = await placesOf(
    scope,
    rows.map(({ organizationId, ooadCode, postAt, postIn }) =>
      organizationId === null && ooadCode === null
        ? { organizationId: postAt, ooadCode: postIn }
        : { organizationId, ooadCode },
    ),
  )
  const institute: InstituteAttendance[] = []
  const families: FamilyAttendance[] = []
  for (const [n, { id, postId, postKind, post, holder, givenName, relation }] of rows.entries())
    if (postId !== null)
      institute.push({
        ...{ id, postId, holder, place: places[n] as GroupPlace }, // one for each row, in its order
        ...{ postKind: postKind as PostKind, post: post as string }, // of the post that a foreign key holds
      })
    else families.push({ id, givenName: givenName as string, relation: relation as FamilyRelation }) // the table's check
  const called = ({ postKind, post, place }: InstituteAttendance) => ({ kind: postKind, name: post, place })
  return { institute: institute.sort((a, b) => byKindAndPlace(called(a), called(b))), families }
}

/** Attendance as minutes print it. */
export async function readAttendance(
  scope: OpenScope,
  sessionId: string,
): Promise<Pick<PublishedMinutes, 'institute' | 'families'>> {
  const { institute, families } = await listAttendances(scope, sessionId)
  return {
    institute: institute.map(({ id: _, postId: __, ...post }) => post),
    families: families.map(({ id: _, ...family }) => family),
  }
}

/** Notes who came; the post's holder is that of the session's day. */
export async function recordAttendance(
  scope: OpenScope,
  sessionId: string,
  body: NewAttendance,
): Promise<InstituteAttendance | FamilyAttendance> {
  const session = await lockSession(scope, sessionId)
  await refusePublished(scope, session)
  const id = newId()
  const { givenName, relation } = body
  const told = { id, sessionId, recordedBy: scope.userId }
  if (givenName !== undefined && relation !== undefined) {
    if (hasSurname(givenName)) throw invalid({ pointer: '#/givenName', code: 'given-name-surname' })
    await refuseIdentity(scope, [{ pointer: '#/givenName', text: givenName }], body.notAPerson)
    await scope.db.insert(attendances).values({ ...told, givenName, relation })
  } else {
    const { postId, place } = await postMeant(scope, body, session.heldOn)
    const holderId = await holderOn(scope, postId, session.heldOn)
    await unlessPresent(() => scope.db.insert(attendances).values({ ...told, postId, holderId, ...place }))
  }
  await audit(scope, {
    action: 'create',
    resourceType: 'WorkingGroupAttendance',
    resourceId: id,
    details: { sessionId },
  })
  const { institute, families } = await listAttendances(scope, sessionId)
  const recorded = [...institute, ...families].find((it) => it.id === id)
  if (recorded === undefined) throw new Error('An attendance that was written is not there')
  return recorded
}

/** First names only, so that nobody who reads the minutes finds the family. */
const hasSurname = (name: string) => givenWords(name).some(isSurname)

/** The post that came, by its id, or by kind and place: the one in use there, or a new one. */
async function postMeant(
  scope: OpenScope,
  { postId, postKind, postName, notAPerson, ...asked }: NewAttendance,
  heldOn: string,
): Promise<{ postId: string; place: KeptPlace }> {
  const place = await meantPlace(scope, asked)
  if (postId !== undefined) {
    const [post] = await scope.db.select().from(posts).where(eq(posts.id, postId))
    if (post === undefined) throw invalid({ pointer: '#/postId', code: 'post-unknown' })
    if (post.closedOn !== null && post.closedOn < heldOn) throw invalid({ pointer: '#/postId', code: 'post-closed' })
    const spokeForAnother = place.organizationId !== null || place.ooadCode !== null
    const { organizationId, ooadCode } = spokeForAnother ? place : post
    return { postId, place: { organizationId, ooadCode } }
  }
  const kind = postKind as PostKind // one of the three is there, says the schema
  const there = await scope.db
    .select()
    .from(posts)
    .where(and(eq(posts.kind, kind), isNull(posts.closedOn)))
  const found = there.filter(
    (it) =>
      it.organizationId === place.organizationId &&
      it.ooadCode === place.ooadCode &&
      (postName === undefined || it.name === postName),
  )
  const [only, another] = found
  if (another !== undefined) throw invalid({ pointer: '#/postId', code: 'post-ambiguous' })
  if (only !== undefined) return { postId: only.id, place }
  if (postName === undefined) throw invalid({ pointer: '#/postName', code: 'required' })
  return { postId: await addPost(scope, kind, postName, place, notAPerson), place }
}

async function unlessPresent(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const { code, constraint_name } = (databaseError(error) ?? {}) as { code?: string; constraint_name?: string }
    if (code === '23505' && constraint_name === 'attendances_post_once') throw conflict('already-present')
    throw error
  }
}

/** Written by mistake: the row stays and is printed nowhere. Taken back twice is taken back once. */
export async function takeBackAttendance(scope: OpenScope, sessionId: string, id: string): Promise<Attendances> {
  const session = await lockSession(scope, sessionId)
  const own = and(eq(attendances.id, id), eq(attendances.sessionId, sessionId))
  const [row] = await scope.db.select({ error: attendances.enteredInErrorAt }).from(attendances).where(own)
  if (row === undefined) throw notFound('WorkingGroupAttendance', id)
  await refusePublished(scope, session)
  if (row.error === null) {
    await scope.db
      .update(attendances)
      .set({ enteredInErrorAt: new Date(), enteredInErrorBy: scope.userId })
      .where(and(own, isNull(attendances.enteredInErrorAt)))
    await audit(scope, {
      ...{ action: 'undo', resourceType: 'WorkingGroupAttendance', resourceId: id, details: { sessionId } },
    })
  }
  return listAttendances(scope, sessionId)
}
