import fc from 'fast-check'
import { Block } from 'shared/minutes-blocks'
import { figureProblems, figureWarnings } from 'shared/minutes-figures'
import { plainText } from 'shared/minutes-plain'
import { longestMinutes, readMinutesText } from 'shared/minutes-text'
import type { SessionFigure } from 'shared/session-figures'
import { expect, test } from 'vitest'

const text = (said: string) => ({ kind: 'text', text: said })

test.each([
  ['a heading', '## Apertura', [{ kind: 'heading', level: 2, inlines: [text('Apertura')] }]],
  ['the highest heading is lowered', '# Minuta', [{ kind: 'heading', level: 2, inlines: [text('Minuta')] }]],
  ['the lowest heading is raised', '###### Nota', [{ kind: 'heading', level: 4, inlines: [text('Nota')] }]],
  [
    'strong, emphasis and a figure',
    'Hay **{{total}} personas** y *más*.',
    [
      {
        kind: 'paragraph',
        inlines: [
          text('Hay '),
          { kind: 'strong', inlines: [{ kind: 'figure', key: 'total' }, text(' personas')] },
          text(' y '),
          { kind: 'emphasis', inlines: [text('más')] },
          text('.'),
        ],
      },
    ],
  ],
  [
    'a link and what is strong in it',
    '[Ver **todo**](https://imss.example/a)',
    [{ kind: 'paragraph', inlines: [{ kind: 'link', url: 'https://imss.example/a', inlines: [text('Ver todo')] }] }],
  ],
  [
    'a list inside a list goes on in it',
    '- uno\n  - dos\n    - tres\n- cuatro',
    [{ kind: 'list', ordered: false, items: ['uno', 'dos', 'tres', 'cuatro'].map((it) => [text(it)]) }],
  ],
  ['an ordered list', '1. uno\n2. dos', [{ kind: 'list', ordered: true, items: [[text('uno')], [text('dos')]] }]],
  [
    'a year at the start is no list',
    '2024. Un buen año',
    [{ kind: 'paragraph', inlines: [text('2024. Un buen año')] }],
  ],
  ['a quote', '> Gracias\n> a todas', [{ kind: 'quote', inlines: [text('Gracias a todas')] }]],
  [
    'dashes under a line, and an indent, are text',
    'Cifras\n---\n\n    con sangría',
    [
      { kind: 'paragraph', inlines: [text('Cifras ---')] },
      { kind: 'paragraph', inlines: [text('con sangría')] },
    ],
  ],
])('%s', (_case, markdown, blocks) => {
  expect(readMinutesText(markdown)).toEqual({ blocks, problems: [] })
})

