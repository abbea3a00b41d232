import { and, asc, eq, isNull } from 'drizzle-orm'
import type { PublishedMinutes } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'
import { placesOf } from './queries.js'
import { attendances, postHolders, posts } from './table.js'

/** Who came: the institute in the order of posts, families in the order in which they were written. */
export async function readAttendance(
  scope: OpenScope,
  sessionId: string,
): Promise<Pick<PublishedMinutes, 'institute' | 'families'>> {
  const rows = await scope.db
    .select({ attendance: attendances, post: posts, holder: postHolders.name })
    .from(attendances)
    .leftJoin(posts, eq(posts.id, attendances.postId))
    .leftJoin(postHolders, eq(postHolders.id, attendances.holderId))
    .where(and(eq(attendances.sessionId, sessionId), isNull(attendances.enteredInErrorAt)))
    .orderBy(asc(posts.kind), asc(posts.name), asc(attendances.id))
  const places = await placesOf(
    scope,
    rows.map(({ attendance: { organizationId, ooadCode }, post }) => ({
      organizationId: organizationId ?? post?.organizationId ?? null,
      ooadCode: ooadCode ?? post?.ooadCode ?? null,
    })),
  )
  return {
    institute: rows.flatMap(({ post, holder }, n) => {
      const place = places[n]
      return post === null || place === undefined ? [] : [{ postKind: post.kind, post: post.name, holder, place }]
    }),
    families: rows.flatMap(({ attendance: { givenName, relation } }) =>
      givenName === null || relation === null ? [] : [{ givenName, relation }],
    ),
  }
}
