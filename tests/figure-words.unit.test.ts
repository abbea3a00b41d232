import { checkText } from 'shared/check-text'
import { discloseCell, disclosePercent } from 'shared/disclosure'
import { type FigureKey, figureKeys } from 'shared/figure-keys'
import { figureInWords, textInWords } from 'shared/figure-words'
import { describe, expect, test } from 'vitest'

const figures = [
  { key: 'total', value: 16_682 },
  { key: 'paediatric', value: 5839 },
  { key: 'adult', value: 10_843 },
  { key: 'paediatricPercent', value: 35 },
  { key: 'added', value: 287 },
  { key: 'umae', value: 8 },
  { key: 'dosesOnTimePercent', value: null },
] as const

test.each<[FigureKey, number | string | null, string, string]>([
  ['total', 16_682, '16 mil 682', '16,682'],
  ['added', 287, '287', '287'],
  ['supplyPieces', 1000, 'mil', '1,000'],
  ['removed', 0, '0', '0'],
  ['paediatricPercent', 35, '35 por ciento', '35%'],
  ['painTreatedPercent', 100, '100 por ciento', '100%'],
  ['supplyMonths', 2.5, '2.5', '2.5'],
  ['supplyMonths', 2, '2.0', '2.0'],
  ['on', '2024-08-09', '9 de agosto de 2024', '9 August 2024'],
  ['since', '2024-07-26', '26 de julio de 2024', '26 July 2024'],
  ['openShortages', null, 'dato reservado', 'undisclosed'],
  ['on', null, 'dato reservado', 'undisclosed'],
])('%s %s is read "%s" and "%s"', (key, value, es, en) => {
  expect([figureInWords(key, value, 'es'), figureInWords(key, value, 'en')]).toEqual([es, en])
})

test('every key has words in both languages', () => {
  for (const key of figureKeys)
    for (const lang of ['es', 'en'] as const) expect(figureInWords(key, null, lang), key).toMatch(/\w/)
})

test('a text reads its references in words, and keeps what is none', () => {
  expect(textInWords('Son {{total}}; a tiempo, {{dosesOnTimePercent}}. {{otra}} {total}', figures, 'es')).toBe(
    'Son 16 mil 682; a tiempo, dato reservado. {{otra}} {total}',
  )
})

describe('what a text says wrongly', () => {
  const found = (text: string, lang: 'es' | 'en' = 'es') =>
    checkText(text, figures, lang).map(({ code, text: shown, at }) => [code, shown, text.indexOf(shown) === at])

  test.each<[string, [string, string][]]>([
    ['403 + 290 = 683', [['wrong-sum', '683']]],
    ['Hay 683 claves: 403 de medicamentos y 290 de material', [['wrong-sum', '683']]],
    ['De {{total}} personas, {{paediatric}} ({{paediatricPercent}}) son niñas y niños', []],
    [
      'De {{total}} personas, {{paediatric}} (38 por ciento) son niñas y niños',
      [['wrong-percentage', '38 por ciento']],
    ],
    ['{{paediatric}} + {{adult}} = {{total}}', []],
    ['{{paediatric}} + {{added}} = {{total}}', [['wrong-sum', '{{total}}']]],
    ['Se sumaron 287 personas', [['typed-figure', '287']]],
    ['Son 16 mil 682 y {{added}} más', [['typed-figure', '16 mil 682']]],
    ['El 35 % son niñas y niños', [['typed-figure', '35 %']]],
    // fewer than ten are everywhere, and dates and numbers of articles are no figures
    ['Vinieron 8 hospitales', []],
    ['El 9 de agosto de 2024 se habló del artículo 140', []],
    ['Son {{totales}}', [['unknown-figure', '{{totales}}']]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected.map(([code, shown]) => [code, shown, true]))
  })

  test('a place in the second paragraph, behind a reference, is its place in what was sent', () => {
    const text = 'Son {{total}} personas.\n\nHoy 403 + 290 = 683.'
    expect(checkText(text, figures, 'es')).toEqual([
      { code: 'wrong-sum', at: text.indexOf('683'), length: 3, text: '683', stated: 683, expected: 693, key: null },
    ])
  })

  test('a typed figure names the reference that belongs there', () => {
    expect(checkText('Se sumaron 287', figures, 'es')[0]).toMatchObject({ key: 'added', stated: 287 })
  })
})

test.each([
  [0, 0, null],
  [0, 20, 0],
  [20, 20, 100],
  [7, 20, null],
  [13, 20, null],
  [12, 20, 60],
  [8, 16, 50],
  // never all where some are missing, nor none where there are some
  [9990, 10_000, 99],
  [10, 10_000, 1],
  [3, 3, null],
])('%i of %i is shown as %s percent', (part, whole, shown) => {
  expect(disclosePercent(part, whole)).toBe(shown)
})

test('a share that is shown has nobody or eight and more on both sides', () => {
  for (let whole = 0; whole <= 60; whole++)
    for (let part = 0; part <= whole; part++)
      if (disclosePercent(part, whole) !== null)
        for (const side of [part, whole - part]) expect(discloseCell(side), `${part} of ${whole}`).not.toBeNull()
})