test.each([
  ['no-html', 'Antes <b>fuerte</b> después', '<b>'],
  ['no-html', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['no-image', 'Mire ![una foto](https://a.example/x.png) aquí', '![una foto](https://a.example/x.png)'],
  ['no-code', 'El `código` no', '`código`'],
  ['no-code', '```\nvarias\nlíneas\n```', '```\nvarias\nlíneas\n```'],
  ['no-table', '| a | b |\n| --- | --- |\n| 1 | 2 |', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
  ['no-footnote', 'Como se dijo[^1].', '[^1]'],
  ['no-link-title', '[a](https://a.example "título")', '[a](https://a.example "título")'],
  ['https-only', 'En [esto](http://a.example).', '[esto](http://a.example)'],
  ['https-only', '[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['https-only', '<mailto:a@b.example>', '<mailto:a@b.example>'],
  ['unknown-figure', 'Hay \\*{{totales}} personas', '{{totales}}'],
] as const)('%s is told with its place, and stays as it was typed: %s', (kind, markdown, place) => {
  const { blocks, problems } = readMinutesText(markdown)
  expect(problems[0]).toEqual({ kind, at: markdown.indexOf(place), length: place.length })
  expect(plainText(blocks, [])).toContain(place.replaceAll('\n', ' '))
})

test('a text that is too long, or too deep, is told and stays', () => {
  const long = 'palabra '.repeat(longestMinutes / 8 + 1)
  expect(readMinutesText(long).problems).toEqual([{ kind: 'too-long', at: 0, length: long.length }])
  const deep = `Antes\n\n${'> '.repeat(5000)}hondo\n\n## Después`
  const read = readMinutesText(deep)
  expect(read.problems).toMatchObject([{ kind: 'too-many-marks', at: 7 }])
  expect(read.blocks.at(-1)).toEqual({ kind: 'heading', level: 2, inlines: [text('Después')] })
})

/** Without what markdown reads as marks, ends of numbers at a line's start, or letters by another name. */
const letters = fc.stringMatching(/^[a-zñáéíóú ,;:0-9\n*_#>+()[\]{}!<|`~"'-]{0,200}$/u)
const onlyLetters = (it: string) => [...it].filter((letter) => /\p{L}/u.test(letter)).join('')

test('every letter that is typed is in what is read, in its order, and the blocks are what their schema says', () => {
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 6 }), (paragraphs) => {
      const typed = paragraphs.join('\n\n')
      const { blocks, problems } = readMinutesText(typed)
      expect(blocks.map((block) => Block.parse(block))).toEqual(blocks)
      for (const { at, length } of problems) expect(at >= 0 && at + length <= typed.length).toBe(true)
      expect(onlyLetters(plainText(blocks, []))).toBe(onlyLetters(typed))
    }),
    { numRuns: 2000 },
  )
})

/** What makes parsers of markdown slow; each must be read about as fast per letter whether it is short or as long as can be. */
test.each([
  ['emphasis', '*a_ '],
  ['strong', '**a __b '],
  ['brackets', '['],
  ['closing brackets', 'a]('],
  ['links', '[a](b '],
  ['quotes', '> '],
  ['lists', '- '],
  ['comments', '<!-- '],
  ['code', '`a``b```'],
  ['figures', '{{total}}'],
  ['strong figures', '**{{total}}**'],
  ['lines of spaces', '\n   '],
  ['spaces', ' '],
  ['paragraphs', 'a\n\n'],
  ['items', '- *a*\n\n'],
  ['escapes', '\\*'],
  ['entities', '&amp'],
  ['bars', '|-'],
])('%s without end are read', (_case, part) => {
  const whole = part.repeat(Math.floor(longestMinutes / part.length))
  const { blocks } = readMinutesText(whole)
  expect(onlyLetters(plainText(blocks, [])).length).toBeLessThanOrEqual(whole.length)
})

const figures: SessionFigure[] = [
  { key: 'total', reportId: '01890000-0000-7000-8000-000000000001', value: 16682 },
  { key: 'paediatric', reportId: '01890000-0000-7000-8000-000000000001', value: 5839 },
  { key: 'adult', reportId: '01890000-0000-7000-8000-000000000001', value: 10843 },
  { key: 'paediatricPercent', reportId: '01890000-0000-7000-8000-000000000001', value: 35 },
  { key: 'hospitals', reportId: '01890000-0000-7000-8000-000000000001', value: 74 },
  { key: 'added', reportId: '01890000-0000-7000-8000-000000000001', value: 14 },
]

test.each([
  ['as digits', 'Son 16,682 personas', 'figure-typed', '16,682', 'total'],
  ['as the institute writes it', 'Son 16 mil 682 personas', 'figure-typed', '16 mil 682', 'total'],
  ['between marks', 'Son **16682** personas', 'figure-typed', '16682', 'total'],
  ['as a percentage', 'Es el 35 por ciento', 'figure-typed', '35 por ciento', 'paediatricPercent'],
  ['a small one beside what it counts', 'En 74 hospitales', 'figure-typed', '74', 'hospitals'],
  ['a reference to nothing', 'Hay {{totales}}', 'figure-unknown', '{{totales}}', undefined],
  ['a reference before its report', 'Hay {{supplyKeys}} claves', 'figure-not-frozen', '{{supplyKeys}}', 'supplyKeys'],
])('%s: %s', (_case, said, code, place, key) => {
  expect(figureProblems(said, { items: figures })).toEqual([
    { code, at: said.indexOf(place), length: place.length, ...(key === undefined ? {} : { key }) },
  ])
})

test.each([
  'Vinieron 14 OOAD y 14 mamás',
  'Sesión 149 del 9 de agosto de 2024',
  'Se revisaron 35 camas',
  'Hay {{total}} personas en {{hospitals}} hospitales',
])('no figure of the report is typed in: %s', (said) => {
  expect(figureProblems(said, { items: figures })).toEqual([])
})

test('a sum that does not agree is told, also when its parts are references', () => {
  const wrong = 'Se surten 403 + 290 = 683 claves'
  expect(figureWarnings(wrong, { items: figures })).toEqual([
    { code: 'figure-sum', at: wrong.indexOf('683'), length: 3, stated: 683, expected: 693 },
  ])
  const quoted = 'Son {{paediatric}} + {{adult}} = {{total}} personas'
  expect(figureWarnings(quoted, { items: figures })).toEqual([])
  const changed = 'Son {{paediatric}} + 10 mil 844 = **{{total}}** personas'
  expect(figureWarnings(changed, { items: figures })).toMatchObject([
    { code: 'figure-sum', at: changed.indexOf('{{total}}'), expected: 16683 },
  ])
})
