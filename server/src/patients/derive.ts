import { ageGroup, ageInYears } from 'shared/age'
import { normaliseCurp } from 'shared/curp'
import { matchKeys } from 'shared/duplicates'
import { fold } from 'shared/fold'
import { checkIdentifiers, type IdentifierFinding } from 'shared/identifiers'
import { normaliseNss } from 'shared/nss'
import type { Patient } from 'shared/patients'

/** What is typed about a person's identity, before it is normalised. */
export interface IdentityInput {
  givenName: string | null
  firstSurname: string | null
  secondSurname: string | null
  birthDate: string
  sex: Patient['sex']
  birthState: string | null
  curp: string | null
  nss: string | null
  agregado: string | null
}

/** Every word behind a space, so that a pattern '% word%' finds beginnings of words by trigram. */
export const searchText = (...names: (string | null | undefined)[]) =>
  ` ${fold(names.filter((name) => name != null).join(' '))}`

export interface Identity extends IdentityInput {
  search: string
  matchKeys: number[]
}

/**
 * Normalises identifiers (CURP in capitals, ten digits of NSS completed to eleven) and cross-checks them with the
 * form. Findings of severity `error` refuse; warnings are for the screen.
 */
export function identify(input: IdentityInput): { identity: Identity; findings: IdentifierFinding[] } {
  const { findings, completed } = checkIdentifiers(input)
  const normal: IdentityInput = {
    ...input,
    curp: input.curp === null ? null : normaliseCurp(input.curp),
    nss: input.nss === null ? null : (completed.nss ?? normaliseNss(input.nss)),
    agregado: input.agregado?.toUpperCase().replace(/\s/g, '') ?? null,
  }
  return {
    findings,
    identity: {
      ...normal,
      search: searchText(normal.firstSurname, normal.secondSurname, normal.givenName),
      matchKeys: matchKeys({ ...normal, givenName: normal.givenName ?? '', firstSurname: normal.firstSurname ?? '' }),
    },
  }
}

/** Age in whole years on the day of registration, and its group by the default rule (under 18, at registration). */
export const ageFacts = ({ birthDate, registeredOn }: { birthDate: string; registeredOn: string }) => ({
  ageAtRegistration: ageInYears(birthDate, registeredOn),
  ageGroup: ageGroup(birthDate, registeredOn, 18),
})
