import { ungrouped } from 'shared/fold'
import { foldHeader } from 'shared/imports-fields'
import { normaliseIcd10, normaliseMorphology, normaliseTopography } from 'shared/oncology-codes'
import type { Patient } from 'shared/patients'
import { isBirthState, states } from 'shared/states'
import type { RowCells } from './cells.js'
import { findHospitals } from './hospitals.js'
import { draftCondition, draftPerson, type EventDraft, event, type PersonDraft } from './person.js'
import type { ReadingPlan } from './plan.js'

/** How a letter of the column `sexo` was written: M is mujer beside H, and masculino beside F. */
export type SexLetter = 'M' | 'F' | null

const sexWords = new Map<string, Patient['sex']>(
  Object.entries({
    h: 'male',
    hombre: 'male',
    masculino: 'male',
    masc: 'male',
    male: 'male',
    nino: 'male',
    m: 'female',
    mujer: 'female',
    femenino: 'female',
    fem: 'female',
    female: 'female',
    nina: 'female',
    x: 'other',
    'no binario': 'other',
    'no binaria': 'other',
    other: 'other',
    otro: 'other',
    desconocido: 'unknown',
    'no especificado': 'unknown',
    indeterminado: 'unknown',
  } as const),
)

const stateNames = new Map([
  ...states.flatMap(({ curpCode, inegiCode, name }) => [
    [foldHeader(name), curpCode] as const,
    [foldHeader(name.replace(/ de (?:Zaragoza|Ocampo|Ignacio de la Llave)$/, '')), curpCode] as const,
    [inegiCode, curpCode] as const,
    [String(Number(inegiCode)), curpCode] as const,
  ]),
  ['estado de mexico', 'MC'] as const,
  ['edomex', 'MC'] as const,
  ['distrito federal', 'DF'] as const,
  ['cdmx', 'DF'] as const,
  ['nacido en el extranjero', 'NE'] as const,
  ['extranjero', 'NE'] as const,
])
/** "Not known" of the national exchange norm. */
const unknownState = /^(?:0|00|99|desconocido|se ignora|no especificado)$/

/** Reads rows of the `patients` mapping: one row, one person, and their diagnosis where it is coded. */
export function patientsReader(
  plan: ReadingPlan,
): (cells: RowCells) => { person: PersonDraft | null; letter: SexLetter } {
  const hospitals = findHospitals(plan)
  return (cells) => {
    const givenName = readName(cells, 'givenName')
    const firstSurname = readName(cells, 'firstSurname')
    if (givenName === null && firstSurname === null) cells.error('givenName', 'required')
    const birthDate = cells.day('birthDate')
    if (birthDate === null && !cells.findings.some(({ code }) => /^date-|future/.test(code)))
      cells.error('birthDate', 'required')
    const { sex, letter } = readSex(cells)
    const hospital = hospitals.byClues(cells, 'clues')
    const diagnosis = readDiagnosis(cells, plan, birthDate, sex)
    const person = draftPerson(cells, {
      givenName,
      firstSurname,
      secondSurname: cells.text('secondSurname', { identity: true, max: 80 }),
      birthDate,
      sex,
      birthState: readState(cells),
      curp: cells.text('curp', { identity: true, max: 60 }),
      nss: cells.text('nss', { identity: true, max: 60 }),
      agregado: cells.text('agregado', { identity: true, max: 60 }),
      hospital,
      registeredOn: plan.today,
      condition: diagnosis.condition,
      events: [...diagnosis.events, ...readMeasures(cells)],
    })
    return { person: cells.failed ? null : person, letter }
  }
}

/** Words that old files write for a name nobody knew: kept as missing, with the reason, never as a name. */
const unknownName = /^(?:desconocid[oa]|sin nombre|nn|n n|se ignora|no especificado|rn|recien nacid[oa])$/

function readName(cells: RowCells, field: string): string | null {
  const text = cells.text(field, { identity: true, max: 80 })
  if (text === null) cells.error(field, 'required')
  if (text === null || !unknownName.test(foldHeader(text))) return text
  cells.warn(field, 'name-missing')
  return null
}

