import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { PainScaleFile } from 'shared/pain-scale-file'
import {
  ageOnScale,
  asksForAction,
  bandOf,
  canSelfReportAt,
  fitsAge,
  impossibleAt,
  monthsOnScale,
  type PainScale,
  painOfTen,
  scalesFor,
  scoreOf,
  severityOf,
} from 'shared/pain-scales'
import { describe, expect, test } from 'vitest'

const text = readFileSync(new URL('../server/catalogue/pain-scales.json', import.meta.url), 'utf8')
const { scales, sedationScales, version } = PainScaleFile.parse(JSON.parse(text))
const ids = scales.map(({ id }) => id)
const of = (id: string): PainScale => {
  const scale = scales.find((one) => one.id === id)
  if (scale === undefined) throw new Error(id)
  return scale
}

/** The published ranges, written here by hand: the data must say the same. */
const published: [string, number, number][] = [
  ['NIPS', 0, 7],
  ['CRIES', 0, 10],
  ['PIPP-R', 0, 21],
  ['N-PASS', 0, 11],
  ['COMFORT-B', 6, 30],
  ['FLACC', 0, 10],
  ['r-FLACC', 0, 10],
  ['LLANTO', 0, 10],
  ['CHEOPS', 4, 13],
  ['EVENDOL', 0, 15],
  ['WBF', 0, 10],
  ['FPS-R', 0, 10],
  ['VAS', 0, 10],
  ['NRS', 0, 10],
  ['VRS-4', 0, 3],
  ['PHT', 0, 4],
  ['PAINAD', 0, 10],
  ['CPOT', 0, 8],
  ['BPS', 3, 12],
  ['DN4', 0, 10],
]

test('the data hold the twenty scales with their ranges, the four of sedation, and words in both languages', () => {
  expect(scales.map(({ id, total }) => [id, total.min, total.max])).toEqual(published)
  expect(sedationScales.map(({ id, values }) => [id, values.length])).toEqual([
    ['POSS', 5],
    ['RAMSAY', 6],
    ['UMSS', 5],
    ['RASS', 10],
  ])
  expect(version).toBe('1.0')
  expect(text.match(/"(label|name|action|condition)_es"/g)?.length).toBe(
    text.match(/"(label|name|action|condition)_en"/g)?.length,
  )
})

const withItems = scales.flatMap((scale) => (scale.items === null ? [] : [{ ...scale, items: scale.items }]))
const whole = scales.filter(({ items }) => items === null)
const filled = (scale: (typeof withItems)[number], pick: (scores: number[]) => number) =>
  Object.fromEntries(scale.items.map(({ id, options }) => [id, pick(options.map(({ score }) => score))]))
const least = (scores: number[]) => Math.min(...scores)
const most = (scores: number[]) => Math.max(...scores)

