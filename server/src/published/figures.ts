import type { PublishedFigures } from 'shared/published'
import { PublishedMinutes } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'

/** Sessions that are looked at for the latest figures: a session without any is rare. */
const LATEST = 12

/** The figures of the latest minutes that quote any, as they were published with them. */
export async function publishedFigures({ query }: OpenScope): Promise<PublishedFigures> {
  const rows = await query<{ document: string }>(
    `select m.document from (select distinct on (m.session_id) m.session_id, m.document from minutes m
      where m.status = 'published' order by m.session_id, m.version_number desc) m
    join working_group_sessions s on s.id = m.session_id order by s.number desc limit $1`,
    [LATEST],
  )
  for (const { document } of rows) {
    const { sessionId, number, heldOn, figures } = PublishedMinutes.parse(JSON.parse(document))
    if (figures.length > 0) return { session: { id: sessionId, number, heldOn }, items: figures }
  }
  return { session: null, items: [] }
}
