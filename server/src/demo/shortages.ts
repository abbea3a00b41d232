import { addDays, type CalendarDay } from 'shared/calendar-day'
import type { ShortageStatus } from 'shared/treatment'
import { medications } from '../medications/catalogue.js'
import { hospitalId } from '../network/clues-id.js'
import type { Chance } from './chance.js'
import { atWork, idAt } from './instants.js'

/** A stretch of days on which a medicine lacked in a hospital. */
interface Spell {
  organizationId: string
  medication: string
  from: CalendarDay
  /** The first day on which it was there again. */
  until: CalendarDay
  /** Days after the opening on which a delivery was sent; null when none was heard of. */
  sent: number | null
  end: 'solved' | 'wrongly-reported' | 'no-answer' | null
  /** Words of the last change. */
  note: string
}

export interface LackingDose {
  administrationId: string
  organizationId: string
  medication: string
  plannedOn: CalendarDay
  recordedOn: CalendarDay
  recordedAt: string
}

export interface DemoShortageEvent {
  kind: 'opened' | 'joined' | 'status' | 'expected' | 'responsible'
  postedOn: CalendarDay
  recordedAt: string
  status: ShortageStatus | null
  expectedOn: CalendarDay | null
  responsible: string | null
  note: string | null
  administrationId: string | null
}

export interface DemoShortage {
  id: string
  organizationId: string
  medication: string
  status: ShortageStatus
  openedOn: CalendarDay
  closedOn: CalendarDay | null
  events: DemoShortageEvent[]
}

const ARRIVED = 'Llegó la remisión del almacén de la OOAD.'
const LENT = 'Préstamo de otra unidad mientras llega la compra.'
const AGAIN = 'Llegó la compra consolidada.'
/** Clues, medication, first day, first day with supply, days until it was sent, how it ended, note. */
type Line = [string, string, CalendarDay, CalendarDay, number | null, Spell['end'], string]

/** Vincristine in nine hospitals of six offices, and what lacks in any summer beside it. Invented. */
const past: readonly Line[] = [
  ['JCIMS000325', 'vincristina', '2024-06-24', '2024-07-08', 9, 'solved', ARRIVED],
  ['JCIMS000325', 'vincristina', '2024-07-24', '2024-08-16', 12, 'solved', AGAIN],
  ['JCIMS000354', 'vincristina', '2024-07-01', '2024-08-14', 30, 'solved', AGAIN],
  ['JCIMS000371', 'vincristina', '2024-07-15', '2024-07-29', 10, 'solved', LENT],
  ['NLIMS000303', 'vincristina', '2024-07-03', '2024-07-22', 14, 'solved', ARRIVED],
  ['PLIMS000200', 'vincristina', '2024-06-27', '2024-08-19', null, 'solved', AGAIN],
  ['PLIMS000586', 'vincristina', '2024-07-08', '2024-08-19', null, 'solved', AGAIN],
  ['VZIMS001112', 'vincristina', '2024-07-10', '2024-08-15', 22, 'solved', ARRIVED],
  ['VZIMS000231', 'vincristina', '2024-07-18', '2024-08-15', null, 'no-answer', AGAIN],
  ['YNIMS000071', 'vincristina', '2024-07-29', '2024-08-20', 8, 'solved', ARRIVED],
  ['YNIMS000071', 'asparaginasa', '2024-06-20', '2024-07-04', 8, 'solved', ARRIVED],
  ['SPIMS000171', 'mercaptopurina', '2024-07-15', '2024-07-18', 1, 'solved', LENT],
  ['VZIMS001112', 'cisplatino', '2024-06-13', '2024-07-26', 25, 'solved', ARRIVED],
  [
    'CLIMS000490',
    'dactinomicina',
    '2024-07-30',
    '2024-07-31',
    null,
    'wrongly-reported',
    'Había existencia en otra área.',
  ],
]

/** What lacks around the real day, so that the board lives: days from it. */
const present: readonly [string, string, number, number, number | null, Spell['end'], string][] = [
  ['JCIMS000354', 'vincristina', -11, 20, 6, null, 'Sale del almacén de la OOAD.'],
  ['DFIMS000616', 'vincristina', -5, 12, null, null, ''],
  ['PLIMS000200', 'vincristina', -20, -6, 8, 'solved', ARRIVED],
  ['NLIMS000303', 'mercaptopurina', -3, 10, null, null, ''],
]

const spell = ([clues, medication, from, until, sent, end, note]: Line): Spell => ({
  ...{ organizationId: hospitalId(clues), medication, from, until, sent, end, note },
})

