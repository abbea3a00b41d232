import { createHash } from 'node:crypto'
import { fold } from 'shared/fold'
import { PublishedMinutes } from 'shared/published-minutes'
import { uuidv7 } from 'uuidv7'
import type { House } from './house.js'

type Facts = Partial<PublishedMinutes> & Pick<PublishedMinutes, 'sessionId' | 'number' | 'heldOn'>

/** Minutes of a session as if two people had agreed and published them; a second call for a session is an erratum. */
export async function publishMinutes({ sql }: House, facts: Facts) {
  const [before] =
    await sql`select coalesce(max(version_number), 0)::int as n from minutes where session_id = ${facts.sessionId}`
  const versionNumber = Number(before?.['n']) + 1
  const document = PublishedMinutes.parse({
    minutesId: uuidv7(),
    folio: `GT-${facts.number}/${facts.heldOn.slice(0, 4)}-${versionNumber}`,
    ...{ mode: 'virtual', topic: null, versionNumber, erratumReason: null, publishedAt: new Date().toISOString() },
    ...{ institute: [], families: [], blocks: [], figures: [], agreements: [], nextPresenters: [] },
    ...facts,
  })
  const text = JSON.stringify(document)
  const hash = createHash('sha256').update(text).digest()
  await sql`insert into minutes (id, session_id, version_number, status, agreed_by, agreed_at, published_by, published_at, folio, document, sha256, search, erratum_reason)
    values (${document.minutesId}, ${facts.sessionId}, ${versionNumber}, 'published', ${uuidv7()}, now(), ${uuidv7()}, now(), ${document.folio}, ${text}, ${hash}, ${fold(text)}, ${document.erratumReason})`
  await sql`update working_group_sessions set published_at = coalesce(published_at, now()) where id = ${facts.sessionId}`
  return { document, text, sha256: hash.toString('hex') }
}

export const paragraph = (text: string) => ({ kind: 'paragraph' as const, inlines: [{ kind: 'text' as const, text }] })
