import * as z from 'zod'
import { drugCode } from './analgesic-drugs.js'
import { type AnalgesicRoute, analgesicRoutes, type PainSeverity, painSeverities } from './pain.js'

const Ages = z.object({ min_days: z.int(), max_days: z.int().nullable(), label_es: z.string() })
const Range = z.object({ min: z.number(), max: z.number(), unit: z.string() })

const CatalogueFact = z.strictObject({
  id: z.string(),
  drug: z.string(),
  route: z.string(),
  population: Ages,
  dose_min: z.number().nullable(),
  dose_max: z.number().nullable(),
  dose_unit: z.string(),
  interval_h_min: z.number().nullable(),
  interval_h_max: z.number().nullable(),
  max_doses_per_day: z.int().optional(),
  max_single_dose_mg: z.number().optional(),
  max_daily_mg_per_kg: z.number().optional(),
  max_daily_mg: z.number().optional(),
  max_days: z.int().optional(),
  weight_bands: z
    .array(
      z.strictObject({
        kg_max: z.number().nullable(),
        dose: z.number().optional(),
        dose_mg: z.number().optional(),
        max_mg_per_kg_day: z.number().optional(),
        max_mg_day: z.number().optional(),
      }),
    )
    .optional(),
  loading: Range.optional(),
  repeat_min: z.tuple([z.number(), z.number()]).optional(),
  second_dose: z.object({ dose: z.number(), unit: z.string(), when_es: z.string() }).optional(),
  then_interval_h: z.tuple([z.number(), z.number()]).optional(),
  first_doses: z.int().optional(),
  opioid_naive_only: z.boolean(),
  opioid_tolerant_only: z.boolean().optional(),
  for_opioid_tolerant: z.boolean().optional(),
  note_es: z.string().optional(),
  conflict_es: z.string().optional(),
  confidence: z.string(),
  source: z.string(),
})

const CatalogueRule = z.object({
  id: z.string(),
  topic: z.string(),
  text_es: z.string(),
  structured: z.unknown(),
  source: z.string(),
  confidence: z.string(),
})
const Rates = z.object({ age: Ages, low: z.number(), high: z.number() })

/** The shape of `pain-protocol.json`. */
export const PainProtocolFile = z.object({
  header: z.object({ version: z.string(), purpose: z.string() }),
  starting_doses: z.array(CatalogueFact),
  rules: z.array(CatalogueRule),
  respiratory: z.object({
    normal_respiratory_rate_awake_per_min: z.array(Rates),
    source: z.string(),
    confidence: z.string(),
    opioid_alert_respiratory_rate_below: z.array(z.object({ age: Ages, rr: z.number() })),
    opioid_alert_confidence: z.string(),
    spo2_alert_below_percent: z.number(),
    adult_emergency_rr_below: z.number(),
  }),
})

/** Units in which facts are kept: mass of one dose, or mass an hour. */
export const factUnits = ['mg', 'ug', 'mg/h', 'ug/h'] as const

/** A dose as the literature gives it to start with, for ages in days (365 a year) and some routes. */
export const AnalgesicFact = z.object({
  id: z.string(),
  /** Code of the drug. */
  drug: z.string(),
  routes: z.array(z.enum(analgesicRoutes)),
  /** Of slow release; every other oral fact is of immediate release. */
  prolongedRelease: z.boolean(),
  fromDays: z.int(),
  toDays: z.int().nullable(),
  population: z.string(),
  doseMin: z.number().nullable(),
  doseMax: z.number().nullable(),
  /** Null where the dose is not a mass (spoonfuls): no check is made by it. */
  unit: z.enum(factUnits).nullable(),
  /** The dose is for each kg of body weight. */
  perKg: z.boolean(),
  intervalHoursMin: z.number().nullable(),
  intervalHoursMax: z.number().nullable(),
  maxDosesPerDay: z.int().nullable(),
  maxSingleMg: z.number().nullable(),
  maxDailyMgPerKg: z.number().nullable(),
  maxDailyMg: z.number().nullable(),
  maxDays: z.int().nullable(),
  /** Instead of doseMin and doseMax, by weight up to `toKg`; `dose` in unit per kg, or `doseMg` fixed. */
  weightBands: z
    .array(
      z.object({
        toKg: z.number().nullable(),
        dose: z.number().nullable(),
        doseMg: z.number().nullable(),
        maxDailyMgPerKg: z.number().nullable(),
        maxDailyMg: z.number().nullable(),
      }),
    )
    .nullable(),
  /** First dose of an infusion, or a second one where the first did not serve. */
  loading: z.object({ min: z.number(), max: z.number(), unit: z.string() }).nullable(),
  secondDose: z.object({ dose: z.number(), unit: z.string(), when: z.string() }).nullable(),
  repeatMinutes: z.tuple([z.number(), z.number()]).nullable(),
  /** Its bounds hold for a first dose in a person without former opioids (rule R-NOCEIL). */
  opioidNaiveOnly: z.boolean(),
  /** Never for a person without former opioids. */
  opioidTolerantOnly: z.boolean(),
  /** Another dose for those who take opioids: holds for nobody else. */
  forOpioidTolerant: z.boolean(),
  note: z.string().nullable(),
  /** Where two sources disagree: which one serves for warnings. */
  conflict: z.string().nullable(),
  confidence: z.string(),
  source: z.string(),
})
export type AnalgesicFact = z.infer<typeof AnalgesicFact>

