import type { WorklistItem } from 'shared/medication-administrations'
import type { Medication } from 'shared/medication-catalogue'
import { medicationName } from '../medications/api'
import { wordsNow } from '../words/define'
import { doseWord, doseWords } from '../words/doses'

const names = {
  dose: 'dose',
  day: 'givenOn',
  time: 'givenTime',
  lot: 'lot',
  changeReason: 'changeReason',
  reason: 'reason',
  note: 'note',
  to: 'to',
  unit: 'unit',
  insteadReason: 'insteadReason',
  authorisedBy: 'authorisedBy',
  told: 'told',
  folio: 'folio',
  reasons: 'confirmReason',
} as const

/** 'Vincristina, Dosis dada' for `doses/<id>/dose`. */
export function labelOfField(
  path: string,
  items: readonly WorklistItem[],
  known: ReadonlyMap<string, Medication>,
): string {
  const [, id, field = '', test = ''] = path.split('/')
  const item = items.find((it) => it.id === id)
  const words = wordsNow(doseWords)
  const said = field === 'gates' ? doseWord(`gate-${test}`) : field in names ? words[names[field as 'dose']] : ''
  return [item && medicationName(known, item.medication), said].filter(Boolean).join(', ') || words.recordTitle
}
