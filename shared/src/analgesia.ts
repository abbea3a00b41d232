import * as z from 'zod'
import { analgesicClasses } from './analgesic-drugs.js'
import { AnalgesicFact, PainProtocol, ProtocolRule, ProtocolStep } from './analgesic-facts.js'
import { calendarDay } from './calendar-day.js'
import { factFields, measure } from './clinical-facts.js'
import { ConfirmedWarning, confirmedWarnings } from './confirmed-warnings.js'
import {
  analgesicEffects,
  analgesicOrderStatuses,
  analgesicPlanStatuses,
  analgesicRoles,
  analgesicRoutes,
  analgesicUnits,
  controlledFractions,
  nonDrugMeasures,
} from './pain.js'
import { line } from './patients.js'

/** Former opioids: none; some; enough every day for a week, as a patch asks (fact FEN-TD), which a clinician says. */
export const opioidStatuses = ['naive', 'exposed', 'tolerant'] as const
export type OpioidStatus = (typeof opioidStatuses)[number]

/** What a dose, an order or a plan may be asked about. A reason goes with each code. */
export const doseWarnings = [
  'drug-not-in-facts',
  'no-dose-fact',
  'weight-missing',
  'dose-above-range',
  'dose-far-above-start',
  'dose-below-range',
  'single-dose-over-maximum',
  'daily-dose-over-maximum',
  'too-many-doses',
  'interval-too-short',
  'age-contraindicated',
  'drug-avoided',
  'route-avoided',
  'only-opioid-tolerant',
] as const
export const orderWarnings = [
  ...doseWarnings,
  'weak-opioid-step',
  'opioids-mixed',
  'rescue-outside-percent',
  'titration-too-fast',
  'fraction-missing',
  'fraction-differs',
  'nsaid-with-chemotherapy',
] as const
export const planWarnings = ['replaces-plan', 'protocol-for-age', 'weight-old', 'bowel-prophylaxis-missing'] as const
export const administrationWarnings = [
  ...doseWarnings,
  'weight-old',
  'late-entry',
  'order-expired',
  'dose-differs-from-order',
  'interval-too-early',
  'rescues-in-a-day',
  'opioids-mixed',
  'dose-jumped',
  'sedated-no-opioid',
  'too-many-days',
  'nsaid-with-chemotherapy',
] as const
export const checkWarnings = ['late-entry'] as const
export type AnalgesicWarningCode =
  | (typeof orderWarnings)[number]
  | (typeof planWarnings)[number]
  | (typeof administrationWarnings)[number]

/** Where a warning comes from, so that a person can weigh it. */
export const warningSource = {
  /** Rule of the catalogue (R-COD), null where a fact or the record itself speaks. */
  ruleId: z.string().nullable(),
  factId: z.string().nullable(),
  source: z.string().nullable(),
  /** `verificado`, or how far the fact was not re-read in its source. */
  confidence: z.string().nullable(),
  /** What the rule, note or conflict says, in Spanish. */
  text: z.string().nullable(),
}

