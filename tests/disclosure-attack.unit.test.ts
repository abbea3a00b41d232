import { publishBands, publishCounts, publishedRule } from 'server/counts/publish'
import { tableCuts, type WeekOfCell } from 'server/counts/table-cuts'
import { bandCells, groupCells, placeCells } from 'server/counts/weeks'
import { openChance } from 'server/demo/chance'
import { addDays } from 'shared/calendar-day'
import { type CountGroup, NOT_CLASSIFIED } from 'shared/counts'
import { discloseSum, type Shown } from 'shared/disclosure'
import { expect, test } from 'vitest'
import { attack, type Cell, type Figure } from './support/attack.js'

const WORLDS = 60
const FRIDAY = '2024-07-12'
const fridayOf = (week: number) => addDays(FRIDAY, 7 * week)
const bands = [0, 5, 10, 20, 40, 60] as const
const sexes = ['female', 'male'] as const
const groups = ['I', 'II', 'V', 'VI', ''] as const

/** Somebody on the roll, by the Friday of whose week they were added. */
interface Person {
  week: number
  hospital: number
  band: (typeof bands)[number]
  sex: (typeof sexes)[number]
  group: (typeof groups)[number]
}
interface World {
  people: Person[]
  /** People who went from one hospital to another, as two entries of their week. */
  moves: (Person & { sign: 1 | -1 })[]
  hospitals: { clues: string; level: 'umae' | 'second-level'; ooadCode: string }[]
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
  const drawn = hospitals.flatMap((_, index) => Array.from({ length: chance.between(1, 5) ** 2 }, () => index))
  const people = [chance.between(40, 200), ...[0, 0, 0].map(() => chance.below(80))].flatMap((many, week) =>
    Array.from({ length: many }, () => ({
      ...{ week, hospital: one(drawn), band: one(bands), sex: one(sexes), group: one(groups) },
    })),
  )
  const movers = chance.happens(0.3) ? people.filter(({ week }) => week < 2 && chance.happens(0.05)) : []
  const moves = movers.flatMap((person) => [
    { ...person, week: person.week + 1, sign: -1 as const },
    { ...person, week: person.week + 1, sign: 1 as const, hospital: chance.below(hospitals.length) },
  ])
  return { people, moves, hospitals }
}

const isChild = ({ band }: Person) => band < publishedRule.limit

/** Everything published of a world at the cuts that were released, as cells of three tables with the sums they are seen in. */
function publish({ people, moves, hospitals }: World) {
  const entries = [...people.map((person) => ({ ...person, sign: 1 })), ...moves]
  const byAge = (entry: (typeof entries)[number]) => ({
    ...{
      cut: fridayOf(entry.week),
      paediatric: isChild(entry) ? entry.sign : 0,
      adult: isChild(entry) ? 0 : entry.sign,
    },
  })
  const tables: WeekOfCell[][] = [
    placeCells(
      entries.map((entry) => {
        const { clues, level, ooadCode } = hospitals[entry.hospital] as World['hospitals'][number]
        return { ...byAge(entry), hospital: clues, level, ooad: ooadCode }
      }),
    ),
    groupCells(entries.map((entry) => ({ ...byAge(entry), group: entry.group }))),
    bandCells(entries.map(({ week, band, sex, sign }) => ({ cut: fridayOf(week), band, sex, people: sign }))),
  ]
  return tables.map((table) => {
    const lastTables = tableCuts([table])
    const cuts = weeks.map(fridayOf).filter((cut) => lastTables(cut) === cut)
    const released = cuts.map((cut) =>
      publishCut(
        entries.filter(({ week }) => fridayOf(week) <= cut),
        hospitals,
        cut,
      ),
    )
    return cellsOf(table, cuts, released)
  })
}

const weeks = [0, 1, 2, 3]

