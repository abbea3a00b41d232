import { desc, eq, max } from 'drizzle-orm'
import { type Bulletin, type BulletinEdit, type Bulletins, hasConsent, type NewBulletin } from 'shared/bulletins'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { type PublicText, refuseIdentity } from '../identity-check/check.js'
import { conflict, databaseError, invalid, notFound, Problem } from '../problem.js'
import { today } from '../today.js'
import { findSession } from '../working-group/queries.js'
import { draftBulletin } from './draft.js'
import { bulletins } from './table.js'

export type Row = typeof bulletins.$inferSelect

export async function listBulletins(scope: OpenScope, sessionId: string): Promise<Bulletins> {
  await findSession(scope, sessionId)
  const rows = await scope.db
    .select()
    .from(bulletins)
    .where(eq(bulletins.sessionId, sessionId))
    .orderBy(desc(bulletins.year), desc(bulletins.number))
  return { items: rows.map(shownBulletin), nextCursor: null }
}

/** The bulletin, or 404. */
export async function findBulletin({ db }: OpenScope, id: string): Promise<Row> {
  const [row] = await db.select().from(bulletins).where(eq(bulletins.id, id))
  if (row === undefined) throw notFound('Bulletin', id)
  return row
}

/** As it stands today: a photograph whose consent is over says so. */
export function shownBulletin(row: Row): Bulletin {
  const { id, version, sessionId, status, year, number, titleEs, titleEn, textEs, textEn, authors } = row
  const { approvedAt, approvedBy, updatedAt, updatedBy, sha256, document } = row
  return {
    ...{ id, version, sessionId, status, year, number, titleEs, titleEn, textEs, textEn, authors },
    photos: row.photos.map((photo) => ({ ...photo, hidden: !hasConsent(photo, today()) })),
    ...{ updatedAt: updatedAt.toISOString(), updatedBy },
    ...{ approvedAt: approvedAt?.toISOString() ?? null, approvedBy },
    sha256: sha256 === null ? null : Buffer.from(sha256).toString('hex'),
    document: document === null ? null : JSON.parse(document),
  }
}

/** A draft with the next number of its year, or its own; 400 where that is taken. */
export async function createBulletin(scope: OpenScope, sessionId: string, body: NewBulletin): Promise<Bulletin> {
  const { db, userId } = scope
  const session = await findSession(scope, sessionId)
  const draft = await draftBulletin(scope, session)
  const year = body.year ?? Number(session.heldOn.slice(0, 4))
  const [last] = await db
    .select({ number: max(bulletins.number) })
    .from(bulletins)
    .where(eq(bulletins.year, year))
  const number = body.number ?? (last?.number ?? 0) + 1
  const id = newId()
  await refuseIdentity(scope, textsOf({ ...draft, photos: [] }))
  await numbered(() =>
    db.insert(bulletins).values({ ...{ id, sessionId, year, number }, ...draft, authors: [userId], updatedBy: userId }),
  )
  await audit(scope, { action: 'create', resourceType: 'Bulletin', resourceId: id, details: { year, number } })
  return shownBulletin(await findBulletin(scope, id))
}

/** 409 `bulletin-approved` once it is, 412 with the bulletin as it stands where the version is another. */
export async function editBulletin(
  scope: OpenScope,
  id: string,
  version: number,
  { notAPerson = [], ...edit }: BulletinEdit,
): Promise<Bulletin> {
  const row = await lockBulletin(scope, id, version)
  const nobodys = [...new Set([...row.notAPerson, ...notAPerson])]
  await refuseIdentity(scope, textsOf({ ...row, ...given(edit) }), nobodys)
  await numbered(() =>
    scope.db
      .update(bulletins)
      .set({
        ...given(edit),
        ...{ version: version + 1, notAPerson: nobodys, updatedAt: new Date(), updatedBy: scope.userId },
        authors: [...new Set([...row.authors, scope.userId])],
      })
      .where(eq(bulletins.id, id)),
  )
  await audit(scope, {
    action: 'update',
    resourceType: 'Bulletin',
    resourceId: id,
    details: { fields: Object.keys(given(edit)) },
  })
  return shownBulletin(await findBulletin(scope, id))
}

/** Without the fields that were not sent. */
const given = (edit: Omit<BulletinEdit, 'notAPerson'>) =>
  Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as Partial<
    Pick<Row, 'year' | 'number' | 'titleEs' | 'titleEn' | 'textEs' | 'textEn' | 'photos'>
  >

/** The draft, which nobody else changes until this is done. */
export async function lockBulletin(scope: OpenScope, id: string, version: number): Promise<Row> {
  const [row] = await scope.db.select().from(bulletins).where(eq(bulletins.id, id)).for('update')
  if (row === undefined) throw notFound('Bulletin', id)
  if (row.status === 'approved') throw conflict('bulletin-approved')
  if (row.version === version) return row
  const current = shownBulletin(row)
  throw new Problem('stale-version', 412, { current, changedAt: current.updatedAt, changedBy: current.updatedBy })
}

/** Its words that anybody will read, by pointer. */
export const textsOf = ({
  titleEs,
  titleEn,
  textEs,
  textEn,
  photos,
}: Pick<Row, 'titleEs' | 'titleEn' | 'textEs' | 'textEn' | 'photos'>): PublicText[] => [
  ...Object.entries({ titleEs, titleEn, textEs, textEn }).map(([field, text]) => ({ pointer: `#/${field}`, text })),
  ...photos.flatMap(({ url, caption }, n) => [
    { pointer: `#/photos/${n}/url`, text: url },
    { pointer: `#/photos/${n}/caption`, text: caption },
  ]),
]

async function numbered(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((databaseError(error) as { code?: string } | null)?.code === '23505')
      throw invalid({ pointer: '#/number', code: 'bulletin-number-taken' })
    throw error
  }
}