/** One of `warnings` in `409 /problems/needs-confirmation` of these routes. */
export const AnalgesicWarning = z.object({
  pointer: z.string(),
  code: z.string(),
  ...warningSource,
  /** What was found and where the bound is, both in `unit`. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string().nullable(),
})
export type AnalgesicWarning = z.infer<typeof AnalgesicWarning>

const moment = z.iso.datetime({
  offset: true,
  error: (issue) => (issue.input === undefined ? undefined : 'instant-invalid'),
})
const amount = z
  .number()
  .positive('dose-not-positive')
  .max(1_000_000, 'too-large')
  .meta({ description: 'Dose in `unit`; for an infusion or a patch what flows in an hour', example: 180 })
const hours = z
  .number()
  .min(0.25, 'too-small')
  .max(168, 'too-large')
  .meta({ description: 'Hours between doses, by the clock', example: 6 })
const weight = measure(0.4, 300, 3).meta({
  description: 'Body weight, kg; the last body measurement where absent',
  example: 18.2,
})
const opioidStatus = z.enum(opioidStatuses).meta({
  description:
    'Former opioids, home ones too. Where absent `naive` or `exposed`, reckoned from the recorded doses of the last week; `tolerant` only where said',
})

/** How a dose was reckoned from the weight: dose = perKg × weightKg, not above `cap`, rounded down to `rounding`. */
export const DoseDerivation = z.object({
  factId: z.string().nullable(),
  perKg: z.number(),
  /** Of the dose, for each kg. */
  unit: z.enum(analgesicUnits),
  weightKg: z.number(),
  /** Before cap and rounding. */
  raw: z.number(),
  /** Maximum of one dose in `unit`, where a fact gives one. */
  cap: z.number().nullable(),
  rounding: z.number(),
  dose: z.number(),
})
export type DoseDerivation = z.infer<typeof DoseDerivation>

const orderFields = {
  role: z.enum(analgesicRoles),
  drug: line(80).meta({ description: 'Code of the list of drugs, or own words', example: 'paracetamol' }),
  route: z.enum(analgesicRoutes),
  prolongedRelease: z.boolean().optional(),
}

/** One drug of a plan. Either `dose`, or `perKg` from which the server reckons it with the plan's weight. */
export const NewAnalgesicOrder = z
  .strictObject({
    ...orderFields,
    dose: amount.optional(),
    unit: z.enum(analgesicUnits),
    perKg: z
      .number()
      .positive('dose-not-positive')
      .max(10_000, 'too-large')
      .optional()
      .meta({ description: 'Dose for each kg, in `unit`', example: 10 }),
    roundTo: z
      .number()
      .min(0.0001, 'too-small')
      .max(1000, 'too-large')
      .optional()
      .meta({ description: 'Step to round the reckoned dose to, in `unit`', example: 5 }),
    intervalHours: hours.nullish(),
    maxDosesPerDay: z.int().min(1, 'too-small').max(48, 'too-large').nullish(),
    controlledFraction: z.enum(controlledFractions).nullish(),
    prescriptionFolio: line(60).nullish(),
    expiresOn: calendarDay.nullish().meta({ description: 'Last day of the prescription', example: '2026-12-20' }),
    confirmedWarnings: confirmedWarnings(orderWarnings),
  })
  .superRefine(({ dose, perKg, roundTo, role, route, intervalHours, maxDosesPerDay, ...order }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (dose === undefined && perKg === undefined) refuse('dose', 'required')
    if (roundTo !== undefined && perKg === undefined) refuse('roundTo', 'only-with-per-kg')
    const infusion = /-infusion$/.test(route)
    if (infusion && intervalHours != null) refuse('intervalHours', 'not-for-infusion')
    if (role === 'regular' && !infusion && intervalHours == null) refuse('intervalHours', 'required')
    if (role === 'rescue' && intervalHours == null && maxDosesPerDay == null) refuse('maxDosesPerDay', 'required')
    const { controlledFraction, prescriptionFolio, expiresOn } = order
    if (controlledFraction != null && prescriptionFolio == null) refuse('prescriptionFolio', 'required')
    if (controlledFraction != null && expiresOn == null) refuse('expiresOn', 'required')
  })
export type NewAnalgesicOrder = z.infer<typeof NewAnalgesicOrder>

const planCourse = {
  step: z.int().min(1, 'too-small').max(3, 'too-large').meta({ description: 'Step of the protocol', example: 2 }),
  reviewOn: calendarDay.nullish(),
  targetScore: z
    .int()
    .min(0, 'too-small')
    .max(10, 'too-large')
    .meta({ description: 'Pain to reach, 0 to 10', example: 3 }),
  nonDrugMeasures: z
    .array(z.enum(nonDrugMeasures))
    .max(nonDrugMeasures.length, 'too-many')
    .refine((all) => new Set(all).size === all.length, 'measure-twice'),
  noBowelProphylaxisReason: line(300).nullish(),
  note: line(500).nullish(),
}

/** A plan of pain relief: a record and a reminder, never a prescription. A new one ends the one in force. */
export const NewAnalgesicPlan = z
  .strictObject({
    protocol: z.enum(['children', 'adults']).optional().meta({ description: 'By age where absent' }),
    ...planCourse,
    targetScore: planCourse.targetScore.optional().meta({ description: '3 where absent (rule R-GOAL)' }),
    nonDrugMeasures: planCourse.nonDrugMeasures.optional(),
    startedAt: moment.optional().meta({ description: 'Now where absent' }),
    weightKg: weight.nullish(),
    opioidStatus: opioidStatus.optional(),
    orders: z.array(NewAnalgesicOrder).max(20, 'too-many'),
    confirmedWarnings: confirmedWarnings(planWarnings),
  })
  .refine(({ protocol, step }) => protocol !== 'children' || step <= 2, {
    path: ['step'],
    error: 'step-not-of-protocol',
  })
export type NewAnalgesicPlan = z.infer<typeof NewAnalgesicPlan>

/** JSON merge patch with If-Match. Orders are added and stopped by their own routes. */
export const AnalgesicPlanEdit = z.strictObject(planCourse).partial()
export type AnalgesicPlanEdit = z.infer<typeof AnalgesicPlanEdit>

/** One more drug for a plan in force. */
export const AddedAnalgesicOrder = z.strictObject({
  order: NewAnalgesicOrder,
  weightKg: weight.nullish(),
  opioidStatus: opioidStatus.optional(),
  confirmedWarnings: confirmedWarnings(planWarnings),
})
export type AddedAnalgesicOrder = z.infer<typeof AddedAnalgesicOrder>

/** Why a plan ends or an order stops. */
export const AnalgesicEnd = z.strictObject({
  reason: line(300),
  at: moment.optional().meta({ description: 'Now where absent' }),
})
export type AnalgesicEnd = z.infer<typeof AnalgesicEnd>

/** FHIR MedicationRequest. */
export const AnalgesicOrder = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  role: z.enum(analgesicRoles),
  drug: z.string(),
  route: z.enum(analgesicRoutes),
  prolongedRelease: z.boolean(),
  dose: z.number(),
  unit: z.enum(analgesicUnits),
  derivation: DoseDerivation.nullable(),
  intervalHours: z.number().nullable(),
  maxDosesPerDay: z.int().nullable(),
  controlledFraction: z.enum(controlledFractions).nullable(),
  prescriptionFolio: z.string().nullable(),
  expiresOn: z.string().nullable(),
  /** The prescription has run out today. */
  expired: z.boolean(),
  /** Dose given last by this order. */
  lastGivenAt: z.string().nullable(),
  /** Former opioids by which it was judged. */
  opioidStatus: z.enum(opioidStatuses).nullable(),
  /** Doses given by this order in the last 24 hours. */
  givenInDay: z.int(),
  confirmedWarnings: z.array(ConfirmedWarning),
  status: z.enum(analgesicOrderStatuses),
  stoppedAt: z.string().nullable(),
  stoppedBy: z.string().nullable(),
  stopReason: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
})
export type AnalgesicOrder = z.infer<typeof AnalgesicOrder>