/** What the three addresses answer of one cut, by the names of cells and of sums. */
function publishCut(entries: readonly (Person & { sign: number })[], hospitals: World['hospitals'], cut: string) {
  const count = (some: readonly { sign: number }[]) => some.reduce((sum, { sign }) => sum + sign, 0)
  const figuresOf = (some: typeof entries) => ({
    ...{ patients: count(some), paediatric: count(some.filter(isChild)) },
    ...{ previous: 0, previousPaediatric: 0, added: count(some) },
  })
  const rolls = hospitals.map((hospital, index) => ({
    ...hospital,
    ...{ organizationId: hospital.clues, name: '', ooadName: null },
    ...{ merged: 0, withdrawn: 0, error: 0, transferredIn: 0, transferredOut: 0 },
    ...figuresOf(entries.filter((entry) => entry.hospital === index)),
  }))
  const ofGroups = groups.map((group) => ({ group, ...figuresOf(entries.filter((entry) => entry.group === group)) }))
  const nation = { national: true, kind: 'national' as const, label: null, hospitals: hospitals.length }
  const asked = { on: cut, since: cut, ageRule: publishedRule }
  const rows = (groupBy: CountGroup) => publishCounts(asked, asked, groupBy, nation, rolls, ofGroups, () => true).rows
  const pyramid = publishBands(
    bands.flatMap((band) =>
      sexes.map((sex) => ({
        ...{ band, sex },
        patients: count(entries.filter((entry) => entry.band === band && entry.sex === sex)),
      })),
    ),
    count(entries),
  )
  const shown = new Map<string, Shown>()
  for (const { key, paediatric, adult, patients, added } of [...rows('hospital'), ...rows('iccc3')]) {
    const row = key === NOT_CLASSIFIED ? '' : key
    shown.set(`${row} paediatric`, paediatric)
    shown.set(`${row} adult`, adult)
    expect([patients, added]).toEqual([discloseSum([paediatric, adult]), null])
  }
  for (const band of bands) for (const sex of sexes) shown.set(`${band} ${sex}`, pyramid.band(band)[sex])
  // sums tell nothing that cells do not: they follow from what is seen of these
  for (const { key, paediatric, adult, added } of rows('ooad')) {
    const there = rows('hospital').filter(({ ooadCode }) => ooadCode === key)
    expect(paediatric).toBe(discloseSum(there.map((row) => row.paediatric)))
    expect([adult, added]).toEqual([discloseSum(there.map((row) => row.adult)), null])
  }
  for (const band of bands) {
    const { female, male, patients } = pyramid.band(band)
    expect(patients).toBe(discloseSum([female, male]))
  }
  for (const sex of sexes) expect(pyramid.total[sex]).toBe(discloseSum(bands.map((band) => pyramid.band(band)[sex])))
  return shown
}

/** The cells of a table and the figures to attack: each cell, and each sum of some of them. */
function cellsOf(
  table: readonly WeekOfCell[],
  cuts: readonly string[],
  released: readonly ReadonlyMap<string, Shown>[],
) {
  const cells = new Map<string, Cell>()
  const sums = new Map<string, Set<Cell>>()
  for (const { cell: name, stratum, sums: names } of table) {
    const own = table.filter(({ cell }) => cell === name)
    const cell = cells.get(name) ?? {
      ...{ name, stratum, shown: released.map((shown) => (shown.has(name) ? (shown.get(name) ?? null) : 0)) },
      people: cuts.map((until) => own.filter(({ cut }) => cut <= until).reduce((sum, { people }) => sum + people, 0)),
    }
    cells.set(name, cell)
    const row = name.slice(0, name.lastIndexOf(' '))
    for (const sum of [row, ...names, ...names.map((of) => `${of} ${stratum}`)])
      sums.set(sum, (sums.get(sum) ?? new Set()).add(cell))
  }
  const figures: Figure[] = [...cells.values()].map((cell) => ({ name: cell.name, cells: [cell] }))
  for (const [name, some] of sums) figures.push({ name, cells: [...some] })
  return { cells: [...cells.values()], figures }
}

test('nobody who reads all tables of all cuts can tell that a figure is, or grew by, 1 to 4', () => {
  let looked = 0
  const cutsSeen = [0, 0, 0, 0, 0]
  for (let seed = 0; seed < WORLDS; seed++) {
    const world = makeWorld(seed)
    for (const { cells, figures } of publish(world)) {
      const cuts = cells[0]?.people.length ?? 0
      cutsSeen[cuts] = (cutsSeen[cuts] ?? 0) + 1
      const found = attack(cells, figures, world.moves.length === 0)
      looked += found.looked
      expect(found.pinned, `world ${seed}`).toEqual([])
    }
  }
  console.log(looked, cutsSeen)
})
