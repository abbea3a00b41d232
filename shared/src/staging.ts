import {
  behaviourNumber,
  histologyNumber,
  inRanges,
  normaliseMorphology,
  normaliseTopography,
  parseRanges,
  type Range,
  siteNumber,
} from './oncology-codes.js'

/** A row of toronto-staging.csv, columns as there. */
export type StagingRow = {
  malignancy_id: string
  malignancy_en: string
  malignancy_es: string
  tier: string
  system: string
  system_label_es: string
  stage_value: string
  stage_label_es: string
  stage_label_en: string
  tier1_value: string
}

/** A row of toronto-schema-selection.csv, columns as there. */
export type StagingSelectionRow = {
  malignancy_id: string
  topography: string
  histology: string
  age_years_at_dx: string
  behaviour: string
}

type Label = { es: string; en: string }
export type StageValue = { value: string; label: Label; tier1: string | null }
export type StageSystem = { system: string; tier: 1 | 2 | null; label: Label; values: readonly StageValue[] }
export type Malignancy = { id: string; label: Label; systems: readonly StageSystem[] }

type Selection = {
  malignancyId: string
  sites: readonly Range[]
  histologies: readonly Range[]
  ages: readonly Range[] | null
  behaviours: readonly Range[] | null
}

export type Staging = { malignancies: ReadonlyMap<string, Malignancy>; selections: readonly Selection[] }

/** ICD-O codes and whole years at diagnosis, of which any may be unknown. */
export type StagedTumour = {
  topography?: string | null | undefined
  morphology?: string | null | undefined
  ageYears?: number | null | undefined
}

export type RecordedStage = { system: string; tier?: number | undefined; value: string }

const systemLabels: Record<string, string> = {
  'cns-status': 'CNS status',
  'ann-arbor': 'Ann Arbor',
  extent: 'Extent',
  'st-jude-murphy': 'St Jude/Murphy',
  inrgss: 'INRGSS',
  'cog-siop-renal': 'NWTS/COG (surgery first) or SIOP (prefix y, after chemotherapy)',
  'rms-site-modified-tnm': 'Site-modified TNM',
  'tnm-sarcoma': 'TNM with grade',
  irss: 'IRSS',
  'pretext-m': 'PRETEXT + M',
  'tnm-s': 'TNM + serum markers',
  'figo-ovary': 'FIGO',
  'chang-m': 'Chang M',
}

/** Toronto Childhood Cancer Stage Guidelines, with what the catalogue file says of each malignancy. */
export function parseStaging(rows: Iterable<StagingRow>, selectionRows: Iterable<StagingSelectionRow>): Staging {
  const malignancies = new Map<
    string,
    { id: string; label: Label; systems: Array<StageSystem & { values: StageValue[] }> }
  >()
  for (const row of rows) {
    const label = { es: row.malignancy_es, en: row.malignancy_en }
    const malignancy = malignancies.get(row.malignancy_id) ?? { id: row.malignancy_id, label, systems: [] }
    malignancies.set(row.malignancy_id, malignancy)
    const tier = row.tier === '1' ? 1 : 2
    let system = malignancy.systems.find((known) => known.system === row.system && known.tier === tier)
    if (!system) {
      const systemLabel = { es: row.system_label_es, en: systemLabels[row.system] ?? row.system }
      system = { system: row.system, tier, label: systemLabel, values: [] }
      malignancy.systems.push(system)
    }
    const valueLabel = { es: row.stage_label_es, en: row.stage_label_en }
    system.values.push({ value: row.stage_value, label: valueLabel, tier1: row.tier1_value || null })
  }
  const selections = [...selectionRows].map((row) => ({
    malignancyId: row.malignancy_id,
    sites: parseRanges(row.topography),
    histologies: parseRanges(row.histology),
    ages: row.age_years_at_dx === '*' ? null : parseRanges(row.age_years_at_dx),
    behaviours: row.behaviour === '*' ? null : parseRanges(row.behaviour),
  }))
  return { malignancies, selections }
}

const general = (system: string, es: string, en: string, values: readonly string[]): StageSystem => ({
  system,
  tier: null,
  label: { es, en },
  values: values.map((value) => ({ value, label: { es: value, en: value }, tier1: null })),
})

/**
 * For tumours without a Toronto system, and for adults. Only the stage as a group, never its T, N and M.
 * TNM: UICC, 8th edition · Ann Arbor: Lugano 2014, with E and B · FIGO: cervix 2018, ovary 2014, corpus before its 2023
 * molecular stages · Rai 1975 and Binet 1981 · ISS 2005 · CML phases of ELN 2020.
 */
