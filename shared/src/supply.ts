import * as z from 'zod'
import { calendarDay } from './calendar-day.js'

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
