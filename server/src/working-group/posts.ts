import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { addDays } from 'shared/calendar-day'
import { fold } from 'shared/fold'
import { type GroupPlace, type PostKind, postKinds } from 'shared/working-group'
import type { GroupPost, NewHolder, NewPost, PostEdit, PostHolder, PostsQuery } from 'shared/working-group-posts'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { findOoad } from '../network/queries.js'
import { conflict, databaseError, invalid, notFound, Problem } from '../problem.js'
import { type KeptPlace, meantPlace } from './places.js'
import { placesOf } from './queries.js'
import { postHolders, posts } from './table.js'

type Row = typeof posts.$inferSelect

/** Every post that answers, in the order of kinds, then by place and name; a word may be an OOAD's alias. */
export async function listPosts(scope: OpenScope, { search = '', kind, closed }: PostsQuery): Promise<GroupPost[]> {
  const rows = await scope.db
    .select()
    .from(posts)
    .where(and(kind === undefined ? undefined : eq(posts.kind, kind), closed ? undefined : isNull(posts.closedOn)))
  const found = await shownPosts(scope, rows)
  const meant = search.trim() === '' ? null : await findOoad(scope, search)
  const offices = new Set(meant === null ? [] : (meant.candidates ?? [meant.ooadCode]))
  const words = fold(search).split(' ').filter(Boolean)
  const holds = (post: GroupPost) => {
    const text = fold([post.name, placeName(post.place), post.holders[0]?.name].join(' '))
    return words.every((word) => ` ${text}`.includes(` ${word}`))
  }
  return found
    .filter((post) => holds(post) || (post.place.ooadCode !== null && offices.has(post.place.ooadCode)))
    .sort(byKindAndPlace)
}

/** In the order in which minutes print posts. */
export const byKindAndPlace = (
  a: { kind: PostKind; place: GroupPlace; name: string },
  b: { kind: PostKind; place: GroupPlace; name: string },
) =>
  postKinds.indexOf(a.kind) - postKinds.indexOf(b.kind) ||
  placeName(a.place).localeCompare(placeName(b.place), 'es-MX', { numeric: true }) ||
  a.name.localeCompare(b.name, 'es-MX')

const placeName = ({ hospital, ooadName }: GroupPlace) => hospital ?? ooadName ?? ''

export async function readPost(scope: OpenScope, id: string): Promise<GroupPost> {
  const [post] = await shownPosts(scope, await scope.db.select().from(posts).where(eq(posts.id, id)))
  if (post === undefined) throw notFound('WorkingGroupPost', id)
  return post
}

async function shownPosts(scope: OpenScope, rows: readonly Row[]): Promise<GroupPost[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const held = await scope.db
    .select()
    .from(postHolders)
    .where(inArray(postHolders.postId, ids))
    .orderBy(desc(postHolders.startsOn))
  const places = await placesOf(scope, rows)
  return rows.map(({ id, version, kind, name, closedOn }, n) => ({
    ...{ id, version, kind, name, closedOn },
    place: places[n] as GroupPlace, // one for each row, in its order
    holders: held.filter(({ postId }) => postId === id).map(shownHolder),
  }))
}

const shownHolder = ({ id, name, startsOn, endsOn }: typeof postHolders.$inferSelect): PostHolder => ({
  ...{ id, name, startsOn, endsOn },
})

export async function createPost(scope: OpenScope, body: NewPost): Promise<GroupPost> {
  const { kind, name, notAPerson } = body
  return readPost(scope, await addPost(scope, kind, name, await meantPlace(scope, body), notAPerson))
}

/** The id of a new post; 409 where one of this name is in use at the place. */
export async function addPost(
  scope: OpenScope,
  kind: PostKind,
  name: string,
  place: KeptPlace,
  notAPerson?: readonly string[],
): Promise<string> {
  await refuseIdentity(scope, [{ pointer: '#/name', text: name }], notAPerson)
  const id = newId()
  await unlessThere(() => scope.db.insert(posts).values({ id, kind, name, ...place, createdBy: scope.userId }))
  await audit(scope, { action: 'create', resourceType: 'WorkingGroupPost', resourceId: id, details: { kind } })
  return id
}

