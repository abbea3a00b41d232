import { medications } from 'server/medications/catalogue'
import { type CheckedDose, checkDose } from 'shared/dose-checks'
import { describe, expect, test } from 'vitest'

/** A child of 6 years, 20 kg and 0.8 m2. */
const dose = (facts: Partial<CheckedDose>): CheckedDose => ({
  medication: 'vincristina',
  route: 'IV',
  dose: 1.2,
  unit: 'mg',
  weightKg: 20,
  bsaM2: 0.8,
  ageYears: 6,
  ...facts,
})
const codes = (facts: Partial<CheckedDose>) => checkDose(medications, dose(facts)).map(({ code }) => code)

describe('a usual dose says nothing', () => {
  test.each<[string, Partial<CheckedDose>]>([
    ['vincristine 1.5 mg/m2', {}],
    ['a tenth above the largest usual', { dose: 1.75 }],
    ['half of the least usual', { medication: 'prednisona', route: 'PO', dose: 10 }],
    ['methotrexate 5 g/m2, in grams', { medication: 'metotrexato', dose: 4, unit: 'g' }],
    ['methotrexate into the spine by age', { medication: 'metotrexato', route: 'IT', dose: 12 }],
    ['cytarabine into the spine by age', { medication: 'citarabina', route: 'IT', dose: 70 }],
    ['asparaginase in units', { medication: 'asparaginasa', route: 'IM', dose: 4800, unit: '[IU]' }],
    ['dactinomycin in micrograms', { medication: 'dactinomicina', dose: 900, unit: 'ug' }],
    ['a fluid without ranges', { medication: 'solucion_mixta', dose: 2400, unit: 'mL' }],
  ])('%s', (_case, facts) => {
    expect(codes(facts)).toEqual([])
  })
})

describe('what is unusual is named with its rule', () => {
  test.each<[string, Partial<CheckedDose>, string[]]>([
    ['more than a tenth above', { dose: 1.8 }, ['dose-out-of-range']],
    ['less than half', { dose: 0.15 }, ['dose-out-of-range']],
    ['between two uses of a medicine', { medication: 'metotrexato', dose: 400 }, ['dose-out-of-range']],
    ['above the ceiling of one dose', { dose: 2.1, bsaM2: 1.5 }, ['dose-over-cap']],
    [
      'above the ceiling of the highest use',
      { medication: 'metotrexato', dose: 23, unit: 'g', bsaM2: 2.1 },
      ['dose-out-of-range'],
    ],
    ['half the dose of the spine', { medication: 'metotrexato', route: 'IT', dose: 6 }, ['dose-out-of-range']],
    ['another route', { route: 'SC' }, ['route-unusual']],
    ['an unknown medicine', { medication: 'novedosina' }, ['medication-unknown']],
    ['a step larger than the dose', { rounding: { to: 5 } }, ['rounding-too-coarse']],
  ])('%s', (_case, facts, expected) => {
    const found = checkDose(medications, dose(facts))
    expect(found.map(({ code }) => code)).toEqual(expected)
    expect(found.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  test('the rule stands beside the finding', () => {
    expect(checkDose(medications, dose({ dose: 1.8 }))[0]?.facts).toMatchObject({
      medication: 'vincristina',
      dose: 1.8,
      unit: 'mg',
      low: 0.32,
      high: 1.6,
      position: 'over',
      percent: 113,
    })
  })
})

describe('what cannot be stops', () => {
  test.each<[string, Partial<CheckedDose>, string]>([
    ['ten times the largest usual dose', { dose: 16, medication: 'vincristina' }, 'dose-absurd'],
    ['kilograms for pounds and a slipped point', { medication: 'prednisona', route: 'PO', dose: 600 }, 'dose-absurd'],
    ['millilitres of what is weighed', { unit: 'mL' }, 'unit-impossible'],
    ['milligrams of what is counted in units', { medication: 'bleomicina', dose: 12 }, 'unit-impossible'],
    ['intrathecal vincristine', { route: 'IT', dose: 1 }, 'intrathecal-forbidden'],
    ['an unknown medicine into the spine', { medication: 'novedosina', route: 'IT' }, 'intrathecal-forbidden'],
  ])('%s', (_case, facts, code) => {
    const stops = checkDose(medications, dose(facts)).filter(({ severity }) => severity === 'stop')
    expect(stops.map((found) => found.code)).toContain(code)
  })

  test('every medicine but the five is stopped at the spine', () => {
    const stopped = [...medications.keys()].filter((medication) =>
      checkDose(medications, dose({ medication, route: 'IT' })).some(({ code }) => code === 'intrathecal-forbidden'),
    )
    expect(stopped).toHaveLength(medications.size - 5)
  })
})
