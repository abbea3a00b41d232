import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { exportFormats, languages } from './counts.js'
import { notAPerson } from './identity-marks.js'
import { PublicAgreement } from './published-minutes.js'
import { agreementStatuses, postKinds } from './working-group.js'

/** States in which something is still to be done. */
export const pendingAgreements: readonly (typeof agreementStatuses)[number][] = ['open', 'in-progress']
/** Days ahead in which a due day is soon. */
export const SOON_DAYS = 7
/** Letters that a reason to withdraw an agreement has at least. */
const WITHDRAWAL_LETTERS = 10

const words = (longest: number) => z.string().trim().min(1, 'required').max(longest, 'too-long')
const ooadCode = z.string().regex(/^\d{2}$/, 'ooad-form')

/** An alias says that a case is one of the session's, and nothing of whom: "Caso 2", "Caso B". */
export const looksLikeAnAlias = (alias: string): boolean => /^(?:caso|case) (?:\d{1,3}|\p{L})$/iu.test(alias)

const fields = {
  text: words(1000),
  /** The post that answers, by its id. */
  responsible: z.uuid(),
  ooadCode: ooadCode.nullable(),
  hospitalId: z.uuid().nullable(),
  /** Not before the day of its session. */
  dueOn: calendarDay,
  /** For an agreement about a case, with the hospital that treats it. */
  caseAlias: words(40).nullable(),
}

export const NewAgreement = z
  .strictObject({
    text: fields.text,
    responsible: fields.responsible,
    ooadCode: fields.ooadCode.optional(),
    hospitalId: fields.hospitalId.optional(),
    dueOn: fields.dueOn,
    caseAlias: fields.caseAlias.optional(),
    notAPerson: notAPerson.optional(),
  })
  .refine(({ caseAlias, hospitalId }) => caseAlias == null || hospitalId != null, {
    path: ['hospitalId'],
    error: 'case-without-hospital',
  })
export type NewAgreement = z.infer<typeof NewAgreement>

/** Merge patch: null takes the office, the hospital or the alias away. */
export const AgreementEdit = z
  .strictObject({ ...fields, notAPerson })
  .partial()
  .refine(({ notAPerson: _, ...edit }) => Object.values(edit).some((it) => it !== undefined), {
    error: 'nothing-to-change',
  })
export type AgreementEdit = z.infer<typeof AgreementEdit>

export const Agreement = PublicAgreement.extend({
  version: z.int(),
  sessionId: z.uuid(),
  sessionNumber: z.int(),
  /** Number in its session, from 1. */
  number: z.int(),
  postId: z.uuid(),
  postKind: z.enum(postKinds),
  /** Whether who asks may tell how it goes. */
  mayProgress: z.boolean(),
})
export type Agreement = z.infer<typeof Agreement>

/** One of the three: an `https:` address, a frozen report, or a shortage case. */
export const Evidence = z
  .strictObject({
    url: z
      .url({ protocol: /^https$/, error: 'https-only' })
      .max(500, 'too-long')
      .optional(),
    reportId: z.uuid().optional(),
    shortageId: z.uuid().optional(),
  })
  .refine((evidence) => Object.values(evidence).filter((it) => it !== undefined).length === 1, {
    error: 'one-evidence',
  })
export type Evidence = z.infer<typeof Evidence>

/** How an agreement goes. `kept` is kept today; `withdrawn` says why in its text; `dueOn` moves the day it is due. */
export const NewProgress = z
  .strictObject({
    text: words(2000),
    status: z.enum(agreementStatuses).optional(),
    dueOn: calendarDay.optional(),
    evidence: Evidence.optional(),
    notAPerson: notAPerson.optional(),
  })
  .refine(({ status, text }) => status !== 'withdrawn' || text.length >= WITHDRAWAL_LETTERS, {
    path: ['text'],
    error: 'reason-too-short',
  })
export type NewProgress = z.infer<typeof NewProgress>

