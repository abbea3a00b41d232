import { type DraftMedication, gateTests } from 'shared/protocols'
import { locale } from '../time'
import { wordsNow } from '../words/define'
import { lineWords } from '../words/protocol-lines'

/** Every decimal that was written: a dose is never rounded on the screen. */
const number = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 6 })

/** UCUM as people read it: "UI" and "µg". */
export const shownUnit = (unit: string | undefined): string =>
  unit === '[IU]' ? 'UI' : unit === 'ug' ? 'µg' : (unit ?? '')

/** '1.5 mg/m², máximo 2 mg', or the dose of each age. */
export function doseText({ basis, amount, ageBands, unit, cap }: DraftMedication): string {
  const words = wordsNow(lineWords)
  const of = (value: number) => `${number(value)} ${shownUnit(unit)}`.trim()
  const per = basis === 'per-m2' ? '/m²' : basis === 'per-kg' ? '/kg' : ''
  const dose =
    basis === 'age-band'
      ? (ageBands ?? []).map((band) => bandText(band, of)).join('; ') || words.noDose
      : amount === undefined
        ? words.noDose
        : basis === 'auc'
          ? words.target(number(amount))
          : `${of(amount)}${per}`
  return cap === undefined ? dose : `${dose}, ${words.cap(of(cap))}`
}

type Band = NonNullable<DraftMedication['ageBands']>[number]

function bandText({ from, to, amount }: Band, of: (value: number) => string): string {
  const words = wordsNow(lineWords)
  const dose = amount === undefined ? '—' : of(amount)
  if (to == null) return words.from(number(from ?? 0), dose)
  return from === 0 || from === undefined
    ? words.under(number(to), dose)
    : words.between(number(from), number(to), dose)
}

function timeText(minutes: number): string {
  const words = wordsNow(lineWords)
  return minutes >= 120 && minutes % 60 === 0 ? words.hours(number(minutes / 60)) : words.minutes(number(minutes))
}

/** How it is prepared and when it goes: diluent, duration, time in the day, rounding. */
export function preparationText(line: DraftMedication): string {
  const words = wordsNow(lineWords)
  const { diluent, diluentMl, infusionMinutes, offsetMinutes, rounding, unit } = line
  const ml = diluentMl === undefined ? '' : number(diluentMl)
  const to = rounding?.to === undefined ? '' : `${number(rounding.to)} ${shownUnit(unit)}`
  return [
    diluent ? words.inDiluent(diluent, ml) : ml && words.volume(ml),
    infusionMinutes !== undefined && words.over(timeText(infusionMinutes)),
    offsetMinutes !== undefined && offsetMinutes < 0 && words.before(timeText(-offsetMinutes)),
    offsetMinutes !== undefined && offsetMinutes > 0 && words.after(timeText(offsetMinutes)),
    to && (rounding?.mode === 'down' ? words.roundDown(to) : words.round(to)),
  ]
    .filter(Boolean)
    .join(', ')
}

/** 'Neutrófilos ≥ 0.75 × 10³/µL', one for each limit. */
export function gateTexts({ gates = [] }: DraftMedication): string[] {
  const words = wordsNow(lineWords)
  return gates.flatMap(({ test, min, max }) => {
    if (test === undefined) return []
    const unit = gateTests[test].replace('10*3/uL', '× 10³/µL')
    return [
      ...(min === undefined ? [] : [words.atLeast(words[test], `${number(min)} ${unit}`)]),
      ...(max === undefined ? [] : [words.atMost(words[test], `${number(max)} ${unit}`)]),
    ]
  })
}

/** Days in order as ranges: [1, 2, 3, 8] is '1 a 3, 8'. */
export function daysText(days: readonly number[], range: (from: number, to: number) => string): string {
  const ordered = [...new Set(days)].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const day of ordered) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : range(from, to)))
    .join(', ')
}
