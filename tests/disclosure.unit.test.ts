import fc from 'fast-check'
import { type CountAtom, lastCut, roundCount, suppressTable, suppressTables, type TableShape } from 'shared/disclosure'
import { describe, expect, test } from 'vitest'

type Known = { members: number[]; low: number; high: number; true: number; hidden: boolean }

/** What a reader of the tables knows of each figure: its members among the atoms, and between which numbers it lies. */
function knowledge(atoms: CountAtom[], shapes: TableShape[]): Known[] {
  const tables = suppressTables(atoms, shapes)
  return shapes.flatMap(({ rows, columns, subNational }, index) => {
    const table = tables[index]
    if (!table) throw new Error('a shape without its table')
    const known = (
      figure: { value: number | null; suppressed: boolean },
      where: Record<string, string>,
      exact: boolean,
    ) => {
      const members = atoms.flatMap(({ at }, atom) =>
        Object.entries(where).every(([dimension, value]) => at[dimension] === value) ? [atom] : [],
      )
      const count = members.reduce((sum, atom) => sum + (atoms[atom]?.count ?? 0), 0)
      expect(figure.suppressed).toBe(figure.value === null)
      const [low, high] =
        figure.value === null
          ? [1, Number.POSITIVE_INFINITY]
          : exact || figure.value === 0
            ? [figure.value, figure.value]
            : [Math.max(5, figure.value - 2), figure.value + 2]
      expect(count).toBeGreaterThanOrEqual(low)
      expect(count).toBeLessThanOrEqual(high)
      return { members, low, high, true: count, hidden: figure.suppressed }
    }
    return [
      ...table.rows.flatMap(({ key, cells, total }) => [
        ...Object.entries(cells).map(([column, cell]) => known(cell, { [rows]: key, [columns]: column }, !subNational)),
        known(total, { [rows]: key }, !subNational),
      ]),
      ...Object.entries(table.totals).map(([column, cell]) => known(cell, { [columns]: column }, true)),
      known(table.total, {}, true),
    ]
  })
}

/** Looks through every arrangement of people that reads like the tables for one where the figure is another number. */
function canDiffer(target: Known, known: Known[], atoms: CountAtom[]): boolean {
  const most = Math.max(...atoms.map(({ count }) => count)) + 5
  const figures = [...known, { ...target, low: 0, high: Number.POSITIVE_INFINITY }]
  const of = atoms.map((_, atom) => figures.flatMap((figure, index) => (figure.members.includes(atom) ? [index] : [])))
  const sums = figures.map(() => 0)
  const open = figures.map(({ members }) => members.length)
  const search = (atom: number): boolean => {
    if (atom === atoms.length) return sums[figures.length - 1] !== target.true
    const own = atoms[atom]?.count ?? 0
    const values = Array.from({ length: most + 1 }, (_, value) => value).sort(
      (a, b) => Math.abs(a - own) - Math.abs(b - own),
    )
    for (const value of values) {
      const touched = of[atom] ?? []
      for (const index of touched) {
        sums[index] = (sums[index] ?? 0) + value
        open[index] = (open[index] ?? 0) - 1
      }
      const possible = touched.every((index) => {
        const figure = figures[index]
        const sum = sums[index] ?? 0
        return figure && sum <= figure.high && sum + (open[index] ?? 0) * most >= figure.low
      })
      const found = possible && search(atom + 1)
      for (const index of touched) {
        sums[index] = (sums[index] ?? 0) - value
        open[index] = (open[index] ?? 0) + 1
      }
      if (found) return true
    }
    return false
  }
  return search(0)
}

function expectNothingPinned(atoms: CountAtom[], shapes: TableShape[]) {
  const known = knowledge(atoms, shapes)
  for (const figure of known) {
    if (figure.true < 1 || figure.true > 4) continue
    expect(figure.hidden).toBe(true)
    expect(canDiffer(figure, known, atoms), JSON.stringify(atoms)).toBe(true)
  }
}

const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 14 }), fc.constant(0))

describe('no figure of 1 to 4 can be worked out', () => {
  test('from one table, exact or rounded', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(count, { minLength: 12, maxLength: 12 }),
        fc.boolean(),
        (rows, columns, counts, subNational) => {
          const atoms = Array.from({ length: rows * columns }, (_, index) => ({
            count: counts[index] ?? 0,
            at: { row: `r${index % rows}`, column: `c${Math.floor(index / rows)}` },
          }))
          expectNothingPinned(atoms, [{ rows: 'row', columns: 'column', subNational }])
        },
      ),
      { numRuns: 1200 },
    )
  })

  test('from tables by hospital, level and OOAD of the same people', () => {
    const hospital = fc.record({
      ooad: fc.constantFrom('14', '20', '35'),
      level: fc.constantFrom('umae', 'second-level'),
    })
    fc.assert(
      fc.property(
        fc.array(hospital, { minLength: 1, maxLength: 4 }),
        fc.array(count, { minLength: 8, maxLength: 8 }),
        fc.subarray(['hospital', 'level', 'ooad'], { minLength: 2 }),
        (hospitals, counts, tables) => {
          const atoms = hospitals.flatMap((places, index) =>
            ['paediatric', 'adult'].map((ageGroup, column) => ({
              count: counts[index * 2 + column] ?? 0,
              at: { ...places, hospital: `h${index}`, ageGroup },
            })),
          )
          expectNothingPinned(
            atoms,
            tables.map((rows) => ({ rows, columns: 'ageGroup', subNational: true })),
          )
        },
      ),
      { numRuns: 900 },
    )
  })

  test('three hospitals of one OOAD whose sum leaves one arrangement only', () => {
    const atoms = [5, 1, 1, 40].map((people, index) => ({
      count: people,
      at: { hospital: `h${index}`, ooad: index < 3 ? '14' : '20', ageGroup: 'adult' },
    }))
    expectNothingPinned(
      atoms,
      ['hospital', 'ooad'].map((rows) => ({ rows, columns: 'ageGroup', subNational: true })),
    )
  })
})

