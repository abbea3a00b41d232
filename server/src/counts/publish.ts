import { addDays, type CalendarDay } from 'shared/calendar-day'
import type { Balance, CountGroup, CountScope, Counts, Disclosure, Fortnight, Pyramid } from 'shared/counts'
import { NOT_ASSIGNED, NOT_CLASSIFIED, pyramidBands } from 'shared/counts'
import {
  type CountAtom,
  type DisclosedFigure,
  type DisclosedTable,
  lastCut,
  ROUNDING,
  SMALLEST_SHOWN,
  suppressTables,
} from 'shared/disclosure'
import { hospitalsIn, type Outline, outline, percent, together } from './answer.js'
import type { Asked, BandFigures, GroupFigures, HospitalFigures } from './queries.js'

/** Families and the public get the tables of one age rule: two rules side by side would tell of a child between them. */
export const publishedRule = { limit: 18, at: 'registration' } as const
/** And one series, of a year. */
export const PUBLISHED_FORTNIGHTS = 26

/** The last Friday on or before a day that is over: the day itself still changes while it lasts. */
export function publishedCut(day: CalendarDay, today: CalendarDay): CalendarDay {
  const yesterday = addDays(today, -1)
  return lastCut(day < yesterday ? day : yesterday)
}

/** Days of the one period that families see, and of a fortnight. */
export const PUBLISHED_DAYS = 14
const FORTNIGHTS_END = Date.parse('2024-08-09T00:00:00Z')

/** The last Friday on or before a cut that ends a fortnight: periods side by side, as two that overlap tell a week. */
export function fortnightCut(cut: CalendarDay): CalendarDay {
  const days = Math.round((Date.parse(`${cut}T00:00:00Z`) - FORTNIGHTS_END) / 86_400_000)
  return addDays(cut, -(((days % PUBLISHED_DAYS) + PUBLISHED_DAYS) % PUBLISHED_DAYS))
}

export const disclosureOf = (asked: { on: string; since: string }): Disclosure => ({
  askedOn: asked.on,
  askedSince: asked.since,
  smallestShown: SMALLEST_SHOWN,
  roundedTo: ROUNDING,
})

type Place = { clues: string; level: string; ooadCode: string | null }
type Stock = Place & { patients: number; paediatric: number }
type Places = Record<'hospital' | 'level' | 'ooad', DisclosedTable>

const NOBODY: DisclosedFigure = { value: 0, suppressed: false }
const HIDDEN: DisclosedFigure = { value: null, suppressed: true }

/** Every table of a cut by place, hidden together. */
export function publishPlaces(hospitals: readonly Stock[]): Places {
  return byPlace(
    hospitals.flatMap((hospital) => [
      { count: hospital.paediatric, at: { ...at(hospital), figure: 'paediatric' } },
      { count: hospital.patients - hospital.paediatric, at: { ...at(hospital), figure: 'adult' } },
    ]),
  )
}

function byPlace(atoms: readonly CountAtom[]): Places {
  const shape = { columns: 'figure', subNational: true }
  const [hospital, level, ooad] = suppressTables(atoms, [
    { rows: 'hospital', ...shape },
    { rows: 'level', ...shape },
    { rows: 'ooad', ...shape },
  ])
  if (hospital === undefined || level === undefined || ooad === undefined) throw new Error('three shapes, three tables')
  return { hospital, level, ooad }
}

const at = ({ clues, level, ooadCode }: Place) => ({ hospital: clues, level, ooad: ooadCode ?? NOT_ASSIGNED })

/** The national figures of a cut, as every table of it shows them. */
export function publishedTotal({ hospital: { total, totals } }: Places) {
  const paediatric = totals['paediatric'] ?? NOBODY
  const adult = totals['adult'] ?? NOBODY
  const share = total.value === null || paediatric.value === null ? null : percent(paediatric.value, total.value)
  return {
    patients: total.value,
    paediatric: paediatric.value,
    adult: adult.value,
    paediatricPercent: share,
    ...flag(total, paediatric, adult),
  }
}

const flag = (...figures: readonly DisclosedFigure[]) =>
  figures.some(({ suppressed }) => suppressed) ? { suppressed: true as const } : {}