export const ProtocolRule = z.object({
  id: z.string(),
  topic: z.string(),
  text: z.string(),
  structured: z.unknown(),
  source: z.string(),
  confidence: z.string(),
})
export type ProtocolRule = z.infer<typeof ProtocolRule>

const AgeBand = z.object({ fromDays: z.int(), toDays: z.int().nullable(), label: z.string() })

/** Facts of pain relief as the program uses them. */
export const PainProtocol = z.object({
  version: z.string(),
  /** What the facts are for, and what not. */
  purpose: z.string(),
  facts: z.array(AnalgesicFact),
  rules: z.array(ProtocolRule),
  respiratory: z.object({
    /** Breaths a minute, awake and at rest. */
    normal: z.array(AgeBand.extend({ low: z.number(), high: z.number() })),
    source: z.string(),
    confidence: z.string(),
    /** After an opioid, fewer breaths than this ask for help: own limit, to be set with each hospital. */
    opioidAlertBelow: z.array(AgeBand.extend({ rate: z.number() })),
    opioidAlertConfidence: z.string(),
    oxygenAlertBelow: z.number(),
    adultEmergencyBelow: z.number(),
  }),
})
export type PainProtocol = z.infer<typeof PainProtocol>

/** Confidence of what was read in its source; anything else warns with a reason and never refuses. */
export const VERIFIED = 'verificado'
/** In its source, but probably wrong: never serves for a check. */
export const DOUBTFUL = 'texto dudoso'

export function readPainProtocol(json: unknown): PainProtocol {
  const file = PainProtocolFile.parse(json)
  const { respiratory: breathing } = file
  return {
    version: file.header.version,
    purpose: file.header.purpose,
    facts: file.starting_doses.map(asFact),
    rules: file.rules.map(({ text_es: text, structured, ...rule }) => ({
      ...rule,
      text,
      structured: structured ?? null,
    })),
    respiratory: {
      normal: breathing.normal_respiratory_rate_awake_per_min.map(({ age, low, high }) => ({
        ...band(age),
        low,
        high,
      })),
      source: breathing.source,
      confidence: breathing.confidence,
      opioidAlertBelow: breathing.opioid_alert_respiratory_rate_below.map(({ age, rr }) => ({
        ...band(age),
        rate: rr,
      })),
      opioidAlertConfidence: breathing.opioid_alert_confidence,
      oxygenAlertBelow: breathing.spo2_alert_below_percent,
      adultEmergencyBelow: breathing.adult_emergency_rr_below,
    },
  }
}

const band = ({ min_days: fromDays, max_days: toDays, label_es: label }: z.infer<typeof Ages>) => ({
  fromDays,
  toDays,
  label,
})

function asFact(fact: z.infer<typeof CatalogueFact>): AnalgesicFact {
  const { routes, prolongedRelease } = routesOf(fact.route)
  return {
    id: fact.id,
    drug: drugCode(fact.drug) ?? fact.drug,
    routes,
    prolongedRelease,
    fromDays: fact.population.min_days,
    toDays: fact.population.max_days,
    population: fact.population.label_es,
    doseMin: fact.dose_min,
    doseMax: fact.dose_max,
    ...unitOf(fact.dose_unit),
    intervalHoursMin: fact.interval_h_min,
    intervalHoursMax: fact.interval_h_max,
    maxDosesPerDay: fact.max_doses_per_day ?? null,
    maxSingleMg: fact.max_single_dose_mg ?? null,
    maxDailyMgPerKg: fact.max_daily_mg_per_kg ?? null,
    maxDailyMg: fact.max_daily_mg ?? null,
    maxDays: fact.max_days ?? null,
    weightBands:
      fact.weight_bands?.map((one) => ({
        toKg: one.kg_max,
        dose: one.dose ?? null,
        doseMg: one.dose_mg ?? null,
        maxDailyMgPerKg: one.max_mg_per_kg_day ?? null,
        maxDailyMg: one.max_mg_day ?? null,
      })) ?? null,
    loading: fact.loading ?? null,
    secondDose:
      fact.second_dose === undefined
        ? null
        : { dose: fact.second_dose.dose, unit: fact.second_dose.unit, when: fact.second_dose.when_es },
    repeatMinutes: fact.repeat_min ?? null,
    opioidNaiveOnly: fact.opioid_naive_only,
    opioidTolerantOnly: fact.opioid_tolerant_only ?? false,
    forOpioidTolerant: fact.for_opioid_tolerant ?? false,
    note: fact.note_es ?? null,
    conflict: fact.conflict_es ?? null,
    confidence: fact.confidence,
    source: fact.source,
  }
}