/** FHIR CarePlan. */
export const AnalgesicPlan = z.object({
  id: z.uuid(),
  version: z.int(),
  patientId: z.uuid(),
  status: z.enum(analgesicPlanStatuses),
  protocol: z.enum(['children', 'adults']),
  /** Version of the facts that judged it. */
  protocolVersion: z.string(),
  step: z.int(),
  startedAt: z.string(),
  reviewOn: z.string().nullable(),
  targetScore: z.int(),
  weightKg: z.number().nullable(),
  nonDrugMeasures: z.array(z.enum(nonDrugMeasures)),
  noBowelProphylaxisReason: z.string().nullable(),
  note: z.string().nullable(),
  confirmedWarnings: z.array(ConfirmedWarning),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  enteredInError: factFields.enteredInError,
  /** As they were written; stopped ones stay. */
  orders: z.array(AnalgesicOrder),
  /** The plan that this one ended, in the answer to a new one. */
  replacedPlanId: z.uuid().nullable(),
})
export type AnalgesicPlan = z.infer<typeof AnalgesicPlan>
/** The one in force first, then the latest. */
export const AnalgesicPlanList = z.object({ items: z.array(AnalgesicPlan), nextCursor: z.null() })

/**
 * A dose that was given. By an order: what is not said is the order's. Without one: all of it. Naloxone is an
 * `antagonist`, and records the unwanted effect that it answers too.
 */
