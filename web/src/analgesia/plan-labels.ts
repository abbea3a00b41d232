import { shortFinding } from '../words/analgesic-warnings'
import type { reliefWords } from '../words/relief'

type ReliefWords = (typeof reliefWords)['en']

/** What a person reads at the field that a path means: 'orders/0/dose' is 'Indicación 1: Dosis'. */
export function labelOf(words: ReliefWords, path: string): string {
  const asked = /^reasons\/(plan|\d+)\/(.+)$/.exec(path)
  if (asked) {
    const short = shortFinding(asked[2] ?? '') ?? path
    return asked[1] === 'plan' ? short : words.ofOrder(Number(asked[1]) + 1, short)
  }
  const order = /^orders\/(\d+)\/(.+)$/.exec(path)
  if (order) return words.ofOrder(Number(order[1]) + 1, fieldLabel(words, order[2] ?? ''))
  return fieldLabel(words, path)
}

function fieldLabel(words: ReliefWords, field: string): string {
  const labels: Readonly<Record<string, string>> = {
    step: words.step,
    weightKg: words.weight,
    targetScore: words.targetOf,
    reviewOn: words.review,
    noBowelProphylaxisReason: words.noLaxative,
    note: words.note,
    drug: words.drug,
    role: words.role,
    route: words.route,
    unit: words.unit,
    dose: words.dose,
    perKg: words.perKg,
    intervalHours: words.interval,
    maxDosesPerDay: words.maxDoses,
    controlledFraction: words.fractionOfLaw,
    prescriptionFolio: words.folioOf,
    expiresOn: words.expiresOn,
    orders: words.orders,
  }
  return labels[field] ?? field
}
