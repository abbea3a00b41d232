import * as z from 'zod'

export const MEXICO_CITY = 'America/Mexico_City'

/** The oldest person alive and the last planned date both fit; outside it a year is a slip of the finger. */
const FIRST_DAY = '1870-01-01'
const LAST_DAY = '2200-12-31'
const DAY_MS = 86_400_000

/** A real day of the Gregorian calendar as 'YYYY-MM-DD', without a time or a zone. */
export const calendarDay = z.iso
  .date({ error: (issue) => (issue.input === undefined ? undefined : 'date-invalid') })
  .refine((day) => day >= FIRST_DAY && day <= LAST_DAY, { error: 'date-out-of-range' })
export type CalendarDay = z.infer<typeof calendarDay>

export type DateProblem = 'date-missing' | 'date-unreadable' | 'date-ambiguous-century'
type ParsedDay = { day: CalendarDay; error?: never } | { error: DateProblem; day?: never }

const dayWords: Record<string, number> = { hoy: 0, today: 0, ayer: -1, yesterday: -1 }
const spanishMonths = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
]
/** Spreadsheets set to English, and the other Spanish spelling of September. */
const otherMonths: Record<string, number> = { jan: 1, apr: 4, aug: 8, set: 9, setiembre: 9, dec: 12 }

/** The national exchange norm writes an unknown date as 09/09/9999; old systems as nines or zeros. */
const missingDates = new Set(['9/9/9999', '99/99/9999', '0/0/0'])

/**
 * Reads a day as people and workbooks write it: 27/03/2015, 27-3-15, 27032015, 2015-03-27, 27 de marzo de 2015, hoy, ayer.
 * The day always comes before the month: 03/27/2015 is refused, never turned round. A two-digit year is accepted only if
 * one century alone gives a day of the last 120 years that is not in the future. `excel` also reads serial numbers of the
 * 1900 system, except those that look like a year typed alone.
 */
export function parseCalendarDay(
  text: string,
  { today, excel = false }: { today: CalendarDay; excel?: boolean },
): ParsedDay {
  if (text.length > 60) return { error: 'date-unreadable' }
  const plain = withoutMidnight(text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase())
  if (plain === '') return { error: 'date-missing' }
  const offset = dayWords[plain]
  if (offset !== undefined) return { day: addDays(today, offset) }
  if (excel && /^\d{1,5}(?:\.\d+)?$/.test(plain)) return fromSerial(Math.floor(Number(plain)))
  const parts = datePieces(plain)
  return parts === undefined ? { error: 'date-unreadable' } : fromParts(parts, today)
}

/** '2015-03-27' becomes '27/03/2015'. */
export function formatDay(day: CalendarDay) {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Days from `a` to `b`, negative when b comes first. */
export function daysBetween(a: CalendarDay, b: CalendarDay) {
  return (Date.parse(b) - Date.parse(a)) / DAY_MS
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Zones are whole quarters of an hour from UTC, so that a quarter has one day. */
const QUARTER_MS = 900_000
const MOST_QUARTERS = 20_000
const quarters = new Map<string, CalendarDay>()

/** The day that the wall clock of an IANA zone shows at an instant. */
export function dayIn(zone: string, instant: Date): CalendarDay {
  const quarter = `${Math.floor(instant.getTime() / QUARTER_MS)} ${zone}`
  const known = quarters.get(quarter)
  if (known !== undefined) return known
  if (quarters.size >= MOST_QUARTERS) quarters.clear()
  const day = readDay(zone, instant)
  quarters.set(quarter, day)
  return day
}

function readDay(zone: string, instant: Date): CalendarDay {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(zone, format)
  }
  const [month = '', day = '', year = ''] = format.format(instant).split('/')
  return `${year.padStart(4, '0')}-${month}-${day}`
}

type Pieces = { year: string; month: string; day: string }

/** A day that passed through a spreadsheet or a database often carries its midnight along. */
function withoutMidnight(text: string) {
  return text.replace(/(\d)[t ]00:00(?::00(?:\.0{1,6})?)?z?$/, '$1')
}

function datePieces(plain: string): Pieces | undefined {
  if (/^\d+$/.test(plain)) return unseparated(plain)
  const [first = '', second = '', third = '', ...rest] = plain
    .split(/[\s/.,\u2013-]+/)
    .filter((word) => word !== 'de' && word !== 'del')
  if (rest.length > 0) return undefined
  const yearFirst = /^\d{4}$/.test(first)
  const day = yearFirst ? third : first
  const year = yearFirst ? first : third
  const month = /^\d{1,2}$/.test(second) ? second : monthNumber(second)
  if (month === undefined || !/^\d{1,2}$/.test(day) || !/^(?:\d{2}|\d{4})$/.test(year)) return undefined
  return { year, month, day }
}

/** ddmmyyyy, ddmmyy or yyyymmdd; with years from 1870 to 2200 no text reads both ways. */
function unseparated(digits: string): Pieces | undefined {
  if (digits.length !== 6 && digits.length !== 8) return undefined
  const dayFirst = { day: digits.slice(0, 2), month: digits.slice(2, 4), year: digits.slice(4) }
  const yearFirst = { year: digits.slice(0, 4), month: digits.slice(4, 6), day: digits.slice(6) }
  return digits.length === 8 && realDay(yearFirst) !== undefined ? yearFirst : dayFirst
}

function monthNumber(word: string) {
  const other = otherMonths[word]
  if (other !== undefined) return String(other)
  const index = word.length < 3 ? -1 : spanishMonths.findIndex((month) => month.startsWith(word))
  return index < 0 ? undefined : String(index + 1)
}

function fromParts(parts: Pieces, today: CalendarDay): ParsedDay {
  if (missingDates.has(`${Number(parts.day)}/${Number(parts.month)}/${Number(parts.year)}`))
    return { error: 'date-missing' }
  const centuries = parts.year.length === 2 ? ['18', '19', '20', '21'] : ['']
  const days = centuries.flatMap((century) => realDay({ ...parts, year: century + parts.year }) ?? [])
  const plausible = parts.year.length === 2 ? days.filter((day) => day <= today && day > yearsBefore(today, 120)) : days
  const [day, another] = plausible
  if (another !== undefined) return { error: 'date-ambiguous-century' }
  return day === undefined ? { error: 'date-unreadable' } : { day }
}

function realDay({ year, month, day }: Pieces): CalendarDay | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return calendarDay.safeParse(text).success ? text : undefined
}

function yearsBefore(day: CalendarDay, years: number): CalendarDay {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`
}

/** Serial 1 is 1900-01-01 and 60 a 29 February 1900 that never was; a bare year such as 2015 would read as a day of 1905. */
function fromSerial(serial: number): ParsedDay {
  if (serial < 1 || serial === 60 || (serial >= 1870 && serial <= 2200)) return { error: 'date-unreadable' }
  return { day: addDays(serial < 60 ? '1899-12-31' : '1899-12-30', serial) }
}
