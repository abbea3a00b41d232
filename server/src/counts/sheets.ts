import type { AgeRule, CountRow, CountScope, Counts, Disclosure, Fortnights, Language, Pyramid } from 'shared/counts'
import { icccGroups } from 'shared/iccc3'
import { type CellValue, day, type Sheet, text, whole } from '../exports/sheet.js'
import { exportWords } from '../exports/words.js'
import { countWords } from './words.js'

/** The rows of the answer, as they are in it: hidden figures stay hidden in the file. */
export function countsSheet(counts: Counts, lang: Language): Sheet {
  const words = countWords[lang]
  const { groupBy, on, since } = counts
  const places = groupBy === 'hospital'
  return {
    file: `girasol-${words.fileName.counts}-${groupBy}-${on}`,
    name: words.sheetName.counts,
    lang,
    columns: [
      day(words.on),
      text(words.key[groupBy]),
      text(words.label[groupBy]),
      ...(places ? [text(words.level), text(words.ooad)] : []),
      ...[words.paediatric, words.adult, words.patients, words.added].map(whole),
      text(words.hidden),
    ],
    rows: counts.rows.map((row): CellValue[] => [
      on,
      row.key,
      labelOf(counts, row, lang),
      ...(places ? [row.level && words.levels[row.level], row.ooadCode] : []),
      ...[row.paediatric, row.adult, row.patients, row.added, hidden(row, lang)],
    ]),
    notes: notes(lang, counts, [
      [words.period, words.periodOf(since, on)],
      [exportWords[lang].filters, `${words.groupedBy}: ${words.label[groupBy]}`],
    ]),
  }
}

export function fortnightsSheet(fortnights: Fortnights, lang: Language): Sheet {
  const words = countWords[lang]
  return {
    file: `girasol-${words.fileName.fortnights}-${fortnights.on}`,
    name: words.sheetName.fortnights,
    lang,
    columns: [
      day(words.from),
      day(words.to),
      ...[words.added, words.patients, words.paediatric, words.adult, words.percent].map(whole),
      text(words.hidden),
    ],
    rows: fortnights.points.map((point): CellValue[] => [
      ...[point.from, point.to, point.added, point.patients, point.paediatric, point.adult, point.paediatricPercent],
      hidden(point, lang),
    ]),
    notes: notes(lang, fortnights, []),
  }
}

export function pyramidSheet(pyramid: Pyramid, lang: Language): Sheet {
  const words = countWords[lang]
  const bySex = (row: Pyramid['total']) => [row.female, row.male, row.other, row.unknown, row.patients]
  return {
    file: `girasol-${words.fileName.pyramid}-${pyramid.on}`,
    name: words.sheetName.pyramid,
    lang,
    columns: [
      day(words.on),
      text(words.age),
      ...[words.female, words.male, words.other, words.unknown, words.patients].map(whole),
      text(words.hidden),
    ],
    rows: pyramid.bands.map((band): CellValue[] => [
      ...[pyramid.on, words.bandOf(band.fromAge, band.toAge), ...bySex(band)],
      hidden(band, lang),
    ]),
    notes: notes(lang, pyramid, []),
  }
}

const hidden = ({ suppressed }: { suppressed?: true | undefined }, lang: Language) =>
  suppressed ? exportWords[lang].yes : exportWords[lang].no

function labelOf({ groupBy }: Counts, { key, label, level }: CountRow, lang: Language): string {
  const words = countWords[lang]
  if (groupBy === 'level' && level !== null) return words.levels[level]
  if (key === 'not-classified') return words.notClassified
  if (key === 'not-assigned') return words.notAssigned
  return lang === 'en' && groupBy === 'iccc3' ? (icccGroups.find(({ group }) => group === key)?.en ?? label) : label
}

interface Told {
  on: string
  scope: CountScope
  ageRule?: AgeRule
  disclosure?: Pick<Disclosure, 'smallestShown' | 'roundedTo'> | undefined
}

/** What a reader of the file has to know; without it figures travel alone. */
function notes(lang: Language, { on, scope, ageRule, disclosure }: Told, more: Sheet['notes']): Sheet['notes'] {
  const words = countWords[lang]
  const common = exportWords[lang]
  return [
    [common.source, common.program],
    [words.figuresOn, on],
    [words.scope, words.scopeOf(scope)],
    ...more,
    ...(ageRule === undefined ? [] : [[words.ageRule, words.ageRuleOf(ageRule)] as const]),
    [words.rounding, disclosure === undefined ? words.exact : words.disclosureOf(disclosure)],
    [common.confidentiality, disclosure === undefined ? common.confidential : common.published],
    [common.madeAt, new Date().toISOString()],
  ]
}
