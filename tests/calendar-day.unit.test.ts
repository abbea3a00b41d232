import fc from 'fast-check'
import { addDays, calendarDay, dayIn, daysBetween, formatDay, MEXICO_CITY, parseCalendarDay } from 'shared/calendar-day'
import { instant } from 'shared/instant'
import { expect, test } from 'vitest'

const today = '2024-08-09'
const anyDay = fc.integer({ min: 0, max: daysBetween('1870-01-01', '2200-12-31') }).map((n) => addDays('1870-01-01', n))

test.each([
  ['1870-01-01', true],
  ['2200-12-31', true],
  ['2024-02-29', true],
  ['2000-02-29', true],
  ['1900-02-29', false],
  ['2023-02-29', false],
  ['2024-04-31', false],
  ['1869-12-31', false],
  ['2201-01-01', false],
  ['2024-8-9', false],
  ['2024-08-09T00:00:00Z', false],
  ['', false],
])('%s is a calendar day: %s', (day, is) => expect(calendarDay.safeParse(day).success).toBe(is))

test('a refused day is refused by name', () => {
  expect(calendarDay.safeParse('2023-02-29').error?.issues[0]?.message).toBe('date-invalid')
  expect(calendarDay.safeParse('1500-01-01').error?.issues[0]?.message).toBe('date-out-of-range')
})

test.each([
  ['27/03/2015', '2015-03-27'],
  ['7/3/2015', '2015-03-07'],
  ['27-03-2015', '2015-03-27'],
  ['27.3.2015', '2015-03-27'],
  ['27 / 03 / 2015', '2015-03-27'],
  ['27032015', '2015-03-27'],
  ['20150327', '2015-03-27'],
  ['2015-03-27', '2015-03-27'],
  ['2015/3/27', '2015-03-27'],
  ['2015-03-27 00:00:00', '2015-03-27'],
  ['2015-03-27T00:00:00.000Z', '2015-03-27'],
  ['27 mar 2015', '2015-03-27'],
  ['27-mar.-2015', '2015-03-27'],
  ['27 de marzo de 2015', '2015-03-27'],
  ['1 de SEPTIEMBRE del 2015', '2015-09-01'],
  ['1 sept 2015', '2015-09-01'],
  ['1/set/2015', '2015-09-01'],
  ['4-Jan-2015', '2015-01-04'],
  ['27/03/85', '1985-03-27'],
  ['270385', '1985-03-27'],
  ['9/8/04', '2004-08-09'],
  [' hoy ', '2024-08-09'],
  ['Ayer', '2024-08-08'],
  ['２７/０３/２０１５', '2015-03-27'],
  ['29/02/2024', '2024-02-29'],
  ['10/08/24', '1924-08-10'],
])('"%s" is %s', (text, day) => expect(parseCalendarDay(text, { today })).toEqual({ day }))

test.each([
  ['27-03-15', 'date-ambiguous-century'],
  ['270315', 'date-ambiguous-century'],
  ['27 mar 15', 'date-ambiguous-century'],
  ['10/8/04', 'date-ambiguous-century'],
  ['', 'date-missing'],
  ['   ', 'date-missing'],
  ['09/09/9999', 'date-missing'],
  ['99/99/9999', 'date-missing'],
  ['09099999', 'date-missing'],
  ['9999-09-09', 'date-missing'],
  ['00/00/0000', 'date-missing'],
  ['03/27/2015', 'date-unreadable'],
  ['31/02/2015', 'date-unreadable'],
  ['29/02/2023', 'date-unreadable'],
  ['27/03/215', 'date-unreadable'],
  ['27/03/1815', 'date-unreadable'],
  ['27/03', 'date-unreadable'],
  ['27/ma/2015', 'date-unreadable'],
  ['-27/03/2015', 'date-unreadable'],
  ['27/03/2015 14:30', 'date-unreadable'],
  ['42090', 'date-unreadable'],
  ['mañana', 'date-unreadable'],
])('"%s" is answered %s', (text, error) => expect(parseCalendarDay(text, { today })).toEqual({ error }))

test.each([
  ['1', '1900-01-01'],
  ['59', '1900-02-28'],
  ['61', '1900-03-01'],
  ['42090', '2015-03-27'],
  ['42090.75', '2015-03-27'],
  ['27/03/2015', '2015-03-27'],
])('a workbook cell "%s" is %s', (text, day) => expect(parseCalendarDay(text, { today, excel: true })).toEqual({ day }))

test.each(['0', '60', '2015', '1998'])('a workbook number %s is no day', (text) =>
  expect(parseCalendarDay(text, { today, excel: true })).toEqual({ error: 'date-unreadable' }),
)

test('a shown day reads back as itself', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(parseCalendarDay(formatDay(day), { today })).toEqual({ day })
      expect(parseCalendarDay(formatDay(day).replaceAll('/', ''), { today })).toEqual({ day })
      expect(parseCalendarDay(day.replaceAll('-', ''), { today })).toEqual({ day })
    }),
  )
})

test('a serial of the 1900 system counts days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2201, max: 99_999 }), (serial) => {
      expect(parseCalendarDay(String(serial), { today, excel: true })).toEqual({
        day: addDays('1900-03-01', serial - 61),
      })
    }),
  )
})

test('a cell of a million characters is refused, not read', () => {
  expect(parseCalendarDay('1'.repeat(1_000_000), { today })).toEqual({ error: 'date-unreadable' })
})

test('whatever is typed, the answer is a real day or a code', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/. -]{1,12}$/)), fc.boolean(), (text, excel) => {
      const { day } = parseCalendarDay(text, { today, excel })
      if (day !== undefined) expect(calendarDay.safeParse(day).success).toBe(true)
    }),
  )
})

test('adding days and counting them undo each other', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
      expect(daysBetween(day, addDays(day, n))).toBe(n)
    }),
  )
  expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
})

test('the day is that of the wall clock in Mexico City', () => {
  expect(dayIn(MEXICO_CITY, new Date('2024-08-10T05:59:59Z'))).toBe('2024-08-09')
  expect(dayIn(MEXICO_CITY, new Date('2024-08-10T06:00:00Z'))).toBe('2024-08-10')
  // Mexico still had summer time in 2022.
  expect(dayIn(MEXICO_CITY, new Date('2022-07-10T05:00:00Z'))).toBe('2022-07-10')
  expect(dayIn('America/Tijuana', new Date('2024-08-10T06:00:00Z'))).toBe('2024-08-09')
})

test('an instant crosses the wire with its zone or not at all', () => {
  expect(instant.decode('2026-03-02T08:30:00-06:00')).toEqual(new Date('2026-03-02T14:30:00Z'))
  expect(instant.encode(new Date('2026-03-02T14:30:00Z'))).toBe('2026-03-02T14:30:00.000Z')
  expect(instant.safeParse('2026-03-02T08:30:00').error?.issues[0]?.message).toBe('instant-invalid')
  expect(instant.safeParse('2026-02-30T08:30:00Z').success).toBe(false)
})