export const NewAnalgesicAdministration = z
  .strictObject({
    orderId: z.uuid().nullish(),
    role: orderFields.role.optional(),
    drug: orderFields.drug.optional(),
    route: orderFields.route.optional(),
    prolongedRelease: orderFields.prolongedRelease,
    dose: amount.optional(),
    unit: z.enum(analgesicUnits).optional(),
    givenAt: moment.optional().meta({ description: 'Now where absent' }),
    performerId: z.uuid().nullish().meta({ description: 'Who gave it; the caller where absent' }),
    answersAssessmentId: z.uuid().nullish().meta({ description: 'Pain assessment that it answers' }),
    opioidStatus: opioidStatus.optional(),
    effect: z
      .enum(analgesicEffects)
      .optional()
      .meta({ description: 'With an antagonist: the effect it answers; respiratory depression where absent' }),
    note: line(500).nullish(),
    confirmedWarnings: confirmedWarnings(administrationWarnings),
  })
  .superRefine((given, context) => {
    if (given.orderId != null) return
    for (const field of ['role', 'drug', 'route', 'dose', 'unit'] as const)
      if (given[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: 'required' })
  })
export type NewAnalgesicAdministration = z.infer<typeof NewAnalgesicAdministration>

/** FHIR MedicationAdministration. */
export const AnalgesicAdministration = z.object({
  ...factFields,
  orderId: z.uuid().nullable(),
  role: z.enum(analgesicRoles),
  drug: z.string(),
  route: z.enum(analgesicRoutes),
  prolongedRelease: z.boolean(),
  dose: z.number(),
  unit: z.enum(analgesicUnits),
  givenAt: z.string(),
  performerId: z.uuid().nullable(),
  answersAssessmentId: z.uuid().nullable(),
  /** When the pain is to be looked at again; null where nothing is. */
  reassessDueAt: z.string().nullable(),
  /** Former opioids by which it was judged. */
  opioidStatus: z.enum(opioidStatuses).nullable(),
  note: z.string().nullable(),
})
export type AnalgesicAdministration = z.infer<typeof AnalgesicAdministration>
/** Latest first. */
export const AnalgesicAdministrationList = z.object({
  items: z.array(AnalgesicAdministration),
  nextCursor: z.uuid().nullable(),
})
export const AnalgesicListQuery = z.strictObject({
  /** At this instant or later. */
  since: moment.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid('cursor-unknown').optional(),
})

export const sedationScales = ['POSS', 'RAMSAY', 'UMSS', 'RASS'] as const

/** What asks for help in a sedation check. */
export const sedationAlerts = [
  'too-sedated',
  'sedation-emergency',
  'breathing-slow',
  'breathing-emergency',
  'oxygen-low',
] as const
export type SedationAlert = (typeof sedationAlerts)[number]

export const NewSedationCheck = z.strictObject({
  scale: z.enum(sedationScales),
  value: z.string().max(2, 'too-long').meta({ description: 'As the scale writes it', example: 'S' }),
  respiratoryRate: z
    .int()
    .min(0, 'too-small')
    .max(120, 'too-large')
    .nullish()
    .meta({ description: 'Breaths a minute, counted for a whole one', example: 18 }),
  oxygenSaturation: z
    .int()
    .min(0, 'too-small')
    .max(100, 'too-large')
    .nullish()
    .meta({ description: 'SpO2, percent', example: 97 }),
  effectiveDateTime: moment.optional().meta({ description: 'Now where absent' }),
  followsAdministrationId: z.uuid().nullish(),
  note: line(500).nullish(),
  confirmedWarnings: confirmedWarnings(checkWarnings),
})
export type NewSedationCheck = z.infer<typeof NewSedationCheck>

