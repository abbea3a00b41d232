import { curpCheckDigit, expectedLetters } from 'shared/curp'
import { completeNss } from 'shared/nss'

/**
 * Identifiers that read as valid and can be nobody's. Neither RENAPO nor the institute reserves numbers for trying out,
 * so each carries marks that no issued one has.
 *
 * CURP: positions 14 to 16 are XXX for everybody, which RENAPO writes only when both surnames and the given name have no
 * inner consonant but Ñ; and position 17, which tells namesakes apart, is the last of its series, 9 for those born until
 * 1999 and Z from 2000: it would take ten or twenty-six people of one sex, born on one day in one state, who all have
 * such names. The letters of the name in positions 1 to 4, the birth date, the sex and the state are those of the form,
 * so all cross-checks run; the name check asks about position 14. What is made here is by these marks never the CURP of
 * a real person, whatever name is given.
 *
 * NSS: subdelegation 99. Those in use run from 01 to 97; the reader asks about it.
 */
export const RESERVED_CURP = /^.{13}XXX[9Z]\d$/
export const RESERVED_NSS = /^99\d{9}$/

export interface CurpFacts {
  givenName: string
  firstSurname: string
  secondSurname: string | null
  birthDate: string
  sex: 'female' | 'male' | 'other'
  birthState: string
}

export function reservedCurp({ birthDate, sex, birthState, ...name }: CurpFacts): string {
  const letter = { female: 'M', male: 'H', other: 'X' }[sex]
  const last = birthDate < '2000' ? '9' : 'Z'
  const date = birthDate.replaceAll('-', '').slice(2)
  const first17 = `${expectedLetters(name).initials}${date}${letter}${birthState}XXX${last}`
  return `${first17}${curpCheckDigit(first17)}`
}

/** Numbers the insured of each pair of years from 1, so that two families never share a number. */
export function reservedNssSeries(): (affiliationYear: number, birthYear: number) => string {
  const used = new Map<string, number>()
  const twoDigits = (year: number) => String(year % 100).padStart(2, '0')
  return (affiliationYear, birthYear) => {
    const years = twoDigits(affiliationYear) + twoDigits(birthYear)
    const serial = (used.get(years) ?? 0) + 1
    used.set(years, serial)
    const nss = completeNss(`99${years}${String(serial).padStart(4, '0')}`)
    if (nss === undefined || serial > 9999) throw new Error('The series of invented NSS is used up')
    return nss
  }
}
