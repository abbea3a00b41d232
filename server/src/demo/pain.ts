import { addDays, type CalendarDay, daysBetween } from 'shared/calendar-day'
import { ageOnScale } from 'shared/pain-scales'
import { type Chance, openChance, SEED } from './chance.js'
import { type Course, livePaediatrics } from './courses.js'
import { LAST_DAY } from './history.js'
import { later } from './instants.js'
import { DAY, type DemoPain, HOUR, MINUTE, type StayKind } from './pain-facts.js'
import { openTeller, type Teller } from './pain-teller.js'
import type { DemoTreatment } from './treatment.js'

/** Pains are told from here on: a month before the doses, so that a chart has a past. */
const PAIN_FROM = '2024-05-01'
/** Days before the real one that the ward of today tells. */
const LIVE_DAYS = 5

/** How a hospital cares for pain, 0 to 1: some close the loop nearly always, some seldom. */
const careOf = (organizationId: string) => 0.3 + 0.67 * openChance(`${SEED}/pain/${organizationId}`).real()

type Visits = ReadonlyMap<CalendarDay, 'hospital' | 'procedure' | 'home'>

/**
 * Pains of everybody on treatment up to 9 August 2024, and of one ward up to `now`, one person after the other. The same
 * from the same people, treatment and minute.
 */
export function* makePain(
  past: readonly Course[],
  present: readonly Course[],
  treatment: DemoTreatment,
  now: Date,
): Generator<DemoPain> {
  const visits = visitsOf(treatment)
  const weightsOf = (status: string) =>
    new Map(treatment.plans.flatMap((plan) => (plan.status === status ? [[plan.patientId, plan.weightKg]] : [])))
  const [then, today] = [weightsOf('completed'), weightsOf('active')]
  for (const course of past) {
    const weightKg = then.get(course.person.id)
    if (weightKg !== undefined) yield tellPast(course, weightKg, visits.get(course.person.id) ?? new Map())
  }
  const minute = Math.floor(now.getTime() / MINUTE) * MINUTE
  const ward = present.filter(({ person }) => person.organizationId === livePaediatrics)
  for (const [place, course] of ward.entries()) {
    const weightKg = today.get(course.person.id)
    if (weightKg !== undefined) yield tellLive(course, weightKg, place, minute)
  }
}

/** Where each person was on each day with a dose. */
function visitsOf({ doses }: DemoTreatment): Map<string, Map<CalendarDay, 'hospital' | 'procedure' | 'home'>> {
  const all = new Map<string, Map<CalendarDay, 'hospital' | 'procedure' | 'home'>>()
  for (const { plan, planned, givenAt } of doses) {
    if (givenAt === null) continue
    const days = all.get(plan.patientId) ?? new Map()
    all.set(plan.patientId, days)
    const day = givenAt.slice(0, 10)
    if (planned.route === 'IT') days.set(day, 'procedure')
    else if (planned.route !== 'PO' && days.get(day) !== 'procedure') days.set(day, 'hospital')
    else if (!days.has(day)) days.set(day, 'home')
  }
  return all
}

const kinds: readonly StayKind[] = ['mucositis', 'mucositis', 'procedure', 'fever', 'fever', 'plain']

function tellPast({ person, protocol }: Course, weightKg: number, visits: Visits): DemoPain {
  const chance = openChance(`${SEED}/pain/${person.id}`)
  const teller = openTeller({
    chance,
    person,
    weightKg,
    care: careOf(person.organizationId),
    until: Date.parse(`${addDays(LAST_DAY, 1)}T05:00:00Z`),
  })
  const intense = !protocol.startsWith('lla-m')
  let day = later(PAIN_FROM, addDays(person.recordedOn, 1))
  let stay = nextStay(chance, day, intense)
  for (; day <= LAST_DAY; day = addDays(day, 1)) {
    if (day >= stay.from && day <= stay.to) {
      if (day === stay.from) teller.begin(startOf(day), stay.kind, ageOnScale(person.birthDate, day))
      tellDay(teller, chance, day, stay)
      if (day === stay.to || day === LAST_DAY) teller.end()
      if (day === stay.to) stay = nextStay(chance, addDays(day, 1), intense)
    } else {
      const visit = visits.get(day)
      if (visit === undefined) continue
      teller.begin(startOf(day), 'plain', ageOnScale(person.birthDate, day))
      tellVisit(teller, chance, day, visit)
      teller.end()
    }
  }
  return teller.done()
}

interface Stay {
  from: CalendarDay
  to: CalendarDay
  kind: StayKind
}