/** The answer as families see it: `cut` holds the Fridays it is of, `asked` the days that were asked for. */
export function publishCounts(
  cut: Asked,
  asked: { on: string; since: string },
  groupBy: CountGroup,
  scope: CountScope,
  hospitals: readonly HospitalFigures[],
  groups: readonly GroupFigures[],
  { isOpen, hasTables }: { isOpen: (cut: CalendarDay) => boolean; hasTables: (cut: CalendarDay) => boolean },
): Counts {
  const places = publishPlaces(hospitals)
  const total = publishedTotal(places)
  const rows = outline(groupBy, hospitals, groups)
  const stock = groupBy === 'iccc3' ? publishNational(rows, stockOf, total.suppressed !== true) : places[groupBy]
  const added = publishAdded(groupBy, hospitals, rows)
  const before = publishPlaces(
    hospitals.map((hospital) => ({
      ...hospital,
      patients: hospital.previous,
      paediatric: hospital.previousPaediatric,
    })),
  )
  const beforeShown = publishedTotal(before).suppressed !== true
  const stockBefore = groupBy === 'iccc3' ? publishNational(rows, previousOf(groups), beforeShown) : before[groupBy]
  const addedTold = fortnightCut(cut.on) === cut.on && hasTables(cut.since)
  return {
    ...cut,
    groupBy,
    scope,
    total: { ...total, ...hospitalsIn(hospitals) },
    balance: publishBalance(
      hospitals,
      before.hospital.total,
      places.hospital.total,
      added.shown && isOpen(cut.on) && isOpen(cut.since),
    ),
    rows: rows.map(({ figures: _, ...row }) => {
      const { cells, total: patients } = rowOf(stock, row.key)
      const { paediatric = patients, adult = patients } = cells
      const told = addedTold && grewEnough(rowOf(stockBefore, row.key), { cells, total: patients })
      const newcomers = told ? atLeastShown(rowOf(added.table, row.key).total) : HIDDEN
      return {
        ...row,
        paediatric: paediatric.value,
        adult: adult.value,
        patients: patients.value,
        added: newcomers.value,
        ...flag(paediatric, adult, patients, newcomers),
      }
    }),
    disclosure: disclosureOf(asked),
  }
}

/** A row that a table does not list holds nobody; of a table withheld nothing is told. */
function rowOf(table: DisclosedTable | null, key: string): Omit<DisclosedTable['rows'][number], 'key'> {
  if (table === null) return { cells: {}, total: HIDDEN }
  return table.rows.find((row) => row.key === key) ?? { cells: {}, total: NOBODY }
}

type RowFigures = ReturnType<typeof rowOf>

/**
 * Whether what is shown of a row at two cuts already says that five or more were added: ten more in figures that are each
 * within two of the truth. That additions are not told says nothing then, so no sum of cuts gives a few of them away.
 */
function grewEnough(before: RowFigures, now: RowFigures): boolean {
  if ([before, now].some(({ cells, total }) => [...Object.values(cells), total].some(isHidden))) return false
  return (now.total.value ?? 0) - (before.total.value ?? 0) >= 2 * ROUNDING
}

/** People who came from another hospital are not additions, so these may be fewer than a row grew by. */
const atLeastShown = (figure: DisclosedFigure) =>
  figure.value === null || figure.value < SMALLEST_SHOWN ? HIDDEN : figure

const stockOf = ({ key, figures: { patients, paediatric } }: Outline): CountAtom[] => [
  { count: paediatric, at: { row: key, figure: 'paediatric' } },
  { count: patients - paediatric, at: { row: key, figure: 'adult' } },
]

/**
 * A table of the same people by something other than place, rounded all the same: of two exact cuts one child is the
 * difference. It meets the tables by place in the national totals only, so it is withheld whole if either has to hide one
 * of those.
 */
function publishNational(
  rows: readonly Outline[],
  atoms: (row: Outline) => CountAtom[],
  totalsShown: boolean,
): DisclosedTable | null {
  const [table] = suppressTables(rows.flatMap(atoms), [{ rows: 'row', columns: 'figure', subNational: true }])
  const hides =
    table === undefined || [table.total, ...Object.values(table.totals)].some(({ suppressed }) => suppressed)
  return hides || !totalsShown ? null : table
}

const previousOf =
  (groups: readonly GroupFigures[]) =>
  ({ key }: Outline): CountAtom[] => {
    const there = together(groups.filter(({ group }) => (group === '' ? NOT_CLASSIFIED : group) === key))
    return [
      { count: there.previousPaediatric, at: { row: key, figure: 'paediatric' } },
      { count: there.previous - there.previousPaediatric, at: { row: key, figure: 'adult' } },
    ]
  }

