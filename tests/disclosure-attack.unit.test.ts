import { publishBands, publishCounts, publishedRule } from 'server/counts/publish'
import { tableCuts, type WeekOfCell } from 'server/counts/table-cuts'
import { bandCells, groupCells, placeCells } from 'server/counts/weeks'
import { openChance } from 'server/demo/chance'
import { makePeople } from 'server/demo/people'
import { hospitalId } from 'server/network/clues-id'
import { ageInYears } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import { type CountGroup, NOT_ASSIGNED, NOT_CLASSIFIED, pyramidBands } from 'shared/counts'
import { discloseSum, lastCut, type Shown } from 'shared/disclosure'
import { expect, test } from 'vitest'
import { attack, type Cell, type Figure } from './support/attack.js'
import { readCatalogue } from './support/catalogue.js'

const WORLDS = 120
/** The last of four weeks is that of the bulletin. */
const fridayOf = (week: number) => addDays('2024-07-19', 7 * week)
const sexes = ['female', 'male'] as const
const groups = ['I', 'II', 'V', 'VI', ''] as const

/** Somebody who came on the roll of a hospital, or left it (-1), in the week that ends on a Friday. */
interface Entry {
  cut: string
  sign: 1 | -1
  clues: string
  child: boolean
  band: number
  sex: 'female' | 'male' | 'other' | 'unknown'
  group: string
}
interface World {
  entries: readonly Entry[]
  hospitals: readonly Place[]
  nobodyLeft: boolean
}
interface Place {
  clues: string
  level: 'umae' | 'second-level'
  ooadCode: string | null
}

/** Four to eight hospitals of unlike size in one to three OOADs, and four weeks; in some worlds people are transferred. */
function makeWorld(seed: number): World {
  const chance = openChance(`world ${seed}`)
  const one = <Item>(items: readonly Item[]) => items[chance.below(items.length)] as Item
  const ooads = chance.between(1, 3)
  const hospitals = Array.from({ length: chance.between(4, 8) }, (_, index) => ({
    clues: `h${index}`,
    level: chance.happens(0.4) ? ('umae' as const) : ('second-level' as const),
    ooadCode: `${chance.below(ooads)}`,
  }))
  // some hospitals begin later than others
  const beginning = hospitals.map(() => (chance.happens(0.4) ? chance.between(1, 2) : 0))
  const sizes = hospitals.map(() => chance.between(1, 5) ** 2)
  const drawnIn = (week: number) => {
    const open = hospitals.flatMap(({ clues }, index) =>
      (beginning[index] ?? 0) > week ? [] : Array.from({ length: sizes[index] ?? 0 }, () => clues),
    )
    return open.length > 0 ? open : hospitals.map(({ clues }) => clues)
  }
  const growth = one([15, 30, 80])
  const people = [chance.between(40, 200), ...[0, 0, 0].map(() => chance.below(growth))].flatMap((many, week) => {
    const drawn = drawnIn(week)
    return Array.from({ length: many }, (): Entry => {
      const band = one([0, 5, 10, 20, 40, 60])
      const [clues, child, cut] = [one(drawn), band < publishedRule.limit, fridayOf(week)]
      return { cut, sign: 1, clues, child, band, sex: one(sexes), group: one(groups) }
    })
  })
  const movers = chance.happens(0.3) ? people.filter(({ cut }) => cut < fridayOf(2) && chance.happens(0.05)) : []
  const moves = movers.flatMap((person): Entry[] => {
    const cut = addDays(person.cut, 7)
    return [
      { ...person, cut, sign: -1 },
      { ...person, cut, clues: one(hospitals).clues },
    ]
  })
  return { entries: [...people, ...moves], hospitals, nobodyLeft: moves.length === 0 }
}

/** The weeks of a world in the cells of the three tables that families see. */
function tablesOf({ entries, hospitals }: World): WeekOfCell[][] {
  const byAge = ({ cut, child, sign }: Entry) => ({ cut, paediatric: child ? sign : 0, adult: child ? 0 : sign })
  const places = new Map(hospitals.map((place) => [place.clues, place]))
  return [
    placeCells(
      entries.map((entry) => {
        const { level, ooadCode: ooad } = places.get(entry.clues) as Place
        return { ...byAge(entry), hospital: entry.clues, level, ooad }
      }),
    ),
    groupCells(entries.map((entry) => ({ ...byAge(entry), group: entry.group }))),
    bandCells(entries.map(({ cut, band, sex, sign }) => ({ cut, band, sex, people: sign }))),
  ]
}

