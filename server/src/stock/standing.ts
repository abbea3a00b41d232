import type { DoseUnit, Route } from 'shared/medications'
import {
  type ForecastRow,
  type StockEntry,
  SUPPLY_MONTH_DAYS,
  SUPPLY_VERSION,
  type SupplyFigures,
  type SupplyRow,
  type SupplyStanding,
} from 'shared/supply'
import type { OpenScope } from '../access/scope.js'
import { readScope } from '../counts/queries.js'
import { medications } from '../medications/catalogue.js'
import { endOf } from '../shortages/queries.js'
import { forecastOf } from './forecast.js'
import type { PlannedDoses } from './planned.js'
import { stockColumns } from './queries.js'

/** What the pharmacies in reach had and lacked at the end of a day, as it was known then. */
export async function supplyStanding(scope: OpenScope, on: string): Promise<SupplyStanding> {
  const stock = await readStockInReach(scope, on)
  const hospitals = [...new Set(stock.map(({ organizationId }) => organizationId))]
  const [planned, lacking] = await Promise.all([readPlannedInReach(scope, hospitals, on), readLacking(scope, on)])
  return {
    on,
    rules: { version: SUPPLY_VERSION, monthDays: SUPPLY_MONTH_DAYS },
    scope: await readScope(scope, hospitals.length),
    ...standingOf(on, stock, planned, lacking),
  }
}

/** Planned doses of one hospital. */
export type PlannedThere = PlannedDoses & { organizationId: string }

/**
 * The figures and keys of some counts. Each hospital's plans are set against its own count, so that what nobody counted
 * makes no month shorter.
 */
export function standingOf(
  on: string,
  stock: readonly StockEntry[],
  planned: readonly PlannedThere[],
  lacking: Pick<SupplyFigures, 'openShortages' | 'hospitalsWithShortage'>,
): Pick<SupplyStanding, 'total' | 'rows'> {
  const stocks = groups(stock, ({ organizationId }) => organizationId)
  const plans = groups(planned, ({ organizationId }) => organizationId)
  const needed = [...stocks].flatMap(([hospital, counted]) =>
    forecastOf(on, plans.get(hospital) ?? [], counted, medications).items.filter(({ stock }) => stock !== null),
  )
  const byKey = [...groups(stock, ({ clave }) => clave)].sort(([a], [b]) => Number(a > b) - Number(a < b))
  return {
    total: {
      keys: byKey.length,
      pieces: piecesOf(stock),
      months: monthsOf(needed),
      hospitalsCounted: stocks.size,
      ...lacking,
    },
    rows: byKey.map(([clave, counts]): SupplyRow => {
      const asked = needed.filter((row) => row.clave === clave)
      return {
        clave,
        medication: counts[0]?.medication ?? '',
        hospitals: counts.length,
        pieces: piecesOf(counts),
        oldestCountedOn: counts.map(({ countedOn }) => countedOn).sort()[0] ?? on,
        need: asked.length === 0 ? null : needOf(asked),
        months: monthsOf(asked),
      }
    }),
  }
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const before = found.get(key)
    if (before === undefined) found.set(key, [item])
    else before.push(item)
  }
  return found
}

const piecesOf = (entries: readonly StockEntry[]) => entries.reduce((sum, { pieces }) => sum + pieces, 0)
const needOf = (rows: readonly ForecastRow[]) => rows.reduce((sum, { need }) => sum + need.days30, 0)

function monthsOf(rows: readonly ForecastRow[]): number | null {
  const need = needOf(rows)
  if (need === 0) return null
  const pieces = rows.reduce((sum, { stock }) => sum + (stock?.pieces ?? 0), 0)
  return Math.round((10 * pieces) / need) / 10
}

/** The latest count of each key in each hospital; row-level security keeps to those in reach. */
const readStockInReach = ({ query }: OpenScope, on: string) =>
  query<StockEntry & Record<string, unknown>>(
    `select distinct on (organization_id, clave) ${stockColumns} from stock_entries
    where counted_on <= $1::date and recorded_at <= $2::timestamptz
    order by organization_id, clave, counted_on desc, recorded_at desc, id desc`,
    [on, endOf(on)],
  )

interface PlannedRow extends Record<string, unknown> {
  organizationId: string
  medication: string
  route: Route
  plannedOn: string
  amount: number | null
  unit: DoseUnit
  doses: number
}

/** By a function with a narrow answer: sizes of doses and days, never whose. */
async function readPlannedInReach(
  { query }: OpenScope,
  hospitals: readonly string[],
  on: string,
): Promise<PlannedThere[]> {
  const rows = await query<PlannedRow>(
    `select organization_id as "organizationId", medication, route, planned_on as "plannedOn", amount, unit, doses
    from girasol_planned_doses($1::uuid[], $2::date, $3::integer)`,
    [`{${hospitals.join(',')}}`, on, SUPPLY_MONTH_DAYS],
  )
  return rows.map(({ amount, unit, ...row }) => ({ ...row, dose: amount === null ? null : { value: amount, unit } }))
}

async function readLacking({ query }: OpenScope, on: string) {
  const [row] = await query<Pick<SupplyFigures, 'openShortages' | 'hospitalsWithShortage'> & Record<string, unknown>>(
    `select count(*)::integer as "openShortages", count(distinct organization_id)::integer as "hospitalsWithShortage"
    from shortage_cases where opened_on <= $1::date and (closed_on is null or closed_on > $1::date)`,
    [on],
  )
  if (row === undefined) throw new Error('A count came back without its row')
  return row
}
