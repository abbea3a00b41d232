import { createHash } from 'node:crypto'
import type { ConditionCheck, NewCondition } from 'shared/conditions'
import { genericCurps } from 'shared/curp'
import { fold } from 'shared/fold'
import { checkNss, normaliseNss } from 'shared/nss'
import type { Patient } from 'shared/patients'
import { uuidv7 } from 'uuidv7'
import { deriveCondition } from '../conditions/derive.js'
import { type Identity, type IdentityInput, identify } from '../patients/derive.js'
import type { RowCells } from './cells.js'
import type { KnownHospital, ReadingPlan } from './plan.js'

/** A person ready to be written; keys are column names of `patients` and its sisters, as SQL takes them apart. */
export interface PersonDraft {
  id: string
  managing_organization_id: string
  registered_on: string
  given_name: string | null
  first_surname: string | null
  second_surname: string | null
  missing_name_reason: string | null
  birth_date: string
  sex: Patient['sex']
  birth_state: string | null
  curp: string | null
  nss: string | null
  agregado: string | null
  coverage: Patient['coverage']
  missing_identifier_reason: string | null
  search: string
  match_keys: number[]
  condition: ConditionDraft | null
  events: EventDraft[]
}

export interface ConditionDraft {
  id: string
  icd10: string | null
  topography: string | null
  morphology: string | null
  onset_date: string | null
  referred_on: string | null
  recorded_date: string
  stage_system: string | null
  stage_value: string | null
  iccc3_version: string | null
  iccc3_group: string | null
  iccc3_subgroup: string | null
  iccc3_division: string | null
  /** Null where every rule answers ok, which is most of them: a file of a million rows need not say it each time. */
  checks: ConditionCheck[] | null
}

export interface EventDraft {
  id: string
  kind: string
  effective_on: string | null
  details: Record<string, unknown> | null
}

export const event = (kind: string, on: string | null, details: Record<string, unknown> | null = null): EventDraft => ({
  id: uuidv7(),
  kind,
  effective_on: on,
  details,
})

/** What a row says of who somebody is; a birth date that could not be read leaves nothing to register. */
export interface PersonFacts extends Omit<IdentityInput, 'birthDate'> {
  birthDate: string | null
  hospital: KnownHospital | null
  registeredOn: string
  condition: ConditionDraft | null
  events: EventDraft[]
}

/** Checks identity as the registration form does, and drafts the person if nothing forbids it. */
export function draftPerson(cells: RowCells, facts: PersonFacts): PersonDraft | null {
  const { birthDate, hospital, registeredOn } = facts
  if (birthDate === null) return null
  const { identity, findings } = identify({ ...facts, birthDate })
  for (const { field, code, severity } of findings) cells[severity === 'error' ? 'error' : 'warn'](field, code)
  if (facts.nss !== null && mayLackZero(facts.nss)) cells.warn('nss', 'nss-leading-zero')
  if (registeredOn < birthDate) cells.error('birthDate', 'after-registration')
  if (hospital === null || cells.failed) return null
  const { curp, nss, agregado } = identity
  if (nss === null && agregado === null) cells.warn('nss', 'coverage-assumed')
  return {
    id: uuidv7(),
    managing_organization_id: hospital.id,
    registered_on: registeredOn,
    given_name: identity.givenName,
    first_surname: identity.firstSurname,
    second_surname: identity.secondSurname,
    missing_name_reason: identity.givenName === null || identity.firstSurname === null ? 'not-in-file' : null,
    birth_date: birthDate,
    sex: identity.sex,
    birth_state: identity.birthState,
    curp,
    nss,
    agregado,
    // A file does not say it: who has an NSS is the institute's, the rest are taken as their hospital's regime
    coverage: nss !== null || agregado !== null ? 'imss' : hospital.regime,
    missing_identifier_reason: curp === null && nss === null ? 'not-in-file' : null,
    search: identity.search,
    match_keys: identity.matchKeys,
    condition: facts.condition,
    events: facts.events,
  }
}

/** Spreadsheets drop a leading zero: these ten digits are a whole NSS with it. */
function mayLackZero(nss: string): boolean {
  const digits = normaliseNss(nss)
  return /^\d{10}$/.test(digits) && checkNss(`0${digits}`) === undefined
}

/**
 * By what a row is known again in its hospital, whatever file brings it: the CURP; else NSS, agregado, birth date and given
 * name, for twins share the rest; else name and birth date.
 */
export function fingerprintOf(person: PersonDraft): Buffer {
  const { curp, nss, agregado, birth_date, given_name, search, managing_organization_id: hospital } = person
  if (curp !== null && !genericCurps.includes(curp)) return hash('curp', curp, hospital)
  if (nss !== null && agregado !== null) return hash('nss', nss, agregado, birth_date, fold(given_name ?? ''), hospital)
  return hash('name', search, birth_date, hospital)
}

export const hash = (...parts: readonly string[]): Buffer =>
  createHash('sha256').update(parts.join('\u001f')).digest().subarray(0, 16)

export type DiagnosisFacts = Pick<
  NewCondition,
  'icd10' | 'topography' | 'morphology' | 'onsetDate' | 'referredOn' | 'stage'
> & {
  recordedDate: string
}

/** Which column answers for a rule that a diagnosis breaks. */
const columns = new Map([
  ['recordedDate', 'diagnosisDate'],
  ['onsetDate', 'symptomOnset'],
])
const codeOf = (rule: string) => `condition-${rule}`

/**
 * Drafts a diagnosis with what follows from it. A rule that says invalid refuses the row, for a file has nobody to give a
 * reason; query and rare pass with a warning. Without any code there is nothing to draft.
 */
export function draftCondition(
  cells: RowCells,
  { catalogue, today }: ReadingPlan,
  { birthDate, sex }: Pick<Identity, 'birthDate' | 'sex'>,
  diagnosis: DiagnosisFacts,
  textField: string | null,
): ConditionDraft | null {
  const unlabelled = {
    ...catalogue,
    concepts: { icd10: [], topography: [], morphology: [] },
    labelOf: () => null,
    iccc3Label: () => null,
  }
  const { facts, iccc3, checks, errors, needsOverride } = deriveCondition(
    unlabelled,
    { birthDate, sex },
    { ...diagnosis, basisOfDiagnosis: 'unknown' },
    today,
  )
  const columnFor = (field: string) =>
    textField !== null && /^(?:icd10|topography|morphology)$/.test(field) ? textField : (columns.get(field) ?? field)
  for (const { pointer, code } of errors) cells.error(columnFor(pointer.slice(2)), code)
  for (const { rule, verdict, fields } of checks) {
    const column = columnFor(fields[0] ?? 'icd10')
    if (needsOverride.includes(rule)) cells.error(column, codeOf(rule))
    else if (verdict === 'query' || verdict === 'rare') cells.warn(column, codeOf(rule))
  }
  return {
    id: uuidv7(),
    icd10: facts.icd10,
    topography: facts.topography,
    morphology: facts.morphology,
    onset_date: facts.onsetDate,
    referred_on: facts.referredOn,
    recorded_date: facts.recordedDate,
    stage_system: facts.stage?.system ?? null,
    stage_value: facts.stage?.value ?? null,
    iccc3_version: iccc3?.version ?? null,
    iccc3_group: iccc3?.group ?? null,
    iccc3_subgroup: iccc3?.subgroup ?? null,
    iccc3_division: iccc3?.division ?? null,
    checks: checks.every(({ verdict, fields }) => verdict === 'ok' && fields.length === 0) ? null : checks,
  }
}
