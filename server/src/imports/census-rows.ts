import { ageInMonths } from 'shared/age'
import { readAgregado } from 'shared/agregado'
import { fold } from 'shared/fold'
import type { NameProposal } from 'shared/imports'
import { resolveOoad } from 'shared/ooads'
import type { Patient } from 'shared/patients'
import { openCatalogueFile } from '../terminology/catalogue-files.js'
import type { RowCells } from './cells.js'
import { codeDiagnoses, type DiagnosisCodes } from './diagnosis-text.js'
import { findHospitals } from './hospitals.js'
import { knownNames, splitName } from './name-split.js'
import { draftCondition, draftPerson, type EventDraft, event, type PersonDraft } from './person.js'
import type { ReadingPlan } from './plan.js'

/** Reads rows of the 27-column census sheet (server/catalogue/census-27.csv says what each column means). */
export function censusReader(
  plan: ReadingPlan,
): (cells: RowCells) => { person: PersonDraft | null; name: NameProposal | null } {
  const hospitals = findHospitals(plan)
  const codes = codeDiagnoses(plan)
  const names = knownNames(
    openCatalogueFile('demo-given-names.csv')
      .rows()
      .map(({ given_name = '' }) => given_name),
    openCatalogueFile('demo-surnames.csv')
      .rows()
      .map(({ surname = '' }) => surname),
  )
  return (cells) => {
    const text = cells.text('name', { identity: true, max: 240 })
    const name = text === null ? null : splitName(text, names, plan.options.nameOrder)
    readNameFindings(cells, text, name, plan.options.nameOrder !== undefined)
    const birthDate = cells.day('birthDate')
    if (birthDate === null && !cells.findings.some(({ code }) => /^date-|future/.test(code)))
      cells.error('birthDate', 'required')
    const ooadCode = readOoad(cells, plan)
    const hospital = hospitals.byText(cells, 'hospital', ooadCode)
    if (ooadCode !== null && hospital?.ooadCode != null && hospital.ooadCode !== ooadCode)
      cells.warn('ooad', 'ooad-differs')
    const agregado = cells.text('agregado', { identity: true, max: 60 })
    const sex = sexOf(cells, agregado)
    const dates = readDates(cells, birthDate)
    checkAge(cells, birthDate, [plan.today, ...Object.values(dates)])
    const diagnosis = readDiagnosis(cells, plan, codes, { birthDate, sex }, dates)
    const person = draftPerson(cells, {
      givenName: name?.givenName ?? null,
      firstSurname: name?.firstSurname ?? null,
      secondSurname: name?.secondSurname ?? null,
      birthDate,
      sex,
      birthState: null,
      curp: null,
      nss: cells.text('nss', { identity: true, max: 60 }),
      agregado,
      hospital,
      registeredOn: dates.firstSeenOn ?? plan.today,
      condition: diagnosis.condition,
      events: [...diagnosis.events, ...readEvents(cells, dates)],
    })
    return { person: cells.failed ? null : person, name }
  }
}

/** One cell with a whole name is never split silently: it is refused, or says that it was split. */
function readNameFindings(cells: RowCells, text: string | null, name: NameProposal | null, chosen: boolean): void {
  if (text === null) cells.error('name', 'required')
  else if (name === null || (!chosen && !name.certain)) cells.error('name', 'name-needs-splitting')
  else if ([name.givenName, name.firstSurname, name.secondSurname ?? ''].some((part) => part.length > 80))
    cells.error('name', 'too-long')
  else if (!chosen) cells.warn('name', 'name-split')
}

/** An ambiguous name asks: the answer for the whole file comes with the options. */
function readOoad(cells: RowCells, { ooads, aliases, options }: ReadingPlan): string | null {
  const text = cells.text('ooad', { max: 120 })
  if (text === null) return null
  const said = Object.entries(options.ooads ?? {}).find(([asked]) => fold(asked) === fold(text))?.[1]
  if (said !== undefined && ooads.some(({ code }) => code === said)) return said
  const resolved = resolveOoad(text, ooads, aliases)
  if (resolved?.ooadCode !== undefined) return resolved.ooadCode
  cells.error('ooad', resolved === null ? 'ooad-unknown' : 'ooad-ambiguous')
  return null
}

