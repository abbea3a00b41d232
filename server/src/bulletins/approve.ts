import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type Bulletin, hasConsent, PublishedBulletin } from 'shared/bulletins'
import { checkText } from 'shared/check-text'
import { readMinutesText } from 'shared/minutes-text'
import type { SessionFigure } from 'shared/session-figures'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { conflict, type FieldError } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import { today } from '../today.js'
import { findSession } from '../working-group/queries.js'
import { findBulletin, lockBulletin, type Row, shownBulletin, textsOf } from './queries.js'
import { bulletins } from './table.js'

/**
 * Freezes a bulletin with what its references say, by somebody who wrote nothing in it: 409 `second-person-needed`
 * otherwise, and `minutes-not-published` before the minutes of its session. 409 `bulletin-not-ready` names what is missing: a text, a reference to no figure, a photograph without consent.
 */
export async function approveBulletin(scope: OpenScope, id: string, version: number): Promise<Bulletin> {
  const row = await lockBulletin(scope, id, version)
  if (row.authors.includes(scope.userId)) throw conflict('second-person-needed')
  const session = await findSession(scope, row.sessionId)
  if (session.publishedAt === null) throw conflict('minutes-not-published')
  await refuseIdentity(scope, textsOf(row), row.notAPerson)
  const { items: figures } = await readFigures(scope, row.sessionId)
  const errors = missingOf(row)
  if (errors.length > 0) throw conflict('bulletin-not-ready', { errors })
  const approvedAt = new Date()
  const document = JSON.stringify(documentOf(session, row, figures, approvedAt))
  await scope.db
    .update(bulletins)
    .set({
      ...{ version: version + 1, status: 'approved', approvedAt, approvedBy: scope.userId },
      ...{ document, sha256: createHash('sha256').update(document).digest() },
    })
    .where(eq(bulletins.id, id))
  await audit(scope, { action: 'update', resourceType: 'Bulletin', resourceId: id, details: { status: 'approved' } })
  return shownBulletin(await findBulletin(scope, id))
}

type Missing = FieldError & { at?: number; length?: number }

function missingOf(row: Row): Missing[] {
  const fields = ['titleEs', 'textEs', 'titleEn', 'textEn'] as const
  const texts = fields.flatMap((field): Missing[] => {
    const text = row[field]
    if (text.trim() === '') return [{ pointer: `#/${field}`, code: 'required' }]
    const problems = field.startsWith('text')
      ? readMinutesText(text).problems.map(({ kind, ...place }) => ({ code: kind, ...place }))
      : checkText(text, [], 'es').filter(({ code }) => code === 'unknown-figure')
    return problems.map(({ code, at, length }) => ({ pointer: `#/${field}`, code, at, length }))
  })
  const photos = row.photos.flatMap((photo, n): Missing[] => {
    if (hasConsent(photo, today())) return []
    const field = photo.consent ? 'consentExpiresOn' : 'consent'
    return [{ pointer: `#/photos/${n}/${field}`, code: photo.consent ? 'consent-expired' : 'consent-missing' }]
  })
  return [...texts, ...photos]
}

type Session = Awaited<ReturnType<typeof findSession>>

function documentOf({ number: sessionNumber, heldOn }: Session, row: Row, figures: SessionFigure[], approvedAt: Date) {
  const { id, sessionId, year, number, photos } = row
  return PublishedBulletin.parse({
    ...{ bulletinId: id, sessionId, sessionNumber, heldOn, year, number },
    approvedAt: approvedAt.toISOString(),
    es: { title: row.titleEs, text: row.textEs, blocks: readMinutesText(row.textEs).blocks },
    en: { title: row.titleEn, text: row.textEn, blocks: readMinutesText(row.textEn).blocks },
    ...{ figures, photos },
  })
}
