import { curpCheckDigit } from 'shared/curp'
import { namesAPerson } from 'shared/names-a-person'
import { expect, test } from 'vitest'

const first17 = 'GOMC150327MDFMRRA'
const curp = first17 + curpCheckDigit(first17)

test.each([
  ['a CURP', `Pedir para ${curp}.`, true],
  ['a CURP in groups and small letters', `pedir ${curp.toLowerCase().replace(/^(.{4})(.{6})/, '$1 $2-')}`, true],
  ['a CURP whose digit fails', `${first17}${(Number(curp.at(-1)) + 1) % 10}`, false],
  ['an NSS', 'NSS 92919084431', true],
  ['an NSS in groups', 'NSS 92-91-90-8443-1', true],
  ['an NSS whose digit fails', 'folio 92919084432', false],
  ['a longer number', 'guía 929190844310', false],
  ['a key and a day', 'Clave 010.000.1768.00, 120 piezas el 15/03/2024', false],
])('%s', (_case, text, named) => {
  expect(namesAPerson(text)).toBe(named)
})
