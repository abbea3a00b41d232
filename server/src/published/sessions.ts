import type { PlannedSession, PublishedQuery, PublishedSession, PublishedSessions } from 'shared/published'
import type { OpenScope } from '../access/scope.js'
import { invalid, notFound } from '../problem.js'
import { instantText } from '../shortages/state.js'

interface SessionRow extends Record<string, unknown> {
  id: string
  number: number
  heldOn: string
  mode: PublishedSession['mode']
  topic: string | null
  versions: PublishedSession['versions']
}

/** The day of each session `s` as its newest published minutes say it, to join: an open erratum may be changing its row. */
export const publishedDays = `left join (select distinct on (session_id) session_id, document::json ->> 'heldOn' as held_on
    from minutes where status = 'published' order by session_id, version_number desc) d on d.session_id = s.id`
export const heldOn = 'coalesce(d.held_on, s.held_on::text) as "heldOn"'

/**
 * Published sessions, the latest number first, each with its versions and the heading of the newest; and the next one that
 * is planned.
 */
export async function publishedSessions(
  scope: OpenScope,
  { limit, cursor }: PublishedQuery,
): Promise<PublishedSessions> {
  if (cursor !== undefined && !/^\d{1,6}$/.test(cursor)) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  const rows = await scope.query<SessionRow>(
    `select p.id, p.number, p.said ->> 'heldOn' as "heldOn", p.said ->> 'mode' as mode, p.said ->> 'topic' as topic, p.versions
    from (select s.id, s.number, (array_agg(m.document order by m.version_number desc))[1]::json as said,
        json_agg(json_build_object(
          'versionNumber', m.version_number, 'folio', m.folio, 'publishedAt', ${instantText('m.published_at')},
          'erratumReason', m.erratum_reason, 'sha256', encode(m.sha256, 'hex')) order by m.version_number desc) as versions
      from working_group_sessions s join minutes m on m.session_id = s.id and m.status = 'published'
      where $1::integer is null or s.number < $1::integer
      group by s.id, s.number order by s.number desc limit $2) p order by p.number desc`,
    [cursor === undefined ? null : Number(cursor), limit + 1],
  )
  const items = rows.slice(0, limit)
  return {
    next: cursor === undefined ? await nextSession(scope) : null,
    items,
    nextCursor: rows.length > limit ? String(items.at(-1)?.number) : null,
  }
}

/** The soonest from today on without published minutes. Notes of its agenda are the secretariat's own. */
async function nextSession({ query }: OpenScope): Promise<PlannedSession | null> {
  const [row] = await query<PlannedSession & Record<string, unknown>>(
    `select id, number, held_on as "heldOn", to_char(starts_at, 'HH24:MI') as "startsAt", mode, topic, place, link, agenda
    from girasol_next_session()`,
    [],
  )
  return row ?? null
}

export interface PublishedDocument {
  minutesId: string
  /** As it was published, byte for byte. */
  text: string
  sha256: string
}

/** The newest version, or the one that is named; 404 for what is not there or not published. */
export async function publishedDocument(
  { query }: OpenScope,
  sessionId: string,
  version: number | undefined,
): Promise<PublishedDocument> {
  const [row] = await query<PublishedDocument & Record<string, unknown>>(
    `select id as "minutesId", document as text, encode(sha256, 'hex') as sha256 from minutes
    where session_id = $1::uuid and status = 'published' and ($2::integer is null or version_number = $2::integer)
    order by version_number desc limit 1`,
    [sessionId, version ?? null],
  )
  if (row === undefined) throw notFound()
  return row
}
