import { addDays, type CalendarDay } from 'shared/calendar-day'
import type { Balance, CountGroup, CountScope, Counts, Disclosure, Fortnight, Pyramid } from 'shared/counts'
import { pyramidBands } from 'shared/counts'
import {
  discloseCell,
  discloseNation,
  discloseSum,
  lastCut,
  ROUNDING,
  type Shown,
  SMALLEST_SHOWN,
} from 'shared/disclosure'
import { hospitalsIn, type Outline, outline, percent } from './answer.js'
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

/** Tables older than so many days give way to national figures alone. */
const TABLES_LAST = 28

/** The cut to show, and whether with its tables: the last that has some, unless it is too old. */
export function shownCut(
  cut: CalendarDay,
  lastTables: (cut: CalendarDay) => CalendarDay | null,
): { day: CalendarDay; tablesShown: boolean } {
  const tables = lastTables(cut)
  const tablesShown = tables !== null && tables >= addDays(cut, -TABLES_LAST)
  return { day: tablesShown ? tables : cut, tablesShown }
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

/** The national figures of a cut, as every table of it shows them. */
export function publishedTotal(hospitals: readonly { patients: number; paediatric: number }[]) {
  const patients = hospitals.reduce((sum, hospital) => sum + hospital.patients, 0)
  const children = hospitals.reduce((sum, hospital) => sum + hospital.paediatric, 0)
  const nation = discloseNation(children, patients - children)
  return {
    patients: nation.patients,
    paediatric: nation.paediatric,
    adult: nation.adult,
    paediatricPercent: nation.paediatric === null ? null : percent(children, patients),
    ...flag(...Object.values(nation)),
  }
}

const flag = (...figures: readonly Shown[]) => (figures.includes(null) ? { suppressed: true as const } : {})

/** How many hospitals there are waits with their tables: one more in a week of three new people would be a cell of 1 to 3. */
const NO_TABLES = { hospitals: null, umae: null, secondLevel: null }

/** The answer as families see it: `cut` holds the Fridays it is of, `asked` the days that were asked for. */
export function publishCounts(
  cut: Asked,
  asked: { on: string; since: string },
  groupBy: CountGroup,
  scope: CountScope,
  hospitals: readonly HospitalFigures[],
  groups: readonly GroupFigures[],
  { isOpen, tablesShown }: { isOpen: (cut: CalendarDay) => boolean; tablesShown: boolean },
): Counts {
  const total = publishedTotal(hospitals)
  const previous = publishedTotal(
    hospitals.map((hospital) => ({ patients: hospital.previous, paediatric: hospital.previousPaediatric })),
  )
  const hospitalRows = outline('hospital', hospitals, groups).map(publishRow)
  return {
    ...cut,
    groupBy,
    scope: tablesShown ? scope : { ...scope, hospitals: null },
    total: { ...total, ...(tablesShown ? hospitalsIn(hospitals) : NO_TABLES) },
    balance: publishBalance(hospitals, previous.patients, total.patients, isOpen(cut.on) && isOpen(cut.since)),
    rows: outline(groupBy, hospitals, groups).map((row) => {
      const there = hospitalRows.filter(({ ooadCode }) => ooadCode === row.ooadCode)
      const { figures: _, ...place } = row
      const { paediatric, adult } = groupBy === 'ooad' ? sumOf(there) : publishRow(row)
      const patients = discloseSum([paediatric, adult])
      return {
        ...place,
        ...(tablesShown ? { paediatric, adult, patients } : { paediatric: null, adult: null, patients: null }),
        // with what is shown of a row at two cuts, how many were added would tell how many left it
        ...{ added: null, suppressed: true as const },
      }
    }),
    disclosure: disclosureOf(asked),
  }
}

const publishRow = ({ ooadCode, figures: { patients, paediatric } }: Outline) => ({
  ooadCode,
  paediatric: discloseCell(paediatric),
  adult: discloseCell(patients - paediatric),
})

const sumOf = (rows: readonly { paediatric: Shown; adult: Shown }[]) => ({
  paediatric: discloseSum(rows.map(({ paediatric }) => paediatric)),
  adult: discloseSum(rows.map(({ adult }) => adult)),
})

/**
 * previous and total are exact, so of additions and removals either both are seen or neither. The kinds of removal are not
 * told apart: any of them may be a single family.
 */
function publishBalance(hospitals: readonly HospitalFigures[], previous: Shown, total: Shown, open: boolean): Balance {
  const added = hospitals.reduce((sum, hospital) => sum + hospital.added, 0)
  const removed = hospitals.reduce((sum, { merged, withdrawn, error }) => sum + merged + withdrawn + error, 0)
  const shown = open && ![previous, total, discloseCell(added)].includes(null)
  const kinds = shown && removed === 0 ? 0 : null
  return {
    previous,
    added: shown ? added : null,
    removed: { merged: kinds, withdrawn: kinds, error: kinds },
    total,
    ...(kinds === null ? { suppressed: true as const } : {}),
  }
}

export type PublishedTotal = ReturnType<typeof publishedTotal>

/** A fortnight between two cuts: national figures only. */
export function publishFortnight(
  days: Pick<Fortnight, 'from' | 'to'>,
  [before, now]: readonly [PublishedTotal, PublishedTotal],
  hospitals: readonly { added: number }[],
  open: boolean,
): Fortnight {
  const { suppressed, ...total } = now
  const added = hospitals.reduce((sum, hospital) => sum + hospital.added, 0)
  const shown = open && ![before.patients, now.patients, discloseCell(added)].includes(null)
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

/** The pyramid as families see it: cells hidden or rounded, sums made of them, and the total of all exact. */
export function publishBands(figures: readonly BandFigures[], total: Shown, tablesShown: boolean) {
  const cell = (fromAge: number, column: (typeof sexColumns)[number]) =>
    tablesShown
      ? discloseCell(figures.find(({ band, sex }) => band === fromAge && sex === column)?.patients ?? 0)
      : null
  return {
    band: (band: number) => bySex((sex) => cell(band, sex)),
    total: bySex((sex) => discloseSum(pyramidBands.map((band) => cell(band, sex))), total),
  }
}

function bySex(of: (sex: (typeof sexColumns)[number]) => Shown, all?: Shown): BySex {
  const cells = { female: of('female'), male: of('male'), other: of('other'), unknown: of('unknown') }
  const patients = all === undefined ? discloseSum(Object.values(cells)) : all
  return { ...cells, patients, ...flag(...Object.values(cells), patients) }
}
