import { ageInYears } from './age.js'
import type { CalendarDay } from './calendar-day.js'
import type { ConditionCheck, Verdict } from './conditions.js'
import { classifyIccc3, type Iccc3Rules, knowsHistology } from './iccc3.js'
import { icd10Agrees } from './icd10-agreement.js'
import {
  type BasisOfDiagnosis,
  behaviourNumber,
  histologyNumber,
  inRanges,
  type Laterality,
  normaliseIcd10,
  normaliseMorphology,
  normaliseTopography,
  type Range,
  siteNumber,
} from './oncology-codes.js'
import { siteFits } from './site-morphology.js'
import { checkStage, type RecordedStage, type Staging } from './staging.js'

type Maybe<T> = T | null | undefined
type SexLimit = 'female' | 'male' | null
type BehaviourGroup = 'malignant' | 'in_situ' | 'benign' | 'uncertain' | 'secondary'

/** What is known of a diagnosis and of the person it belongs to. `sex` is the clinical sex, and serves these checks only. */
export type CheckedCondition = {
  birthDate: Maybe<CalendarDay>
  sex: 'female' | 'male' | 'other' | 'unknown'
  icd10?: Maybe<string>
  topography?: Maybe<string>
  morphology?: Maybe<string>
  basisOfDiagnosis: BasisOfDiagnosis
  onsetDate?: Maybe<CalendarDay>
  suspectedOn?: Maybe<CalendarDay>
  referredOn?: Maybe<CalendarDay>
  /** Day of the diagnosis. */
  recordedDate: CalendarDay
  laterality?: Maybe<Laterality>
  stage?: Maybe<RecordedStage>
}

export type ConditionCatalogue = {
  iccc3: Iccc3Rules
  staging: Staging
  icd10: ReadonlyMap<string, { sexLimit: SexLimit; behaviour: BehaviourGroup; isLeaf: boolean }>
  topography: ReadonlyMap<string, { sexLimit: SexLimit; paired: boolean }>
  /** ICD-O-3 codes, `9470/3`. */
  morphology: ReadonlySet<string>
}

/** Rows of icd10-oncology.csv, icdo3-topography.csv and icdo3-morphology.csv, columns as there. */
export function parseConditionCatalogue(rows: {
  icd10: Iterable<{ code: string; sex_limit: string; behaviour_group: string; is_leaf: string }>
  topography: Iterable<{ code: string; sex_limit: string; paired_organ: string }>
  morphology: Iterable<{ code: string }>
}): Omit<ConditionCatalogue, 'iccc3' | 'staging'> {
  return {
    icd10: new Map(
      Array.from(rows.icd10, (row) => [
        row.code,
        {
          sexLimit: sexLimit(row.sex_limit),
          behaviour: behaviourGroups.find((group) => group === row.behaviour_group) ?? 'malignant',
          isLeaf: row.is_leaf === '1',
        },
      ]),
    ),
    topography: new Map(
      Array.from(rows.topography, (row) => [
        row.code,
        { sexLimit: sexLimit(row.sex_limit), paired: row.paired_organ === '1' },
      ]),
    ),
    morphology: new Set(Array.from(rows.morphology, (row) => row.code)),
  }
}

const behaviourGroups = ['malignant', 'in_situ', 'benign', 'uncertain', 'secondary'] as const
const sexLimit = (letter: string): SexLimit => (letter === 'F' ? 'female' : letter === 'M' ? 'male' : null)

/** Codes in their normal form, null where absent or of another form; numbers for comparing. */
type Facts = {
  given: CheckedCondition
  icd10: string | null
  topography: string | null
  morphology: string | null
  site: number | null
  histology: number | null
  behaviour: number | null
  /** Whole years at diagnosis, negative when it comes before birth: that is for the dates to say. */
  ageYears: number | null
  today: CalendarDay
}

type Answer = readonly [verdict: Verdict, ...fields: string[]]
type Rule = (facts: Facts, catalogue: ConditionCatalogue) => Answer

/** Every rule answers, always in this order; the names are what an override is kept under. */
const rules: Record<string, Rule> = {
  'diagnosis-present': diagnosisPresent,
  'date-birth': dateBirth,
  'date-future': dateFuture,
  'date-order': dateOrder,
  'icd10-known': icd10Known,
  'topography-known': topographyKnown,
  'morphology-known': morphologyKnown,
  behaviour: behaviourOfPrimary,
  'sex-site': sexSite,
  'site-morphology': siteMorphology,
  'icd10-agreement': icd10Agreement,
  'basis-morphology': basisMorphology,
  'age-incidence': ageIncidence,
  laterality: lateralityOfOrgan,
  stage: stageFits,
}
export const conditionRules: readonly string[] = Object.keys(rules)