export const AgreementProgress = z.object({
  id: z.uuid(),
  text: z.string(),
  /** The state it came to with this; null: none. */
  status: z.enum(agreementStatuses).nullable(),
  /** The day it was moved to, and the one it was due before; null: not moved. */
  dueOn: z.string().nullable(),
  formerDueOn: z.string().nullable(),
  evidence: z
    .object({ url: z.string().nullable(), reportId: z.uuid().nullable(), shortageId: z.uuid().nullable() })
    .nullable(),
  postedOn: z.string(),
  recordedAt: z.string(),
  /** `GET /api/practitioners` has the name. */
  recordedBy: z.uuid().nullable(),
})
export type AgreementProgress = z.infer<typeof AgreementProgress>

/** With all that was told of it, oldest first. */
export const AgreementDetail = Agreement.extend({
  /** The day of its session: it is due no earlier. */
  heldOn: z.string(),
  /** Whether who asks may change its words: the nation's coordinators, until the minutes are published. */
  mayEdit: z.boolean(),
  history: z.array(AgreementProgress),
})
export type AgreementDetail = z.infer<typeof AgreementDetail>

const yes = z.literal('true').optional()

/** Every filter narrows. The sums count what place, session and `mine` leave, in every state. */
export const AgreementsQuery = z.strictObject({
  status: z.enum(agreementStatuses).optional(),
  /** Open or in progress. */
  open: yes,
  /** Of those, due before today. */
  late: yes,
  /** Due on this day or before. */
  dueBy: calendarDay.optional(),
  /** Its office; of a hospital's agreements, that of the place where it stands. */
  ooad: ooadCode.optional(),
  sessionId: z.uuid().optional(),
  /** Those of which who asks may tell how they go. */
  mine: yes,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
  format: z.enum(['json', ...exportFormats]).optional(),
  lang: z.enum(languages).default('es'),
})
export type AgreementsQuery = z.infer<typeof AgreementsQuery>

const sums = {
  open: z.int(),
  inProgress: z.int(),
  kept: z.int(),
  withdrawn: z.int(),
  /** Of those open and in progress, due before today. */
  late: z.int(),
}

export const AgreementSummary = z.object({
  total: z.object(sums),
  /** By OOAD, in the order of its code; null for what is the nation's. Offices without an agreement are left out. */
  byOffice: z.array(z.object({ ooadCode: z.string().nullable(), ooadName: z.string().nullable(), ...sums })),
})
export type AgreementSummary = z.infer<typeof AgreementSummary>

/** What is late first, then what is due next, then what was kept or withdrawn. */
export const Agreements = z.object({
  /** The day by which they are late. */
  on: z.string(),
  summary: AgreementSummary,
  /** What waits for whoever asks, whatever the filter: late, and due within seven days. */
  mine: z.object({ late: z.int(), soon: z.int() }),
  items: z.array(Agreement),
  nextCursor: z.string().nullable(),
})
export type Agreements = z.infer<typeof Agreements>

/** In the order of their numbers. */
export const SessionAgreements = z.object({ items: z.array(Agreement), nextCursor: z.null() })
export type SessionAgreements = z.infer<typeof SessionAgreements>

/** Those of earlier sessions that are open or in progress, late ones first. */
export const OpenAgreements = z.object({ items: z.array(PublicAgreement), nextCursor: z.null() })
export type OpenAgreements = z.infer<typeof OpenAgreements>

export const CaseLinkInput = z.strictObject({ patientId: z.uuid() })
export const CaseLink = z.object({ patientId: z.uuid(), linkedAt: z.string() })
export type CaseLink = z.infer<typeof CaseLink>

/** A case that one of the own hospitals follows: what is pending first, late ones before. */
export const FollowedCase = z.object({
  agreementId: z.uuid(),
  code: z.string(),
  organizationId: z.uuid(),
  caseAlias: z.string(),
  text: z.string(),
  dueOn: z.string(),
  status: z.enum(agreementStatuses),
  late: z.boolean(),
  /** The person it means; null: nobody has said yet. */
  patientId: z.uuid().nullable(),
})
export type FollowedCase = z.infer<typeof FollowedCase>
export const FollowedCases = z.object({ items: z.array(FollowedCase), nextCursor: z.null() })
export type FollowedCases = z.infer<typeof FollowedCases>
