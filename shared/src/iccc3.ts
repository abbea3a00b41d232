import {
  inRanges,
  normaliseMorphology,
  normaliseTopography,
  parseRanges,
  type Range,
  siteNumber,
} from './oncology-codes.js'

/** International Classification of Childhood Cancer, third edition. The version is stored beside each result. */
export const icccVersions = ['IARC-2017', 'SEER-WHO2008', 'SEER-ICCC3-2005'] as const
export type IcccVersion = (typeof icccVersions)[number]

/** The twelve main groups (Steliarova-Foucher and others, Cancer 2005;103:1457-67). Wording of the Spanish is ours. */
export const icccGroups = [
  {
    group: 'I',
    es: 'Leucemias, enfermedades mieloproliferativas y mielodisplásicas',
    en: 'Leukaemias, myeloproliferative and myelodysplastic diseases',
  },
  {
    group: 'II',
    es: 'Linfomas y neoplasias reticuloendoteliales',
    en: 'Lymphomas and reticuloendothelial neoplasms',
  },
  {
    group: 'III',
    es: 'Tumores del sistema nervioso central, intracraneales e intraespinales',
    en: 'Central nervous system, intracranial and intraspinal neoplasms',
  },
  {
    group: 'IV',
    es: 'Neuroblastoma y otros tumores de células nerviosas periféricas',
    en: 'Neuroblastoma and other peripheral nervous cell tumours',
  },
  { group: 'V', es: 'Retinoblastoma', en: 'Retinoblastoma' },
  { group: 'VI', es: 'Tumores renales', en: 'Renal tumours' },
  { group: 'VII', es: 'Tumores hepáticos', en: 'Hepatic tumours' },
  { group: 'VIII', es: 'Tumores óseos malignos', en: 'Malignant bone tumours' },
  {
    group: 'IX',
    es: 'Sarcomas de tejidos blandos y otros extraóseos',
    en: 'Soft tissue and other extraosseous sarcomas',
  },
  {
    group: 'X',
    es: 'Tumores germinales, trofoblásticos y gonadales',
    en: 'Germ cell, trophoblastic and gonadal neoplasms',
  },
  {
    group: 'XI',
    es: 'Melanoma y otros tumores epiteliales malignos',
    en: 'Malignant melanoma and other epithelial neoplasms',
  },
  { group: 'XII', es: 'Otros tumores malignos y no especificados', en: 'Other and unspecified malignant neoplasms' },
] as const

/** A row of the catalogue file iccc3.csv, columns as there. */
export type Iccc3Row = {
  version: string
  group_roman: string
  subgroup_code: string
  subgroup_label_en: string
  subgroup_label_es: string
  iccc_code: string
  division_label_en: string
  division_label_es: string
  behaviour: string
  topography: string
  morphology: string
}

export type Iccc3Result = {
  version: IcccVersion
  group: string
  subgroup: string
  division: string | null
  /** Of the division, or of the subgroup where it has no divisions. */
  label: { es: string; en: string }
}

type Rule = { sites: readonly Range[]; behaviours: ReadonlySet<string>; result: Iccc3Result }

/** Rules by version, then by histology: one classification looks at a handful of rules. */
export type Iccc3Rules = ReadonlyMap<IcccVersion, ReadonlyMap<string, readonly Rule[]>>

export function parseIccc3Rules(rows: Iterable<Iccc3Row>): Iccc3Rules {
  const versions = new Map(icccVersions.map((version) => [version, new Map<string, Rule[]>()]))
  for (const row of rows) {
    const version = icccVersions.find((known) => known === row.version)
    const byHistology = version && versions.get(version)
    if (!version || !byHistology) throw new Error(`unknown ICCC-3 version ${row.version}`)
    const rule = {
      sites: parseRanges(row.topography),
      behaviours: new Set(row.behaviour.split(';')),
      result: resultOf(version, row),
    }
    for (const [from, to] of parseRanges(row.morphology)) {
      for (let histology = from; histology <= to; histology++) {
        const rules = byHistology.get(String(histology))
        if (rules) rules.push(rule)
        else byHistology.set(String(histology), [rule])
      }
    }
  }
  return versions
}

function resultOf(version: IcccVersion, row: Iccc3Row): Iccc3Result {
  const division = row.iccc_code === row.subgroup_code ? null : row.iccc_code
  return {
    version,
    group: row.group_roman,
    subgroup: row.subgroup_code,
    division,
    label: {
      es: row.division_label_es || row.subgroup_label_es,
      en: row.division_label_en || row.subgroup_label_en,
    },
  }
}

/** Null when the pair is not classified: a code of another form, or a tumour that is not childhood cancer. */
export function classifyIccc3(
  rules: Iccc3Rules,
  version: IcccVersion,
  topography: string,
  morphology: string,
): Iccc3Result | null {
  const site = normaliseTopography(topography)
  const [histology, behaviour] = normaliseMorphology(morphology)?.split('/') ?? []
  if (site === null || histology === undefined || behaviour === undefined) return null
  const number = siteNumber(site)
  const rule = rules
    .get(version)
    ?.get(histology)
    ?.find(({ sites, behaviours }) => behaviours.has(behaviour) && inRanges(number, sites))
  return rule?.result ?? null
}

/** True when some version places this histology, whatever the site: the code exists though our list may lack it. */
export function knowsHistology(rules: Iccc3Rules, histology: number): boolean {
  return icccVersions.some((version) => rules.get(version)?.has(String(histology)))
}
