import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { bodySurface, computeDose, type Measures } from 'shared/dosing'
import { ProtocolMedication } from 'shared/protocols'
import { describe, expect, test } from 'vitest'

interface Vectors {
  vectors: Record<string, number>[]
  weight_only_vectors: { weight_kg: number; costeff: number }[]
}
/** Published formulas with their expected values; the folder of facts, where it is at hand, is the same file. */
const files = ['facts/bsa-vectors.json', '../../shared/data/bsa-formulas.json']
  .map((name) => new URL(name, import.meta.url))
  .filter((url, at) => at === 0 || existsSync(url))
const formulas = { mosteller: 'mosteller', haycock: 'haycock', dubois: 'dubois', gehan_george: 'gehan-george' } as const

describe.each(files.map((url) => [url.pathname.split('/').at(-1), url] as const))(
  'body surface by %s',
  (_name, url) => {
    const { vectors, weight_only_vectors } = JSON.parse(readFileSync(url, 'utf8')) as Vectors
    test.each(
      vectors.flatMap((vector) =>
        Object.entries(formulas).map(
          ([key, formula]) => [formula, vector['height_cm'] ?? 0, vector['weight_kg'] ?? 0, vector[key] ?? 0] as const,
        ),
      ),
    )('%s of %d cm and %d kg is %d m2', (formula, height, weight, expected) => {
      expect(bodySurface(formula, height, weight)).toBe(expected)
    })
    test.each(weight_only_vectors)('costeff of $weight_kg kg is $costeff m2', ({ weight_kg, costeff }) => {
      expect(bodySurface('costeff', 100, weight_kg)).toBe(costeff)
    })
  },
)

const child: Measures = {
  weightKg: 20,
  heightCm: 115,
  bsaM2: 0.7993,
  bsaFormula: 'mosteller',
  ageYears: 6,
  glomerularFiltration: 90,
}
const line = (facts: Partial<ProtocolMedication> = {}): ProtocolMedication => ({
  medication: 'vincristina',
  purpose: 'antineoplastic',
  basis: 'per-m2',
  amount: 1.5,
  unit: 'mg',
  route: 'IV',
  ...facts,
})

describe('a dose and how it was reckoned', () => {
  test('per m2, with cap and rounding kept step by step', () => {
    const body = { ...child, bsaM2: 1.6 }
    expect(computeDose(line({ cap: 2, rounding: { to: 0.1, mode: 'nearest' } }), body)).toEqual({
      dose: 2,
      unit: 'mg',
      derivation: {
        formula: 'per-m2',
        inputs: { amount: 1.5, bsaM2: 1.6, bsaFormula: 'mosteller', weightKg: 20, heightCm: 115 },
        raw: 2.4,
        capApplied: 2,
        rounding: { to: 0.1, mode: 'nearest' },
        steps: [
          { step: 'formula', value: 2.4 },
          { step: 'cap', value: 2 },
        ],
      },
    })
  })

  test.each<[string, Partial<ProtocolMedication>, number]>([
    ['per m2, to four decimals', {}, 1.199],
    ['rounded to the nearest tenth', { rounding: { to: 0.1, mode: 'nearest' } }, 1.2],
    ['rounded down', { rounding: { to: 0.5, mode: 'down' } }, 1],
    ['per kg', { basis: 'per-kg', amount: 0.05 }, 1],
    ['fixed', { basis: 'fixed', amount: 7.5 }, 7.5],
    ['by the area under the curve (Calvert)', { basis: 'auc', amount: 4 }, 460],
    ['rounding up would pass the cap', { amount: 10, cap: 7.9, rounding: { to: 2.5, mode: 'nearest' } }, 7.5],
    ['a step larger than the dose leaves it as it is', { rounding: { to: 5, mode: 'down' } }, 1.199],
    [
      'by age, the band that begins with it',
      {
        basis: 'age-band',
        amount: undefined,
        ageBands: [
          { from: 3, to: 6, amount: 12 },
          { from: 6, to: null, amount: 15 },
        ],
      },
      15,
    ],
  ])('%s', (_case, facts, dose) => {
    expect(computeDose(line(facts), child)).toMatchObject({ dose })
  })

  test.each<[string, Partial<ProtocolMedication>, Partial<Measures>, string]>([
    ['no unit', { unit: '' as 'mg' }, {}, 'unit-missing'],
    ['no amount', { amount: undefined }, {}, 'amount-missing'],
    [
      'an age no band has',
      { basis: 'age-band', ageBands: [{ from: 9, to: null, amount: 15 }] },
      {},
      'age-outside-bands',
    ],
    ['no filtration', { basis: 'auc' }, { glomerularFiltration: null }, 'filtration-missing'],
    ['the area under the curve in grams', { basis: 'auc', unit: 'g' }, {}, 'auc-unit'],
    ['less than nothing', { amount: -1 }, {}, 'dose-impossible'],
    ['a cap finer than a dose can be', { cap: 0.00004 }, {}, 'dose-impossible'],
    ['no number', { amount: Number.NaN }, {}, 'dose-impossible'],
  ])('%s is named', (_case, facts, body, error) => {
    expect(computeDose(line(facts), { ...child, ...body })).toEqual({ error })
  })
})

