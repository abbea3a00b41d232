import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sheet = readFileSync(new URL('../web/src/design/tokens.css', import.meta.url), 'utf8')

/** WCAG 2.2: text 4.5:1 (1.4.3), what makes a control or a chart recognisable 3:1 (1.4.11). */
const textOn: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  [
    'ink',
    [
      'ground',
      'surface',
      'sunken',
      'primary-soft',
      'sun-soft',
      'success-soft',
      'info-soft',
      'warning-soft',
      'danger-soft',
    ],
  ],
  ['ink-soft', ['ground', 'surface', 'sunken']],
  ['primary', ['ground', 'surface', 'sunken', 'primary-soft']],
  ['primary-strong', ['ground', 'surface', 'primary-soft']],
  ['on-primary', ['primary', 'primary-strong']],
  ['on-danger', ['danger', 'danger-strong']],
  ['danger', ['ground', 'surface', 'danger-soft']],
  ['warning', ['ground', 'surface', 'warning-soft', 'sun-soft']],
  ['success', ['ground', 'surface', 'success-soft']],
  ['info', ['ground', 'surface', 'info-soft']],
  ['surface', ['warning']],
  ['accent', ['surface', 'accent-soft']],
  ['on-bar', ['bar', 'bar-hover']],
  ['on-bar-soft', ['bar', 'bar-hover']],
  ['on-class-light', ['class-1', 'class-2']],
  ['class-mid-ink', ['class-3']],
  ['on-class-dark', ['class-4', 'class-5']],
]
const partOn: readonly (readonly [part: string, grounds: readonly string[]])[] = [
  ['line-strong', ['ground', 'surface']],
  ['focus', ['ground', 'surface']],
  ['series-1', ['surface']],
  ['series-2', ['surface']],
  ['accent', ['surface']],
]

const pairs = ['light', 'dark', 'contrast'].flatMap((theme) =>
  [...textOn.map((it) => [...it, 4.5] as const), ...partOn.map((it) => [...it, 3] as const)].flatMap(
    ([over, grounds, least]) => grounds.map((ground) => [theme, over, ground, least] as const),
  ),
)

test.each(pairs)('%s: %s on %s is at least %d to 1', (theme, over, ground, least) => {
  const colours = coloursOf(theme)
  expect(contrast(colour(colours, over), colour(colours, ground))).toBeGreaterThanOrEqual(least)
})

test('each theme names the same colours', () => {
  const names = (theme: string) => [...coloursOf(theme).keys()].sort()
  expect(names('dark')).toEqual(names('light'))
  expect(names('contrast')).toEqual(names('light'))
})

function coloursOf(theme: string): ReadonlyMap<string, string> {
  const [, block = ''] = sheet.split(`:root[data-theme="${theme}"] {`)
  const own = block.slice(0, block.indexOf('}'))
  return new Map(
    [...own.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

function colour(colours: ReadonlyMap<string, string>, name: string): string {
  const found = colours.get(name)
  if (found === undefined) throw new Error(`no colour --${name}`)
  return found
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** Relative luminance of sRGB, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
