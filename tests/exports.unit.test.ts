import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { csvOf } from 'server/exports/csv'
import { neutralise, type Sheet } from 'server/exports/sheet'
import { xlsxOf } from 'server/exports/xlsx'
import { expect, test } from 'vitest'

const sheet = (rows: Sheet['rows']): Sheet => ({
  ...{ file: 'girasol-prueba', name: 'Tabla', lang: 'es', notes: [['Origen', '=1+1']] },
  columns: [
    { heading: 'Texto', kind: 'text' },
    { heading: 'Número', kind: 'whole' },
    { heading: 'Día', kind: 'day' },
  ],
  rows,
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  ' =1',
  '\u200b=1',
  '\ufeff-1',
])('a text that begins a formula is neutralised: %j', (text) => {
  expect(neutralise(text)).toBe(`'${text}`)
})

test.each(['HGZ 1', '', 'a=b', '12', 'María-José', "'=1", '(=1)'])('%j stays as it is', (text) => {
  expect(neutralise(text)).toBe(text)
})

test('numbers keep their sign, whatever stands beside them', async () => {
  const rows = [['=1', -3, '2024-02-29'] as const]
  expect(csvOf(sheet(rows)).toString()).toBe(`\uFEFFTexto,Número,Día\r\n'=1,-3,2024-02-29\r\n`)
  const [, row] = await readSheet(await xlsxOf(sheet(rows)), 2)
  expect(row).toEqual(["'=1", -3, new Date('2024-02-29T00:00:00Z')])
})

test('a control character cannot break a workbook', async () => {
  const [, row] = await readSheet(await xlsxOf(sheet([['a\u0000\u0008b', null, null]])), 2)
  expect(row?.[0]).toBe('ab')
})

test('no cell of any file begins with a sign of a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(neutralise(text)).not.toMatch(/^[=+\-@＝＋－＠\t\r]/)
    }),
  )
})
