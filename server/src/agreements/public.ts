import { asc, eq } from 'drizzle-orm'
import type { PublicAgreement } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'
import { placesOf } from '../working-group/queries.js'
import { posts, workingGroupSessions } from '../working-group/table.js'
import { agreements } from './table.js'

/** Agreements of a session as families read them, by number. */
export async function publicAgreements(scope: OpenScope, sessionId: string): Promise<PublicAgreement[]> {
  const rows = await scope.db
    .select({ agreement: agreements, responsible: posts.name, session: workingGroupSessions.number })
    .from(agreements)
    .innerJoin(posts, eq(posts.id, agreements.postId))
    .innerJoin(workingGroupSessions, eq(workingGroupSessions.id, agreements.sessionId))
    .where(eq(agreements.sessionId, sessionId))
    .orderBy(asc(agreements.number))
  const places = await placesOf(
    scope,
    rows.map(({ agreement }) => agreement),
  )
  return rows.flatMap(({ agreement, responsible, session }, n) => {
    const { id, number, text, caseAlias, dueOn, status, keptOn } = agreement
    const place = places[n]
    if (place === undefined) return []
    const late = dueOn < today() && (status === 'open' || status === 'in-progress')
    return [{ id, code: `${session}-${number}`, text, responsible, place, caseAlias, dueOn, status, late, keptOn }]
  })
}
