import {
  bloodProducts,
  catheterTypes,
  graftDonors,
  graftSources,
  radiotherapyTechniques,
  removalReasons,
  resections,
} from 'shared/procedures'
import type { ProcedureKind } from 'shared/treatment'
import { numberOf } from '../facts/fact-form'
import type { procedures } from '../words/procedures'

type Word = keyof typeof procedures.es

export type DetailField = {
  /** Of the details, and of the words that name it. */
  name: string & Word
  unit?: string
  optional?: true
  /** Asked only where another field has this value. */
  when?: { name: string; is: string }
} & ({ type: 'text' | 'number' | 'yes-no' } | { type: 'choice'; choices: readonly Word[] })

/** The few fields of each kind, in the order they are asked and shown. */
export const detailFields: Readonly<Record<ProcedureKind, readonly DetailField[]>> = {
  radiotherapy: [
    { name: 'site', type: 'text' },
    { name: 'technique', type: 'choice', choices: radiotherapyTechniques },
    { name: 'doseGy', type: 'number', unit: 'Gy' },
    { name: 'fractions', type: 'number' },
  ],
  surgery: [
    { name: 'procedure', type: 'text' },
    { name: 'resection', type: 'choice', choices: resections },
  ],
  transplant: [
    { name: 'type', type: 'choice', choices: ['autologous', 'allogeneic'] },
    { name: 'donor', type: 'choice', choices: graftDonors, when: { name: 'type', is: 'allogeneic' } },
    { name: 'source', type: 'choice', choices: graftSources },
  ],
  transfusion: [
    { name: 'product', type: 'choice', choices: bloodProducts },
    { name: 'units', type: 'number' },
    { name: 'volumeMl', type: 'number', unit: 'mL', optional: true },
    { name: 'irradiated', type: 'yes-no', optional: true },
  ],
  catheter: [
    { name: 'type', type: 'choice', choices: catheterTypes },
    { name: 'site', type: 'text', optional: true },
    { name: 'removalReason', type: 'choice', choices: removalReasons, optional: true },
  ],
}

export const isAsked = ({ when }: DetailField, details: Readonly<Record<string, string>>) =>
  when === undefined || details[when.name] === when.is

/** As they are sent. What is not filled in is null where it may be missing, and left out where it may not. */
export function detailsOf(kind: ProcedureKind, details: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    detailFields[kind].filter((field) => isAsked(field, details)).map((field) => [field.name, sent(field, details)]),
  )
}

function sent({ name, type, optional }: DetailField, details: Readonly<Record<string, string>>): unknown {
  const typed = details[name]?.trim() ?? ''
  if (typed === '') return optional ? null : undefined
  if (type === 'number') return numberOf(typed)
  return type === 'yes-no' ? typed === 'yes' : typed
}

/** A recorded one back on the form. */
export function typedDetails(details: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      value === true ? 'yes' : value === false ? 'no' : value == null ? '' : String(value),
    ]),
  )
}

/** 'Dosis total: 23.4 Gy · Fracciones: 13' */
export function saidDetails(
  words: Readonly<Record<Word, unknown>>,
  kind: ProcedureKind,
  details: Readonly<Record<string, unknown>>,
): string {
  return detailFields[kind]
    .flatMap(({ name, type, unit }) => {
      const value = details[name]
      if (value == null) return []
      const said =
        type === 'choice' && typeof value === 'string' && value in words
          ? String(words[value as Word])
          : typeof value === 'boolean'
            ? String(words[value ? 'yes' : 'no'])
            : String(value)
      return [`${String(words[name])}: ${said}${unit === undefined ? '' : ` ${unit}`}`]
    })
    .join(' · ')
}