/**
 * Consistency checks of cancer registries, own implementation after IARC Technical Report 42 (Check and conversion programs
 * for cancer registries, Ferlay and others, 2005) and the IARC/IACR rules. A rule that lacks what it compares answers ok.
 */
export function checkCondition(
  given: CheckedCondition,
  catalogue: ConditionCatalogue,
  { today }: { today: CalendarDay },
): ConditionCheck[] {
  const facts = factsOf(given, today)
  return Object.entries(rules).map(([rule, check]) => {
    const [verdict, ...fields] = check(facts, catalogue)
    return { rule, verdict, fields }
  })
}

function factsOf(given: CheckedCondition, today: CalendarDay): Facts {
  const topography = given.topography ? normaliseTopography(given.topography) : null
  const morphology = given.morphology ? normaliseMorphology(given.morphology) : null
  return {
    given,
    icd10: given.icd10 ? normaliseIcd10(given.icd10) : null,
    topography,
    morphology,
    site: topography === null ? null : siteNumber(topography),
    histology: morphology === null ? null : histologyNumber(morphology),
    behaviour: morphology === null ? null : behaviourNumber(morphology),
    ageYears: given.birthDate ? ageInYears(given.birthDate, given.recordedDate) : null,
    today,
  }
}

function diagnosisPresent({ given }: Facts): Answer {
  if (!given.icd10 && !given.topography && !given.morphology) return ['missing', 'icd10', 'topography', 'morphology']
  if (microscopic.has(given.basisOfDiagnosis) && !given.morphology) return ['missing', 'morphology']
  return ['ok']
}

function dateBirth({ given }: Facts): Answer {
  const { birthDate } = given
  if (!birthDate) return ['missing', 'birthDate']
  const before = dateFields.filter((field) => (given[field] ?? birthDate) < birthDate)
  return before.length > 0 ? ['invalid', 'birthDate', ...before] : ['ok']
}

function dateFuture({ given, today }: Facts): Answer {
  const future = dateFields.filter((field) => (given[field] ?? today) > today)
  return future.length > 0 ? ['invalid', ...future] : ['ok']
}

const dateFields = ['onsetDate', 'suspectedOn', 'referredOn', 'recordedDate'] as const

/**
 * Symptoms, suspicion, referral, diagnosis. A diagnosis before the symptoms is invalid, as the hospitals' census has it; a
 * child referred with the diagnosis made is normal; the rest in another order is asked.
 */
function dateOrder({ given }: Facts): Answer {
  const { onsetDate, suspectedOn, referredOn, recordedDate } = given
  if (onsetDate && onsetDate > recordedDate) return ['invalid', 'onsetDate', 'recordedDate']
  if (onsetDate && suspectedOn && onsetDate > suspectedOn) return ['query', 'onsetDate', 'suspectedOn']
  if (onsetDate && referredOn && onsetDate > referredOn) return ['query', 'onsetDate', 'referredOn']
  if (suspectedOn && referredOn && suspectedOn > referredOn) return ['query', 'suspectedOn', 'referredOn']
  if (suspectedOn && suspectedOn > recordedDate) return ['query', 'suspectedOn', 'recordedDate']
  return ['ok']
}

/** A category without its fourth character says less than a chart knows. */
function icd10Known({ given, icd10 }: Facts, catalogue: ConditionCatalogue): Answer {
  if (!given.icd10) return ['ok']
  const entry = icd10 === null ? undefined : catalogue.icd10.get(icd10)
  if (!entry) return ['invalid', 'icd10']
  return entry.isLeaf ? ['ok'] : ['query', 'icd10']
}

function topographyKnown({ given, topography }: Facts, catalogue: ConditionCatalogue): Answer {
  if (!given.topography) return ['ok']
  return topography !== null && catalogue.topography.has(topography) ? ['ok'] : ['invalid', 'topography']
}

/**
 * ICD-O lets a known histology take another behaviour than the listed one: asked, not refused. So is a code of ICD-O-3.2 that
 * only the ICCC-3 tables name, for the list is not whole there.
 */
function morphologyKnown({ given, morphology, histology }: Facts, catalogue: ConditionCatalogue): Answer {
  if (!given.morphology) return ['ok']
  if (morphology === null || histology === null) return ['invalid', 'morphology']
  if (catalogue.morphology.has(morphology)) return ['ok']
  const histologyListed = [0, 1, 2, 3].some((other) => catalogue.morphology.has(`${histology}/${other}`))
  return histologyListed || knowsHistology(catalogue.iccc3, histology)
    ? ['query', 'morphology']
    : ['invalid', 'morphology']
}

/** Brain, meninges, pituitary and pineal: benign tumours there are registered as cancer is. */
const intracranial: readonly Range[] = [
  [700, 729],
  [751, 753],
]