/** The sheet has no column for it: the agregado's letter says it, and nothing else is guessed. */
function sexOf(cells: RowCells, agregado: string | null): Patient['sex'] {
  const sex = agregado === null ? undefined : readAgregado(agregado).parts?.sex
  if (sex === undefined) cells.warn('agregado', 'sex-not-known')
  return sex ?? 'unknown'
}

const dateFields = [
  'symptomOnset',
  'diagnosisDate',
  'referredOn',
  'firstSeenOn',
  'chemotherapyStart',
  'chemotherapyEnd',
  'sentToReferenceOn',
  'lastVisit',
] as const
type Dates = Record<(typeof dateFields)[number], string | null>

/** None of them before birth; diagnosis not before symptoms, the end of chemotherapy not before its start. */
function readDates(cells: RowCells, birthDate: string | null): Dates {
  const dates = Object.fromEntries(dateFields.map((field) => [field, cells.day(field)])) as Dates
  for (const field of dateFields) {
    const day = dates[field]
    if (day !== null && birthDate !== null && day < birthDate) cells.error(field, 'before-birth')
  }
  const { symptomOnset, diagnosisDate, chemotherapyStart, chemotherapyEnd } = dates
  if (symptomOnset !== null && diagnosisDate !== null && diagnosisDate < symptomOnset)
    cells.error('diagnosisDate', 'before-symptoms')
  if (chemotherapyStart !== null && chemotherapyEnd !== null && chemotherapyEnd < chemotherapyStart)
    cells.error('chemotherapyEnd', 'before-start')
  return dates
}

/**
 * "7 A 3 M", "7 años", "3 m", "15 d", "7". Nobody says on which day the age was written, so it is compared with the ages
 * between the first and the last day that the row names, and today.
 */
function checkAge(cells: RowCells, birthDate: string | null, days: readonly (string | null)[]): void {
  const text = cells.text('ageText', { max: 60 })
  if (text === null || birthDate === null) return
  const written = writtenMonths(fold(text))
  if (written === null) {
    cells.warn('ageText', 'age-unreadable')
    return
  }
  const ages = days.flatMap((day) => (day === null || day < birthDate ? [] : [ageInMonths(birthDate, day)]))
  const [least, most] = written
  if (most < Math.min(...ages) - 1 || least > Math.max(...ages) + 1) cells.warn('ageText', 'age-differs')
}

/** The least and most months an age in words stands for; a year alone stands for twelve of them. */
function writtenMonths(text: string): [least: number, most: number] | null {
  const amount = (unit: RegExp) => {
    const found = unit.exec(text)?.[1]
    return found === undefined ? null : Number(found)
  }
  const years = amount(/^(\d{1,3})(?: ?a| ?$)/)
  const months = amount(/(\d{1,3}) ?m/)
  if (years === null && months === null) return amount(/(\d{1,3}) ?d/) === null ? null : [0, 1]
  const least = (years ?? 0) * 12 + (months ?? 0)
  return [least, months === null ? least + 11 : least]
}

/** I to V or NA, which is not the same as nothing: some tumours have no stage. */
const stages: readonly string[] = ['I', 'II', 'III', 'IV', 'V', 'NA']