/** A protocol given in hospital is a week inside and one at home; of the others a few days every two weeks. */
function nextStay(chance: Chance, after: CalendarDay, intense: boolean): Stay {
  const from = addDays(after, intense ? chance.between(2, 8) : chance.between(4, 14))
  const to = addDays(from, (intense ? chance.between(5, 13) : chance.between(3, 8)) - 1)
  return { from, to, kind: kinds[chance.below(kinds.length)] ?? 'plain' }
}

/** Midnight in Mexico City. */
const startOf = (day: CalendarDay) => Date.parse(`${day}T06:00:00Z`)
const rounds = [3, 7, 11, 15, 19, 22.5]

function tellDay(teller: Teller, chance: Chance, day: CalendarDay, { from, to, kind }: Stay): void {
  const [since, length] = [daysBetween(from, day), daysBetween(from, to) + 1]
  for (const hour of rounds) {
    const at = startOf(day) + hour * HOUR + chance.below(50) * MINUTE
    if (kind === 'fever' && since === 0) teller.score(at - 4 * MINUTE, hour === rounds.at(-1))
    if (!chance.happens(0.66 + 0.3 * teller.care)) continue
    teller.pain(at, levelOf(chance, kind, since + hour / 24, length))
  }
}

const spread = (chance: Chance) => chance.real() + chance.real() - 1

/** Mucositis climbs and heals, the wound of a procedure yields by days. 0 to 10. */
function levelOf(chance: Chance, kind: StayKind, since: number, length: number): number {
  const base = {
    mucositis: 0.7 + 3.7 * Math.sin((Math.PI * Math.min(since, length)) / length),
    procedure: 0.6 + 4.6 * Math.exp(-since / 1.4),
    fever: 1.1,
    plain: 0.5,
  }[kind]
  const sudden = chance.happens(0.03) ? 3.5 : 0
  return Math.min(10, Math.max(0, base + sudden + spread(chance) * 1.8))
}

function tellVisit(teller: Teller, chance: Chance, day: CalendarDay, visit: 'hospital' | 'procedure' | 'home'): void {
  const at = startOf(day) + 8.5 * HOUR + chance.below(180) * MINUTE
  if (visit === 'home') {
    if (chance.happens(0.05 + 0.3 * teller.care)) teller.pain(at, Math.max(0, 0.4 + spread(chance) * 2))
    return
  }
  if (!chance.happens(0.35 + 0.64 * teller.care)) return
  teller.pain(at, Math.max(0, 0.6 + spread(chance) * 2))
  if (visit === 'procedure') teller.pain(at + chance.between(60, 110) * MINUTE, 3.6 + spread(chance) * 3.4)
  else if (chance.happens(teller.care))
    teller.pain(at + chance.between(120, 200) * MINUTE, Math.max(0, 0.8 + spread(chance) * 2))
}

/** Minutes before now at which the last pain of the first people of the ward was seen, so that some is due and some late. */
const lastSeen = [4, 9, 14, 20, 26, 33, 40, 47, 55, 64, 72, 85]

/** Days in hospital up to now; the pain last seen was answered and waits to be looked at again. */
function tellLive({ person }: Course, weightKg: number, place: number, now: number): DemoPain {
  const chance = openChance(`${SEED}/pain/now/${person.id}`)
  const waits = lastSeen[place]
  const quiet = now - ((waits ?? 40) + 40) * MINUTE
  const waitsAt = waits === undefined ? undefined : now - waits * MINUTE
  const teller = openTeller({ chance, person, weightKg, care: 0.85, until: quiet, waitsAt })
  const from = new Date(now - LIVE_DAYS * DAY - 6 * HOUR).toISOString().slice(0, 10)
  const to = addDays(from, LIVE_DAYS + 2)
  const kind = kinds[place % kinds.length] ?? 'plain'
  teller.begin(startOf(from), kind, ageOnScale(person.birthDate, from))
  for (let day = from; startOf(day) < quiet; day = addDays(day, 1)) tellDay(teller, chance, day, { from, to, kind })
  teller.settle(quiet + 32 * MINUTE, now)
  if (waitsAt !== undefined) teller.waiting(waitsAt, place % 3 === 1 ? 5 : 7.5)
  if (place === 1 || place === 4) teller.feverNow(now - (place === 1 ? 35 : 71) * MINUTE)
  if (place % 4 === 3) teller.scoreNow(now - (place === 3 ? 250 : 236) * MINUTE)
  return teller.done()
}