/** A primary is not /6 (metastasis), and /9 does not say; benign or uncertain outside the skull is asked. */
function behaviourOfPrimary({ site, behaviour, icd10 }: Facts, catalogue: ConditionCatalogue): Answer {
  if (behaviour === 6) return ['invalid', 'morphology']
  if (icd10 !== null && catalogue.icd10.get(icd10)?.behaviour === 'secondary') return ['query', 'icd10']
  if (behaviour === 9) return ['query', 'morphology']
  const benign = behaviour === 0 || behaviour === 1
  return benign && !(site !== null && inRanges(site, intracranial)) ? ['query', 'morphology'] : ['ok']
}

/** Clinical sex against the organ. A person recorded as `other` may have any organ; with `unknown` it is asked. */
function sexSite({ given, icd10, topography }: Facts, catalogue: ConditionCatalogue): Answer {
  const limits = [
    { field: 'topography', limit: topography === null ? null : catalogue.topography.get(topography)?.sexLimit },
    { field: 'icd10', limit: icd10 === null ? null : catalogue.icd10.get(icd10)?.sexLimit },
  ].filter(({ limit }) => limit != null && limit !== given.sex)
  if (limits.length === 0 || given.sex === 'other') return ['ok']
  return [given.sex === 'unknown' ? 'query' : 'invalid', 'sex', ...limits.map(({ field }) => field)]
}

function siteMorphology({ site, histology }: Facts): Answer {
  if (site === null || histology === null) return ['ok']
  const verdict = siteFits(site, histology)
  return verdict === 'ok' ? ['ok'] : [verdict, 'topography', 'morphology']
}

function icd10Agreement({ icd10, topography, morphology }: Facts): Answer {
  if (icd10 === null || topography === null || morphology === null) return ['ok']
  return icd10Agrees(icd10, topography, morphology) ? ['ok'] : ['query', 'icd10', 'topography', 'morphology']
}

const microscopic: ReadonlySet<BasisOfDiagnosis> = new Set(['cytology', 'histology-metastasis', 'histology-primary'])

/** Histologies that say no more than tumour, carcinoma, sarcoma, lymphoma or leukaemia. */
const unspecific: readonly Range[] = [
  [8000, 8005],
  [8010, 8010],
  [8800, 8800],
  [9590, 9590],
  [9800, 9800],
]

/**
 * Histologies accepted without a microscope because image, marker or look is enough (ENCR, Recommendations on the basis of
 * diagnosis, 1999, and IARC Technical Report 42): endocrine, liver, pituitary, Wilms, germ cell, glioma, neuroblastoma,
 * retinoblastoma, meningioma, myeloma. By sight alone, melanoma, Kaposi and retinoblastoma.
 */
const withoutMicroscope: readonly Range[] = [
  ...[
    [8150, 8154] as const,
    [8170, 8170] as const,
    [8270, 8281] as const,
    [8700, 8700] as const,
    [8720, 8720] as const,
  ],
  ...[
    [8960, 8960] as const,
    [8970, 8970] as const,
    [9100, 9100] as const,
    [9140, 9140] as const,
    [9350, 9350] as const,
  ],
  ...[[9380, 9384] as const, [9500, 9500] as const, [9510, 9514] as const, [9530, 9539] as const],
  ...[[9732, 9732] as const, [9761, 9761] as const],
]
const bySight: readonly Range[] = [
  [8720, 8720],
  [9140, 9140],
  [9510, 9514],
]

function basisMorphology({ given, histology }: Facts): Answer {
  if (histology === null) return ['ok']
  const basis = given.basisOfDiagnosis
  const fields = ['basisOfDiagnosis', 'morphology']
  // under the microscope a tumour has more of a name than "neoplasm"
  if (microscopic.has(basis)) return histology <= 8005 ? ['query', ...fields] : ['ok']
  if (inRanges(histology, unspecific)) return ['ok']
  const accepted = basis === 'clinical' ? bySight : basis === 'unknown' ? [] : withoutMicroscope
  return inRanges(histology, accepted) ? ['ok'] : ['query', ...fields]
}

/**
 * Ages in whole years at which a tumour of an ICCC-3 division is rarely seen. Table of unlikely combinations for children of
 * IARC Technical Report 42, after Kramárová and Stiller (1996), written from knowledge.
 */
