import * as z from 'zod'
import { PublishedBulletin } from './bulletins.js'
import { notAPerson } from './identity-marks.js'
import { PublicAgreement } from './published-minutes.js'
import { SessionFigure } from './session-figures.js'
import { agendaKinds, agendaPointStatuses, agreementStatuses, sessionModes } from './working-group.js'

/** What representatives of families read: published things only, and no row of a person. */

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
}

export const PublishedQuery = z.strictObject(page)
export type PublishedQuery = z.infer<typeof PublishedQuery>

/** A published version of the minutes: the first, or an erratum beside it. */
export const PublishedVersion = z.object({
  versionNumber: z.int(),
  folio: z.string(),
  publishedAt: z.string(),
  erratumReason: z.string().nullable(),
  sha256: z.string(),
})
export type PublishedVersion = z.infer<typeof PublishedVersion>

export const PublishedSession = z.object({
  id: z.uuid(),
  number: z.int(),
  heldOn: z.string(),
  mode: z.enum(sessionModes),
  topic: z.string().nullable(),
  /** The newest first. */
  versions: z.array(PublishedVersion),
})
export type PublishedSession = z.infer<typeof PublishedSession>

/** The next session, before it has minutes. */
export const PlannedSession = z.object({
  id: z.uuid(),
  number: z.int(),
  heldOn: z.string(),
  /** Hour and minute in Mexico City. */
  startsAt: z.string().nullable(),
  mode: z.enum(sessionModes),
  topic: z.string().nullable(),
  place: z.string().nullable(),
  /** To join a virtual session; shown until its day is over. */
  link: z.string().nullable(),
  agenda: z.array(z.object({ kind: z.enum(agendaKinds), title: z.string().nullable() })),
})
export type PlannedSession = z.infer<typeof PlannedSession>

/** The latest number first; `next` is the soonest session from today on that has no published minutes. */
export const PublishedSessions = z.object({
  next: PlannedSession.nullable(),
  items: z.array(PublishedSession),
  nextCursor: z.string().nullable(),
})
export type PublishedSessions = z.infer<typeof PublishedSessions>

/** `version`: the newest unless one is named. */
export const PublishedVersionQuery = z.strictObject({
  version: z.coerce.number().int().min(1).max(1000).optional(),
})

/** What an agreement can be asked for: late is open or in progress and due before today. */
export const agreementFates = ['late', 'open', 'kept', 'withdrawn'] as const
export type AgreementFate = (typeof agreementFates)[number]

const sums = { kept: z.int(), late: z.int(), open: z.int() }

export const PublishedAgreementsQuery = z.strictObject({
  ...page,
  fate: z.enum(agreementFates).optional(),
  ooad: z
    .string()
    .regex(/^\d{2}$/, 'ooad-form')
    .optional(),
})
export type PublishedAgreementsQuery = z.infer<typeof PublishedAgreementsQuery>

/** Late ones first, then by the day they are due. The sums count every published agreement; `open` leaves out the late. */
export const PublishedAgreements = z.object({
  on: z.string(),
  sums: z.object(sums),
  /** By OOAD, in the order of its code; null is what the nation answers for. */
  byOffice: z.array(z.object({ ooadCode: z.string().nullable(), ooadName: z.string().nullable(), ...sums })),
  items: z.array(PublicAgreement),
  nextCursor: z.string().nullable(),
})
export type PublishedAgreements = z.infer<typeof PublishedAgreements>

export const PublishedProgress = z.object({
  id: z.uuid(),
  postedOn: z.string(),
  text: z.string(),
  /** The state it came to with this; null: none. */
  status: z.enum(agreementStatuses).nullable(),
  /** The day it was moved to; null: not moved. */
  dueOn: z.string().nullable(),
  /** An `https:` address. */
  evidenceUrl: z.string().nullable(),
  /** A frozen report, where families have a form of it. */
  reportId: z.uuid().nullable(),
})
export type PublishedProgress = z.infer<typeof PublishedProgress>

/** How it goes, newest first. */
export const PublishedAgreement = PublicAgreement.extend({
  sessionId: z.uuid(),
  sessionNumber: z.int(),
  heldOn: z.string(),
  progress: z.array(PublishedProgress),
})
export type PublishedAgreement = z.infer<typeof PublishedAgreement>

/** The figures of the latest minutes that quote any: the very ones that were published with them. */
export const PublishedFigures = z.object({
  session: z.object({ id: z.uuid(), number: z.int(), heldOn: z.string() }).nullable(),
  items: z.array(SessionFigure),
})
export type PublishedFigures = z.infer<typeof PublishedFigures>

/** The latest first; a photograph whose consent is over is left out. */
export const PublishedBulletins = z.object({ items: z.array(PublishedBulletin), nextCursor: z.string().nullable() })
export type PublishedBulletins = z.infer<typeof PublishedBulletins>

/** A point for the next agenda, in words that name nobody. */
export const NewAgendaPoint = z.strictObject({
  text: z.string().trim().min(10, 'point-too-short').max(1000, 'too-long'),
  notAPerson: notAPerson.optional(),
})
export type NewAgendaPoint = z.infer<typeof NewAgendaPoint>

export const PublishedPoint = z.object({
  id: z.uuid(),
  text: z.string(),
  status: z.enum(agendaPointStatuses),
  /** The session whose agenda holds it, and its day. */
  sessionNumber: z.int().nullable(),
  heldOn: z.string().nullable(),
  /** What was answered, or why it was declined. */
  answer: z.string().nullable(),
  raisedAt: z.string(),
  decidedAt: z.string().nullable(),
})
export type PublishedPoint = z.infer<typeof PublishedPoint>

/** The newest first. */
export const PublishedPoints = z.object({ items: z.array(PublishedPoint), nextCursor: z.string().nullable() })
export type PublishedPoints = z.infer<typeof PublishedPoints>
