/** How strong a pain is, by the bands of its scale; `none-mild` where a scale does not tell the two apart. */
export const painSeverities = ['none', 'none-mild', 'mild', 'moderate', 'severe'] as const
export type PainSeverity = (typeof painSeverities)[number]
/** Severities that ask for an answer. */
export const answeredSeverities: readonly PainSeverity[] = ['moderate', 'severe']

export const painCauses = ['tumour', 'procedure', 'treatment', 'other', 'mixed'] as const
export type PainCause = (typeof painCauses)[number]

/** What was done on seeing the pain; `analgesic` announces a dose that is recorded as its own fact. */
export const painActions = ['none', 'analgesic', 'non-drug', 'notify'] as const
export type PainAction = (typeof painActions)[number]

/** Regions of the body map, front and back; left and right are the person's own. */
export const bodySites = [
  'head',
  'face',
  'mouth-throat',
  'neck-front',
  'chest-right',
  'chest-left',
  'abdomen-upper',
  'abdomen-lower',
  'pelvis-genitals',
  'shoulder-right',
  'shoulder-left',
  'arm-right',
  'arm-left',
  'forearm-right',
  'forearm-left',
  'hand-right',
  'hand-left',
  'thigh-right',
  'thigh-left',
  'knee-right',
  'knee-left',
  'leg-right',
  'leg-left',
  'foot-right',
  'foot-left',
  'head-back',
  'neck-back',
  'back-upper',
  'back-lower',
  'buttocks',
  'whole-body',
] as const
export type BodySite = (typeof bodySites)[number]

/** Routes of analgesia; `IV-infusion` and `SC-infusion` are continuous, `TD` transdermal, `SL` sublingual, `PR` rectal, `IN` nasal. */
export const analgesicRoutes = ['PO', 'PR', 'SL', 'IN', 'IV', 'SC', 'IM', 'IV-infusion', 'SC-infusion', 'TD'] as const
export type AnalgesicRoute = (typeof analgesicRoutes)[number]

/** UCUM units of an analgesic dose. */
export const analgesicUnits = ['mg', 'ug', 'mg/h', 'ug/h', 'mL', 'g'] as const
export type AnalgesicUnit = (typeof analgesicUnits)[number]

/** What an order is for, and so what a dose was. `antagonist` is naloxone. */
export const analgesicRoles = ['regular', 'rescue', 'adjuvant', 'bowel-prophylaxis', 'antagonist'] as const
export type AnalgesicRole = (typeof analgesicRoles)[number]

export const nonDrugMeasures = [
  'comfort-holding',
  'positioning',
  'heat',
  'cold',
  'massage',
  'breathing',
  'distraction',
  'play',
  'music',
  'sucrose',
  'topical-anaesthetic',
  'psychology',
  'physiotherapy',
  'other',
] as const
export type NonDrugMeasure = (typeof nonDrugMeasures)[number]

/** Fractions of the General Health Law, article 226: I special prescription, II retained and valid 30 days, III up to three fills. */
export const controlledFractions = ['I', 'II', 'III'] as const
export type ControlledFraction = (typeof controlledFractions)[number]

export const analgesicPlanStatuses = ['active', 'ended', 'entered-in-error'] as const
export const analgesicOrderStatuses = ['active', 'stopped'] as const

/** Unwanted effects that are looked for with each opioid (rule R-AE of the catalogue). */
export const analgesicEffects = [
  'constipation',
  'nausea-vomiting',
  'pruritus',
  'urinary-retention',
  'sedation',
  'respiratory-depression',
  'myoclonus',
  'delirium',
  'other',
] as const
export type AnalgesicEffect = (typeof analgesicEffects)[number]

/**
 * What a reminder asks for: pain again after a dose; sedation and breathing after an opioid; a call when the pain does
 * not yield; the next early-warning score; the antibiotic of a febrile child.
 */
export const reminderKinds = ['reassessment', 'sedation-check', 'escalation', 'early-warning', 'antibiotic'] as const
export type ReminderKind = (typeof reminderKinds)[number]
export const reminderOutcomes = ['done', 'superseded', 'cancelled'] as const

/** The four measures of the loop, opioid days, unwanted effects and doses of naloxone. */
export const painMeasures = [
  'assessed',
  'treated',
  'reassessed',
  'relieved',
  'opioid-day',
  'adverse-effect',
  'naloxone',
] as const
export type PainMeasure = (typeof painMeasures)[number]

/** Bands of the early-warning score. */
export const warningBands = ['green', 'yellow', 'red'] as const
