import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { confidences } from './medication-catalogue.js'
import { doseUnits, purposes, routes } from './medications.js'
import { line } from './patients.js'
import { administrationStatuses, bsaFormulas, carePlanStatuses, intents, statusReasons } from './treatment.js'

/** kg and cm within which the published formulas hold. */
const weightKg = z.number().min(0.4, 'weight-impossible').max(300, 'weight-impossible')
const heightCm = z.number().min(30, 'height-impossible').max(230, 'height-impossible')
/** mL/min. */
const filtration = z.number().min(1, 'filtration-impossible').max(400, 'filtration-impossible')

export const planWarnings = [
  'weight-jumped',
  'height-jumped',
  'before-diagnosis',
  'starts-far',
  'infant-dose',
  'filtration-high',
  'dose-out-of-range',
  'dose-over-cap',
  'route-unusual',
  'medication-unknown',
  'rounding-too-coarse',
  'lifetime-dose',
] as const
export type PlanWarningCode = (typeof planWarnings)[number]

const confirmedWarnings = z
  .array(z.strictObject({ code: z.enum(planWarnings), reason: line(300) }))
  .max(planWarnings.length, 'too-many')
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'warning-twice')

const measures = {
  weightKg: weightKg.meta({ description: 'kg', example: 20.5 }),
  heightCm: heightCm.meta({ description: 'cm', example: 115 }),
  bsaFormula: z.enum(bsaFormulas).default('mosteller'),
  glomerularFiltration: filtration.optional().meta({ description: 'mL/min, for doses by AUC', example: 95 }),
}

/** A protocol begun for a person. */
export const NewCarePlan = z.strictObject({
  protocolVersionId: z.uuid(),
  intent: z.enum(intents),
  startsOn: calendarDay,
  ...measures,
  conditionId: z.uuid().optional(),
  service: line(80).optional(),
  /** Folio under which the high-cost medicines of the plan were authorised. */
  authorisationFolio: line(60).optional(),
  confirmedWarnings: confirmedWarnings.optional(),
})
export type NewCarePlan = z.infer<typeof NewCarePlan>

/** Another weight, another height, or the rest of the plan moved so that the next dose falls on another day. */
export const Replan = z.strictObject({
  weightKg: weightKg.optional(),
  heightCm: heightCm.optional(),
  bsaFormula: z.enum(bsaFormulas).optional(),
  glomerularFiltration: filtration.optional(),
  /** Days by which what is not given yet moves; negative is earlier. */
  shiftDays: z.int().min(-365, 'shift-too-far').max(365, 'shift-too-far').optional(),
  authorisationFolio: line(60).optional(),
  reason: line(300),
  confirmedWarnings: confirmedWarnings.optional(),
})
export type Replan = z.infer<typeof Replan>

/** A pause, its end, or the end of a plan; `revoked` is stopped before its time. All but `active` say why. */
export const CarePlanEdit = z
  .strictObject({
    status: z.enum(['active', 'on-hold', 'completed', 'revoked', 'entered-in-error']),
    statusReason: line(300).optional(),
  })
  .refine(({ status, statusReason }) => status === 'active' || status === 'completed' || statusReason !== undefined, {
    path: ['statusReason'],
    error: 'required',
  })
export type CarePlanEdit = z.infer<typeof CarePlanEdit>

/** Something a person has to answer with a reason; `pointer` names the field, the rest what was found and the rule. */
export const PlanWarning = z.looseObject({ code: z.enum(planWarnings), pointer: z.string() })
export type PlanWarning = z.infer<typeof PlanWarning>

export const Derivation = z.object({
  formula: z.string(),
  inputs: z.record(z.string(), z.union([z.number(), z.string()])),
  raw: z.number(),
  capApplied: z.number().nullable(),
  rounding: z.object({ to: z.number(), mode: z.string() }).nullable(),
  steps: z.array(z.object({ step: z.string(), value: z.number() })),
})

const place = { phase: z.int(), cycle: z.int(), day: z.int(), line: z.int() }

/** One administration of a plan: phase from 0, cycle and day from 1, line of the day from 0. */
export const PlanDose = z.object({
  id: z.uuid().nullable().meta({ description: 'null in a preview' }),
  ...place,
  medication: z.string(),
  purpose: z.enum(purposes),
  route: z.enum(routes),
  plannedOn: z.string(),
  offsetMinutes: z.int().nullable(),
  plannedDose: z.number().nullable(),
  unit: z.enum(doseUnits),
  status: z.enum(administrationStatuses),
  statusReason: z.enum(statusReasons).nullable(),
  doseGiven: z.number().nullable(),
  givenAt: z.string().nullable(),
  derivation: Derivation.nullable(),
})
export type PlanDose = z.infer<typeof PlanDose>

const facts = {
  patientId: z.uuid(),
  managingOrganizationId: z.uuid(),
  protocolVersionId: z.uuid(),
  protocol: z.object({ code: z.string(), name: z.string(), number: z.int(), example: z.boolean() }),
  intent: z.enum(intents),
  startsOn: z.string(),
  conditionId: z.uuid().nullable(),
  weightKg: z.number(),
  heightCm: z.number(),
  bsaFormula: z.enum(bsaFormulas),
  bsaM2: z.number(),
  glomerularFiltration: z.number().nullable(),
  service: z.string().nullable(),
  authorisationFolio: z.string().nullable(),
}

