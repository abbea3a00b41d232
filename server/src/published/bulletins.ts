import { hasConsent, PublishedBulletin } from 'shared/bulletins'
import type { PublishedBulletins, PublishedQuery } from 'shared/published'
import type { OpenScope } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { today } from '../today.js'

/** Approved bulletins, the latest first, as they were approved; of their photographs those that may be shown today. */
export async function publishedBulletins(
  { query }: OpenScope,
  { limit, cursor }: PublishedQuery,
): Promise<PublishedBulletins> {
  const offset = readCursor(cursor)
  const rows = await query<{ document: string }>(
    `select document from bulletins where status = 'approved' order by year desc, number desc offset $1 limit $2`,
    [offset, limit + 1],
  )
  const day = today()
  const items = rows.slice(0, limit).map(({ document }) => {
    const bulletin = PublishedBulletin.parse(JSON.parse(document))
    return { ...bulletin, photos: bulletin.photos.filter((photo) => hasConsent(photo, day)) }
  })
  return { items, nextCursor: rows.length > limit ? encodeCursor(offset + limit) : null }
}
