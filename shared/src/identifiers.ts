import * as z from 'zod'
import { agregadoDoubtCodes, agregadoErrorCodes, doubtsAboutAgregado, readAgregado } from './agregado.js'
import { calendarDay } from './calendar-day.js'
import { checkClues, cluesErrorCodes } from './clues.js'
import { type CurpParts, curpErrorCodes, expectedLetters, readCurp } from './curp.js'
import { checkNss, completeNss, hasKnownSubdelegation, normaliseNss, nssErrorCodes } from './nss.js'
import { sexes } from './patients.js'
import { birthStates } from './states.js'

const identifierFields = ['curp', 'nss', 'agregado', 'clues'] as const

/** Every code a finding may carry; screens have words for each. */
export const identifierFindingCodes = [
  ...curpErrorCodes,
  'curp-birth-date-mismatch',
  'curp-sex-mismatch',
  'curp-birth-state-mismatch',
  'curp-name-mismatch',
  'curp-generic',
  ...nssErrorCodes,
  'nss-completed',
  'nss-subdelegation',
  ...agregadoErrorCodes,
  ...agregadoDoubtCodes,
  ...cluesErrorCodes,
] as const

const identifier = z.string().max(60)
const name = z.string().max(320)

/** What is on the form so far; asked while one types, so an identifier may be half written. */
export const IdentifierCheck = z.object({
  curp: identifier.optional(),
  nss: identifier.optional(),
  agregado: identifier.optional(),
  clues: identifier.optional(),
  birthDate: calendarDay.optional(),
  sex: z.enum(sexes).optional(),
  birthState: z.enum(birthStates).optional(),
  givenName: name.optional(),
  firstSurname: name.optional(),
  secondSurname: name.optional(),
})

/** `position` counts characters from 1, spaces and hyphens left out. */
export const IdentifierFinding = z.object({
  field: z.enum(identifierFields),
  code: z.enum(identifierFindingCodes),
  severity: z.enum(['error', 'warning']),
  position: z.int().min(1).optional(),
})
export type IdentifierFinding = z.infer<typeof IdentifierFinding>

export const IdentifierCheckAnswer = z.object({
  findings: z.array(IdentifierFinding),
  completed: z.object({ nss: z.string().optional() }),
  prefill: z.object({
    birthDate: calendarDay.optional(),
    sex: z.enum(sexes).optional(),
    birthState: z.enum(birthStates).optional(),
  }),
})
export type IdentifierCheckAnswer = z.infer<typeof IdentifierCheckAnswer>

/** The same facts from a form, a file or a row: what is missing may be absent, null or empty. */
export type IdentifierFacts = { [field in keyof z.infer<typeof IdentifierCheck>]?: string | null | undefined }

/**
 * Checks identifiers one by one and against each other. Errors are refusals: impossible shapes, failing check digits, and a
 * CURP that contradicts birth date, sex or birth state, because its digit does not see H and M swapped. Warnings ask.
 */
export function checkIdentifiers(facts: IdentifierFacts): IdentifierCheckAnswer {
  const { curp, nss, agregado, clues } = facts
  const answer: IdentifierCheckAnswer = { findings: [], completed: {}, prefill: {} }
  if (isFilled(curp)) checkCurp(curp, facts, answer)
  if (isFilled(nss)) checkNumber(nss, answer)
  if (isFilled(agregado)) checkAgregado(agregado, facts, answer)
  const cluesError = isFilled(clues) ? checkClues(clues) : undefined
  if (cluesError) answer.findings.push({ field: 'clues', severity: 'error', ...cluesError })
  return answer
}

function checkCurp(curp: string, facts: IdentifierFacts, answer: IdentifierCheckAnswer) {
  const { parts, errors } = readCurp(curp)
  const find = (severity: IdentifierFinding['severity'], code: IdentifierFinding['code'], position?: number) =>
    answer.findings.push({ field: 'curp', code, severity, ...(position === undefined ? {} : { position }) })
  if (errors)
    return errors.forEach(({ code, position }) => {
      find('error', code, position)
    })
  // The generic ones are shared by many foreigners and say nothing about any of them.
  if (parts.generic) return find('warning', 'curp-generic')
  const { birthDate, sex, birthState } = parts
  if (isFilled(facts.birthDate) && facts.birthDate !== birthDate) find('error', 'curp-birth-date-mismatch', 5)
  if (isFilled(facts.sex) && facts.sex !== 'unknown' && facts.sex !== sex) find('error', 'curp-sex-mismatch', 11)
  if (isFilled(facts.birthState) && facts.birthState !== birthState) find('error', 'curp-birth-state-mismatch', 12)
  const position = firstForeignLetter(parts, facts)
  if (position !== undefined) find('warning', 'curp-name-mismatch', position)
  answer.prefill = { birthDate, sex, birthState }
}

function checkNumber(text: string, answer: IdentifierCheckAnswer) {
  const error = checkNss(text)
  if (error) return answer.findings.push({ field: 'nss', code: error, severity: 'error' })
  const nss = completeNss(text)
  if (nss === undefined) return
  if (nss !== normaliseNss(text)) {
    answer.completed.nss = nss
    answer.findings.push({ field: 'nss', code: 'nss-completed', severity: 'warning' })
  }
  if (!hasKnownSubdelegation(nss))
    answer.findings.push({ field: 'nss', code: 'nss-subdelegation', severity: 'warning', position: 1 })
}

function checkAgregado(agregado: string, facts: IdentifierFacts, answer: IdentifierCheckAnswer) {
  const { parts, errors } = readAgregado(agregado)
  for (const error of errors ?? []) answer.findings.push({ field: 'agregado', severity: 'error', ...error })
  for (const doubt of parts ? doubtsAboutAgregado(parts, facts) : [])
    answer.findings.push({ field: 'agregado', severity: 'warning', ...doubt })
}

/**
 * The first position whose letter the names on the form do not give; names not yet typed are not compared. A second surname
 * counts as none once the other two names are there.
 */
function firstForeignLetter({ initials, consonants }: CurpParts, facts: IdentifierFacts) {
  const { givenName, firstSurname, secondSurname } = facts
  const whole = isFilled(givenName) && isFilled(firstSurname)
  const expected = expectedLetters({ givenName: givenName ?? '', firstSurname: firstSurname ?? '', secondSurname })
  const letters: [position: number, known: boolean, actual: string, expected: string][] = [
    [1, isFilled(firstSurname), initials.charAt(0), expected.initials.charAt(0)],
    [2, isFilled(firstSurname), initials.charAt(1), expected.initials.charAt(1)],
    [3, isFilled(secondSurname) || whole, initials.charAt(2), expected.initials.charAt(2)],
    [4, isFilled(givenName), initials.charAt(3), expected.initials.charAt(3)],
    [14, isFilled(firstSurname), consonants.charAt(0), expected.consonants.charAt(0)],
    [15, isFilled(secondSurname) || whole, consonants.charAt(1), expected.consonants.charAt(1)],
    [16, isFilled(givenName), consonants.charAt(2), expected.consonants.charAt(2)],
  ]
  return letters.find(
    ([position, known, actual, wanted]) =>
      known && actual !== wanted && !(position === 2 && actual === 'X' && mayBeX(firstSurname ?? '', whole)),
  )?.[0]
}

/** Some registries write Ü as X, and while names are missing nobody knows whether the four initials spell a bad word. */
function mayBeX(firstSurname: string, whole: boolean) {
  return !whole || /ü/i.test(firstSurname.normalize('NFC'))
}

function isFilled(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== ''
}