describe('what is shown', () => {
  const table = (counts: number[][], subNational: boolean) =>
    suppressTable({
      rows: counts.map((_, index) => `r${index}`),
      columns: (counts[0] ?? []).map((_, index) => `c${index}`),
      counts,
      subNational,
    })
  const values = (counts: number[][], subNational: boolean) => {
    const { rows, totals, total } = table(counts, subNational)
    return [
      ...rows.map(({ cells, total }) => [...Object.values(cells), total].map(({ value }) => value)),
      [...Object.values(totals), total].map(({ value }) => value),
    ]
  }

  test('places are rounded to 5 and the nation is exact', () => {
    expect(
      values(
        [
          [12, 0],
          [103, 8],
        ],
        true,
      ),
    ).toEqual([
      [10, 0, 10],
      [105, 10, 110],
      [115, 8, 123],
    ])
  })

  test('national figures without a small one are all exact', () => {
    expect(
      values(
        [
          [12, 0],
          [103, 8],
        ],
        false,
      ),
    ).toEqual([
      [12, 0, 12],
      [103, 8, 111],
      [115, 8, 123],
    ])
  })

  test('a small figure takes the three others of its rectangle with it when every total is exact', () => {
    expect(
      values(
        [
          [3, 20, 60],
          [30, 9, 70],
          [50, 50, 50],
        ],
        false,
      ),
    ).toEqual([
      [null, null, 60, 83],
      [null, null, 70, 109],
      [50, 50, 50, 150],
      [83, 79, 180, 342],
    ])
  })

  test('rounding alone may protect a small figure, and then nothing else is hidden', () => {
    expect(
      values(
        [
          [3, 20],
          [31, 11],
        ],
        true,
      ),
    ).toEqual([
      [null, 20, 25],
      [30, 10, 40],
      [34, 31, 65],
    ])
  })

  test('a place that has all of a small national figure hides that too', () => {
    const [, , totals] = values(
      [
        [3, 20],
        [0, 11],
      ],
      true,
    )
    expect(totals?.[0]).toBeNull()
  })

  test('five is shown and four is not; no zero is hidden', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (counts, subNational) => {
          const shown = values(counts, subNational)
          counts.forEach((row, r) => {
            row.forEach((people, c) => {
              if (people === 0) expect(shown[r]?.[c]).toBe(0)
              if (people > 0 && people < 5) expect(shown[r]?.[c]).toBeNull()
            })
          })
        },
      ),
    )
    expect(
      values(
        [
          [5, 5],
          [5, 5],
        ],
        false,
      )[0],
    ).toEqual([5, 5, 10])
  })

  test('the total of all people stays exact in a network of ordinary size', () => {
    const atoms = Array.from({ length: 148 }, (_, index) => ({
      count: (index * 37) % 61,
      at: {
        hospital: `h${index >> 1}`,
        ooad: `o${(index >> 1) % 35}`,
        level: index < 30 ? 'a' : 'b',
        age: `a${index % 2}`,
      },
    }))
    const shapes = ['hospital', 'ooad', 'level'].map((rows) => ({ rows, columns: 'age', subNational: true }))
    const people = atoms.reduce((sum, atom) => sum + atom.count, 0)
    for (const { total, totals, rows } of suppressTables(atoms, shapes)) {
      expect(total.value).toBe(people)
      expect(Object.values(totals).every(({ suppressed }) => !suppressed)).toBe(true)
      expect(rows.filter((row) => row.total.suppressed).length).toBeLessThan(8)
    }
  })
})

test('places are hidden before national totals, however many they are', () => {
  const place = (name: string, counts: [number, number]) =>
    counts.map((count, index) => ({
      count,
      at: { hospital: name, ooad: name, level: name, ageGroup: ['paediatric', 'adult'][index] ?? '' },
    }))
  const shapes = ['hospital', 'ooad', 'level'].map((rows) => ({ rows, columns: 'ageGroup', subNational: true }))
  const [table] = suppressTables([...place('a', [3, 0]), ...place('b', [102, 11])], shapes)
  expect(table?.totals).toMatchObject({ paediatric: { value: 105 }, adult: { value: 11 } })
  expect(table?.total.value).toBe(116)
})

test('people shown rounded in one table are rounded in every table', () => {
  const atoms = [12, 23].map((count, index) => ({ count, at: { place: `p${index}`, age: 'all' } }))
  const shape = { rows: 'place', columns: 'age' }
  const tables = suppressTables(atoms, [
    { ...shape, subNational: false },
    { ...shape, subNational: true },
  ])
  for (const { rows } of tables) expect(rows.map(({ total }) => total.value)).toEqual([10, 25])
})

test('counts are rounded to the nearest 5', () => {
  expect([0, 5, 7, 8, 12, 13, 16682].map(roundCount)).toEqual([0, 5, 5, 10, 10, 15, 16680])
})

test.each([
  ['2024-08-09', '2024-08-09'], // a Friday
  ['2024-08-10', '2024-08-09'],
  ['2024-08-15', '2024-08-09'],
  ['2024-08-16', '2024-08-16'],
  ['2024-03-01', '2024-03-01'],
  ['2024-01-04', '2023-12-29'],
])('the cut for %s is that of %s', (on, cut) => {
  expect(lastCut(on)).toBe(cut)
})