/** All that lacked in 2024, and what lacks around the real day. */
export const readSpells = (today: CalendarDay): Spell[] => [
  ...past.map(spell),
  ...present.map(([clues, medication, from, until, ...rest]) =>
    spell([clues, medication, addDays(today, from), addDays(today, until), ...rest]),
  ),
]

export const lacked = (spells: readonly Spell[], organizationId: string, medication: string, day: CalendarDay) =>
  spells.some(
    (one) =>
      one.end !== 'wrongly-reported' &&
      one.organizationId === organizationId &&
      one.medication === medication &&
      one.from <= day &&
      day < one.until,
  )

/**
 * The case of a spell with its history: the first dose that lacked opens it, or a report without one, and the others
 * join. What falls after `told` has not happened.
 */
export function makeCase(chance: Chance, spell: Spell, doses: readonly LackingDose[], told: CalendarDay): DemoShortage {
  const { organizationId, medication, from, until, sent, end, note } = spell
  const own = doses
    .filter((one) => one.organizationId === organizationId && one.medication === medication)
    .filter(({ plannedOn }) => from <= plannedOn && plannedOn < until)
    .sort((a, b) => Number(a.recordedAt > b.recordedAt) - Number(a.recordedAt < b.recordedAt))
  const openedOn = own[0]?.recordedOn ?? from
  const at = (day: CalendarDay) => new Date(atWork(chance, day)).toISOString()
  const bare = { status: null, expectedOn: null, responsible: null, note: null, administrationId: null }
  const openedAt = own[0]?.recordedAt ?? at(from)
  const events: DemoShortageEvent[] = own.slice(1).map(({ recordedOn, recordedAt, administrationId }) => ({
    ...{ ...bare, kind: 'joined', postedOn: recordedOn, recordedAt, administrationId },
  }))
  const post = (day: CalendarDay, change: Partial<DemoShortageEvent> & Pick<DemoShortageEvent, 'kind'>) => {
    if (day <= told && day >= openedOn) events.push({ ...bare, postedOn: day, recordedAt: at(day), ...change })
  }
  post(addDays(openedOn, 1), { kind: 'responsible', responsible: 'Jefatura de Farmacia' })
  const sentOn = sent === null ? null : addDays(openedOn, sent)
  if (sentOn !== null && sentOn < until) {
    post(sentOn, { kind: 'status', status: 'in-transit', note: 'Sale del almacén de la OOAD.' })
    post(sentOn, { kind: 'expected', expectedOn: addDays(sentOn, chance.between(3, 9)) })
  }
  if (end === 'no-answer') post(addDays(openedOn, 9), { kind: 'status', status: 'no-answer' })
  const closing: ShortageStatus | null = end === null ? null : end === 'wrongly-reported' ? end : 'solved'
  const closedOn = closing !== null && until <= told ? until : null
  if (closedOn !== null) post(closedOn, { kind: 'status', status: closing, note })
  events.sort((a, b) => Number(a.recordedAt > b.recordedAt) - Number(a.recordedAt < b.recordedAt))
  const first: DemoShortageEvent = {
    ...{ ...bare, kind: 'opened', postedOn: openedOn, recordedAt: openedAt, status: 'open' },
    ...{ administrationId: own[0]?.administrationId ?? null, note: own.length === 0 ? 'Aviso de Farmacia.' : null },
  }
  const history = [first, ...events]
  const status = history.findLast(({ kind, status }) => kind === 'status' && status !== null)?.status ?? 'open'
  return {
    id: idAt(chance, Date.parse(openedAt)),
    organizationId,
    medication,
    status,
    openedOn,
    closedOn,
    events: history,
  }
}

export interface DemoStock {
  id: string
  organizationId: string
  clave: string
  medication: string
  pieces: number
  countedOn: CalendarDay
  recordedAt: string
}

const counted = ['vincristina', 'mercaptopurina', 'metotrexato', 'citarabina', 'ondansetron', 'cisplatino']

/** What two pharmacies counted at the end of the two months and before the real day: no vincristine where it lacks. */
export function makeStock(chance: Chance, spells: readonly Spell[], days: readonly CalendarDay[]): DemoStock[] {
  return ['DFIMS000616', 'JCIMS000354'].map(hospitalId).flatMap((organizationId) =>
    days.flatMap((countedOn) =>
      counted.flatMap((medication) => {
        const [piece] = medications.get(medication)?.pieces ?? []
        const at = atWork(chance, countedOn)
        const pieces = lacked(spells, organizationId, medication, countedOn) ? 0 : chance.between(20, 160)
        const recordedAt = new Date(at).toISOString()
        const { clave } = piece ?? {}
        return clave === undefined
          ? []
          : { id: idAt(chance, at), organizationId, clave, medication, pieces, countedOn, recordedAt }
      }),
    ),
  )
}
