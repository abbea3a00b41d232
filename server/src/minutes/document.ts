import { createHash } from 'node:crypto'
import type { Block, Inline } from 'shared/minutes-blocks'
import { readMinutesText } from 'shared/minutes-text'
import { PublishedMinutes } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'
import { publicAgreements } from '../agreements/public.js'
import { marksOf } from '../identity-check/check.js'
import { conflict } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import { readAttendance } from '../working-group/attendance.js'
import { findSession, placesOf } from '../working-group/queries.js'
import type { MinutesRow } from './queries.js'

/** The document in the order of its schema, so that the same facts are the same bytes. */
export async function documentOf(
  scope: OpenScope,
  { id, sessionId, versionNumber, erratumReason, text }: MinutesRow,
  publishedAt: Date,
): Promise<PublishedMinutes> {
  const { number, heldOn, mode, topic, nextPresenters } = await findSession(scope, sessionId)
  const attendance = await readAttendance(scope, sessionId)
  const figures = await readFigures(scope, sessionId)
  const { blocks } = readMinutesText(text)
  const used = keysOf(blocks)
  return PublishedMinutes.parse({
    ...{ sessionId, minutesId: id, number, heldOn, mode, topic, versionNumber, erratumReason, blocks },
    ...attendance,
    folio: `GT-${number}/${heldOn.slice(0, 4)}-${versionNumber}`,
    publishedAt: publishedAt.toISOString(),
    figures: figures.items.filter(({ key }) => used.has(key)),
    agreements: await publicAgreements(scope, sessionId),
    nextPresenters: await placesOf(scope, nextPresenters),
  })
}

function keysOf(blocks: readonly Block[]): Set<string> {
  const keys = new Set<string>()
  const look = (inlines: readonly Inline[]) => {
    for (const inline of inlines) {
      if (inline.kind === 'figure') keys.add(inline.key)
      else if (inline.kind !== 'text') look(inline.inlines)
    }
  }
  for (const block of blocks) for (const inlines of block.kind === 'list' ? block.items : [block.inlines]) look(inlines)
  return keys
}

/** What two people answer for: all of the document but when it is published, and what the day alone makes late. */
export const agreedHash = ({ publishedAt: _, agreements, ...agreed }: PublishedMinutes): Buffer =>
  createHash('sha256')
    .update(JSON.stringify({ ...agreed, agreements: agreements.map(({ late: __, ...agreement }) => agreement) }))
    .digest()

/**
 * 409 `identifies-a-patient` by place: whoever was written of in the heading, the attendance or the agreements may have been
 * registered since. The text is looked at as it is written; words that may be a name were asked about then.
 */
export async function refuseNamed(scope: OpenScope, document: PublishedMinutes, notAPerson: string[]): Promise<void> {
  const errors = []
  for (const [text, pointer] of stringsOf(document))
    for (const { kind, at, length } of await marksOf(scope, text, notAPerson))
      if (kind !== 'word') errors.push({ pointer, code: `identifies-${kind}`, at, length })
  if (errors.length > 0) throw conflict('identifies-a-patient', { errors })
}

/** Each string once, with the first place that holds it. */
function stringsOf({ topic, erratumReason, institute, families, agreements }: PublishedMinutes): Map<string, string> {
  const places: [pointer: string, text: string | null][] = [
    ['#/topic', topic],
    ['#/erratumReason', erratumReason],
    ...institute.map(({ post }, n): [string, string] => [`#/institute/${n}/post`, post]),
    ...families.map(({ givenName }, n): [string, string] => [`#/families/${n}/givenName`, givenName]),
    ...agreements.flatMap(({ text, responsible, caseAlias }, n): [string, string | null][] => [
      [`#/agreements/${n}/text`, text],
      [`#/agreements/${n}/responsible`, responsible],
      [`#/agreements/${n}/caseAlias`, caseAlias],
    ]),
  ]
  return new Map(places.reverse().flatMap(([pointer, text]) => (text === null || text === '' ? [] : [[text, pointer]])))
}
