import { ungrouped } from './fold.js'

/**
 * Social security number of the insured person, which spouse, children and parents share: alone it identifies nobody.
 * Subdelegation (2), year of affiliation (2), year of birth (2), serial (4), check digit (1).
 */

export const nssErrorCodes = ['nss-character', 'nss-length', 'nss-check-digit'] as const
type NssErrorCode = (typeof nssErrorCodes)[number]

/** Without the spaces and hyphens that people group it with. */
export function normaliseNss(text: string) {
  return ungrouped(text)
}

/** Older systems keep 10 digits without the check: the 11 digits, or undefined where there are neither 10 nor 11. */
export function completeNss(text: string) {
  const nss = normaliseNss(text)
  if (/^\d{11}$/.test(nss)) return nss
  return /^\d{10}$/.test(nss) ? nss + nssCheckDigit(nss) : undefined
}

/** The first thing wrong with an NSS of 11 or 10 digits, if any. */
export function checkNss(text: string): NssErrorCode | undefined {
  const nss = normaliseNss(text)
  if (/\D/.test(nss)) return 'nss-character'
  if (nss.length !== 10 && nss.length !== 11) return 'nss-length'
  if (/^0+$/.test(nss)) return 'nss-character'
  return nss.length === 11 && nssCheckDigit(nss) !== Number(nss.charAt(10)) ? 'nss-check-digit' : undefined
}

/** Subdelegations in use run from 01 to 97 (97 is IMSS Digital). */
export function hasKnownSubdelegation(nss: string) {
  const subdelegation = Number(nss.slice(0, 2))
  return subdelegation >= 1 && subdelegation <= 97
}

/** '92919084431' is shown as '92-91-90-8443-1'; anything else as it is. */
export function formatNss(nss: string) {
  return nss.replace(/^(\d{2})(\d{2})(\d{2})(\d{4})(\d)$/, '$1-$2-$3-$4-$5')
}

/** Weights 1, 2, 1, 2… from the left, products over 9 lose 9, (10 - sum mod 10) mod 10. */
function nssCheckDigit(nss: string) {
  let sum = 0
  for (let i = 0; i < 10; i++) {
    const product = Number(nss.charAt(i)) * (i % 2 === 0 ? 1 : 2)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10
}