const generalSystems = {
  tnm: general('tnm', 'TNM (grupo)', 'TNM (group)', [
    ...['0', 'I', 'IA', 'IB', 'IC', 'II', 'IIA', 'IIB', 'IIC', 'III', 'IIIA', 'IIIB', 'IIIC', 'IIID'],
    ...['IV', 'IVA', 'IVB', 'IVC'],
  ]),
  annArbor: general('ann-arbor', 'Ann Arbor', 'Ann Arbor', [
    ...['I', 'IA', 'IB', 'IE', 'IAE', 'IBE', 'II', 'IIA', 'IIB', 'IIE', 'IIAE', 'IIBE'],
    ...['III', 'IIIA', 'IIIB', 'IV', 'IVA', 'IVB'],
  ]),
  figo: general('figo', 'FIGO', 'FIGO', [
    ...[
      'I',
      'IA',
      'IA1',
      'IA2',
      'IB',
      'IB1',
      'IB2',
      'IB3',
      'IC',
      'IC1',
      'IC2',
      'IC3',
      'II',
      'IIA',
      'IIA1',
      'IIA2',
      'IIB',
    ],
    ...['III', 'IIIA', 'IIIA1', 'IIIA2', 'IIIB', 'IIIC', 'IIIC1', 'IIIC2', 'IV', 'IVA', 'IVB'],
  ]),
  binet: general('binet', 'Binet', 'Binet', ['A', 'B', 'C']),
  rai: general('rai', 'Rai', 'Rai', ['0', 'I', 'II', 'III', 'IV']),
  iss: general('iss', 'ISS', 'ISS', ['I', 'II', 'III']),
  phase: general('cml-phase', 'Fase', 'Phase', ['CHRONIC', 'ACCELERATED', 'BLAST']),
  /** What the hospitals' census sheet says, without the system: V is bilateral Wilms, NA is not the same as missing. */
  census: general('census', 'Censo (sistema no indicado)', 'Census (system not given)', [
    'I',
    'II',
    'III',
    'IV',
    'V',
    'NA',
  ]),
} as const

type TumourCodes = { site: number | null; histology: number; behaviour: number }

const generalFor: ReadonlyArray<{ when: (tumour: TumourCodes) => boolean; systems: readonly StageSystem[] }> = [
  { when: ({ histology }) => histology === 9823, systems: [generalSystems.rai, generalSystems.binet] },
  { when: ({ histology }) => histology === 9732, systems: [generalSystems.iss] },
  { when: ({ histology }) => [9863, 9875, 9876].includes(histology), systems: [generalSystems.phase] },
  { when: ({ histology }) => histology >= 9740, systems: [] },
  { when: ({ histology }) => histology >= 9590 && histology <= 9738, systems: [generalSystems.annArbor] },
  // gliomas and other tumours of the brain have a grade, not a stage
  { when: ({ site }) => site !== null && site >= 700 && site <= 729, systems: [] },
  {
    when: ({ site }) => site !== null && site >= 510 && site <= 589,
    systems: [generalSystems.figo, generalSystems.tnm],
  },
]

function codesOf(tumour: StagedTumour): TumourCodes | null {
  const topography = tumour.topography ? normaliseTopography(tumour.topography) : null
  const morphology = tumour.morphology ? normaliseMorphology(tumour.morphology) : null
  if (morphology === null) return null
  return {
    site: topography === null ? null : siteNumber(topography),
    histology: histologyNumber(morphology),
    behaviour: behaviourNumber(morphology),
  }
}

/** Systems a tumour may be staged by, the most specific first. An unknown age is taken as within the limits. */
export function stagingFor(
  staging: Staging,
  tumour: StagedTumour,
): { malignancy: Malignancy | null; systems: readonly StageSystem[] } {
  const codes = codesOf(tumour)
  if (codes === null) return { malignancy: null, systems: [generalSystems.census] }
  const { site, histology, behaviour } = codes
  const selection = staging.selections.find(
    ({ malignancyId, sites, histologies, ages, behaviours }) =>
      staging.malignancies.has(malignancyId) &&
      site !== null &&
      inRanges(site, sites) &&
      inRanges(histology, histologies) &&
      (ages === null || tumour.ageYears == null || inRanges(tumour.ageYears, ages)) &&
      (behaviours === null || inRanges(behaviour, behaviours)),
  )
  const malignancy = (selection && staging.malignancies.get(selection.malignancyId)) ?? null
  const others = generalFor.find(({ when }) => when(codes))?.systems ?? [generalSystems.tnm]
  const named = new Set(malignancy?.systems.map(({ system }) => system))
  return {
    malignancy,
    systems: [
      ...(malignancy?.systems ?? []),
      ...others.filter(({ system }) => !named.has(system)),
      generalSystems.census,
    ],
  }
}

/** The tier 1 value that a tier 2 value of a malignancy falls into; null where there is none or the value is unknown. */
export function collapseToTier1(staging: Staging, malignancyId: string, value: string): string | null {
  const systems = staging.malignancies.get(malignancyId)?.systems.filter(({ tier }) => tier === 2) ?? []
  return systems.flatMap(({ values }) => values).find((known) => known.value === value)?.tier1 ?? null
}

/**
 * `ok`: the system fits the tumour and has the value · `query`: a system of another tumour · `invalid`: no such system, tier
 * or value. The system may be called `toronto` as a whole. Without codes only the value can be checked.
 */
export function checkStage(staging: Staging, tumour: StagedTumour, stage: RecordedStage): 'ok' | 'query' | 'invalid' {
  if (stagingFor(staging, tumour).systems.some((system) => holds(system, stage))) return 'ok'
  const all = [...staging.malignancies.values()].flatMap(({ systems }) => systems)
  const somewhere = [...all, ...Object.values(generalSystems)].filter((system) => holds(system, stage))
  if (somewhere.length === 0) return 'invalid'
  return codesOf(tumour) === null || !tumour.topography ? 'ok' : 'query'
}

function holds(system: StageSystem, stage: RecordedStage) {
  const asked = stage.system.trim().toLowerCase()
  const named = asked === system.system || (asked === 'toronto' && system.tier !== null)
  const tier = stage.tier === undefined || system.tier === null || system.tier === stage.tier
  return named && tier && system.values.some(({ value }) => value === stage.value.trim())
}
