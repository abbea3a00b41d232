import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { notAPerson } from './identity-marks.js'
import { medicationId } from './shortages.js'
import { shortageStatuses } from './treatment.js'

/** Who may be called back: first name and telephone, sealed on arrival. */
export const ReportContact = z.strictObject({
  givenName: z.string().trim().min(1, 'required').max(60, 'too-long'),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ()-]{8,20}$/, 'phone-shape'),
})
export type ReportContact = z.infer<typeof ReportContact>

/** A family's word that a hospital lacks a medicine. Unless `named`, nothing of the account that sends it is kept. */
export const NewShortageReport = z
  .strictObject({
    organizationId: z.uuid(),
    medication: medicationId,
    /** The day the family was told. */
    lackedOn: calendarDay,
    note: z.string().trim().min(1, 'required').max(1000, 'too-long').optional(),
    named: z.boolean(),
    contact: ReportContact.optional(),
    notAPerson: notAPerson.optional(),
  })
  .refine(({ named, contact }) => named || contact === undefined, { path: ['contact'], error: 'contact-unnamed' })
export type NewShortageReport = z.infer<typeof NewShortageReport>

/** What follows a report: told once, and to nobody again. */
export const ShortageReceipt = z.object({
  /** `D-2026-0042175-K`: year, number, and a letter that shows a slip of the pen. */
  folio: z.string(),
  /** A word and four digits: `girasol-4821`. */
  word: z.string(),
})
export type ShortageReceipt = z.infer<typeof ShortageReceipt>

export const FollowReport = z.strictObject({
  folio: z.string().trim().min(1, 'required').max(40, 'too-long'),
  word: z.string().trim().min(1, 'required').max(60, 'too-long'),
})
export type FollowReport = z.infer<typeof FollowReport>

/** How what was reported stands: the case it joined, and nothing of who reported it. */
export const FollowedReport = z.object({
  folio: z.string(),
  medication: z.string(),
  hospital: z.string(),
  lackedOn: z.string(),
  reportedOn: z.string(),
  status: z.enum(shortageStatuses),
  /** The day its case opened, which may be before the report. */
  openedOn: z.string(),
  closedOn: z.string().nullable(),
  expectedOn: z.string().nullable(),
})
export type FollowedReport = z.infer<typeof FollowedReport>

/** `contacts`: also how to call back those who said how; each contact that is shown leaves an event. */
export const CaseReportsQuery = z.strictObject({ contacts: z.literal('true').optional() })

/** What families reported of one case, newest first. */
export const CaseReports = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      folio: z.string(),
      lackedOn: z.string(),
      reportedOn: z.string(),
      note: z.string().nullable(),
      /** Whether the family gave a way to call back. */
      hasContact: z.boolean(),
      contact: ReportContact.nullable(),
    }),
  ),
  nextCursor: z.null(),
})
export type CaseReports = z.infer<typeof CaseReports>
