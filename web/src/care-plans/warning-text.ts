import type { Medication } from 'shared/medication-catalogue'
import { medicationName } from '../medications/api'
import { currentLanguage } from '../preferences'
import { shownDay } from '../time'
import { carePlanWords } from '../words/care-plans'
import { wordsNow } from '../words/define'
import { lineWords } from '../words/protocol-lines'
import { amountText, exact } from './dose-text'

type Said = Readonly<Record<string, unknown>>

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const figure = (value: unknown) => (typeof value === 'number' ? value : undefined)

/** What a finding speaks of: 'Vincristina, intratecal, 1.2 mg (fase 1, día 1)'. Empty where the code says it all. */
export function findingText(said: Said, known: ReadonlyMap<string, Medication>): string {
  const words = wordsNow(carePlanWords)
  const routes: Readonly<Record<string, unknown>> = wordsNow(lineWords)
  const unit = text(said['unit']) ?? ''
  const of = (name: string) => {
    const value = figure(said[name])
    return value === undefined ? undefined : amountText(value, unit)
  }
  const [phase, day] = [figure(said['phase']), figure(said['day'])]
  const medication = text(said['medication'])
  const listed = Array.isArray(said['medications']) ? said['medications'].map(String) : []
  const diagnosed = text(said['diagnosedOn'])
  const [low, high] = [of('low'), of('high')]
  return [
    medication && medicationName(known, medication),
    ...listed.map((code) => medicationName(known, code)),
    text(routes[text(said['route']) ?? '']),
    of('dose'),
    low && high ? words.usual(low, high) : high && words.most(high),
    said['code'] === 'weight-jumped' && figure(said['percent']) !== undefined
      ? words.changedBy(exact(figure(said['percent']) ?? 0))
      : undefined,
    said['code'] === 'height-jumped' && figure(said['changeCm']) !== undefined
      ? words.changedCm(exact(figure(said['changeCm']) ?? 0))
      : undefined,
    lifetimeText(said),
    diagnosed && words.diagnosedOn(shownDay(diagnosed)),
    phase !== undefined && day !== undefined ? words.where(phase + 1, day) : undefined,
  ]
    .filter(Boolean)
    .join(', ')
}

function lifetimeText(said: Said): string | undefined {
  if (said['code'] !== 'lifetime-dose') return undefined
  const words = wordsNow(carePlanWords)
  const unit = `${text(said['unit']) ?? ''}${said['per'] === 'm2' ? '/m²' : ''}`
  const named = (name: string) => (said[name] as { es: string; en: string } | undefined)?.[currentLanguage()]
  const [reached, limit, percent] = [figure(said['reached']), figure(said['limit']), figure(said['percent'])]
  if (reached === undefined || limit === undefined || percent === undefined) return undefined
  const sum = words.lifetimeOf(
    `${exact(Math.round(reached * 10) / 10)} ${unit}`,
    `${exact(limit)} ${unit}`,
    exact(percent),
  )
  return [[named('label'), named('kind')].filter(Boolean).join(', '), sum].filter(Boolean).join(': ')
}
