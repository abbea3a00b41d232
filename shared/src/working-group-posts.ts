import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { hasLetter, tidy } from './fold.js'
import { onePlace, placeFields } from './group-places.js'
import { notAPerson } from './identity-marks.js'
import { GroupPlace, postKinds } from './working-group.js'

export const postName = z.string().transform(tidy).pipe(z.string().max(120, 'too-long').refine(hasLetter, 'required'))

/** An official's name as it is printed: letters, no numbers, so that no identifier and no telephone fits. */
const holderName = z
  .string()
  .transform(tidy)
  .pipe(
    z
      .string()
      .max(120, 'too-long')
      .refine(hasLetter, 'required')
      .regex(/^[\p{L}\p{M}.'’ -]*$/u, 'letters-only'),
  )

/** Who held a post: from a day on, until another day or still. */
export const PostHolder = z.object({
  id: z.uuid(),
  name: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
})
export type PostHolder = z.infer<typeof PostHolder>

export const GroupPost = z.object({
  id: z.uuid(),
  version: z.int(),
  kind: z.enum(postKinds),
  name: z.string(),
  place: GroupPlace,
  /** Its last day in use; null: in use. */
  closedOn: z.string().nullable(),
  /** Everybody who held it, the latest first. */
  holders: z.array(PostHolder),
})
export type GroupPost = z.infer<typeof GroupPost>

/** A post at a hospital, at an OOAD, or at neither. */
export const NewPost = z
  .strictObject({
    kind: z.enum(postKinds),
    name: postName,
    ...placeFields,
    notAPerson: notAPerson.optional(),
  })
  .refine(onePlace, { error: 'one-place', path: ['ooadText'] })
export type NewPost = z.infer<typeof NewPost>

/** A post at another place is another post: its name may be mended, and it may be closed or opened again. */
export const PostEdit = z
  .strictObject({
    name: postName.optional(),
    closedOn: calendarDay.nullable().optional(),
    notAPerson: notAPerson.optional(),
  })
  .refine(({ name, closedOn }) => name !== undefined || closedOn !== undefined, { error: 'nothing-to-change' })
export type PostEdit = z.infer<typeof PostEdit>

/** A new person ends the former one on the day before. */
export const NewHolder = z.strictObject({
  name: holderName,
  startsOn: calendarDay,
  notAPerson: notAPerson.optional(),
})
export type NewHolder = z.infer<typeof NewHolder>

export const PostsQuery = z.strictObject({
  /** Words of the post, its place or its holder; an OOAD's alias too. */
  search: z.string().max(80, 'search-too-long').optional(),
  kind: z.enum(postKinds).optional(),
  /** Closed ones too. */
  closed: z.literal('true').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(40).optional(),
})
export type PostsQuery = z.infer<typeof PostsQuery>

/** In the order of kinds, then by place and name. */
export const GroupPosts = z.object({ items: z.array(GroupPost), nextCursor: z.string().nullable() })
export type GroupPosts = z.infer<typeof GroupPosts>
