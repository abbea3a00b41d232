import fc from 'fast-check'
import { cumulativeFamilies } from 'server/medications/catalogue'
import { cumulativeDoses, type Exposure, overLimits } from 'shared/cumulative'
import { describe, expect, test } from 'vitest'

const given = (facts: Partial<Exposure> = {}): Exposure => ({
  medication: 'doxorubicina',
  route: 'IV',
  kind: 'given',
  dose: 60,
  unit: 'mg',
  per: 'total',
  bsaM2: 1,
  ...facts,
})
const child = { ageYears: 8, bsaM2: 1 }
const sums = (exposures: Exposure[], person: { ageYears: number; bsaM2: number | null } = child) =>
  new Map(cumulativeDoses(cumulativeFamilies, exposures, person).map((one) => [one.family, one]))

describe('what is added up', () => {
  test.each([
    ['doxorubicina', 100],
    ['daunorubicina', 50],
    ['epirubicina', 67],
    ['idarubicina', 500],
    ['mitoxantrona', 400],
  ])('100 mg/m2 of %s are %d of doxorubicin', (medication, equivalents) => {
    expect(sums([given({ medication, dose: 100 })]).get('anthracyclines')?.perM2.total).toBe(equivalents)
  })

  test('each dose by the surface it was given at, in its own unit, and by kind', () => {
    const anthracyclines = sums([
      given({ dose: 30, bsaM2: 0.5 }),
      given({ dose: 0.06, unit: 'g', kind: 'planned' }),
      given({ dose: 40, kind: 'prior', per: 'm2', route: null, bsaM2: null }),
    ]).get('anthracyclines')
    expect(anthracyclines?.perM2).toEqual({ given: 60, planned: 60, prior: 40, total: 160 })
    expect(anthracyclines?.absolute).toEqual({ given: 30, planned: 60, prior: 40, total: 130 })
  })

  test('bleomycin has a limit in all and one by surface; the nearer to its end comes first', () => {
    const small = sums([given({ medication: 'bleomicina', dose: 200, unit: '[IU]', bsaM2: 0.5 })], {
      ageYears: 8,
      bsaM2: 0.5,
    })
    expect(small.get('bleomycin')?.limits.map(({ per, reached, percent }) => [per, reached, percent])).toEqual([
      ['m2', 400, 100],
      ['total', 200, 50],
    ])
  })

  test.each([
    [8, 300],
    [30, 550],
  ])('at %d years the limit of daunorubicin is %d', (ageYears, value) => {
    const limits = sums([given({ medication: 'daunorubicina' })], { ageYears, bsaM2: 1 }).get('daunorubicin')?.limits
    expect(limits?.map((limit) => limit.value)).toEqual([value])
  })

  test('the bladder, the skin and the spine are not the heart', () => {
    for (const route of ['IVES', 'TOP', 'IT', 'INH'] as const) expect(sums([given({ route })]).size).toBe(0)
  })

  test('without a surface the sum says that it is a lower bound', () => {
    const person = { ageYears: 8, bsaM2: null }
    expect(sums([given({ bsaM2: null })], person).get('anthracyclines')).toMatchObject({
      incomplete: true,
      perM2: { total: 0 },
      absolute: { total: 60 },
    })
  })

  test('a limit is passed above it, not at it nor by the rounding of doses', () => {
    const over = (dose: number) => overLimits([...sums([given({ dose })]).values()]).map(({ value }) => value)
    expect(over(450)).toEqual([])
    expect(over(452)).toEqual([])
    expect(over(453)).toEqual([450])
  })
})

describe('laws of every life', () => {
  const members = cumulativeFamilies.flatMap((family) =>
    family.members.map(({ medication }) => ({ medication, unit: family.limits[0]?.unit ?? ('mg' as const) })),
  )
  const exposures = fc.array(
    fc
      .record({
        member: fc.constantFrom(...members),
        kind: fc.constantFrom('given', 'planned', 'prior'),
        per: fc.constantFrom('total', 'm2'),
        dose: fc.double({ min: 0, max: 10_000, noNaN: true }),
        bsaM2: fc.option(fc.double({ min: 0.1, max: 3, noNaN: true })),
        route: fc.constantFrom('IV', 'PO', 'IM', 'IT', null),
      })
      .map(({ member, ...facts }) => given({ ...facts, ...member } as Partial<Exposure>)),
    { maxLength: 12 },
  )

  test('a cumulative dose never falls when a dose is added', () => {
    fc.assert(
      fc.property(exposures, exposures, (before, more) => {
        const after = sums([...before, ...more])
        for (const [family, { perM2, absolute }] of sums(before)) {
          for (const kind of ['given', 'planned', 'prior', 'total'] as const) {
            expect(after.get(family)?.perM2[kind]).toBeGreaterThanOrEqual(perM2[kind])
            expect(after.get(family)?.absolute[kind]).toBeGreaterThanOrEqual(absolute[kind])
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('it does not matter in which order doses came', () => {
    fc.assert(
      fc.property(exposures, (all) => {
        const [forward, backward] = [sums(all), sums([...all].reverse())]
        for (const [family, { perM2 }] of forward) expect(backward.get(family)?.perM2.total).toBeCloseTo(perM2.total, 2)
      }),
    )
  })

  test('giving what was planned moves it and leaves the total', () => {
    fc.assert(
      fc.property(exposures, (all) => {
        const planned = sums(all.map((one) => ({ ...one, kind: 'planned' as const })))
        const done = sums(all.map((one) => ({ ...one, kind: 'given' as const })))
        for (const [family, { perM2 }] of planned)
          expect(done.get(family)?.perM2).toEqual({ ...perM2, given: perM2.planned, planned: 0 })
      }),
    )
  })
})
