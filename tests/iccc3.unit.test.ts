import fc from 'fast-check'
import { classifyIccc3, icccGroups, icccVersions, knowsHistology, parseIccc3Rules } from 'shared/iccc3'
import { parseRanges } from 'shared/oncology-codes'
import { describe, expect, test } from 'vitest'
import { iccc3Columns, readCatalogue } from './support/catalogue.js'

const rows = readCatalogue('iccc3', iccc3Columns)
const rules = parseIccc3Rules(rows)
const code = (version: (typeof icccVersions)[number], topography: string, morphology: string) => {
  const found = classifyIccc3(rules, version, topography, morphology)
  return found && (found.division ?? found.subgroup)
}

test('a medulloblastoma of the cerebellum is IIIc.1, with codes in either form', () => {
  const result = { version: 'IARC-2017', group: 'III', subgroup: 'IIIc', division: 'IIIc.1' }
  expect(classifyIccc3(rules, 'IARC-2017', 'C71.6', '9470/3')).toMatchObject({
    ...result,
    label: { es: 'Meduloblastomas' },
  })
  expect(classifyIccc3(rules, 'IARC-2017', 'c716', '94703')).toMatchObject(result)
})

test('a subgroup without divisions has no division and keeps its own label', () => {
  expect(classifyIccc3(rules, 'IARC-2017', 'C69.2', '9510/3')).toMatchObject({
    group: 'V',
    subgroup: 'V',
    division: null,
    label: { en: 'Retinoblastoma' },
  })
})

test.each([
  ['C50.9', 'not a code'],
  ['C42', '9836/3'],
  ['C42.1', '9836'],
  ['C71.6', '9470/6'],
  ['C50.9', '8500/2'],
])('%s with %s is not classified', (topography, morphology) => {
  for (const version of icccVersions) expect(classifyIccc3(rules, version, topography, morphology)).toBeNull()
})

// the answers differ between versions on purpose: [site, morphology, IARC-2017, SEER-WHO2008, SEER-ICCC3-2005]
test.each([
  ['C42.1', '9811/3', 'Ia.1', 'Ia.1', null],
  ['C77.9', '9811/3', 'IIb.1', 'IIb.1', null],
  ['C77.9', '9818/3', 'IIb.1', 'IIb.1', null],
  ['C77.9', '9823/3', 'IIb.2', 'IIb.2', 'Ia.2'],
  ['C42.1', '9823/3', 'Ia.2', 'Ia.2', 'Ia.2'],
  ['C77.9', '9827/3', 'IIb.3', 'IIb.3', 'Ia.3'],
  ['C77.9', '9837/3', 'IIb.1', 'IIb.1', 'Ia.1'],
  ['C41.9', '9751/3', 'IId', 'IId', null],
  ['C22.0', '8963/3', 'VIIa.2', 'IXd.3', 'IXd.3'],
  ['C22.0', '8991/3', 'VIIa.3', 'IXa', 'IXa'],
  ['C50.9', '9180/3', 'IXd.9', null, null],
  ['C64.9', '9364/3', 'IXd.2', 'VIa.4', 'VIa.4'],
  ['C42.1', '9930/3', 'Ib', 'Ie', 'Ie'],
  ['C42.1', '9898/3', 'Ib', 'Ib', null],
] as const)('%s %s: %s, %s, %s', (topography, morphology, iarc, who, first) => {
  expect([
    code('IARC-2017', topography, morphology),
    code('SEER-WHO2008', topography, morphology),
    code('SEER-ICCC3-2005', topography, morphology),
  ]).toEqual([iarc, who, first])
})

describe('every rule of every version', () => {
  const site = (value: number) => `C${String(value).padStart(3, '0')}`

  test('answers its own code wherever it is asked', () => {
    for (const row of rows) {
      const version = icccVersions.find((known) => known === row.version) ?? 'IARC-2017'
      for (const histologies of parseRanges(row.morphology)) {
        for (const sites of parseRanges(row.topography)) {
          for (const histology of histologies) {
            for (const at of sites) {
              for (const behaviour of row.behaviour.split(';')) {
                expect(code(version, site(at), `${histology}/${behaviour}`)).toBe(row.iccc_code)
              }
            }
          }
        }
      }
    }
  })

  test('stays behind its own site, histology and behaviour', () => {
    const within = (value: number, text: string) => parseRanges(text).some(([from, to]) => from <= value && value <= to)
    fc.assert(
      fc.property(
        fc.constantFrom(...icccVersions),
        fc.integer({ min: 0, max: 809 }),
        fc.integer({ min: 8000, max: 9999 }),
        fc.constantFrom('0', '1', '2', '3', '6', '9'),
        (version, at, histology, behaviour) => {
          const matching = rows.filter(
            (row) =>
              row.version === version &&
              row.behaviour.split(';').includes(behaviour) &&
              within(at, row.topography) &&
              within(histology, row.morphology),
          )
          expect(matching.length).toBeLessThan(2)
          expect(code(version, site(at), `${histology}/${behaviour}`)).toBe(matching[0]?.iccc_code ?? null)
        },
      ),
      { numRuns: 3000 },
    )
  })
})

test('the twelve groups are the ones the rules use', () => {
  expect(new Set(rows.map((row) => row.group_roman))).toEqual(new Set(icccGroups.map(({ group }) => group)))
})

test('a histology that no rule names is unknown', () => {
  expect(knowsHistology(rules, 9470)).toBe(true)
  expect(knowsHistology(rules, 9999)).toBe(false)
})
