import type { audit } from '../words/audit'
import { conditions, sayRule } from '../words/conditions'
import { wordsNow } from '../words/define'
import { patients } from '../words/patients'
import { acts, sayAct } from '../words/permissions'
import type { Event } from './chosen'

export const actions = [
  'read',
  'create',
  'update',
  'search',
  'export',
  'import',
  'override',
  'withdraw',
  'freeze',
  'undo',
  'sign-in',
  'sign-in-refused',
  'sign-out',
  'session-revoked',
  'denied',
] as const

type Words = (typeof audit)['es'] | (typeof audit)['en']

/** 'Consultó un expediente'. What has no word yet is shown as it was written. */
export function sayWhat(words: Words, { action, resourceType }: Event): string {
  const known: Readonly<Record<string, unknown>> = words
  const word = (key: string) => (typeof known[key] === 'string' ? known[key] : key)
  return `${word(action)} ${word(resourceType)}`.trim()
}

/** Field names, codes and counts only: there are no values in the trail. */
export function sayDetails(words: Words, { details, resourceId, resourceType }: Event): string {
  const denied = resourceType === 'Route' && resourceId !== null ? [sayAct(wordsNow(acts), resourceId)] : []
  const rest = Object.entries(details ?? {}).map(([key, value]) => {
    if (key === 'route' && typeof value === 'string') return sayAct(wordsNow(acts), value)
    if (key === 'results' && typeof value === 'number') return words.results(String(value))
    if (key === 'fields' && Array.isArray(value)) return words.changed(value.map(sayField).join(', '))
    if (key === 'rules' && Array.isArray(value))
      return words.rules(value.map((rule) => sayRule(wordsNow(conditions), String(rule))).join(' '))
    if (key === 'bySearch') return ''
    return `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  })
  return [...denied, ...rest].filter((part) => part !== '').join(' · ')
}

const fieldWords: Readonly<Record<string, keyof (typeof patients)['es']>> = {
  nss: 'nssLong',
  missingIdentifierReason: 'missingReason',
}

function sayField(field: unknown): string {
  const words: Readonly<Record<string, unknown>> = wordsNow(patients)
  const word = words[fieldWords[String(field)] ?? String(field)]
  return typeof word === 'string' ? word : String(field)
}
