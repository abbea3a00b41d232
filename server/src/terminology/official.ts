import { checkClues } from 'shared/clues'
import { hasControlCharacters, ungrouped } from 'shared/fold'
import { type Iccc3Row, icccVersions, parseIccc3Rules } from 'shared/iccc3'
import { levels, regimes } from 'shared/network'
import { normaliseIcd10, normaliseMorphology, normaliseTopography } from 'shared/oncology-codes'
import { isBirthState } from 'shared/states'
import type { CatalogueRow } from './catalogue-files.js'
import { BadCatalogue, type CellFault, type ColumnNames, type OfficialRow } from './official-file.js'

/** What stands in the database: columns that an official file lacks keep what is known. */
export interface Standing {
  /** Rows of the catalogue by code, with the columns of our files. */
  rows: ReadonlyMap<string, CatalogueRow>
  ooadCodes: ReadonlySet<string>
}

export interface OfficialCatalogue {
  columns: ColumnNames
  required: readonly string[]
  /** Rows with the columns of our own files, and how many of other chapters were left out; faults are added to `faults`. */
  read(
    rows: readonly OfficialRow[],
    standing: Standing,
    version: string,
    faults: CellFault[],
  ): {
    rows: CatalogueRow[]
    leftOut: number
  }
}

const codeTitles = ['clave', 'codigo', 'cod', 'catalogkey', 'clavecie', 'clavecie10', 'cie10', 'codigocie10', 'cieo']
const labelTitles = ['nombre', 'descripcion', 'labeles', 'etiqueta', 'description', 'termino']

/** Official files that may take the place of one of ours. The DGIS calls code and label CATALOG_KEY and NOMBRE. */
export const officialCatalogues: Readonly<Record<string, OfficialCatalogue>> = {
  icd10: {
    columns: {
      code: codeTitles,
      label_es: labelTitles,
      label_en: ['nombreingles'],
      synonyms_es: ['sinonimos'],
      sex_limit: ['lsex', 'sexo'],
      behaviour_group: [],
    },
    required: ['code', 'label_es'],
    read: readIcd10,
  },
  topography: {
    columns: {
      code: codeTitles,
      label_es: labelTitles,
      label_en: ['nombreingles'],
      paired_organ: [],
      sex_limit: ['lsex', 'sexo'],
    },
    required: ['code', 'label_es'],
    read: (rows, standing, _version, faults) => ({
      rows: readCodes(rows, standing, faults, normaliseTopography),
      leftOut: 0,
    }),
  },
  morphology: {
    columns: {
      code: codeTitles,
      label_es: labelTitles,
      label_en: ['nombreingles'],
      synonyms_es: ['sinonimos'],
      family_es: ['familia'],
    },
    required: ['code', 'label_es'],
    read: (rows, standing, _version, faults) => ({
      rows: readCodes(rows, standing, faults, normaliseMorphology),
      leftOut: 0,
    }),
  },
  iccc3: {
    columns: Object.fromEntries(
      ['version', 'rule_no', 'group_roman', 'group_label_en', 'group_label_es', 'subgroup_code', 'subgroup_label_en']
        .concat(['subgroup_label_es', 'iccc_code', 'division_label_en', 'division_label_es', 'behaviour'])
        .concat(['topography', 'morphology'])
        .map((name) => [name, []]),
    ),
    required: ['rule_no', 'group_roman', 'subgroup_code', 'iccc_code', 'behaviour', 'topography', 'morphology'],
    read: (rows, _standing, version, faults) => ({ rows: readIccc3(rows, version, faults), leftOut: 0 }),
  },
  hospitals: {
    columns: {
      clues: ['claveclues'],
      name: ['nombre', 'nombredelaunidad'],
      level: ['nivel'],
      regime: ['regimen'],
      state: ['entidad'],
      ooad_code: ['ooad'],
      reports_to_ooad: [],
      latitude: ['latitud'],
      longitude: ['longitud'],
    },
    required: ['clues', 'name', 'level', 'regime', 'state', 'ooad_code', 'reports_to_ooad'],
    read: (rows, standing, _version, faults) => ({ rows: readHospitals(rows, standing, faults), leftOut: 0 }),
  },
}

const fault = ({ row, cells, called }: OfficialRow, name: string, code: string): CellFault => ({
  row,
  column: called[name] ?? name,
  value: cells[name] ?? '',
  code,
})

/** DGIS writes NO, HOMBRE, MUJER, or 0, 1, 2; ours F and M, of English. */
const sexes: Readonly<Record<string, string>> = {
  ...{ '': '', NO: '', '0': '', AMBOS: '', 'NO APLICA': '' },
  ...{ M: 'M', HOMBRE: 'M', '1': 'M' },
  ...{ F: 'F', MUJER: 'F', '2': 'F' },
}

