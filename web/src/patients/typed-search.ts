import type { PersonValues } from './person-values'

const particles = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'van', 'von', 'da', 'do', 'dos'])

/**
 * What was typed to search, as a start for a registration. A name without a comma is taken as given names first and two
 * surnames last; the person checks the order.
 */
export function fromSearch(typed: string): Partial<PersonValues> {
  const text = typed.trim().replace(/\s+/g, ' ')
  const compact = text.toUpperCase().replace(/[\s-]/g, '')
  if (/^[A-ZÑ]{4}\d{6}[A-Z0-9]{8}$/.test(compact)) return { curp: text }
  if (/^\d{10,11}$/.test(compact)) return { nss: text }
  if (/\d/.test(text) || text === '') return {}
  const [surnames, given] = text.split(',').map((part) => joined(part.trim()))
  if (surnames && given)
    return { givenName: given.join(' '), firstSurname: surnames[0] ?? '', secondSurname: surnames.slice(1).join(' ') }
  const words = surnames ?? []
  if (words.length < 2) return { firstSurname: words[0] ?? '' }
  const last = words.length === 2 ? 1 : 2
  const [firstSurname = '', secondSurname = ''] = words.slice(-last)
  return { givenName: words.slice(0, -last).join(' '), firstSurname, secondSurname }
}

/** Words with their particles: 'Ana de la Cruz' is 'Ana', 'de la Cruz'. */
function joined(text: string): string[] {
  const parts: string[] = []
  let pending = ''
  for (const word of text.split(' ').filter((it) => it !== '')) {
    pending = pending === '' ? word : `${pending} ${word}`
    if (particles.has(word.toLowerCase())) continue
    parts.push(pending)
    pending = ''
  }
  return pending === '' ? parts : [...parts, pending]
}
