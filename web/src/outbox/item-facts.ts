import { clockField, type QueuedBody } from 'shared/outbox'
import { painActions, painCauses } from 'shared/pain'
import { painScales } from '../pain-assessments/api'
import { inWords } from '../pain-assessments/pain-said'
import { queryClient } from '../queries'
import { inHospitalTime } from '../time'
import { common } from '../words/common'
import { wordsNow } from '../words/define'
import { outboxWords } from '../words/outbox'
import { painWords, siteWords } from '../words/pain'
import type { HeldItem } from './queue'
import { currentBody } from './sender'

/** What belongs to the sending, not to what was seen at the bed. */
const hidden = new Set([
  'confirmedWarnings',
  'followsAdministrationId',
  'answersAssessmentId',
  'orderId',
  'performerId',
])

export function fieldLabel(field: string): string {
  const words: Readonly<Record<string, unknown>> = wordsNow(outboxWords)
  const found = words[field]
  return typeof found === 'string' ? found : field
}

/** The fields that say something, in the order they were typed. */
export function shownFields(body: QueuedBody): [field: string, value: unknown][] {
  return Object.entries(body).filter(
    ([field, value]) =>
      !hidden.has(field) &&
      value !== null &&
      value !== undefined &&
      value !== '' &&
      !(Array.isArray(value) && value.length === 0),
  )
}

/** Choices of a field that has a list of its own. */
export function choicesOf(field: string): { value: string; label: string }[] | undefined {
  const words = wordsNow(painWords)
  if (field === 'cause') return painCauses.map((value) => ({ value, label: words[`cause-${value}`] }))
  if (field === 'action') return painActions.map((value) => ({ value, label: words[`action-${value}`] }))
  return undefined
}

/** The row of a scale in words, where the scales have been fetched. */
export function itemLabel(item: HeldItem, id: string): string {
  const scales = queryClient.getQueryData(painScales.queryKey)?.items
  const row = scales?.find((scale) => scale.id === currentBody(item)['scale'])?.items?.find((it) => it.id === id)
  return row ? inWords(row.label) : id
}

export function shownValue(item: HeldItem, field: string, value: unknown): string {
  const { yes, no } = wordsNow(common)
  if (field === clockField(item.kind) && typeof value === 'string') return inHospitalTime(value)
  if (typeof value === 'boolean') return value ? yes : no
  const choice = choicesOf(field)?.find((it) => it.value === value)
  if (choice) return choice.label
  const sites: Readonly<Record<string, string>> = wordsNow(siteWords)
  if (field === 'sites' && typeof value === 'string') return sites[value] ?? value
  if (Array.isArray(value)) return value.map((it) => shownValue(item, field, it)).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${itemLabel(item, name)}: ${String(part)}`)
      .join(', ')
  return String(value)
}

/** In few words what it says: its scale and score, or its medicine and dose. */
export function gist(item: HeldItem): string {
  const body = currentBody(item)
  const { items, score } = body
  const total =
    score ??
    (typeof items === 'object' && items !== null
      ? Object.values(items).reduce<number>((sum, it) => sum + Number(it), 0)
      : undefined)
  const parts = [body['scale'], total, body['drug'], body['dose'], body['unit'], body['value']]
  return parts.filter((part) => part !== undefined && part !== null).join(' ')
}
