import { resolveOoad } from 'shared/ooads'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'

const ooads = readCatalogue('ooad', ['ooad_code', 'ooad_name']).map((row) => ({
  code: row.ooad_code,
  name: row.ooad_name,
}))
const aliases = readCatalogue('ooad-aliases', ['alias', 'ooad_code']).map((row) => ({
  alias: row.alias,
  ooadCode: row.ooad_code,
}))
const resolve = (text: string) => resolveOoad(text, ooads, aliases)

test.each([
  ['Guadalajara', '14'],
  ['Jalisco', '14'],
  ['JALISCO', '14'],
  ['OOAD Jalisco', '14'],
  ['14', '14'],
  ['ooad 14', '14'],
  ['14 Jalisco', '14'],
  ['1', '01'],
  ['Nuevo León', '20'],
  ['  nuevo   leon ', '20'],
  ['Nuevо Lеón', '20'], // two Cyrillic letters
  ['Oficina de Representación en Yucatán', '33'],
  ['Delegación Michoacán de Ocampo', '17'],
  ['Coahuila de Zaragoza', '05'],
  ['Edomex Poniente', '16'],
  ['Veracruz Sur', '32'],
  ['Veracruz de Ignacio de la Llave Norte', '31'],
  ['D.F. Sur', null],
  ['DF Sur', '37'],
  ['CDMX norte', '35'],
  ['Baja California', '02'],
  ['BCS', '03'],
  ['Sinaloa (26)', null],
  ['Monterrey', null],
  ['09', null],
  ['', null],
  ['OOAD', null],
])('%s is %s', (text, code) => {
  expect(resolve(text)).toEqual(code && { ooadCode: code })
})

test.each([
  ['Veracruz', ['31', '32']],
  ['OOAD VERACRUZ', ['31', '32']],
  ['Veracruz de Ignacio de la Llave', ['31', '32']],
  ['Ciudad de México', ['35', '37']],
  ['CDMX', ['35', '37']],
  ['Estado de Mexico', ['15', '16']],
  ['Edomex', ['15', '16']],
  ['México', ['15', '16']],
])('%s is asked, not guessed', (text, candidates) => {
  expect(resolve(text)).toEqual({ candidates })
})

describe('each of the 35', () => {
  test.each(ooads)('$code $name is found by its code, its name and both, with or without OOAD', ({ code, name }) => {
    for (const text of [code, name, name.toUpperCase(), `OOAD ${name}`, `OOAD ${code}`, `${code} ${name}`]) {
      expect(resolve(text)).toEqual({ ooadCode: code })
    }
  })
})