/** Rows whose code has its form and comes once, with a label; what the file does not say stays as it stands. */
function readCodes(
  rows: readonly OfficialRow[],
  { rows: standing }: Standing,
  faults: CellFault[],
  normalise: (text: string) => string | null,
): CatalogueRow[] {
  const read = new Map<string, { row: CatalogueRow; raw: string }>()
  for (const official of rows) {
    const { cells } = official
    const raw = cells['code'] ?? ''
    const code = normalise(raw)
    if (code === null) {
      faults.push(fault(official, 'code', raw === '' ? 'required' : 'code-form'))
      continue
    }
    const label = cells['label_es'] ?? ''
    if (label === '') faults.push(fault(official, 'label_es', 'required'))
    if (Object.values(cells).some(hasControlCharacters)) faults.push(fault(official, 'label_es', 'control-characters'))
    const before = read.get(code)
    // C80 and its filler C80X are one code
    if (before !== undefined && /X$/i.test(raw) === /X$/i.test(before.raw))
      faults.push(fault(official, 'code', 'code-twice'))
    const sex = cells['sex_limit'] === undefined ? undefined : sexes[cells['sex_limit'].toUpperCase()]
    if (cells['sex_limit'] !== undefined && sex === undefined) faults.push(fault(official, 'sex_limit', 'not-in-list'))
    if (!['', '0', '1', undefined].includes(cells['paired_organ']))
      faults.push(fault(official, 'paired_organ', 'not-in-list'))
    const row = { ...standing.get(code), ...cells, code, ...(sex === undefined ? {} : { sex_limit: sex }) }
    read.set(code, { row, raw })
  }
  return [...read.values()].map(({ row }) => row)
}

/** The chapter of tumours, C00 to D48; the rest of the classification is left out. */
function readIcd10(
  rows: readonly OfficialRow[],
  standing: Standing,
  version: string,
  faults: CellFault[],
): { rows: CatalogueRow[]; leftOut: number } {
  const tumours = rows.filter(({ cells }) => /^\s*(C|D[0-3]|D4[0-8]|$)/i.test(cells['code'] ?? ''))
  const read = readCodes(tumours, standing, faults, normaliseIcd10)
  const parents = new Set(read.flatMap(({ code = '' }) => (code.length > 3 ? [code.slice(0, 3)] : [])))
  return {
    leftOut: rows.length - tumours.length,
    rows: read.map((row) => {
      const { code = '' } = row
      return {
        ...row,
        parent: code.length > 3 ? code.slice(0, 3) : '',
        is_leaf: parents.has(code) ? '0' : '1',
        edition: version,
        behaviour_group: row['behaviour_group'] || behaviourOf(code),
      }
    }),
  }
}

/** Blocks of chapter II of ICD-10. */
function behaviourOf(code: string): string {
  const category = Number(code.slice(1, 3))
  if (code.startsWith('C')) return category >= 77 && category <= 79 ? 'secondary' : 'malignant'
  if (category <= 9) return 'in_situ'
  return category <= 36 ? 'benign' : 'uncertain'
}

function readIccc3(rows: readonly OfficialRow[], version: string, faults: CellFault[]): CatalogueRow[] {
  if (!icccVersions.some((known) => known === version))
    throw new BadCatalogue(`The program classifies by ${icccVersions.join(', ')}; --version must be one of them.`)
  const numbers = new Set<string>()
  return rows.map((official) => {
    const { cells } = official
    const number = cells['rule_no'] ?? ''
    if (!/^\d{1,5}$/.test(number)) faults.push(fault(official, 'rule_no', 'not-a-number'))
    if (numbers.has(number)) faults.push(fault(official, 'rule_no', 'code-twice'))
    numbers.add(number)
    if (cells['version'] !== undefined && cells['version'] !== version)
      faults.push(fault(official, 'version', 'another-version'))
    for (const name of ['group_roman', 'subgroup_code', 'iccc_code'])
      if (!cells[name]) faults.push(fault(official, name, 'required'))
    const rule = { ...noLabels, ...cells, version }
    for (const name of ['topography', 'morphology'])
      if (!rangesFit(rule, name)) faults.push(fault(official, name, 'not-a-range'))
    return rule
  })
}

const noLabels = { subgroup_label_en: '', subgroup_label_es: '', division_label_en: '', division_label_es: '' }

/** True when the rules can be parsed with this column as it is, whatever the other says. */
function rangesFit(rule: CatalogueRow, name: string): boolean {
  const other = name === 'topography' ? { morphology: '8000' } : { topography: 'C000' }
  try {
    parseIccc3Rules([{ ...(rule as Iccc3Row), ...other }])
    return true
  } catch {
    return false
  }
}

function readHospitals(rows: readonly OfficialRow[], { ooadCodes }: Standing, faults: CellFault[]): CatalogueRow[] {
  const seen = new Set<string>()
  return rows.map((official) => {
    const { cells } = official
    const clues = ungrouped(cells['clues'] ?? '')
    const wrong = checkClues(clues)
    if (wrong !== undefined) faults.push(fault(official, 'clues', wrong.code))
    if (seen.has(clues)) faults.push(fault(official, 'clues', 'code-twice'))
    seen.add(clues)
    const one = (name: string, fits: (value: string) => boolean, code: string) => {
      if (!fits(cells[name] ?? '')) faults.push(fault(official, name, code))
    }
    one('name', (name) => name !== '' && !hasControlCharacters(name), 'required')
    one('level', (level) => levels.some((known) => known === level), 'not-in-list')
    one('regime', (regime) => regimes.some((known) => known === regime), 'not-in-list')
    one('state', isBirthState, 'not-in-list')
    for (const name of ['ooad_code', 'reports_to_ooad'])
      one(name, (code) => code === '' || ooadCodes.has(code), 'ooad-unknown')
    one('latitude', (text) => within(text, 90), 'not-a-number')
    one('longitude', (text) => within(text, 180), 'not-a-number')
    return { latitude: '', longitude: '', ...cells, clues }
  })
}

const within = (text: string, most: number) => text === '' || Math.abs(Number(text)) <= most
