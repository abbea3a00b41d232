import type { BodySite, PainSeverity } from 'shared/pain'
import type { PainAssessment } from 'shared/pain-assessments'
import type { PainScale } from 'shared/pain-scales'
import { currentLanguage } from '../preferences'
import { shownNumber } from '../time'
import { wordsNow } from '../words/define'
import { painWords, siteWords } from '../words/pain'

/** How dark it is drawn: one hue, always beside its number and word. */
export const depths = { none: 1, 'none-mild': 2, mild: 2, moderate: 4, severe: 5 } as const satisfies Record<
  PainSeverity,
  1 | 2 | 3 | 4 | 5
>

/** '4' or '4.5': as the scale counts. */
const shownScore = (score: number) => shownNumber(score, Number.isInteger(score) ? 0 : 1)

/** '6 de 10 · Moderado'. */
export function saidPain({
  score,
  scoreMax,
  severity,
}: Pick<PainAssessment, 'score' | 'scoreMax' | 'severity'>): string {
  const words = wordsNow(painWords)
  const of = words.of(shownScore(score), shownScore(scoreMax))
  return severity === null ? of : `${of} · ${words[severity]}`
}

export function saidSites(sites: readonly BodySite[]): string {
  const names = wordsNow(siteWords)
  return sites.map((site, at) => (at === 0 ? names[site] : names[site].toLocaleLowerCase())).join(', ')
}

/** Cause, rest or movement, and what was done. */
export function saidMore({ cause, atRest, action }: Pick<PainAssessment, 'cause' | 'atRest' | 'action'>): string {
  const words = wordsNow(painWords)
  return [
    ...(cause === null ? [] : [words[`cause-${cause}`]]),
    ...(atRest === null ? [] : [atRest ? words.atRest : words.moving]),
    ...(action === null ? [] : [words[`action-${action}`]]),
  ].join(' · ')
}

/** Since an instant: 'hace 40 min'. */
export function saidAgo(instant: string, now = Date.now()): string {
  const words = wordsNow(painWords)
  const minutes = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000))
  if (minutes < 60) return words.minutesAgo(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? words.hoursAgo(hours) : words.daysAgo(Math.floor(hours / 24))
}

/** In the language of the screen. */
export const inWords = (words: { es: string; en: string }) => words[currentLanguage()]

/** Whether all zeros say "no pain" at once: none of its rows is a fact about the person, such as weeks of gestation. */
export const hasPlainZero = ({ total, items, conditionalItems, bands }: PainScale) =>
  total.min === 0 &&
  conditionalItems.length === 0 &&
  bands.every(({ severity }) => severity !== null) &&
  (items ?? []).every((item) => !item.id.startsWith('ga_') && item.options.some(({ score }) => score === 0))