/** What is published of a world at the last few cuts that were released, as cells of three tables with their sums. */
function publish(world: World, fewCuts: number) {
  const { entries, hospitals } = world
  const fridays = [...new Set(entries.map(({ cut }) => cut))].sort()
  return tablesOf(world).map((table) => {
    const lastTables = tableCuts([table])
    const cuts = fridays.filter((cut) => lastTables(cut) === cut).slice(-fewCuts)
    const released = cuts.map((until) =>
      publishCut(
        entries.filter(({ cut }) => cut <= until),
        hospitals,
        until,
      ),
    )
    return cellsOf(table, cuts, released)
  })
}

/**
 * The same with the sessions of those weeks: minutes and bulletins print the nation's figures (total, added, children, adults)
 * of the cut of each session, whether or not its tables were released.
 */
function publishWithSessions({ entries, hospitals }: World, table: readonly WeekOfCell[]) {
  const lastTables = tableCuts([table])
  const fridays = [...new Set(entries.map(({ cut }) => cut))].sort()
  const released = fridays.map((until) =>
    lastTables(until) === until
      ? publishCut(
          entries.filter(({ cut }) => cut <= until),
          hospitals,
          until,
        )
      : undefined,
  )
  const { cells, figures } = cellsOf(table, fridays, released)
  const withNation = new Map<Cell, Cell>(cells.map((cell) => [cell, { ...cell, nation: ageOf(cell) }]))
  return {
    ...{ cuts: fridays.length, unseen: released.filter((table) => table === undefined).length },
    cells: [...withNation.values()],
    figures: figures
      .filter(({ cells: some }) => !isOfNation(some, cells))
      .map(({ name, cells: some }) => ({ name, cells: some.map((cell) => withNation.get(cell) ?? cell) })),
  }
}

/** Where one OOAD is all there is, its figures are the nation's, which are exact by rule. */
const isOfNation = (some: readonly Cell[], all: readonly Cell[]) =>
  ['children', 'adults'].every((age) => {
    const [inside, whole] = [some, all].map((cells) => cells.filter((cell) => ageOf(cell) === age).length)
    return inside === 0 || inside === whole
  })

const ageOf = ({ stratum }: Cell) => (/paediatric$/.test(stratum) ? 'children' : 'adults')

