import { checkStage, collapseToTier1, parseStaging, stagingFor } from 'shared/staging'
import { describe, expect, test } from 'vitest'
import { readCatalogue, selectionColumns, stagingColumns } from './support/catalogue.js'

const staging = parseStaging(
  readCatalogue('toronto-staging', stagingColumns),
  readCatalogue('toronto-schema-selection', selectionColumns),
)
const systems = (topography: string, morphology: string, ageYears: number | null = 5) => {
  const found = stagingFor(staging, { topography, morphology, ageYears })
  return [found.malignancy?.id ?? null, ...found.systems.map(({ system, tier }) => system + (tier ?? ''))]
}

test.each([
  ['C74.9', '9500/3', 5, ['NBL', 'extent1', 'inrgss2', 'tnm', 'census']],
  ['C42.1', '9836/3', 5, ['ALL', 'cns-status1', 'cns-status2', 'census']],
  ['C42.1', '9861/3', 5, ['AML', 'cns-status1', 'cns-status2', 'census']],
  ['C64.9', '8960/3', 3, ['WT', 'extent1', 'cog-siop-renal2', 'tnm', 'census']],
  ['C71.6', '9470/3', 7, ['MB', 'extent1', 'chang-m2', 'census']],
  ['C71.6', '9400/1', 7, ['AST', 'extent1', 'extent2', 'census']],
  ['C77.0', '9650/3', 15, ['HL', 'ann-arbor1', 'ann-arbor2', 'census']],
  ['C77.0', '9650/3', 60, [null, 'ann-arbor', 'census']],
  ['C62.1', '9061/3', 30, ['TGCT', 'extent1', 'tnm-s2', 'tnm', 'census']],
  ['C62.1', '9061/3', 45, [null, 'tnm', 'census']],
  ['C56.9', '9060/3', 16, ['OGCT', 'extent1', 'figo-ovary2', 'figo', 'tnm', 'census']],
  ['C53.9', '8070/3', 44, [null, 'figo', 'tnm', 'census']],
  ['C50.9', '8500/3', 51, [null, 'tnm', 'census']],
  ['C42.1', '9823/3', 65, [null, 'rai', 'binet', 'census']],
  ['C42.1', '9732/3', 65, [null, 'iss', 'census']],
  ['C42.1', '9875/3', 50, [null, 'cml-phase', 'census']],
  ['C64.9', '8960/1', 0, [null, 'tnm', 'census']],
  ['C71.0', '9440/3', 60, [null, 'census']],
  ['C41.0', '9751/3', 3, [null, 'census']],
])('%s %s at %i is staged by %j', (topography, morphology, age, expected) => {
  expect(systems(topography, morphology, age)).toEqual(expected)
})

test('an unknown age leaves the tumour its Toronto system', () => {
  expect(systems('C77.0', '9650/3', null)[0]).toBe('HL')
  expect(stagingFor(staging, { topography: 'C77.0', morphology: '9650/3' }).malignancy?.id).toBe('HL')
})

describe('tier 2 falls into tier 1', () => {
  test.each([
    ['NBL', 'L2', 'LOCOREGIONAL'],
    ['NHL', 'IV', 'ADVANCED'],
    ['ALL', 'CNS2', 'CNS-NEG'],
    ['MB', 'M1', 'METASTATIC'],
    ['TGCT', '1S', 'LOCALISED'],
    ['WT', 'V', null],
    ['NBL', 'V', null],
    ['nothing', 'I', null],
  ])('%s %s is %s', (malignancy, value, tier1) => {
    expect(collapseToTier1(staging, malignancy, value)).toBe(tier1)
  })

  test('and every tier 1 value it names exists in its malignancy', () => {
    for (const { id, systems: own } of staging.malignancies.values()) {
      const simple = new Set(
        own.filter(({ tier }) => tier === 1).flatMap(({ values }) => values.map(({ value }) => value)),
      )
      const detailed = own.filter(({ tier }) => tier === 2).flatMap(({ values }) => values)
      expect(detailed.length, id).toBeGreaterThan(0)
      for (const { value, tier1 } of detailed) if (tier1 !== null) expect(simple, `${id} ${value}`).toContain(tier1)
    }
  })
})

test.each([
  [{ system: 'inrgss', tier: 2, value: 'L2' }, 'ok'],
  [{ system: 'inrgss', value: 'L2' }, 'ok'],
  [{ system: 'Toronto', tier: 2, value: 'L2' }, 'ok'],
  [{ system: 'toronto', tier: 1, value: 'METASTATIC' }, 'ok'],
  [{ system: 'census', value: 'NA' }, 'ok'],
  [{ system: 'inrgss', tier: 1, value: 'L2' }, 'invalid'],
  [{ system: 'inrgss', tier: 2, value: 'L9' }, 'invalid'],
  [{ system: 'dukes', value: 'A' }, 'invalid'],
  [{ system: 'ann-arbor', value: 'IIA' }, 'query'],
  [{ system: 'cog-siop-renal', value: 'y-II' }, 'query'],
])('a neuroblastoma staged %j is %s', (stage, verdict) => {
  expect(checkStage(staging, { topography: 'C74.9', morphology: '9500/3', ageYears: 2 }, stage)).toBe(verdict)
})

test('without codes a stage of any known system passes and an unknown one does not', () => {
  expect(checkStage(staging, {}, { system: 'figo', value: 'IIB' })).toBe('ok')
  expect(checkStage(staging, {}, { system: 'figo', value: 'V' })).toBe('invalid')
})
