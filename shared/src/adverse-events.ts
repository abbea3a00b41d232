import * as z from 'zod'
import { knownTerm } from './adverse-event-terms.js'
import { calendarDay } from './calendar-day.js'
import { factFields } from './clinical-facts.js'
import { confirmedWarnings } from './confirmed-warnings.js'
import { line } from './patients.js'

/** Causality to the treatment, in the categories of the WHO-UMC scale that a ward uses. */
export const relations = ['not-related', 'unlikely', 'possible', 'probable', 'certain'] as const
/** What was done with the treatment. */
export const actionsTaken = ['none', 'dose-reduced', 'delayed', 'interrupted', 'stopped', 'not-applicable'] as const
/** FHIR AdverseEvent.outcome. */
export const adverseEventOutcomes = [
  'ongoing',
  'recovering',
  'resolved',
  'resolved-with-sequelae',
  'fatal',
  'unknown',
] as const
type Outcome = (typeof adverseEventOutcomes)[number]
const ended: readonly Outcome[] = ['resolved', 'resolved-with-sequelae', 'fatal']

export const adverseEventWarnings = ['before-diagnosis', 'grade-unusual'] as const

/** What may be said later, when it has run its course. */
const course = {
  grade: z.int().min(1, 'too-small').max(5, 'too-large').meta({ description: 'CTCAE v5.0 grade, 1 to 5', example: 3 }),
  relation: z.enum(relations),
  actionTaken: z.enum(actionsTaken),
  outcome: z.enum(adverseEventOutcomes),
  resolvedOn: calendarDay.nullish().meta({ description: 'Day it ended', example: '2024-08-16' }),
  suspectedMedication: line(80).nullish(),
  note: line(500).nullish(),
}
const confirmed = confirmedWarnings(adverseEventWarnings)

export const NewAdverseEvent = z
  .strictObject({
    term: line(120).meta({
      description: 'A code of the list of terms, or own words',
      example: 'febrile-neutropenia',
    }),
    onsetOn: calendarDay.meta({ description: 'Day it began', example: '2024-08-09' }),
    carePlanId: z
      .uuid()
      .nullish()
      .meta({ description: 'Treatment it fell in; absent: the plan whose dose was given last before it; null: none' }),
    ...course,
    confirmedWarnings: confirmed,
  })
  .superRefine(({ grade, outcome, onsetOn, resolvedOn }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if ((grade === 5) !== (outcome === 'fatal')) refuse('outcome', 'grade-outcome-mismatch')
    if (resolvedOn == null && ended.includes(outcome)) refuse('resolvedOn', 'required')
    if (resolvedOn != null && !ended.includes(outcome)) refuse('outcome', 'outcome-not-ended')
    if (resolvedOn != null && resolvedOn < onsetOn) refuse('resolvedOn', 'end-before-start')
  })
export type NewAdverseEvent = z.infer<typeof NewAdverseEvent>

/** JSON merge patch: absent keeps, null removes. Term and first day stay; another is another event. */
export const AdverseEventEdit = z.strictObject({ ...course, confirmedWarnings: confirmed }).partial()
export type AdverseEventEdit = z.infer<typeof AdverseEventEdit>

export const AdverseEvent = z.object({
  ...factFields,
  version: z.int(),
  /** A code of the list of terms, or own words. */
  term: z.string(),
  grade: z.int(),
  onsetOn: z.string(),
  resolvedOn: z.string().nullable(),
  carePlanId: z.uuid().nullable(),
  /** Phase from 0, cycle and day from 1, of the plan it fell in. */
  phase: z.int().nullable(),
  cycle: z.int().nullable(),
  cycleDay: z.int().nullable(),
  relation: z.enum(relations).nullable(),
  actionTaken: z.enum(actionsTaken).nullable(),
  outcome: z.enum(adverseEventOutcomes),
  suspectedMedication: z.string().nullable(),
  note: z.string().nullable(),
})
export type AdverseEvent = z.infer<typeof AdverseEvent>
export const AdverseEventList = z.object({ items: z.array(AdverseEvent), nextCursor: z.null() })

/** The grades that the criteria give a term, when this one is not among them; else null. */
export function unusualGrade(term: string, grade: number): readonly [number, number] | null {
  const grades = knownTerm(term)?.grades
  return grades !== undefined && (grade < grades[0] || grade > grades[1]) ? grades : null
}
