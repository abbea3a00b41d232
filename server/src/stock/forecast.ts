import { addDays } from 'shared/calendar-day'
import type { Medication } from 'shared/medication-catalogue'
import { fits, inBase, type Unit, unitOf, unitsForDose } from 'shared/pieces'
import type { ByWindow, Forecast, ForecastRow, StockEntry } from 'shared/supply'
import type { PlannedDoses } from './planned.js'

type Why = Forecast['unforeseen'][number]['why']
type Piece = Medication['pieces'][number]

/** Keys that hold the same unit: 20 or 25 tablets of 50 mg. */
interface Size {
  medication: string
  unit: Unit
  keys: { piece: Piece; perPiece: number }[]
}

/** What one day asks of a size, or of a medication that cannot be reckoned. */
interface Use {
  day: string
  doses: number
  /** Units; parts of one where a bottle serves many doses. */
  units: number
}

/**
 * Pieces that planned doses need, by key, against what was counted. Whole vials and tablets for each dose, bottles by their
 * content. A dose without a key, an amount or a known content is told apart and never guessed.
 */
export function forecastOf(
  on: string,
  planned: readonly PlannedDoses[],
  stock: readonly StockEntry[],
  medications: ReadonlyMap<string, Medication>,
): Pick<Forecast, 'items' | 'unforeseen'> {
  const sizes = new Map<string, { size: Size; uses: Use[] }>()
  const without = new Map<string, { medication: string; why: Why; uses: Use[] }>()
  for (const { medication, route, plannedOn: day, dose, doses } of planned) {
    const known = medications.get(medication)
    const fitting = sizesOf(medication, known?.pieces ?? []).filter(({ unit }) => fits(route, unit))
    const amount = dose && inBase(dose)
    const same = wholeOnes(fitting.filter(({ unit }) => unit.content.unit === amount?.unit))
    if (!amount || same.length === 0) {
      const why: Why = !amount ? 'dose-unknown' : known?.pieces.length ? 'content-unknown' : 'no-key'
      entryOf(without, `${medication} ${why}`, () => ({ medication, why, uses: [] })).uses.push({
        day,
        doses,
        units: 0,
      })
      continue
    }
    for (const [at, units] of unitsOf(amount.value, same).entries()) {
      const size = same[at]
      if (size === undefined || units === 0) continue
      const key = `${medication} ${size.unit.form} ${size.unit.content.value}`
      entryOf(sizes, key, () => ({ size, uses: [] })).uses.push({ day, doses, units: units * doses })
    }
  }
  return {
    items: [...sizes.values()].map(({ size, uses }) => rowOf(on, size, uses, stock)).sort(soonest),
    unforeseen: [...without.values()].map(({ medication, why, uses }) => ({
      ...{ medication, why },
      claves: medications.get(medication)?.pieces.map(({ clave }) => clave) ?? [],
      doses: windows(on, uses, ({ doses }) => doses),
    })),
  }
}

/** A bottle is counted only where there is no tablet to count. */
function wholeOnes(sizes: readonly Size[]): readonly Size[] {
  const whole = sizes.filter(({ unit }) => unit.form !== 'bottle')
  return whole.length > 0 ? whole : sizes
}

function unitsOf(dose: number, sizes: readonly Size[]): number[] {
  const [first] = sizes
  if (first?.unit.form === 'bottle') return [dose / first.unit.content.value]
  return unitsForDose(
    dose,
    sizes.map(({ unit }) => unit.content.value),
  )
}

function sizesOf(medication: string, pieces: readonly Piece[]): Size[] {
  const found = new Map<string, Size>()
  for (const piece of pieces) {
    const unit = unitOf(piece)
    if (unit === null) continue
    const key = `${unit.form} ${unit.content.value} ${unit.content.unit}`
    entryOf(found, key, () => ({ medication, unit, keys: [] })).keys.push({ piece, perPiece: unit.perPiece })
  }
  return [...found.values()]
}

function rowOf(
  on: string,
  { medication, keys }: Size,
  uses: readonly Use[],
  stock: readonly StockEntry[],
): ForecastRow {
  const counted = keys.flatMap((key) => {
    const entry = stock.find(({ clave }) => clave === key.piece.clave)
    return entry === undefined ? [] : [{ ...key, entry }]
  })
  const shown = counted[0] ?? keys[0]
  if (shown === undefined) throw new Error('A size without a key')
  const { piece, perPiece } = shown
  const units = counted.reduce((sum, { perPiece, entry }) => sum + entry.pieces * perPiece, 0)
  const need = mapWindows(
    windows(on, uses, ({ units }) => units),
    (units) => Math.ceil(units / perPiece - 1e-9),
  )
  const month = windows(on, uses, ({ units }) => units).days30
  const isCounted = counted.length > 0
  return {
    clave: piece.clave,
    otherClaves: keys.map((key) => key.piece.clave).filter((clave) => clave !== piece.clave),
    medication,
    presentation: piece.presentation ?? '',
    unitsPerPiece: perPiece,
    doses: windows(on, uses, ({ doses }) => doses),
    need,
    gap: isCounted
      ? mapWindows(
          windows(on, uses, ({ units }) => units),
          (it) => lacking(it - units, perPiece),
        )
      : null,
    stock: isCounted
      ? {
          pieces: Math.floor(units / perPiece),
          countedOn: counted.map(({ entry }) => entry.countedOn).sort()[0] ?? on,
          monthsOfInventory: counted.length === 1 ? (counted[0]?.entry.monthsOfInventory ?? null) : null,
        }
      : null,
    lacksOn: isCounted ? firstUncovered(uses, units) : null,
    monthsByPlan: isCounted && month > 0 ? Math.round((units / month) * 10) / 10 : null,
  }
}

const lacking = (units: number, perPiece: number) => Math.max(0, Math.ceil(units / perPiece - 1e-9))

function firstUncovered(uses: readonly Use[], units: number): string | null {
  let left = units
  for (const { day, units } of [...uses].sort((a, b) => Number(a.day > b.day) - Number(a.day < b.day))) {
    left -= units
    if (left < -1e-9) return day
  }
  return null
}

/** What lacks soonest first, then what nobody counted, then what is covered. */
function soonest(a: ForecastRow, b: ForecastRow): number {
  const rank = ({ lacksOn, stock }: ForecastRow) => (lacksOn !== null ? lacksOn : stock === null ? 'a' : 'b')
  const [first, second] = [`${rank(a)} ${a.medication}`, `${rank(b)} ${b.medication}`]
  return Number(first > second) - Number(first < second)
}

function windows(on: string, uses: readonly Use[], figure: (use: Use) => number): ByWindow {
  const within = (days: number) => {
    const end = addDays(on, days)
    return uses.reduce((sum, use) => (use.day < end ? sum + figure(use) : sum), 0)
  }
  return { days7: within(7), days30: within(30), days90: within(90) }
}

const mapWindows = ({ days7, days30, days90 }: ByWindow, change: (figure: number) => number): ByWindow => ({
  days7: change(days7),
  days30: change(days30),
  days90: change(days90),
})

function entryOf<Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value {
  const found = map.get(key) ?? fresh()
  map.set(key, found)
  return found
}
