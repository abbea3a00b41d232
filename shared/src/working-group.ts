import * as z from 'zod'

/** How a session meets. `regional` is one state or region, `dialogue` a meeting apart from the series with the same families. */
export const sessionModes = ['virtual', 'in-person', 'regional', 'dialogue'] as const
export type SessionMode = (typeof sessionModes)[number]

/** Parts of a session in the usual order: a new session begins with these. */
export const agendaKinds = [
  'agreements-review',
  'opening',
  'medical-topic',
  'figures',
  'supply',
  'family-points',
  'new-agreements',
  'next-presenters',
  'other',
] as const
export type AgendaKind = (typeof agendaKinds)[number]

/** Kinds of posts, in the order in which minutes print them. Families hold none: they come as who they are. */
export const postKinds = [
  'oncology-coordination',
  'programme-coordination',
  'digital-services',
  'unit-head',
  'hospital-director',
  'medical-services',
  'supply',
  'ooad',
  'other',
] as const
export type PostKind = (typeof postKinds)[number]

/** Who of a family came; printed by first name only. */
export const familyRelations = ['mother', 'father', 'guardian'] as const
export type FamilyRelation = (typeof familyRelations)[number]

/** Agreed by one person, published by another; a published version is read-only for ever. */
export const minutesStatuses = ['draft', 'agreed', 'published'] as const
export type MinutesStatus = (typeof minutesStatuses)[number]

/** `late` is not a state but a fact of the day: due before today and neither kept nor withdrawn. */
export const agreementStatuses = ['open', 'in-progress', 'kept', 'withdrawn'] as const
export type AgreementStatus = (typeof agreementStatuses)[number]

/** What became of a point that a family raised. */
export const agendaPointStatuses = ['received', 'scheduled', 'answered', 'declined'] as const
export type AgendaPointStatus = (typeof agendaPointStatuses)[number]

export const bulletinStatuses = ['draft', 'approved'] as const
export type BulletinStatus = (typeof bulletinStatuses)[number]

/** A place in words: a hospital, an OOAD, or neither. */
export const GroupPlace = z.object({
  organizationId: z.uuid().nullable(),
  hospital: z.string().nullable(),
  ooadCode: z.string().nullable(),
  ooadName: z.string().nullable(),
})
export type GroupPlace = z.infer<typeof GroupPlace>
