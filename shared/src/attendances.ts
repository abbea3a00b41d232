import * as z from 'zod'
import { tidy } from './fold.js'
import { onePlace, placeFields } from './group-places.js'
import { notAPerson } from './identity-marks.js'
import { familyRelations, GroupPlace, postKinds } from './working-group.js'
import { postName } from './working-group-posts.js'

/** "María del Carmen" is one given name of two words; what joins them is not counted. */
const particles = new Set(['de', 'del', 'la', 'las', 'los', 'y'])

/** Words of a given name that count. */
export const givenWords = (name: string): string[] =>
  name.split(/[ -]+/).filter((word) => word !== '' && !particles.has(word.toLowerCase()))

/** A first name and nothing else. The server refuses a word that is a common surname: `given-name-surname`. */
const givenName = z
  .string()
  .transform(tidy)
  .pipe(
    z
      .string()
      .min(2, 'required')
      .max(40, 'too-long')
      .regex(/^[\p{L}\p{M}'’ -]*$/u, 'letters-only')
      .refine((name) => givenWords(name).length <= 2, 'given-name-words'),
  )

const who = ({ postId, postKind, givenName: name }: { postId?: unknown; postKind?: unknown; givenName?: unknown }) =>
  [postId, postKind, name].filter((it) => it !== undefined).length

/**
 * Who came. Of the institute: a post by its id, or by its kind and place, made if there is none yet (then `postName` is
 * needed). Of a family: a first name and who they are.
 */
export const NewAttendance = z
  .strictObject({
    postId: z.uuid().optional(),
    postKind: z.enum(postKinds).optional(),
    postName: postName.optional(),
    ...placeFields,
    givenName: givenName.optional(),
    relation: z.enum(familyRelations).optional(),
    notAPerson: notAPerson.optional(),
  })
  .refine((body) => who(body) === 1, { error: 'post-or-family', path: ['postId'] })
  .refine(onePlace, { error: 'one-place', path: ['ooadText'] })
  .refine(({ givenName: name, relation }) => (name === undefined) === (relation === undefined), {
    error: 'required',
    path: ['relation'],
  })
export type NewAttendance = z.infer<typeof NewAttendance>

/** A post that was present, with who held it on the session's day and the unit or office it spoke for. */
export const InstituteAttendance = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  postKind: z.enum(postKinds),
  post: z.string(),
  holder: z.string().nullable(),
  place: GroupPlace,
})
export type InstituteAttendance = z.infer<typeof InstituteAttendance>

export const FamilyAttendance = z.object({ id: z.uuid(), givenName: z.string(), relation: z.enum(familyRelations) })
export type FamilyAttendance = z.infer<typeof FamilyAttendance>

export const Attendance = z.union([InstituteAttendance, FamilyAttendance])

/** Posts in the order in which minutes print them; families in the order they were written, two of one name allowed. */
export const Attendances = z.object({
  institute: z.array(InstituteAttendance),
  families: z.array(FamilyAttendance),
})
export type Attendances = z.infer<typeof Attendances>
