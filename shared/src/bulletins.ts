import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { notAPerson } from './identity-marks.js'
import { Block } from './minutes-blocks.js'
import { SessionFigure } from './session-figures.js'
import { bulletinStatuses } from './working-group.js'

/** A link to a photograph; the picture is kept elsewhere. */
export const BulletinPhoto = z.strictObject({
  url: z.url({ protocol: /^https$/, error: 'photo-https-only' }).max(500, 'too-long'),
  caption: z.string().trim().min(1, 'required').max(300, 'too-long'),
  /** Everybody in it agreed in writing. */
  consent: z.boolean(),
  /** The last day they agreed to; null: no end. */
  consentExpiresOn: calendarDay.nullable(),
})
export type BulletinPhoto = z.infer<typeof BulletinPhoto>

const title = z.string().trim().max(200, 'too-long')
/** Markdown with figures as references, `{{total}}`. */
const text = z.string().max(60_000, 'too-long')
const fields = {
  year: z.int().min(2020, 'too-small').max(2100, 'too-large'),
  number: z.int().min(1, 'too-small').max(100_000, 'too-large'),
  titleEs: title,
  titleEn: title,
  textEs: text,
  textEn: text,
  photos: z.array(BulletinPhoto).max(20, 'too-many'),
}

/** A draft in the words of the session's figures and agreements; the next number of the session's year unless others are sent. */
export const NewBulletin = z.strictObject({ year: fields.year.optional(), number: fields.number.optional() })
export type NewBulletin = z.infer<typeof NewBulletin>

export const BulletinEdit = z
  .strictObject({ ...z.strictObject(fields).partial().shape, notAPerson: notAPerson.optional() })
  .refine((edit) => Object.values(edit).some((it) => it !== undefined), { error: 'nothing-to-change' })
export type BulletinEdit = z.infer<typeof BulletinEdit>

const InLanguage = z.object({ title: z.string(), text: z.string(), blocks: z.array(Block) })

/** A bulletin as it was approved, the same bytes for ever; their SHA-256 stands on the print. */
export const PublishedBulletin = z.object({
  bulletinId: z.uuid(),
  sessionId: z.uuid(),
  sessionNumber: z.int(),
  heldOn: z.string(),
  year: z.int(),
  number: z.int(),
  approvedAt: z.string(),
  /** `blocks` is what the text reads as; `title` is plain and may hold references too. */
  es: InLanguage,
  en: InLanguage,
  /** What the references of both texts say. */
  figures: z.array(SessionFigure),
  photos: z.array(z.object({ ...BulletinPhoto.shape, consentExpiresOn: z.string().nullable() })),
})
export type PublishedBulletin = z.infer<typeof PublishedBulletin>

export const Bulletin = z.object({
  id: z.uuid(),
  version: z.int(),
  sessionId: z.uuid(),
  status: z.enum(bulletinStatuses),
  ...fields,
  photos: z.array(
    z.object({
      ...BulletinPhoto.shape,
      consentExpiresOn: z.string().nullable(),
      /** Without consent today: not agreed, or over. Families do not see its link. */
      hidden: z.boolean(),
    }),
  ),
  /** Everybody who wrote in it, who may not approve it. `GET /api/practitioners` has the names. */
  authors: z.array(z.uuid()),
  updatedAt: z.string(),
  updatedBy: z.uuid().nullable(),
  approvedAt: z.string().nullable(),
  approvedBy: z.uuid().nullable(),
  /** Hexadecimal, of the document. */
  sha256: z.string().nullable(),
  document: PublishedBulletin.nullable(),
})
export type Bulletin = z.infer<typeof Bulletin>

/** The latest number first. */
export const Bulletins = z.object({
  items: z.array(
    Bulletin.pick({
      ...{ id: true, version: true, year: true, number: true, status: true },
      ...{ titleEs: true, titleEn: true, updatedAt: true, approvedAt: true },
    }),
  ),
  nextCursor: z.null(),
})
export type Bulletins = z.infer<typeof Bulletins>

/** Whether a photograph may be shown on a day. */
export const hasConsent = (
  { consent, consentExpiresOn }: Pick<BulletinPhoto, 'consent' | 'consentExpiresOn'>,
  day: string,
) => consent && (consentExpiresOn === null || consentExpiresOn >= day)