describe.each(withItems.map((scale) => [scale.id, scale] as const))('%s, scored by items', (_id, scale) => {
  test('all minima make its minimum, all maxima its maximum', () => {
    expect(scoreOf(scale, { items: filled(scale, least) })).toEqual({
      score: scale.total.min,
      items: filled(scale, least),
    })
    expect(scoreOf(scale, { items: filled(scale, most) })).toEqual({
      score: scale.total.max,
      items: filled(scale, most),
    })
  })

  test('each value of each item counts as itself', () => {
    for (const { id, options } of scale.items)
      for (const { score } of options) {
        const items = { ...filled(scale, most), [id]: score }
        const dropped = most(options.map((option) => option.score)) - score
        expect(scoreOf(scale, { items }).score, `${id} ${score}`).toBe(scale.total.max - dropped)
      }
  })

  test('a total that agrees is taken, one that does not is refused', () => {
    const items = filled(scale, most)
    expect(scoreOf(scale, { items, score: scale.total.max }).score).toBe(scale.total.max)
    for (const score of [scale.total.max - 1, scale.total.max + 1, Number.NaN])
      expect(scoreOf(scale, { items, score })).toEqual({ errors: [{ pointer: '#/score', code: 'total-disagrees' }] })
  })

  test('a missing item is named, also when there is none at all and a total', () => {
    for (const { id } of scale.items) {
      const { [id]: _, ...items } = filled(scale, least)
      expect(scoreOf(scale, { items })).toEqual({ errors: [{ pointer: `#/items/${id}`, code: 'item-missing' }] })
    }
    const all = scale.items.map(({ id }) => ({ pointer: `#/items/${id}`, code: 'item-missing' }))
    expect(scoreOf(scale, { score: scale.total.min })).toEqual({ errors: all })
  })

  test('a value that the item does not have is named, never clipped', () => {
    for (const { id, options } of scale.items) {
      const scores = options.map(({ score }) => score)
      for (const wrong of [least(scores) - 1, most(scores) + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
        expect(scoreOf(scale, { items: { ...filled(scale, least), [id]: wrong } }), `${id} ${wrong}`).toEqual({
          errors: [{ pointer: `#/items/${id}`, code: 'item-out-of-range' }],
        })
    }
  })

  test('an item that it does not have is named', () => {
    for (const [id, pointer] of [
      ['mood', 'mood'],
      ['a/b~c', 'a~1b~0c'],
      ['toString', 'toString'],
    ] as const)
      expect(scoreOf(scale, { items: { ...filled(scale, least), [id]: 0 } })).toEqual({
        errors: [{ pointer: `#/items/${pointer}`, code: 'item-unknown' }],
      })
  })
})

test('an item that only every object has is missing', () => {
  const scale = { ...of('NIPS'), items: [{ id: 'toString', label: { es: '', en: '' }, options: [] }] }
  expect(scoreOf(scale, { items: {} }).errors).toEqual([{ pointer: '#/items/toString', code: 'item-missing' }])
})

describe('PIPP-R', () => {
  const none = { hr: 0, spo2: 0, brow: 0, eye: 0, nasolabial: 0, ga: 0, state: 0 }
  test.each([
    ['prematurity and sleep alone are no pain', { ga: 3, state: 3 }, 0],
    ['one point of pain adds both', { brow: 1, ga: 3, state: 3 }, 7],
    ['age alone', { hr: 2, ga: 2 }, 4],
    ['nothing to add', { hr: 3, spo2: 3, brow: 3, eye: 3, nasolabial: 3 }, 15],
  ])('%s', (_case, items, score) => {
    expect(scoreOf(of('PIPP-R'), { items: { ...none, ...items } }).score).toBe(score)
  })
})

test('N-PASS adds the point of prematurity as it is', () => {
  const items = { crying: 0, behavior: 0, facial: 0, tone: 0, vitals: 0, ga_points: 1 }
  expect(scoreOf(of('N-PASS'), { items }).score).toBe(1)
})

describe.each(whole.map((scale) => [scale.id, scale] as const))('%s, chosen whole', (id, scale) => {
  const values =
    scale.allowedValues ?? Array.from({ length: id === 'VAS' ? 101 : 11 }, (_, at) => at / (id === 'VAS' ? 10 : 1))

  test('takes each of its values and no other', () => {
    for (const score of values) expect(scoreOf(scale, { score }), String(score)).toEqual({ score, items: null })
    const between = id === 'VAS' ? 0.05 : 0.5
    for (let score = scale.total.min; score < scale.total.max; score += between) {
      if (values.includes(Math.round(score * 100) / 100)) continue
      const errors = [{ pointer: '#/score', code: 'score-not-allowed' }]
      expect(scoreOf(scale, { score }), String(score)).toEqual({ errors })
    }
  })

  test.each([-1, -0.1, 'over', Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (asked) => {
    const score = typeof asked === 'number' ? asked : scale.total.max + 0.1
    expect(scoreOf(scale, { score })).toEqual({ errors: [{ pointer: '#/score', code: 'score-out-of-range' }] })
  })

  test('refuses items, and to be sent without a score', () => {
    expect(scoreOf(scale, { items: {}, score: scale.total.min })).toEqual({
      errors: [{ pointer: '#/items', code: 'items-not-for-scale' }],
    })
    expect(scoreOf(scale, {})).toEqual({ errors: [{ pointer: '#/score', code: 'required' }] })
  })
})

/** Severity from each first score of a band, by hand from the data's sources. */
const bands: Record<string, [from: number, severity: string | null][]> = {
  NIPS: [
    [0, 'none-mild'],
    [3, 'moderate'],
    [5, 'severe'],
  ],
  CRIES: [
    [0, 'none-mild'],
    [4, 'moderate'],
    [7, 'severe'],
  ],
  'PIPP-R': [
    [0, 'none'],
    [1, 'mild'],
    [7, 'moderate'],
    [13, 'severe'],
  ],
  'N-PASS': [
    [0, 'none-mild'],
    [4, 'moderate'],
  ],
  'COMFORT-B': [
    [6, 'none-mild'],
    [17, 'moderate'],
  ],
  FLACC: [
    [0, 'none'],
    [1, 'mild'],
    [4, 'moderate'],
    [7, 'severe'],
  ],
  'r-FLACC': [
    [0, 'none'],
    [1, 'mild'],
    [4, 'moderate'],
    [7, 'severe'],
  ],
  LLANTO: [
    [0, 'none'],
    [1, 'mild'],
    [4, 'moderate'],
    [7, 'severe'],
  ],
  CHEOPS: [
    [4, 'none'],
    [5, 'mild'],
    [7, 'moderate'],
  ],
  EVENDOL: [
    [0, 'none-mild'],
    [4, 'moderate'],
    [10, 'severe'],
  ],
  WBF: [
    [0, 'none'],
    [2, 'mild'],
    [4, 'moderate'],
    [8, 'severe'],
  ],
  'FPS-R': [
    [0, 'none'],
    [2, 'mild'],
    [4, 'moderate'],
    [8, 'severe'],
  ],
  VAS: [
    [0, 'none'],
    [0.5, 'mild'],
    [4.5, 'moderate'],
    [7.5, 'severe'],
  ],
  NRS: [
    [0, 'none'],
    [1, 'mild'],
    [4, 'moderate'],
    [7, 'severe'],
  ],
  'VRS-4': [
    [0, 'none'],
    [1, 'mild'],
    [2, 'moderate'],
    [3, 'severe'],
  ],
  PHT: [
    [0, 'none'],
    [1, 'mild'],
    [2, 'moderate'],
    [3, 'severe'],
  ],
  PAINAD: [
    [0, 'none'],
    [1, 'mild'],
    [4, 'moderate'],
    [7, 'severe'],
  ],
  CPOT: [
    [0, 'none-mild'],
    [3, 'moderate'],
  ],
  BPS: [
    [3, 'none-mild'],
    [6, 'moderate'],
    [9, 'severe'],
  ],
  DN4: [[0, null]],
}

/** Every score that a scale can give. */
const scoresOf = ({ total, allowedValues, step }: PainScale): number[] =>
  allowedValues ??
  Array.from({ length: Math.round((total.max - total.min) / (step ?? 1)) + 1 }, (_, at) =>
    Number((total.min + at * (step ?? 1)).toFixed(1)),
  )

test.each(ids)('%s: every score has the strength of its band', (id) => {
  const scale = of(id)
  const expected = (score: number) => bands[id]?.findLast(([from]) => from <= score)?.[1]
  const scores = scoresOf(scale)
  expect(scores.map((score) => [score, severityOf(scale, score)])).toEqual(
    scores.map((score) => [score, expected(score)]),
  )
})

test('bands keep the name that their source gives them', () => {
  expect(bandOf(of('COMFORT-B'), 8).band).toBe('over-sedation')
  expect(bandOf(of('DN4'), 4).band).toBe('neuropathic-likely')
  expect(() => bandOf(of('CHEOPS'), 3)).toThrow('CHEOPS')
})

test('from the threshold of its source a score asks for action', () => {
  const thresholds = scales.map(({ id, actionThreshold }) => `${id} ${actionThreshold}`)
  expect(thresholds.join(', ')).toBe(
    'NIPS 3, CRIES 4, PIPP-R 7, N-PASS 4, COMFORT-B 17, FLACC 4, r-FLACC 4, LLANTO 4, CHEOPS 7, EVENDOL 4, WBF 4, FPS-R 4, VAS 4, NRS 4, VRS-4 2, PHT 2, PAINAD 4, CPOT 3, BPS 6, DN4 4',
  )
  expect([asksForAction(of('VAS'), 3.9), asksForAction(of('VAS'), 4)]).toEqual([false, true])
})

test.each([
  ['NRS', 0, 0],
  ['NRS', 7, 7],
  ['VAS', 4.5, 4.5],
  ['NIPS', 7, 10],
  ['NIPS', 3, 4.3],
  ['VRS-4', 2, 6.7],
  ['PHT', 1, 2.5],
  ['CHEOPS', 4, 0],
  ['CHEOPS', 13, 10],
  ['BPS', 3, 0],
  ['COMFORT-B', 18, 5],
  ['DN4', 7, null],
])('%s %s as of ten is %s', (id, score, ofTen) => {
  expect(painOfTen(score, of(id))).toBe(ofTen)
})

describe('the scale for an age', () => {
  test.each<[string, number, boolean | undefined, string[]]>([
    ['a newborn', 3, undefined, ['NIPS', 'PIPP-R', 'CRIES', 'N-PASS', 'COMFORT-B']],
    ['a month and a half', 45, undefined, ['NIPS', 'PIPP-R', 'CRIES', 'N-PASS', 'COMFORT-B']],
    ['nine months', 270, undefined, ['FLACC', 'LLANTO', 'EVENDOL', 'COMFORT-B']],
    ['two years', 730, undefined, ['FLACC', 'LLANTO', 'CHEOPS', 'EVENDOL', 'COMFORT-B']],
    ['three years, who tells', 1095, true, ['WBF', 'PHT']],
    ['five years', 1825, undefined, ['FPS-R', 'WBF', 'PHT']],
    ['five years, asleep', 1825, false, ['FLACC', 'LLANTO', 'CHEOPS', 'EVENDOL', 'r-FLACC', 'COMFORT-B']],
    ['the last day of seven years', 2919, undefined, ['FPS-R', 'WBF', 'PHT']],
    ['eight years', 2920, undefined, ['NRS', 'VAS', 'FPS-R']],
    ['ten years, who does not speak', 3650, false, ['FLACC', 'r-FLACC', 'COMFORT-B']],
    ['seventeen', 6205, undefined, ['NRS', 'VAS']],
    ['an adult', 12_000, undefined, ['NRS', 'VAS', 'VRS-4', 'DN4']],
    ['an adult who does not speak', 12_000, false, ['PAINAD', 'CPOT', 'BPS']],
  ])('%s', (_case, age, tells, proposed) => {
    expect(scalesFor(scales, age, tells ?? canSelfReportAt(age)).map(({ id }) => id)).toEqual(proposed)
  })

  test('there is one for every age up to 120 years, whoever can tell from three years on', () => {
    for (let age = 0; age <= 43_800; age += 1) {
      expect(scalesFor(scales, age, false).length, `${age} days`).toBeGreaterThan(0)
      if (age >= 1095) expect(scalesFor(scales, age, true).length, `${age} days`).toBeGreaterThan(0)
    }
  })

  test('is reckoned in years of 365 days, real days in the first', () => {
    expect(ageOnScale('2026-01-31', '2026-03-01')).toBe(29)
    expect(ageOnScale('2024-01-01', '2024-12-31')).toBe(365)
    expect(ageOnScale('2024-01-01', '2025-01-01')).toBe(365)
    expect([7, 8, 18].map((years) => ageOnScale('2000-05-05', `20${String(years).padStart(2, '0')}-05-05`))).toEqual([
      2555, 2920, 6570,
    ])
    expect([1, 2, 6].map(monthsOnScale)).toEqual([30, 60, 182])
  })

  test.each<[string, number, boolean, boolean, boolean]>([
    ['NIPS', 365, false, true, false],
    ['NIPS', 366, false, false, false],
    ['NIPS', 730, false, false, false],
    ['NIPS', 731, false, false, true],
    ['NIPS', 12_000, false, false, true],
    ['NRS', 2919, true, false, false],
    ['NRS', 1459, true, false, true],
    ['NRS', 40_000, true, true, false],
    ['FLACC', 2556, true, false, false],
    ['FLACC', 5111, true, false, true],
    ['FLACC', 12_000, false, true, false],
    ['FLACC', 29, false, false, true],
    ['DN4', 5000, true, false, false],
    ['DN4', 3284, true, false, true],
    ['N-PASS', 201, false, false, true],
  ])('%s at %s days (tells: %s): meant for it %s, impossible %s', (id, age, tells, fits, impossible) => {
    expect([fitsAge(of(id), age, tells), impossibleAt(of(id), age, tells)]).toEqual([fits, impossible])
  })
})

describe('a file that contradicts itself does not load', () => {
  type Json = ReturnType<typeof JSON.parse>
  const file = () => JSON.parse(text)
  const scale = (name: string) => (data: Json) => data.scales.find(({ id }: { id: string }) => id === name)
  test.each<[string, (data: Json) => void, string]>([
    ['a sum that is not the total', (data) => scale('FLACC')(data).items.pop(), 'its items come to 0-8'],
    ['a score without a band', (data) => scale('NRS')(data).severity.pop(), '7 falls into 0 bands'],
    ['a score in two bands', (data) => (scale('NRS')(data).severity[0].max = 1), '1 falls into 2 bands'],
    ['a gap of a tenth', (data) => (scale('VAS')(data).severity[0].max = 0.3), '0.4 falls into 0 bands'],
    ['a rule about no item', (data) => scale('PIPP-R')(data).conditional_items.push('x'), 'names x'],
    ['no scores', (data) => delete scale('NRS')(data).score_step, 'nothing says which scores'],
    ['a label of another value', (data) => (scale('WBF')(data).values[1].score = 3), 'a label without its value'],
    ['an item twice', (data) => (scale('FLACC')(data).items[1].id = 'face'), 'an item stands twice'],
    ['ages the wrong way round', (data) => (scale('NIPS')(data).age.min_days = 400), 'end before they begin'],
    ['a scale twice', (data) => data.scales.push(scale('NRS')(data)), 'A scale stands twice'],
    ['a guide to nowhere', (data) => data.selection_guide[0].scales.push('XYZ'), 'names XYZ'],
    ['a field nobody knows', (data) => (scale('NRS')(data).colour = 'red'), 'Unrecognized key'],
  ])('%s', (_case, spoil, message) => {
    const data = file()
    spoil(data)
    expect(
      PainScaleFile.safeParse(data)
        .error?.issues.map((issue) => issue.message)
        .join('\n'),
    ).toContain(message)
  })
})

test('whatever is sent, nothing accepted lies outside its scale or without a band', () => {
  const number = fc.oneof(
    fc.integer({ min: -3, max: 35 }),
    fc.double(),
    fc.integer({ min: 0, max: 100 }).map((n) => n / 10),
  )
  const oneOf = (scores: readonly number[]) => fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...scores) }, number)
  const itemsOf = ({ items }: PainScale) =>
    fc.record(
      Object.fromEntries((items ?? []).map(({ id, options }) => [id, oneOf(options.map(({ score }) => score))])),
    )
  const input = fc.constantFrom(...scales).chain((scale) =>
    fc.record({
      scale: fc.constant(scale),
      sent: fc.record({
        items: fc.oneof(
          { weight: 6, arbitrary: itemsOf(scale) },
          fc.dictionary(fc.string(), number),
          fc.constant(undefined),
        ),
        score: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, number),
      }),
    }),
  )
  let accepted = 0
  fc.assert(
    fc.property(input, ({ scale, sent }) => {
      const { score, errors } = scoreOf(scale, sent)
      if (score === undefined) return (errors?.length ?? 0) > 0
      accepted++
      bandOf(scale, score)
      return score >= scale.total.min && score <= scale.total.max && scoresOf(scale).includes(score)
    }),
    { numRuns: 5000 },
  )
  expect(accepted).toBeGreaterThan(1000)
})
