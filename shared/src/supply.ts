import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { CountScope } from './counts.js'

/** The windows of the forecast, in days from the day asked for, that day included. */
export const forecastDays = [7, 30, 90] as const

/** Key of the cuadro básico, as 010.000.1768.00. */
export const clave = z.string().regex(/^\d{3}\.\d{3}\.\d{4}\.\d{2}$/, 'clave-shape')

/** What the pharmacy counted of one key. Months of inventory as told, or reckoned from what is used in a month. */
export const NewStockEntry = z
  .strictObject({
    organizationId: z.uuid(),
    clave,
    /** Pieces: packages of the key as it is supplied. */
    pieces: z.int().min(0, 'too-small').max(1_000_000, 'too-large'),
    monthlyConsumption: z.number().positive('too-small').max(1_000_000, 'too-large').optional(),
    monthsOfInventory: z.number().min(0, 'too-small').max(999, 'too-large').optional(),
    /** Today by default. */
    countedOn: calendarDay.optional(),
  })
  .refine(({ monthlyConsumption, monthsOfInventory }) => !(monthlyConsumption && monthsOfInventory !== undefined), {
    path: ['monthsOfInventory'],
    error: 'one-of-two',
  })
export type NewStockEntry = z.infer<typeof NewStockEntry>

export const StockEntry = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  clave: z.string(),
  medication: z.string(),
  pieces: z.int(),
  monthsOfInventory: z.number().nullable(),
  countedOn: z.string(),
  recordedAt: z.string(),
  /** `GET /api/practitioners` has the name. */
  recordedBy: z.uuid().nullable(),
})
export type StockEntry = z.infer<typeof StockEntry>

export const StockList = z.object({ on: z.string(), items: z.array(StockEntry), nextCursor: z.null() })
export type StockList = z.infer<typeof StockList>

export const SupplyQuery = z.strictObject({ organizationId: z.uuid(), on: calendarDay.optional() })
export type SupplyQuery = z.infer<typeof SupplyQuery>

const byWindow = z.object({ days7: z.int(), days30: z.int(), days90: z.int() })
export type ByWindow = z.infer<typeof byWindow>

export const ForecastRow = z.object({
  /** The key that is counted here, or the first of those that hold the same unit. */
  clave: z.string(),
  /** Other keys that hold the same unit in another number. */
  otherClaves: z.array(z.string()),
  medication: z.string(),
  presentation: z.string(),
  /** Units (vials, tablets, bottles) in one piece. */
  unitsPerPiece: z.int(),
  doses: byWindow,
  /** Pieces, each window rounded up. */
  need: byWindow,
  /** Pieces that lack for the window; null where nothing was counted. */
  gap: byWindow.nullable(),
  stock: z
    .object({
      /** In pieces of `clave`, rounded down; the same unit under another key counts too. */
      pieces: z.int(),
      /** The oldest of the counts. */
      countedOn: z.string(),
      monthsOfInventory: z.number().nullable(),
    })
    .nullable(),
  /** First planned day within 90 that the stock does not cover; null where it covers all, or nothing was counted. */
  lacksOn: z.string().nullable(),
  /** Stock by what is planned for 30 days, to one decimal; null where nothing is planned or counted. */
  monthsByPlan: z.number().nullable(),
})
export type ForecastRow = z.infer<typeof ForecastRow>

/** Doses that cannot be turned into pieces: nothing is guessed. */
export const unforeseen = ['no-key', 'content-unknown', 'dose-unknown'] as const
export const Unforeseen = z.object({
  medication: z.string(),
  why: z.enum(unforeseen),
  claves: z.array(z.string()),
  doses: byWindow,
})

export const Forecast = z.object({
  on: z.string(),
  organizationId: z.uuid(),
  /** What lacks first stands first. */
  items: z.array(ForecastRow),
  unforeseen: z.array(Unforeseen),
  nextCursor: z.null(),
})
export type Forecast = z.infer<typeof Forecast>

/** Raised whenever a rule below would count a key, a piece or a month otherwise. */
export const SUPPLY_VERSION = '1'
/** Days of plans that make a month. */
export const SUPPLY_MONTH_DAYS = 30

/** To freeze it: `on` is today by default. */
export const NewSupplyReport = z.strictObject({ kind: z.literal('supply'), on: calendarDay.optional() })

/** What the pharmacies in reach had, as of a day, and what they lacked. No person is in it. */
export const SupplyFigures = z.object({
  /** Keys with a count in at least one hospital. */
  keys: z.int(),
  /** Pieces by the last count of each key in each hospital. */
  pieces: z.int(),
  /**
   * Pieces of counted keys that plans ask for, by the pieces that plans ask of them in `monthDays` from the day on, in the
   * hospitals that counted them; one decimal, null where nothing is planned or counted.
   */
  months: z.number().nullable(),
  hospitalsCounted: z.int(),
  openShortages: z.int(),
  hospitalsWithShortage: z.int(),
})
export type SupplyFigures = z.infer<typeof SupplyFigures>

export const SupplyRow = z.object({
  clave: z.string(),
  medication: z.string(),
  /** That counted it. */
  hospitals: z.int(),
  pieces: z.int(),
  oldestCountedOn: z.string(),
  /** Pieces; null where nothing of it is planned, or its unit is reckoned under another key. */
  need: z.int().nullable(),
  months: z.number().nullable(),
})
export type SupplyRow = z.infer<typeof SupplyRow>

export const SupplyRules = z.object({ version: z.string(), monthDays: z.int() })

/** Keys in their order. */
export const SupplyStanding = z.object({
  on: z.string(),
  rules: SupplyRules,
  scope: CountScope,
  total: SupplyFigures,
  rows: z.array(SupplyRow),
})
export type SupplyStanding = z.infer<typeof SupplyStanding>