const rareAgesByIccc: ReadonlyArray<{ code: string; ages: Range }> = [
  { code: 'IIa', ages: [0, 2] },
  { code: 'IVa', ages: [10, 120] },
  { code: 'V', ages: [6, 120] },
  { code: 'VIa.1', ages: [9, 120] },
  { code: 'VIb', ages: [0, 8] },
  { code: 'VIIa.1', ages: [6, 120] },
  { code: 'VIIb', ages: [0, 8] },
  { code: 'VIIIa', ages: [0, 5] },
  { code: 'VIIIb', ages: [0, 5] },
  { code: 'VIIIc', ages: [0, 3] },
  { code: 'Xb', ages: [8, 14] },
  { code: 'Xd', ages: [0, 14] },
  { code: 'XIb', ages: [0, 5] },
  { code: 'XIc', ages: [0, 5] },
  { code: 'XIe', ages: [0, 4] },
  { code: 'XIf', ages: [0, 4] },
  { code: 'XIIa.5', ages: [0, 14] },
]

/**
 * Ages for carcinomas of adults, by site (the number of ICD-O and of ICD-10 without its letter): same report.
 * Prostate under 40; gullet, rectum, anus, gall bladder, breast, cervix, corpus under 20; placenta over 45.
 */
const rareAgesBySite: ReadonlyArray<{ sites: readonly Range[]; ages: Range }> = [
  { sites: [[610, 619]], ages: [0, 39] },
  {
    sites: [
      [150, 159],
      [190, 219],
      [230, 249],
      [500, 509],
      [530, 559],
    ],
    ages: [0, 19],
  },
  { sites: [[580, 589]], ages: [46, 120] },
]

/** Chronic lymphocytic leukaemia and myeloma under 26: same report. */
const OLD_AGE_BLOOD = { histologies: [9823, 9732], icd10: ['C91.1', 'C90.0'], ages: [0, 25] as Range }

function ageIncidence(
  { given, ageYears, icd10, topography, morphology, site, histology }: Facts,
  catalogue: ConditionCatalogue,
): Answer {
  if (ageYears === null) return ['ok']
  const within = (ages: Range) => inRanges(ageYears, [ages])
  const from = given.birthDate ? ['birthDate', 'recordedDate'] : []
  const childhood =
    topography !== null && morphology !== null
      ? classifyIccc3(catalogue.iccc3, 'IARC-2017', topography, morphology)
      : null
  const codes = childhood ? [childhood.division, childhood.subgroup] : []
  if (rareAgesByIccc.some(({ code, ages }) => codes.includes(code) && within(ages))) {
    return ['rare', ...from, 'topography', 'morphology']
  }
  const blood =
    histology === null ? OLD_AGE_BLOOD.icd10.includes(icd10 ?? '') : OLD_AGE_BLOOD.histologies.includes(histology)
  if (blood && within(OLD_AGE_BLOOD.ages)) return ['rare', ...from, histology === null ? 'icd10' : 'morphology']
  // germ cell tumours, sarcomas, lymphomas and carcinoids of these sites do occur in the young
  const epithelial = histology === null || (histology < 8800 && !inRanges(histology, [[8240, 8249]]))
  const where = site ?? siteOfIcd10(icd10)
  if (
    epithelial &&
    where !== null &&
    rareAgesBySite.some(({ sites, ages }) => inRanges(where, sites) && within(ages))
  ) {
    return ['rare', ...from, site === null ? 'icd10' : 'topography']
  }
  return ['ok']
}

/** C00 to C76 are organs in both classifications, save skin melanoma, mesothelioma and Kaposi (C43, C45, C46). */
function siteOfIcd10(icd10: string | null): number | null {
  if (icd10 === null || !icd10.startsWith('C')) return null
  const category = Number(icd10.slice(1, 3))
  return category > 76 || [43, 45, 46].includes(category) ? null : category * 10 + Number(icd10.slice(4) || 9)
}

const sides: ReadonlyArray<Maybe<Laterality>> = ['left', 'right', 'bilateral', 'unilateral-side-unknown']

function lateralityOfOrgan({ given, topography }: Facts, catalogue: ConditionCatalogue): Answer {
  const organ = topography === null ? undefined : catalogue.topography.get(topography)
  if (!organ) return ['ok']
  if (organ.paired && !given.laterality) return ['missing', 'laterality']
  const impossible = organ.paired ? given.laterality === 'not-applicable' : sides.includes(given.laterality)
  return impossible ? ['query', 'laterality', 'topography'] : ['ok']
}

/** Stage V is a Wilms tumour of both kidneys, whichever system says it. */
function stageFits({ given, topography, morphology, ageYears }: Facts, catalogue: ConditionCatalogue): Answer {
  if (!given.stage) return ['ok']
  const verdict = checkStage(catalogue.staging, { topography, morphology, ageYears }, given.stage)
  if (verdict !== 'ok') return [verdict, 'stage']
  return given.stage.value === 'V' && given.laterality !== 'bilateral' ? ['query', 'stage', 'laterality'] : ['ok']
}