const phase = z.object({
  name: z.string(),
  kind: z.string(),
  cycleDays: z.int(),
  cycles: z.int(),
  startsOn: z.string(),
})

export const CarePlanSummary = z.object({
  id: z.uuid(),
  version: z.int(),
  ...facts,
  status: z.enum(carePlanStatuses),
  statusReason: z.string().nullable(),
  endedOn: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.uuid().nullable(),
  /** How many administrations stand where. */
  doses: z.object({ planned: z.int(), given: z.int(), notDone: z.int(), cancelled: z.int() }),
})
export type CarePlanSummary = z.infer<typeof CarePlanSummary>
export const CarePlanList = z.object({ items: z.array(CarePlanSummary), nextCursor: z.null() })

/** A plan with its calendar. */
export const CarePlan = CarePlanSummary.extend({
  phases: z.array(phase),
  administrations: z.array(PlanDose),
  /** What was asked and answered when it was begun or changed, the latest last. */
  confirmedWarnings: z.array(
    z.object({ code: z.string(), reason: z.string(), by: z.uuid().nullable(), at: z.string() }),
  ),
})
export type CarePlan = z.infer<typeof CarePlan>

const limit = z.object({
  value: z.number(),
  unit: z.enum(doseUnits),
  per: z.enum(['m2', 'total']),
  kind: z.object({ es: z.string(), en: z.string() }),
  source: z.string(),
  confidence: z.enum(confidences),
  reached: z.number(),
  percent: z.number(),
})
const sum = z.object({ given: z.number(), planned: z.number(), prior: z.number(), total: z.number() })

/** A lifetime sum: by m2 and in all, in `unit`, with the limits of this age. */
export const CumulativeDose = z.object({
  family: z.string(),
  label: z.object({ es: z.string(), en: z.string() }),
  unit: z.enum(doseUnits),
  perM2: sum,
  absolute: sum,
  limits: z.array(limit),
  attention: z.object({ value: z.number(), source: z.string(), reached: z.boolean() }).nullable(),
  incomplete: z.boolean(),
})
export const CumulativeDoseList = z.object({ items: z.array(CumulativeDose), nextCursor: z.null() })

/** What would be planned; nothing is kept. `errors` stop, `warnings` ask for a reason. */
export const CarePlanPreview = z.object({
  bsaM2: z.number(),
  phases: z.array(phase),
  administrations: z.array(PlanDose),
  errors: z.array(z.looseObject({ pointer: z.string(), code: z.string() })),
  warnings: z.array(PlanWarning),
  highCost: z.array(z.string()),
  cumulative: z.array(CumulativeDose),
})
export type CarePlanPreview = z.infer<typeof CarePlanPreview>

/** What a new weight or day changes, dose by dose; given, begun and undone ones are not among them. */
export const ReplanPreview = z.object({
  bsaM2: z.object({ before: z.number(), after: z.number() }),
  changes: z.array(
    z.object({
      id: z.uuid(),
      ...place,
      medication: z.string(),
      unit: z.enum(doseUnits),
      before: z.object({ plannedOn: z.string(), plannedDose: z.number().nullable() }),
      after: z.object({ plannedOn: z.string(), plannedDose: z.number() }),
      /** Of the dose, in percent of what it was. */
      percent: z.number().nullable(),
    }),
  ),
  unchanged: z.int(),
  untouched: z.int().meta({ description: 'Given, begun, not done or cancelled: never changed' }),
  errors: z.array(z.looseObject({ pointer: z.string(), code: z.string() })),
  warnings: z.array(PlanWarning),
  cumulative: z.array(CumulativeDose),
})
export type ReplanPreview = z.infer<typeof ReplanPreview>

/** What went into a person before or elsewhere: per m2 of the substance itself, in the unit of its medicine. */
export const NewPriorExposure = z.strictObject({
  medication: z.string().regex(/^[a-z0-9_]{2,60}$/, 'medication-shape'),
  amountPerM2: z.number().positive('dose-impossible').max(1_000_000, 'dose-impossible'),
  unit: z
    .enum(doseUnits, { error: ({ input }) => (input === undefined ? 'unit-missing' : undefined) })
    .meta({ description: 'Must measure what the medicine is measured in' }),
  note: line(300).optional(),
})
export const PriorExposure = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  medication: z.string(),
  amountPerM2: z.number(),
  unit: z.enum(doseUnits),
  note: z.string().nullable(),
  status: z.enum(['final', 'entered-in-error']),
  recordedAt: z.string(),
  recordedBy: z.uuid().nullable(),
  enteredInError: z
    .object({ reason: z.string().nullable(), by: z.uuid().nullable(), at: z.string().nullable() })
    .nullable(),
})
export type PriorExposure = z.infer<typeof PriorExposure>
export const PriorExposureList = z.object({ items: z.array(PriorExposure), nextCursor: z.null() })