/** "IV/SC", "PO (liberación prolongada)", "IV infusión", "transdérmico" as routes; a word that is none throws. */
function routesOf(words: string): { routes: AnalgesicRoute[]; prolongedRelease: boolean } {
  const [plain = '', release] = words.split(' (')
  const infusion = /^(IV|SC) infusión$/.exec(plain)
  const names = infusion ? [`${infusion[1]}-infusion`] : plain === 'transdérmico' ? ['TD'] : plain.split('/')
  return {
    routes: z.array(z.enum(analgesicRoutes)).parse(names),
    prolongedRelease: release === 'liberación prolongada)',
  }
}

/** "mcg/kg/h" is ug/h for each kg. */
function unitOf(words: string): Pick<AnalgesicFact, 'unit' | 'perKg'> {
  const parts = /^(mcg|mg)(\/kg)?(\/h)?$/.exec(words)
  if (parts === null) return { unit: null, perKg: false }
  const mass = parts[1] === 'mcg' ? 'ug' : 'mg'
  return { unit: parts[3] === undefined ? mass : `${mass}/h`, perKg: parts[2] !== undefined }
}

/** A step of the protocol, as it stands beside a score. */
export const ProtocolStep = z.object({
  protocol: z.enum(['children', 'adults']),
  step: z.int(),
  severities: z.array(z.enum(painSeverities)),
  drugs: z.array(z.string()),
  text: z.string(),
  ruleIds: z.array(z.string()),
  sources: z.array(z.object({ ruleId: z.string(), source: z.string(), confidence: z.string() })),
})
export type ProtocolStep = z.infer<typeof ProtocolStep>
export type PainProtocolName = ProtocolStep['protocol']

const StepDrugs = z.object({ mild: z.array(z.string()), moderate: z.array(z.string()), severe: z.array(z.string()) })

/** Which rule says the steps, and at which step each severity stands: children have two, adults three. */
const ladders: Record<
  PainProtocolName,
  { rule: string; beside: string[]; steps: (keyof z.infer<typeof StepDrugs>)[][] }
> = {
  children: { rule: 'R-2STEP', beside: ['R-PRINC', 'R-2020'], steps: [['mild'], ['moderate', 'severe']] },
  adults: { rule: 'R-3STEP', beside: ['R-ADULT-1', 'R-ADULT-2'], steps: [['mild'], ['moderate'], ['severe']] },
}

export const ruleOf = ({ rules }: PainProtocol, id: string): ProtocolRule | undefined =>
  rules.find((rule) => rule.id === id)

const Together = z.object({ alert_with: z.array(z.string()).default([]), interaction: z.array(z.string()).default([]) })

/** Medicines that a rule warns of beside its own, in Spanish (R-AINE-ONC, R-BZD); none where it names none. */
export function togetherWith(rule: ProtocolRule | undefined): string[] {
  const named = Together.safeParse(rule?.structured)
  return named.success ? [...named.data.alert_with, ...named.data.interaction] : []
}

export function stepsOf(protocol: PainProtocol, name: PainProtocolName): ProtocolStep[] {
  const { rule: id, beside, steps } = ladders[name]
  const rule = ruleOf(protocol, id)
  if (rule === undefined) return []
  const drugs = StepDrugs.parse(rule.structured)
  const rules = [rule, ...beside.flatMap((other) => ruleOf(protocol, other) ?? [])]
  return steps.map((severities, at) => ({
    protocol: name,
    step: at + 1,
    severities: severities[0] === 'mild' ? ['none-mild' as const, ...severities] : [...severities],
    drugs: [...new Set(severities.flatMap((severity) => drugs[severity].map((drug) => drugCode(drug) ?? drug)))],
    text: rule.text,
    ruleIds: rules.map((one) => one.id),
    sources: rules.map(({ id: ruleId, source, confidence }) => ({ ruleId, source, confidence })),
  }))
}

/** The step beside a pain of this severity; null where there is none. */
export const stepFor = (protocol: PainProtocol, name: PainProtocolName, severity: PainSeverity): ProtocolStep | null =>
  stepsOf(protocol, name).find(({ severities }) => severities.includes(severity)) ?? null

/** Children under 18 years: the protocol of two steps. Adolescents may follow the other, with a reason. */
export const protocolAt = (ageInYears: number): PainProtocolName => (ageInYears < 18 ? 'children' : 'adults')