describe('laws of every dose', () => {
  const amounts = fc.double({ min: 0.001, max: 5000, noNaN: true })
  const steps = fc.constantFrom(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 50)
  const lines = fc
    .record({
      basis: fc.constantFrom('per-m2', 'per-kg', 'fixed', 'auc'),
      amount: amounts,
      cap: fc.option(amounts, { nil: undefined }),
      rounding: fc.option(fc.record({ to: steps, mode: fc.constantFrom('nearest', 'down') }), { nil: undefined }),
    })
    .map((facts) => line(facts as Partial<ProtocolMedication>))
  const bodies = fc
    .record({
      weightKg: fc.double({ min: 0.4, max: 300, noNaN: true }),
      heightCm: fc.double({ min: 30, max: 230, noNaN: true }),
      glomerularFiltration: fc.double({ min: 5, max: 250, noNaN: true }),
    })
    .map(
      (facts): Measures => ({
        ...child,
        ...facts,
        bsaM2: bodySurface('mosteller', facts.heightCm, facts.weightKg),
      }),
    )
  const doseOf = (...given: Parameters<typeof computeDose>) => {
    const computed = computeDose(...given)
    fc.pre(!('error' in computed)) // too little to be kept to four decimals
    return computed as Exclude<typeof computed, { error: unknown }>
  }

  test('it never exceeds its cap', () => {
    fc.assert(
      fc.property(lines, bodies, (one, body) => {
        if (one.cap !== undefined) expect(doseOf(one, body).dose).toBeLessThanOrEqual(one.cap)
      }),
      { numRuns: 2000 },
    )
  })

  test('rounding moves it by half a step at most, or by less than a whole one downwards', () => {
    fc.assert(
      fc.property(lines, bodies, (one, body) => {
        const { dose, derivation } = doseOf(one, body)
        const before = derivation.capApplied ?? derivation.raw
        const { to, mode } = one.rounding ?? { to: 0, mode: 'nearest' }
        const capStops = one.cap !== undefined && before + to > one.cap
        if (mode === 'nearest' && !capStops) expect(Math.abs(dose - before)).toBeLessThanOrEqual(to / 2 + 1e-4)
        else expect(before - dose).toBeLessThan(to + 1e-4)
        if (mode === 'down') expect(dose).toBeLessThanOrEqual(before)
      }),
      { numRuns: 2000 },
    )
  })

  test('a larger body never gets less', () => {
    fc.assert(
      fc.property(lines, bodies, fc.double({ min: 1, max: 3, noNaN: true }), (one, body, times) => {
        const weightKg = body.weightKg * times
        const larger = {
          ...body,
          weightKg,
          bsaM2: bodySurface('mosteller', body.heightCm, weightKg),
          glomerularFiltration: (body.glomerularFiltration ?? 0) * times,
        }
        expect(doseOf(one, larger).dose).toBeGreaterThanOrEqual(doseOf(one, body).dose)
      }),
      { numRuns: 2000 },
    )
  })

  test('whatever a protocol may say has a dose or a named error', () => {
    fc.assert(
      fc.property(lines, bodies, (one, body) => {
        fc.pre(ProtocolMedication.safeParse(one).success)
        expect(computeDose(one, body)).toSatisfy((it: object) => 'dose' in it || 'error' in it)
      }),
    )
  })
})
