import { and, asc, eq, sql } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { MOST_PICTURE_BYTES, PainScalePicture, PainScalePictureList, pictureTypes } from 'shared/pain-scales'
import * as z from 'zod'
import { audit, type OpenScope, transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { invalid, notFound, Problem } from '../problem.js'
import { hospitalInReach } from '../shortages/queries.js'
import { painScaleById } from './scales.js'
import { painScalePictures } from './table.js'

const tags = ['Pain']
const params = z.object({ organizationId: z.string(), scale: z.string(), value: z.string() })
type Address = z.infer<typeof params>

/** One drawing of a hospital's own, for one value of a scale whose original drawings have rights reserved. */
export const painScalePictureRoutes: FastifyPluginAsyncZod = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...pictureTypes], { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // Before a body is taken: nobody sends pictures to a hospital that is not theirs
  app.addHook('onRequest', async ({ scope, params }) => {
    const { organizationId } = params as Partial<Address>
    if (organizationId !== undefined) await transact(scope, (open) => hospitalInReach(open, idFrom(organizationId)))
  })

  const list = {
    tags,
    summary: "A hospital's own drawings for the scales of faces",
    querystring: z.strictObject({ organizationId: z.uuid() }),
    response: { 200: PainScalePictureList },
  }
  app.get('/', { schema: list }, ({ scope, query: { organizationId } }) =>
    transact(scope, async (open) => {
      await hospitalInReach(open, organizationId)
      return { items: await picturesOf(open, organizationId), nextCursor: null }
    }),
  )

  const read = {
    tags,
    summary: 'One drawing, as PNG, JPEG or WebP',
    params,
  }
  app.get('/:organizationId/:scale/:value', { schema: read }, async ({ scope, params }, reply) => {
    const place = placeOf(params)
    const [row] = await transact(scope, ({ db }) => db.select().from(painScalePictures).where(at(place)))
    if (row === undefined) throw notFound()
    const extension = row.mediaType.replace('image/', '')
    return reply
      .type(row.mediaType)
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
      .header('content-disposition', `inline; filename="${place.scale}-${place.value}.${extension}"`)
      .send(row.content)
  })

  const put = {
    tags,
    summary: 'Put or replace one drawing: PNG, JPEG or WebP of at most 200,000 bytes as the body',
    params,
    response: { 200: PainScalePicture },
  }
  const options = { schema: put, bodyLimit: MOST_PICTURE_BYTES }
  app.put('/:organizationId/:scale/:value', options, ({ scope, params, body, headers }) => {
    const place = placeOf(params)
    if (!Buffer.isBuffer(body)) throw new Problem('unsupported-media-type', 415)
    const mediaType = typeOf(body)
    // What calls itself one thing and is another is none of the three
    if (mediaType === undefined || headers['content-type'] !== mediaType)
      throw invalid({ pointer: '#', code: 'picture-type' })
    return transact(scope, (open) => putPicture(open, place, mediaType, body))
  })

  const remove = { tags, summary: 'Take a drawing away', params, response: { 204: z.null() } }
  app.delete('/:organizationId/:scale/:value', { schema: remove }, async ({ scope, params }, reply) => {
    const place = placeOf(params)
    await transact(scope, async (open) => {
      const gone = await open.db
        .delete(painScalePictures)
        .where(at(place))
        .returning({ scale: painScalePictures.scale })
      if (gone.length === 0) throw notFound()
      await audit(open, { action: 'withdraw', ...resourceOf(place) })
    })
    return reply.code(204).send(null)
  })
}

interface Place {
  organizationId: string
  scale: string
  value: number
}

/** Only a value that is chosen whole has a drawing. */
function placeOf({ organizationId, scale, value }: Address): Place {
  const known = painScaleById.get(scale)?.allowedValues?.find((one) => String(one) === value)
  if (known === undefined) throw notFound()
  return { organizationId: idFrom(organizationId), scale, value: known }
}

const at = ({ organizationId, scale, value }: Place) =>
  and(
    eq(painScalePictures.organizationId, organizationId),
    eq(painScalePictures.scale, scale),
    eq(painScalePictures.value, value),
  )

const resourceOf = ({ organizationId, scale, value }: Place) => ({
  resourceType: 'PainScalePicture',
  resourceId: `${scale}/${value}`,
  organizationId,
})

/** By its first bytes, never by its name: a drawing that carries script (SVG) is none of these. */
function typeOf(content: Buffer): (typeof pictureTypes)[number] | undefined {
  const starts = (at: number, bytes: readonly number[]) => bytes.every((byte, i) => content[at + i] === byte)
  if (starts(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (starts(0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(0, [0x52, 0x49, 0x46, 0x46]) && starts(8, [0x57, 0x45, 0x42, 0x50])) return 'image/webp'
  return undefined
}

const shown = {
  organizationId: painScalePictures.organizationId,
  scale: painScalePictures.scale,
  value: painScalePictures.value,
  mediaType: painScalePictures.mediaType,
  bytes: sql<number>`octet_length(${painScalePictures.content})`,
  recordedAt: painScalePictures.recordedAt,
}

interface Row extends Omit<PainScalePicture, 'recordedAt'> {
  recordedAt: Date
}
const asPicture = (row: Row): PainScalePicture => ({ ...row, recordedAt: row.recordedAt.toISOString() })

async function picturesOf({ db }: OpenScope, organizationId: string): Promise<PainScalePicture[]> {
  const { scale, value } = painScalePictures
  const mine = eq(painScalePictures.organizationId, organizationId)
  const rows = await db.select(shown).from(painScalePictures).where(mine).orderBy(asc(scale), asc(value))
  return rows.map((row) => asPicture(row as Row))
}

async function putPicture(
  scope: OpenScope,
  place: Place,
  mediaType: (typeof pictureTypes)[number],
  content: Buffer,
): Promise<PainScalePicture> {
  const put = { mediaType, content, recordedAt: new Date(), recordedBy: scope.userId }
  const { organizationId, scale, value } = painScalePictures
  const [row] = await scope.db
    .insert(painScalePictures)
    .values({ ...place, ...put })
    .onConflictDoUpdate({ target: [organizationId, scale, value], set: put })
    .returning(shown)
  if (row === undefined) throw new Error('The drawing came back without its row')
  await audit(scope, { action: 'create', ...resourceOf(place), details: { mediaType, bytes: content.length } })
  return asPicture(row as Row)
}
