import { ageInYears } from 'shared/age'
import { addDays, type CalendarDay, daysBetween } from 'shared/calendar-day'
import { hospitalId } from '../network/clues-id.js'
import { type Chance, openChance, SEED } from './chance.js'
import { LAST_DAY } from './history.js'
import { later } from './instants.js'
import type { DemoPerson } from './people.js'

/** The stretch of days whose doses are told. */
export interface Stretch {
  /** Doses of the day and after are known. */
  from: CalendarDay
  /** The last day on which something was recorded. */
  told: CalendarDay
  /** The last day that is planned. */
  until: CalendarDay
  /** The day the plans end, the rest cancelled; null for plans that go on. */
  ends: CalendarDay | null
}

/** A protocol that somebody follows in a stretch. */
export interface Course {
  person: DemoPerson
  protocol: ProtocolCode
  startsOn: CalendarDay
  /** The day the plan was written down. */
  recordedOn: CalendarDay
  stretch: Stretch
  /** The first dose of a person whose treatment began before the stretch, as the file of paper has it. */
  firstDoseOn: CalendarDay | null
  chance: Chance
}

export const protocolCodes = [
  'lla-induccion',
  'lla-mantenimiento',
  'lma-ade',
  'hodgkin-oepa-copdac',
  'wilms-i-ii',
  'osteosarcoma-map',
] as const
export type ProtocolCode = (typeof protocolCodes)[number]

/** The two months that the demonstration tells. After them its plans end, so that no dose of then is late for ever. */
export const PAST: Stretch = { from: '2024-06-09', told: LAST_DAY, until: '2024-08-16', ends: '2024-08-10' }

/** Six weeks before the real day and three months after it, for the screens that show today. */
export const presentOf = (today: CalendarDay): Stretch => ({
  from: addDays(today, -42),
  told: addDays(today, -1),
  until: addDays(today, 91),
  ends: null,
})

const INDUCTION_DAYS = 64
/** Between induction and maintenance lie weeks whose protocol the library does not hold. Ours. */
const MAINTENANCE_FROM = 110
const MAINTENANCE_DAYS = 672
/** Boys go on to their third year, as many protocols have it. */
const BOYS_GO_ON = 252

/** Who was on treatment between June and August 2024 by a protocol of the library, with the days of it. */
export function pastCourses(people: readonly DemoPerson[]): Course[] {
  return people.flatMap((person) => {
    const chance = openChance(`${SEED}/treatment/${person.id}`)
    const began = beginOf(person, chance)
    if (began === null || ageInYears(person.birthDate, began) < 1) return []
    const found = protocolOf(person, began)
    if (found === null) return []
    const startsOn = addDays(began, found.after + (found.after === 0 ? 0 : chance.between(0, 28)))
    if (startsOn > LAST_DAY || addDays(startsOn, found.days) < PAST.from) return []
    const known = found.after === 0 ? startsOn : later(startsOn, PAST.from)
    return {
      person,
      protocol: found.code,
      startsOn,
      recordedOn: later(addDays(known, -chance.between(0, 2)), person.recordedOn),
      stretch: { ...PAST, from: known },
      firstDoseOn: found.after === 0 ? null : began,
      chance,
    }
  })
}

/** The ward of today is this hospital's. */
export const livePaediatrics = hospitalId('DFIMS000616')

/** Hospitals where somebody who tries it out looks first, with how many are on treatment on the day itself. */
const livePlaces = new Map(
  Object.entries({
    ...{ DFIMS000616: 24, JCIMS000354: 8, JCIMS000325: 8, NLIMS000303: 5 },
    ...{ PLIMS000200: 4, VZIMS001112: 4, YNIMS000071: 4, DFIMS000061: 4 },
  }).map(([clues, people]) => [hospitalId(clues), people]),
)

/** A few of the same people on treatment around the real day: the latest that their hospital took in. */
export function presentCourses(past: readonly Course[], today: CalendarDay): Course[] {
  const stretch = presentOf(today)
  return [...livePlaces].flatMap(([hospital, count]) =>
    past
      .filter(({ person }) => person.organizationId === hospital)
      .slice(-count)
      .map(({ person, protocol }) => {
        const chance = openChance(`${SEED}/today/${person.id}`)
        const long = protocol.startsWith('lla')
        const startsOn = addDays(today, -chance.between(2, long ? 70 : 25))
        const from = later(startsOn, stretch.from)
        return {
          ...{ person, startsOn, chance, firstDoseOn: null },
          protocol: long ? 'lla-mantenimiento' : protocol,
          recordedOn: addDays(from, -1),
          stretch: { ...stretch, from },
        }
      }),
  )
}

/** The first day of chemotherapy, or of that of a relapse; null for whoever died or is treated otherwise by now. */
function beginOf({ events, condition }: DemoPerson, chance: Chance): CalendarDay | null {
  const of = (sought: string) => events.find(({ kind }) => kind === sought)?.effectiveOn
  if (of('death') !== undefined) return null
  const relapse = of('relapse')
  if (relapse !== undefined)
    return lymphoblastic.has(condition.morphology) ? addDays(relapse, chance.between(3, 12)) : null
  // where the event is not on file, the treatment began all the same
  return of('chemotherapy-start') ?? addDays(condition.recordedDate, chance.between(1, 9))
}

const lymphoblastic = new Set(['9811/3', '9836/3', '9837/3', '9729/3'])
const protocols: Record<string, { code: ProtocolCode; days: number }> = {
  '9861/3': { code: 'lma-ade', days: 147 },
  '9867/3': { code: 'lma-ade', days: 147 },
  '9874/3': { code: 'lma-ade', days: 147 },
  '9663/3': { code: 'hodgkin-oepa-copdac', days: 112 },
  '9652/3': { code: 'hodgkin-oepa-copdac', days: 112 },
  '8960/3': { code: 'wilms-i-ii', days: 133 },
  '9180/3': { code: 'osteosarcoma-map', days: 196 },
  '9181/3': { code: 'osteosarcoma-map', days: 196 },
  '9186/3': { code: 'osteosarcoma-map', days: 196 },
}

/** The protocol of a diagnosis, days after the first dose at which it begins, and how long it lasts. */
function protocolOf({ condition, sex }: DemoPerson, began: CalendarDay) {
  const { morphology, stageValue } = condition
  if (lymphoblastic.has(morphology)) return leukaemia(daysBetween(began, LAST_DAY), sex)
  if (morphology === '8960/3' && !['I', 'II', 'y-I', 'y-II'].includes(stageValue ?? '')) return null
  const found = protocols[morphology]
  return found === undefined ? null : { ...found, after: 0 }
}

function leukaemia(since: number, sex: string): { code: ProtocolCode; after: number; days: number } {
  if (since <= INDUCTION_DAYS + daysBetween(PAST.from, LAST_DAY))
    return { code: 'lla-induccion', after: 0, days: INDUCTION_DAYS }
  const [code, third] = ['lla-mantenimiento' as const, MAINTENANCE_FROM + MAINTENANCE_DAYS]
  return sex === 'male' && since > third + 90
    ? { code, after: third, days: BOYS_GO_ON }
    : { code, after: MAINTENANCE_FROM, days: MAINTENANCE_DAYS }
}