function readDiagnosis(
  cells: RowCells,
  plan: ReadingPlan,
  codesOf: (text: string) => DiagnosisCodes | null,
  { birthDate, sex }: { birthDate: string | null; sex: Patient['sex'] },
  { diagnosisDate, symptomOnset, referredOn }: Dates,
) {
  const text = cells.text('diagnosisText', { max: 500 })
  const written =
    cells
      .text('stage', { naMeans: true, max: 20 })
      ?.toUpperCase()
      .replace(/^N\/A$/, 'NA') ?? null
  if (written !== null && !stages.includes(written)) cells.error('stage', 'stage-unknown')
  const stage = written === null ? null : { system: 'census', value: written }
  const codes = text === null ? null : codesOf(text)
  const events: EventDraft[] = text === null ? [] : [event('diagnosis-text', diagnosisDate, { text })]
  if (text !== null && codes === null) cells.warn('diagnosisText', 'diagnosis-not-coded')
  if (codes !== null && diagnosisDate === null) cells.warn('diagnosisDate', 'diagnosis-undated')
  if (codes !== null && diagnosisDate !== null && birthDate !== null && !cells.failed) {
    const facts = { ...codes, recordedDate: diagnosisDate, onsetDate: symptomOnset, referredOn, stage }
    return { condition: draftCondition(cells, plan, { birthDate, sex }, facts, 'diagnosisText'), events }
  }
  if (codes !== null) events.push(event('undated-diagnosis', null, { ...codes }))
  if (stage !== null) events.push(event('stage', diagnosisDate, stage))
  if (symptomOnset !== null) events.push(event('symptom-onset', symptomOnset))
  if (diagnosisDate !== null && text === null) events.push(event('diagnosis-date', diagnosisDate))
  return { condition: null, events }
}

/** 1 family medicine unit, 2 second-level hospital, 3 reference centre. */
const referringUnits = new Map([
  ['1', 'family-medicine'],
  ['2', 'second-level'],
  ['3', 'reference-centre'],
])

function readEvents(cells: RowCells, dates: Dates): EventDraft[] {
  const events: EventDraft[] = []
  const unit = cells.text('referringUnitKind', { max: 60 })
  const from = unit === null ? null : referringUnits.get(unit)
  if (from === undefined) cells.error('referringUnitKind', 'not-in-list')
  if (dates.referredOn !== null || from != null)
    events.push(event('referral', dates.referredOn, { from: from ?? null }))
  if (dates.firstSeenOn !== null) events.push(event('first-attention', dates.firstSeenOn))
  const scheme = cells.text('firstLineScheme', { max: 500 })
  if (dates.chemotherapyStart !== null || scheme !== null)
    events.push(event('chemotherapy-start', dates.chemotherapyStart, { scheme }))
  if (dates.chemotherapyEnd !== null) events.push(event('chemotherapy-end', dates.chemotherapyEnd))
  const sent = readYesNo(cells, 'sentToReference')
  const reason = cells.text('sentReason', { max: 500 })
  if (sent === true || dates.sentToReferenceOn !== null)
    events.push(event('sent-to-reference', dates.sentToReferenceOn, { reason }))
  if (dates.lastVisit !== null) events.push(event('last-visit', dates.lastVisit))
  const cause = cells.text('causeOfDeath', { max: 500 })
  events.push(
    ...readDayOrYes(cells, 'relapse', 'relapse', null),
    ...readDayOrYes(cells, 'deceased', 'death', { cause }),
  )
  const comment = cells.text('comments')
  if (comment !== null) events.push(event('comment', null, { text: comment }))
  const frequent = cells.text('frequentDiagnosis', { max: 500 })
  if (frequent !== null) events.push(event('frequent-diagnosis', null, { text: frequent }))
  return events
}

const yes = /^(?:1|si|s|x|true|verdadero|yes)$/
const no = /^(?:0|no|n|false|falso)$/

function readYesNo(cells: RowCells, field: string): boolean | null {
  const text = cells.text(field, { max: 60 })
  if (text === null) return null
  if (yes.test(fold(text))) return true
  if (!no.test(fold(text))) cells.error(field, 'yes-or-no')
  return false
}

/** Relapse and death are written as a day, or as yes or no. */
function readDayOrYes(
  cells: RowCells,
  field: string,
  kind: string,
  details: Record<string, unknown> | null,
): EventDraft[] {
  const text = cells.text(field, { max: 60 })
  if (text === null || no.test(fold(text))) return []
  if (yes.test(fold(text))) return [event(kind, null, details)]
  const day = cells.day(field)
  return day === null ? [] : [event(kind, day, details)]
}
