import { cumulativeFamilies, medications } from 'server/medications/catalogue'
import { expect, test } from 'vitest'

const all = [...medications.values()]

test('codes are unique, and every family is made of medicines that are known', () => {
  expect(all.length).toBe(70)
  for (const { members } of cumulativeFamilies)
    for (const { medication } of members) expect(medications.has(medication), medication).toBe(true)
})

test('only the five may enter the spine, and the vincas kill there', () => {
  const may = all.filter(({ intrathecal }) => intrathecal === 'allowed' || intrathecal === 'protocol-only')
  expect(may.map(({ code }) => code).sort()).toEqual([
    'citarabina',
    'hidrocortisona_it',
    'metotrexato',
    'tiotepa',
    'topotecan',
  ])
  for (const code of ['vincristina', 'vinblastina', 'vinorelbina'])
    expect(medications.get(code)?.intrathecal).toBe('fatal')
  for (const { code, routes, intrathecal } of all)
    if (routes.includes('IT')) expect(['allowed', 'protocol-only'], code).toContain(intrathecal)
})

test('every range and ceiling is in a unit the medicine is given in', () => {
  for (const { code, units, ranges, maxDose } of all) {
    for (const range of ranges) {
      expect(units, code).toContain(range.unit)
      expect(range.min, code).toBeLessThanOrEqual(range.max)
    }
    if (maxDose !== null) expect(units, code).toContain(maxDose.unit)
  }
})

test('keys are shaped as in the cuadro básico and belong to one medicine; the liposomal key is not doxorubicin', () => {
  const keys = all.flatMap(({ pieces }) => pieces.map(({ clave }) => clave))
  for (const key of keys) expect(key).toMatch(/^0[14]0\.000\.\d{4}\.\d{2}$/)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).not.toContain('010.000.1766.00')
})