/** What the three addresses answer of one cut, by the names of cells. */
function publishCut(entries: readonly Entry[], hospitals: readonly Place[], cut: string) {
  const count = (some: readonly Entry[]) => some.reduce((sum, { sign }) => sum + sign, 0)
  const figuresOf = (some: readonly Entry[]) => ({
    ...{ patients: count(some), paediatric: count(some.filter(({ child }) => child)) },
    ...{ previous: 0, previousPaediatric: 0, added: count(some) },
  })
  const rolls = hospitals.map((hospital) => ({
    ...hospital,
    ...{ organizationId: hospital.clues, name: '', ooadName: null },
    ...{ merged: 0, withdrawn: 0, error: 0, transferredIn: 0, transferredOut: 0 },
    ...figuresOf(entries.filter(({ clues }) => clues === hospital.clues)),
  }))
  const groupFigures = [...new Set(entries.map(({ group }) => group))].map((group) => ({
    ...{ group, ...figuresOf(entries.filter((entry) => entry.group === group)) },
  }))
  const nation = { national: true, kind: 'national' as const, label: null, hospitals: hospitals.length }
  const asked = { on: cut, since: cut, ageRule: publishedRule }
  const guards = { isOpen: () => true, tablesShown: true }
  const rowsOf = (groupBy: CountGroup) => publishCounts(asked, asked, groupBy, nation, rolls, groupFigures, guards).rows
  const [byHospital, byGroup, byOoad] = [rowsOf('hospital'), rowsOf('iccc3'), rowsOf('ooad')]
  const allSexes = [...sexes, 'other', 'unknown'] as const
  const bandFigures = pyramidBands.flatMap((band) => {
    const there = entries.filter((entry) => entry.band === band)
    return allSexes.map((sex) => ({ band, sex, patients: count(there.filter((entry) => entry.sex === sex)) }))
  })
  const pyramid = publishBands(bandFigures, count(entries), true)
  const shown = new Map<string, Shown>()
  for (const { key, paediatric, adult } of [...byHospital, ...byGroup]) {
    shown.set(`${key === NOT_CLASSIFIED ? '' : key} paediatric`, paediatric)
    shown.set(`${key === NOT_CLASSIFIED ? '' : key} adult`, adult)
  }
  for (const band of pyramidBands) for (const sex of allSexes) shown.set(`${band} ${sex}`, pyramid.band(band)[sex])
  // sums tell nothing that cells do not: they follow from what is seen of these
  for (const { paediatric, adult, patients, added } of [...byHospital, ...byGroup, ...byOoad])
    expect([patients, added]).toEqual([discloseSum([paediatric, adult]), null])
  for (const { key, ...row } of byOoad)
    for (const age of ['paediatric', 'adult'] as const) {
      const there = byHospital.filter(({ ooadCode }) => (ooadCode ?? NOT_ASSIGNED) === key)
      expect(row[age]).toBe(discloseSum(there.map((hospital) => hospital[age])))
    }
  for (const band of pyramidBands) {
    const { patients, suppressed: _, ...cells } = pyramid.band(band)
    expect(patients).toBe(discloseSum(Object.values(cells)))
  }
  for (const sex of allSexes)
    expect(pyramid.total[sex]).toBe(discloseSum(pyramidBands.map((band) => pyramid.band(band)[sex])))
  return shown
}

/** The cells of a table and the figures to attack: each cell, and each sum of some of them. */
function cellsOf(
  table: readonly WeekOfCell[],
  cuts: readonly string[],
  released: readonly (ReadonlyMap<string, Shown> | undefined)[],
) {
  const cells = new Map<string, Cell & { people: number[] }>()
  const figures = new Map<string, Set<Cell>>()
  for (const { cut, cell: name, stratum, sums, people } of table) {
    const shown = released.map((of) => (of === undefined ? undefined : of.has(name) ? (of.get(name) ?? null) : 0))
    const cell = cells.get(name) ?? { name, stratum, shown, people: cuts.map(() => 0) }
    cells.set(name, cell)
    cuts.forEach((until, index) => {
      if (cut <= until) cell.people[index] = (cell.people[index] ?? 0) + people
    })
    const row = name.slice(0, name.lastIndexOf(' '))
    for (const sum of [name, `all of ${row}`, ...sums, ...sums.map((of) => `${of} ${stratum}`)])
      figures.set(sum, (figures.get(sum) ?? new Set()).add(cell))
  }
  return {
    cells: [...cells.values()],
    figures: [...figures].map(([name, some]): Figure => ({ name, cells: [...some] })),
  }
}

test('nobody who reads all tables of all cuts can tell that a figure is, or grew by, 1 to 4', () => {
  let [looked, tablesOfManyCuts] = [0, 0]
  for (let seed = 0; seed < WORLDS; seed++) {
    const world = makeWorld(seed)
    for (const { cells, figures } of publish(world, 4)) {
      if ((cells[0]?.people.length ?? 0) > 2) tablesOfManyCuts++
      const found = attack(cells, figures, world.nobodyLeft)
      expect(found.pinned, `world ${seed}`).toEqual([])
      looked += found.looked
    }
  }
  expect(looked).toBeGreaterThan(800)
  expect(tablesOfManyCuts).toBeGreaterThan(15)
})

test('nor with the figures that the minutes of every session quote, also those of weeks whose tables were held back', () => {
  let [looked, heldBack] = [0, 0]
  for (let seed = 0; seed < WORLDS; seed += 2) {
    const world = makeWorld(seed)
    for (const table of tablesOf(world)) {
      const { cells, figures, cuts, unseen } = publishWithSessions(world, table)
      if (unseen === 0 || unseen === cuts) continue // nothing that the test before has not seen, or nothing to see
      heldBack++
      const found = attack(cells, figures, world.nobodyLeft)
      expect(found.pinned, `world ${seed}`).toEqual([])
      looked += found.looked
    }
  }
  expect(looked).toBeGreaterThan(200)
  expect(heldBack).toBeGreaterThan(15)
})