/** FHIR Observation. */
export const SedationCheck = z.object({
  ...factFields,
  scale: z.enum(sedationScales),
  value: z.string(),
  respiratoryRate: z.int().nullable(),
  oxygenSaturation: z.int().nullable(),
  effectiveDateTime: z.string(),
  followsAdministrationId: z.uuid().nullable(),
  /** What asks for help, with the limit that says so; a limit of low confidence is the program's own. */
  alerts: z.array(z.object({ code: z.enum(sedationAlerts), ...warningSource, limit: z.number().nullable() })),
  note: z.string().nullable(),
})
export type SedationCheck = z.infer<typeof SedationCheck>
export const SedationCheckList = z.object({ items: z.array(SedationCheck), nextCursor: z.uuid().nullable() })

export const NewAnalgesicAdverseEffect = z.strictObject({
  effect: z.enum(analgesicEffects),
  effectiveDateTime: moment.optional().meta({ description: 'Now where absent' }),
  administrationId: z.uuid().nullish(),
  note: line(500).nullish(),
  confirmedWarnings: confirmedWarnings(checkWarnings),
})
export type NewAnalgesicAdverseEffect = z.infer<typeof NewAnalgesicAdverseEffect>

export const AnalgesicAdverseEffect = z.object({
  ...factFields,
  effect: z.enum(analgesicEffects),
  effectiveDateTime: z.string(),
  administrationId: z.uuid().nullable(),
  note: z.string().nullable(),
})
export type AnalgesicAdverseEffect = z.infer<typeof AnalgesicAdverseEffect>
export const AnalgesicAdverseEffectList = z.object({ items: z.array(AnalgesicAdverseEffect), nextCursor: z.null() })

export const AnalgesicFactsQuery = z.strictObject({
  ageInDays: z.coerce.number().int().min(0).max(60_000).optional(),
  weightKg: z.coerce.number().min(0.4).max(300).optional(),
})

/** A fact for one age and weight: what one dose and a day come to. */
export const FactForPerson = z.object({
  factId: z.string(),
  drug: z.string(),
  routes: z.array(z.enum(analgesicRoutes)),
  prolongedRelease: z.boolean(),
  unit: z.enum(analgesicUnits).nullable(),
  /** For this weight; null where the fact is per kg and the weight was not said. */
  doseMin: z.number().nullable(),
  doseMax: z.number().nullable(),
  /** Of one dose and of a day, in mg. */
  maxSingleMg: z.number().nullable(),
  maxDailyMg: z.number().nullable(),
})
export type FactForPerson = z.infer<typeof FactForPerson>

/** `GET /api/analgesic-facts`: everything a screen shows or checks while somebody writes. */
export const AnalgesicFacts = z.object({
  protocol: PainProtocol,
  steps: z.array(ProtocolStep),
  drugs: z.array(
    z.object({
      code: z.string(),
      es: z.string(),
      en: z.string(),
      class: z.enum(analgesicClasses),
      opioid: z.boolean(),
      fraction: z.enum(controlledFractions).nullable(),
      /** Rules that speak of it: cautions to show beside it. */
      cautions: z.array(ProtocolRule.pick({ id: true, text: true, source: true, confidence: true })),
      factIds: z.array(AnalgesicFact.shape.id),
    }),
  ),
  sedationScales: z.array(
    z.object({
      id: z.enum(sedationScales),
      name: z.string(),
      values: z.array(z.object({ value: z.string(), label: z.string(), action: z.string().nullable() })),
      source: z.string(),
      confidence: z.string(),
    }),
  ),
  /** Only with `ageInDays`. */
  forPerson: z
    .object({
      protocol: z.enum(['children', 'adults']),
      contraindicated: z.array(z.object({ drug: z.string(), ...warningSource })),
      facts: z.array(FactForPerson),
      breathing: z.object({
        normalLow: z.number(),
        normalHigh: z.number(),
        opioidAlertBelow: z.number(),
        confidence: z.string(),
      }),
    })
    .nullable(),
})
export type AnalgesicFacts = z.infer<typeof AnalgesicFacts>