function readSex(cells: RowCells): { sex: Patient['sex']; letter: SexLetter } {
  const text = cells.text('sex', { identity: true, max: 60 })
  if (text === null) {
    cells.error('sex', 'required')
    return { sex: 'unknown', letter: null }
  }
  const folded = foldHeader(text)
  const sex = sexWords.get(folded)
  // F beside M would turn M round: the letters are those of the CURP, or the words are written out
  if (sex === undefined) cells.error('sex', folded === 'f' ? 'sex-letter-f' : 'not-in-list')
  if (sex === 'unknown') cells.warn('sex', 'sex-not-known')
  return { sex: sex ?? 'unknown', letter: folded === 'm' ? 'M' : folded === 'f' ? 'F' : null }
}

function readState(cells: RowCells): string | null {
  const text = cells.text('birthState', { identity: true, max: 80 })
  if (text === null) return null
  const code = ungrouped(text)
  if (isBirthState(code)) return code
  const folded = foldHeader(text)
  if (unknownState.test(folded)) return null
  const named = stateNames.get(folded)
  if (named === undefined) cells.error('birthState', 'birth-state-unknown')
  return named ?? null
}

function readDiagnosis(cells: RowCells, plan: ReadingPlan, birthDate: string | null, sex: Patient['sex']) {
  const icd10 = readCode(cells, 'icd10', normaliseIcd10, 'icd10-form')
  const topography = readCode(cells, 'topography', normaliseTopography, 'topography-form')
  const morphology = readMorphology(cells)
  const recordedDate = cells.day('diagnosisDate')
  const events: EventDraft[] = []
  const none = { condition: null, events }
  if (recordedDate !== null && birthDate !== null && recordedDate < birthDate) {
    cells.error('diagnosisDate', 'before-birth')
    return none
  }
  if (icd10 === null && topography === null && morphology === null) {
    if (recordedDate !== null) events.push(event('diagnosis-date', recordedDate))
    return none
  }
  if (recordedDate === null) {
    cells.warn('diagnosisDate', 'diagnosis-undated')
    events.push(event('undated-diagnosis', null, { icd10, topography, morphology }))
    return none
  }
  if (birthDate === null || cells.failed) return none
  return {
    condition: draftCondition(cells, plan, { birthDate, sex }, { icd10, topography, morphology, recordedDate }, null),
    events,
  }
}

function readCode(
  cells: RowCells,
  field: string,
  normalise: (text: string) => string | null,
  code: string,
): string | null {
  const text = cells.text(field, { max: 60 })
  if (text === null) return null
  const normal = normalise(text)
  if (normal === null) cells.error(field, code)
  return normal
}

/** `9836/3`, `98363`, or `9836` with its behaviour in a column of its own. */
function readMorphology(cells: RowCells): string | null {
  const text = cells.text('morphology', { max: 60 })
  const behaviour = cells.text('behaviour', { max: 60 })
  if (behaviour !== null && !/^\/?[012369]$/.test(behaviour)) {
    cells.error('behaviour', 'not-in-list')
    return null
  }
  if (text === null) return null
  const digit = behaviour?.replace('/', '')
  const whole = normaliseMorphology(text) ?? (digit === undefined ? null : normaliseMorphology(`${text}/${digit}`))
  if (whole === null) cells.error('morphology', 'morphology-form')
  else if (digit !== undefined && !whole.endsWith(`/${digit}`)) {
    cells.error('behaviour', 'behaviour-mismatch')
    return null
  }
  return whole
}

/** Kilograms and centimetres. The lightest newborn who lived weighed 0.2 kg; the tallest person measured 272 cm. */
function readMeasures(cells: RowCells): EventDraft[] {
  const weightKg = cells.number('weightKg', 0.2, 400)
  const heightCm = cells.number('heightCm', 20, 280)
  return weightKg === null && heightCm === null ? [] : [event('body-measures', null, { weightKg, heightCm })]
}