test('nor of the demonstration, at its last cuts, whose tables are those of the bulletin', () => {
  const hospitals = readCatalogue('hospitals', ['clues', 'level', 'ooad_code']).map(
    ({ clues, level, ooad_code: ooadCode }) => ({ clues, level: level as Place['level'], ooadCode: ooadCode || null }),
  )
  const cluesOf = new Map(hospitals.map(({ clues }) => [hospitalId(clues), clues]))
  const entries = makePeople().map(({ organizationId, recordedOn, birthDate, registeredOn, sex, condition }): Entry => {
    const years = ageInYears(birthDate, registeredOn)
    return {
      ...{ cut: lastCut(addDays(recordedOn, 6)), sign: 1, clues: cluesOf.get(organizationId) ?? '', sex },
      ...{ child: years < publishedRule.limit, group: condition.iccc3Group ?? '' },
      band: pyramidBands.findLast((band) => band <= years) ?? 0,
    }
  })
  const active = new Set(entries.map(({ clues }) => clues))
  const there = hospitals.filter(({ clues }) => active.has(clues))
  const [places, ...others] = publish({ entries, hospitals: there, nobodyLeft: true }, 2)
  let looked = 0
  for (const { cells, figures } of [places as (typeof others)[number], ...others])
    for (const stratum of new Set(cells.map((cell) => cell.stratum))) {
      const within = (some: readonly Cell[]) => some.filter((cell) => cell.stratum === stratum)
      const parts = figures.map((figure) => ({ ...figure, cells: within(figure.cells) }))
      const found = attack(within(cells), parts, true)
      expect(found.pinned).toEqual([])
      looked += found.looked
    }
  expect(looked).toBeGreaterThan(100)
}, 120_000)

test('how many hospitals there are waits with the tables: a new one in a week of three would hold 1 to 3 people', () => {
  const place = { clues: 'h', organizationId: 'h', name: '', level: 'umae' as const, ooadCode: null, ooadName: null }
  const moves = { merged: 0, withdrawn: 0, error: 0, transferredIn: 0, transferredOut: 0 }
  const roll = { ...place, ...moves, patients: 40, paediatric: 20, previous: 37, previousPaediatric: 18, added: 3 }
  const cut = { on: fridayOf(1), since: fridayOf(0), ageRule: publishedRule }
  const nation = { national: true, kind: 'national' as const, label: null, hospitals: 1 }
  const shown = (tablesShown: boolean) =>
    publishCounts(cut, cut, 'hospital', nation, [roll], [], { isOpen: () => true, tablesShown })
  expect(shown(true)).toMatchObject({ total: { hospitals: 1, umae: 1, secondLevel: 0 }, scope: { hospitals: 1 } })
  const { total, scope, balance } = shown(false)
  expect([total.patients, balance.previous]).toEqual([40, 37])
  expect([total.hospitals, total.umae, total.secondLevel, scope.hospitals]).toEqual([null, null, null, null])
})

test('a hospital that was alone, and so known to the unit, is not seen to grow by one', () => {
  const week = (cut: string, cell: string, people: number): WeekOfCell => ({
    ...{ cut, cell, people, stratum: 'children', sums: [] },
  })
  const [first, second] = [fridayOf(0), fridayOf(1)]
  const table = [week(first, 'old', 100), week(second, 'old', 1), week(second, 'new', 7), week(second, 'other', 7)]
  const cell = (name: string, people: [number, number], shown: Shown[]) => ({
    name,
    stratum: 'children',
    people,
    shown,
  })
  const cells = [cell('old', [100, 101], [100, 100]), cell('new', [0, 7], [0, null]), cell('other', [0, 7], [0, null])]
  expect(attack(cells, [{ name: 'old', cells: cells.slice(0, 1) }], true).pinned).toEqual(['old, cut 0 to 1: 1'])
  expect(tableCuts([table])(second)).toBe(first)
})
