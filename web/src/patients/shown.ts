import { formatNss, normaliseNss } from 'shared/nss'
import { BORN_ABROAD, states } from 'shared/states'

/** 'PELA150327MDFRPNA3' as 'PELA 150327 MDF RPN A 3'; half of one as it is. */
export function shownCurp(curp: string): string {
  const plain = curp.toUpperCase().replace(/[\s-]/g, '')
  return plain.replace(/^(.{4})(.{6})(.{3})(.{3})(.)(.)$/, '$1 $2 $3 $4 $5 $6')
}

/** '92919084431' as '92-91-90-8443-1'. */
export function shownNss(nss: string): string {
  return formatNss(normaliseNss(nss))
}

export function shownState(code: string, abroad: string): string {
  if (code === BORN_ABROAD) return abroad
  return states.find(({ curpCode }) => curpCode === code)?.name ?? code
}

type Named = { givenName: string | null; firstSurname: string | null; secondSurname: string | null }

export function legalName({ givenName, firstSurname, secondSurname }: Named): string {
  return [givenName, firstSurname, secondSurname].filter((part) => part !== null && part !== '').join(' ') || '—'
}

/** The chosen name with the initials of the surnames; the legal name where none was chosen. Never both. */
export function calledName(person: Named & { chosenName: string | null }): string {
  if (person.chosenName === null) return legalName(person)
  const initials = [person.firstSurname, person.secondSurname].flatMap((surname) =>
    surname ? [`${surname.charAt(0).toLocaleUpperCase('es-MX')}.`] : [],
  )
  return [person.chosenName, ...initials].join(' ')
}