async function unlessThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const { code, constraint_name } = (databaseError(error) ?? {}) as { code?: string; constraint_name?: string }
    if (code === '23505' && constraint_name === 'posts_one') throw conflict('post-exists')
    throw error
  }
}

async function lockPost({ db }: OpenScope, id: string): Promise<Row> {
  const [row] = await db.select().from(posts).where(eq(posts.id, id)).for('update')
  if (row === undefined) throw notFound('WorkingGroupPost', id)
  return row
}

/** Mends the name, or closes the post: its holder ends on that day. Opened again it has nobody until one is named. */
export async function editPost(scope: OpenScope, id: string, version: number, edit: PostEdit): Promise<GroupPost> {
  const row = await lockPost(scope, id)
  if (row.version !== version) throw new Problem('stale-version', 412, { current: await readPost(scope, id) })
  const { name = row.name, closedOn = row.closedOn, notAPerson } = edit
  await refuseIdentity(scope, [{ pointer: '#/name', text: name }], notAPerson)
  if (closedOn !== null && closedOn !== row.closedOn) await endHolder(scope, id, closedOn, '#/closedOn')
  await unlessThere(() =>
    scope.db
      .update(posts)
      .set({ name, closedOn, version: version + 1 })
      .where(eq(posts.id, id)),
  )
  const fields = Object.keys(edit).filter((key) => key !== 'notAPerson')
  await audit(scope, { action: 'update', resourceType: 'WorkingGroupPost', resourceId: id, details: { fields } })
  return readPost(scope, id)
}

/**
 * A new holder ends the former on the day before; minutes and attendance keep whoever held it on their day. A name that is
 * a registered person's too passes once two people let it stand.
 */
export async function nameHolder(
  scope: OpenScope,
  id: string,
  { name, startsOn, notAPerson }: NewHolder,
): Promise<GroupPost> {
  const { closedOn } = await lockPost(scope, id)
  if (closedOn !== null) throw conflict('post-closed')
  await refuseIdentity(scope, [{ pointer: '#/name', text: name }], notAPerson)
  await endHolder(scope, id, addDays(startsOn, -1), '#/startsOn')
  const holder = { id: newId(), postId: id, name, startsOn, recordedBy: scope.userId }
  await scope.db.insert(postHolders).values(holder)
  await audit(scope, {
    action: 'update',
    resourceType: 'WorkingGroupPost',
    resourceId: id,
    details: { fields: ['holder'] },
  })
  return readPost(scope, id)
}

/** Ends the latest holder; refuses a day before they began. */
async function endHolder({ db }: OpenScope, postId: string, endsOn: string, pointer: string): Promise<void> {
  const [latest] = await db
    .select()
    .from(postHolders)
    .where(eq(postHolders.postId, postId))
    .orderBy(desc(postHolders.startsOn))
    .limit(1)
  if (latest === undefined) return
  if (latest.startsOn > endsOn) throw invalid({ pointer, code: 'before-holder' })
  if (latest.endsOn === null || latest.endsOn > endsOn)
    await db.update(postHolders).set({ endsOn }).where(eq(postHolders.id, latest.id))
}

/** Who held a post on a day; null: nobody. */
export async function holderOn({ db }: OpenScope, postId: string, day: string): Promise<string | null> {
  const [holder] = await db
    .select({ id: postHolders.id })
    .from(postHolders)
    .where(
      sql`${postHolders.postId} = ${postId} and ${postHolders.startsOn} <= ${day}
        and (${postHolders.endsOn} is null or ${postHolders.endsOn} >= ${day})`,
    )
    .limit(1)
  return holder?.id ?? null
}
