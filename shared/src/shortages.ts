import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { exportFormats, languages } from './counts.js'
import { namesAPerson } from './names-a-person.js'
import { levels } from './network.js'
import { type ShortageStatus, shortageStatuses } from './treatment.js'

/** What may follow each state. A closed case never opens again: what is lacking anew is a new case with its own clock. */
export const nextShortageStatuses: Readonly<Record<ShortageStatus, readonly ShortageStatus[]>> = {
  open: ['in-transit', 'no-answer', 'solved', 'wrongly-reported'],
  'in-transit': ['open', 'no-answer', 'solved', 'wrongly-reported'],
  'no-answer': ['open', 'in-transit', 'solved', 'wrongly-reported'],
  solved: [],
  'wrongly-reported': [],
}

/** Catalogue id of a medication, such as `vincristina`. */
export const medicationId = z.string().regex(/^[a-z0-9_]{2,60}$/, 'medication-unknown')

/** A case speaks of a medicine and a hospital: a CURP or an NSS in its words is refused. */
const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'required')
    .max(longest, 'too-long')
    .refine((text) => !namesAPerson(text), 'identifies-a-patient')

/** Post of who answers for it, never a person's name. */
const responsible = words(120)
const note = words(1000)

/** Absent: cases that wait on that day. `all`: those and the ones closed since. */
export const shortageFilters = [...shortageStatuses, 'all'] as const
export type ShortageFilter = (typeof shortageFilters)[number]

/** `on` is today by default. Closed cases come with their own state or `all`, if they closed after `since` (30 days before `on`). */
export const ShortagesQuery = z.strictObject({
  on: calendarDay.optional(),
  since: calendarDay.optional(),
  /** OOAD of the place where the hospital stands. */
  ooad: z
    .string()
    .regex(/^\d{2}$/, 'ooad-form')
    .optional(),
  medication: medicationId.optional(),
  organizationId: z.uuid().optional(),
  status: z.enum(shortageFilters).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
  format: z.enum(['json', ...exportFormats]).optional(),
  lang: z.enum(languages).default('es'),
})
export type ShortagesQuery = z.infer<typeof ShortagesQuery>

/** A case as it stood at the end of a day, or stands now. */
export const Shortage = z.object({
  id: z.uuid(),
  medication: z.string(),
  organizationId: z.uuid(),
  clues: z.string(),
  hospital: z.string(),
  level: z.enum(levels),
  /** OOAD of the place where the hospital stands. */
  ooadCode: z.string().nullable(),
  ooadName: z.string().nullable(),
  status: z.enum(shortageStatuses),
  openedAt: z.string(),
  openedOn: z.string(),
  /** The clock stopped here; null while it runs. */
  closedAt: z.string().nullable(),
  closedOn: z.string().nullable(),
  /** Calendar days from the day it opened to the day it closed, or to the day asked for. */
  openDays: z.int(),
  /** Whole hours from opening to closing, or to the end of the day asked for (to now, if it is today). */
  hours: z.int(),
  /** Doses that waited for it. */
  doses: z.int(),
  expectedOn: z.string().nullable(),
  responsible: z.string().nullable(),
})
export type Shortage = z.infer<typeof Shortage>

const sums = { cases: z.int(), hospitals: z.int(), doses: z.int(), longestDays: z.int() }

/** Of all cases that answer the question, whatever the page. */
export const ShortageSummary = z.object({
  total: z.object({ ...sums, medications: z.int() }),
  /** By OOAD, in the order of its code; null where a hospital's is not known. Offices without a case are left out. */
  byOffice: z.array(z.object({ ooadCode: z.string().nullable(), ooadName: z.string().nullable(), ...sums })),
  byMedication: z.array(z.object({ medication: z.string(), ...sums })),
})
export type ShortageSummary = z.infer<typeof ShortageSummary>

/** The longest first. */
export const Shortages = z.object({
  on: z.string(),
  since: z.string(),
  summary: ShortageSummary,
  items: z.array(Shortage),
  nextCursor: z.string().nullable(),
})
export type Shortages = z.infer<typeof Shortages>

export const shortageEventKinds = [
  'opened',
  'joined',
  'family-report',
  'withdrawn',
  'status',
  'expected',
  'responsible',
  'note',
] as const

export const ShortageEvent = z.object({
  id: z.int(),
  kind: z.enum(shortageEventKinds),
  recordedAt: z.string(),
  /** `GET /api/practitioners` has the name. */
  recordedBy: z.uuid().nullable(),
  status: z.enum(shortageStatuses).nullable(),
  /** With `expected`: null takes the date away. */
  expectedOn: z.string().nullable(),
  responsible: z.string().nullable(),
  note: z.string().nullable(),
  /** 1 where a dose was found lacking, −1 where that record was a mistake, 0 for what speaks of no dose. */
  doses: z.int(),
})
export type ShortageEvent = z.infer<typeof ShortageEvent>

/** A case as it stands now, with all that happened to it, oldest first. */
export const ShortageCase = z.object({
  ...Shortage.shape,
  version: z.int(),
  nextStatuses: z.array(z.enum(shortageStatuses)),
  history: z.array(ShortageEvent),
})
export type ShortageCase = z.infer<typeof ShortageCase>

/** A report without a dose: what is known to lack before a child comes for it. */
export const NewShortage = z.strictObject({
  organizationId: z.uuid(),
  medication: medicationId,
  note: note.optional(),
})
export type NewShortage = z.infer<typeof NewShortage>

/** `opened`: false where it joined the case that was open already. */
export const ReportedShortage = z.object({ ...ShortageCase.shape, opened: z.boolean() })
export type ReportedShortage = z.infer<typeof ReportedShortage>

/** Merge patch: null takes the date or the post away. A note goes with whatever changes. */
export const ShortageEdit = z
  .strictObject({
    status: z.enum(shortageStatuses).optional(),
    expectedOn: calendarDay.nullable().optional(),
    responsible: responsible.nullable().optional(),
    note: note.optional(),
  })
  .refine(({ status, expectedOn, responsible }) => [status, expectedOn, responsible].some((it) => it !== undefined), {
    error: 'nothing-to-change',
  })
export type ShortageEdit = z.infer<typeof ShortageEdit>

export const ShortageNote = z.strictObject({ note })
export type ShortageNote = z.infer<typeof ShortageNote>