/** Additions by row, and whether the nation's may be told. */
function publishAdded(groupBy: CountGroup, hospitals: readonly HospitalFigures[], rows: readonly Outline[]) {
  const places = byPlace(
    hospitals.map((hospital) => ({ count: hospital.added, at: { ...at(hospital), figure: 'added' } })),
  )
  const shown = !places.hospital.total.suppressed
  const table = groupBy === 'iccc3' ? publishNational(rows, newcomersOf, shown) : places[groupBy]
  return { shown, table }
}

const newcomersOf = ({ key, figures: { added } }: Outline): CountAtom[] => [
  { count: added, at: { row: key, figure: 'added' } },
]

/**
 * previous and total are exact, so of additions and removals either both are seen or neither. The kinds of removal are not
 * told apart: any of them may be a single family.
 */
function publishBalance(
  hospitals: readonly HospitalFigures[],
  previous: DisclosedFigure,
  total: DisclosedFigure,
  open: boolean,
): Balance {
  const shown = open && !previous.suppressed && !total.suppressed
  const added = hospitals.reduce((sum, hospital) => sum + hospital.added, 0)
  const removed = hospitals.reduce((sum, { merged, withdrawn, error }) => sum + merged + withdrawn + error, 0)
  const kinds = shown && removed === 0 ? 0 : null
  return {
    previous: previous.value,
    added: shown ? added : null,
    removed: { merged: kinds, withdrawn: kinds, error: kinds },
    total: total.value,
    ...(kinds === null ? { suppressed: true as const } : {}),
  }
}

export type PublishedTotal = ReturnType<typeof publishedTotal>

/** A fortnight between two cuts: national figures only. */
export function publishFortnight(
  days: Pick<Fortnight, 'from' | 'to'>,
  [before, now]: readonly [PublishedTotal, PublishedTotal],
  hospitals: readonly (Place & { added: number })[],
  open: boolean,
): Fortnight {
  const { suppressed, ...total } = now
  const newcomers = byPlace(
    hospitals.map((hospital) => ({ count: hospital.added, at: { ...at(hospital), figure: 'added' } })),
  )
  const added = hospitals.reduce((sum, hospital) => sum + hospital.added, 0)
  const totals = [before.patients, now.patients, newcomers.hospital.total.value]
  const shown = open && totals.every((figure) => figure !== null)
  return {
    ...days,
    added: shown ? added : null,
    ...total,
    ...(suppressed || !shown ? { suppressed: true as const } : {}),
  }
}

type BandRow = Pyramid['bands'][number]
type BySex = Omit<BandRow, 'fromAge' | 'toAge'>

const sexColumns = ['female', 'male', 'other', 'unknown'] as const

/** The pyramid as families see it, rounded but for the total of all; withheld whole where it or a table by place has to hide a national total. */
export function publishBands(figures: readonly BandFigures[], totalsShown: boolean) {
  const atoms = pyramidBands.flatMap((band) =>
    sexColumns.map((sex) => ({
      count: figures.find((figure) => figure.band === band && figure.sex === sex)?.patients ?? 0,
      at: { band: String(band), sex, ageGroup: band < publishedRule.limit ? 'paediatric' : 'adult', all: 'all' },
    })),
  )
  const [bands, groups] = suppressTables(atoms, [
    { rows: 'band', columns: 'sex', subNational: true, roundedColumns: true },
    { rows: 'ageGroup', columns: 'all', subNational: false },
  ])
  const hides = groups === undefined || [groups.total, ...groups.rows.map(({ total }) => total)].some(isHidden)
  const table = hides || !totalsShown ? undefined : bands
  return {
    band: (band: number): BySex => bySex(table?.rows.find(({ key }) => key === String(band))),
    total: bySex(table && { cells: table.totals, total: table.total }),
  }
}

const isHidden = ({ suppressed }: DisclosedFigure) => suppressed

function bySex(row: { cells: Readonly<Record<string, DisclosedFigure>>; total: DisclosedFigure } | undefined): BySex {
  const cell = (sex: (typeof sexColumns)[number]) => row?.cells[sex] ?? HIDDEN
  const patients = row?.total ?? HIDDEN
  return {
    female: cell('female').value,
    male: cell('male').value,
    other: cell('other').value,
    unknown: cell('unknown').value,
    patients: patients.value,
    ...flag(...sexColumns.map(cell), patients),
  }
}
