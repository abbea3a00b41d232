import { findWords, snippetOf, wordsOf } from 'shared/find-words'
import type { GroupSearch, Hit } from 'shared/group-search'
import { plainText } from 'shared/minutes-plain'
import { PublishedMinutes } from 'shared/published-minutes'
import type { AgendaPointStatus, GroupPlace } from 'shared/working-group'
import type { OpenScope } from '../access/scope.js'
import { agreementRows, type OpenRow, openColumns, publicOf } from '../agreements/public.js'
import { instantText } from '../shortages/state.js'
import { today } from '../today.js'
import { heldOn as dayHeld, publishedDays } from './sessions.js'

/** Of each kind. */
const MOST = 50
const CODE = /^\d{1,6}-\d{1,4}$/

/**
 * Looks for words in minutes, agreements and points; what the caller may not see their policies hide, so a secretariat
 * finds its drafts and families what is published. Accents and look-alike letters do not matter.
 */
export async function searchGroup(scope: OpenScope, text: string): Promise<GroupSearch> {
  const code = CODE.test(text) ? text : null
  const words = code === null ? wordsOf(text) : []
  if (code === null && words.length === 0) return { items: [], nextCursor: null }
  const found = [
    ...(await searchAgreements(scope, words, code)),
    ...(code === null ? await searchMinutes(scope, words) : []),
    ...(code === null ? await searchPoints(scope, words) : []),
  ]
  return { items: found, nextCursor: null }
}

/** `like` patterns of folded words. */
const patterns = (words: readonly string[]) =>
  JSON.stringify(words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`))

/** Whether every word stands somewhere in the lines; then the line that holds most of them, cut. */
function cutOf(lines: readonly string[], words: readonly string[]) {
  const held = lines.map((line) => words.filter((word) => findWords(line, [word]).length > 0).length)
  const all = words.every((word) => lines.some((line) => findWords(line, [word]).length > 0))
  const best = lines[held.indexOf(Math.max(...held))]
  return all && best !== undefined ? snippetOf(best, words) : null
}

type AgreementRow = OpenRow & { sessionId: string; sessionNumber: number; heldOn: string }

async function searchAgreements(
  { query }: OpenScope,
  words: readonly string[],
  code: string | null,
): Promise<Extract<Hit, { kind: 'agreement' }>[]> {
  // Of a case the hospital is nobody's to find it by
  const rows = await query<AgreementRow>(
    `select ${openColumns}, a.session_id as "sessionId", s.number as "sessionNumber", ${dayHeld}
    from ${agreementRows} ${publishedDays} where $2::text is null or s.number || '-' || a.number = $2 order by s.number desc, a.number`,
    [today(), code],
  )
  return rows
    .map(publicOf)
    .flatMap(({ id, sessionId, sessionNumber, heldOn, code: of, text, status, responsible, place, caseAlias }) => {
      const answers = joined([responsible, placeText(place), caseAlias])
      const cut = code === null ? cutOf([text, answers], words) : snippetOf(text, [])
      const hit = { kind: 'agreement' as const, id, sessionId, sessionNumber, heldOn, code: of, status }
      return cut === null ? [] : [{ ...hit, ...cut }]
    })
    .slice(0, MOST)
}

interface MinutesRow extends Record<string, unknown> {
  id: string
  sessionId: string
  sessionNumber: number
  heldOn: string
  versionNumber: number
  draft: boolean
  document: string | null
  text: string | null
}

async function searchMinutes(scope: OpenScope, words: readonly string[]): Promise<Extract<Hit, { kind: 'minutes' }>[]> {
  const drafts = scope.door === 'girasol_counts'
  const rows = await scope.query<MinutesRow>(
    `select m.id, m.session_id as "sessionId", s.number as "sessionNumber", ${dayHeld}, m.version_number as "versionNumber",
      m.status <> 'published' as draft, m.document, ${drafts ? "case when m.status <> 'published' then m.text end" : 'null'} as text
    from minutes m join working_group_sessions s on s.id = m.session_id ${publishedDays}
    where (m.status <> 'published' or m.search like all (array(select jsonb_array_elements_text($1::text::jsonb))))
      and not exists (select 1 from minutes later where later.session_id = m.session_id and later.status = 'published'
        and m.status = 'published' and later.version_number > m.version_number)
    order by s.number desc, m.version_number desc`,
    [patterns(words)],
  )
  return rows
    .flatMap(({ document, text, ...row }) => {
      const cut = cutOf(document === null ? (text ?? '').split('\n') : linesOf(document), words)
      return cut === null ? [] : [{ kind: 'minutes' as const, ...row, ...cut }]
    })
    .slice(0, MOST)
}

/** Everything that published minutes say, line by line. */
function linesOf(document: string): string[] {
  const { topic, blocks, figures, institute, agreements, nextPresenters } = PublishedMinutes.parse(JSON.parse(document))
  return [
    topic ?? '',
    ...plainText(blocks, figures).split('\n'),
    ...agreements.map(({ code, text, responsible, place }) => joined([code, text, responsible, placeText(place)])),
    ...institute.map(({ post, holder, place }) => joined([post, holder, placeText(place)])),
    joined(nextPresenters.map(placeText)),
  ].filter((line) => line !== '')
}

const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(' · ')
const placeText = ({ hospital, ooadName }: GroupPlace) => joined([hospital, ooadName])

interface PointRow extends Record<string, unknown> {
  id: string
  text: string
  answer: string | null
  status: AgendaPointStatus
  raisedAt: string
}

async function searchPoints(
  { query }: OpenScope,
  words: readonly string[],
): Promise<Extract<Hit, { kind: 'point' }>[]> {
  const rows = await query<PointRow>(
    `select id, text, answer, status, ${instantText('raised_at')} as "raisedAt" from agenda_points
    where search like all (array(select jsonb_array_elements_text($1::text::jsonb))) order by id desc limit $2`,
    [patterns(words), MOST],
  )
  return rows.flatMap(({ text, answer, ...row }) => {
    const cut = cutOf([text, answer ?? ''], words)
    return cut === null ? [] : [{ kind: 'point' as const, ...row, ...cut }]
  })
}
