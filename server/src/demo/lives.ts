import { addDays, type CalendarDay, daysBetween } from 'shared/calendar-day'
import type { Chance } from './chance.js'
import type { Slot } from './history.js'
import type { Tumour } from './tumours.js'

/** The days of a life that the registry asks for. */
export interface Life {
  birthDate: CalendarDay
  diagnosedOn: CalendarDay
  registeredOn: CalendarDay
}

const YEAR = 365.25
/** After so many days nobody is 18 yet, and from so many everybody is, however the leap years fall. */
const LAST_CHILD_DAY = 6573
const FIRST_ADULT_DAY = 6575

/** The age is that of the tumour at its diagnosis; the time from there to the registration is cut so that a child is one still. */
export function makeLife(chance: Chance, slot: Slot, tumour: Tumour): Life {
  const registeredOn = takenIn(chance, slot)
  const [from, to] = tumour.age(chance)
  const drawn = Math.floor((from + (to + 1 - from) * chance.real()) * YEAR)
  const since = sinceDiagnosis(chance, slot)
  if (slot.child) {
    const age = Math.min(Math.max(drawn, 2), LAST_CHILD_DAY)
    return counted(registeredOn, age, Math.min(since, LAST_CHILD_DAY - age))
  }
  if (chance.happens(tumour.youth)) {
    const grown = chance.below(900)
    const before = chance.between(2, 1000)
    return counted(registeredOn, FIRST_ADULT_DAY - before, before + grown)
  }
  return counted(registeredOn, Math.max(drawn, FIRST_ADULT_DAY), since)
}

/** A child who will have a brother or sister in the registry: from 1 to 11 years old, so that the other one is a child too. */
export function makeElderLife(chance: Chance, slot: Slot): Life {
  return counted(takenIn(chance, slot), chance.between(366, 4000), chance.between(0, 40))
}

/** A twin, or a brother or sister born one to four years before or after. */
export function makeSiblingLife(chance: Chance, slot: Slot, elder: Life, twin: boolean): Life {
  const registeredOn = takenIn(chance, slot)
  const apart = chance.between(400, 1400)
  const older = daysBetween(elder.birthDate, registeredOn) < 5 * YEAR
  const birthDate = twin ? elder.birthDate : addDays(elder.birthDate, older ? -apart : apart)
  return { birthDate, registeredOn, diagnosedOn: addDays(registeredOn, -chance.between(0, 40)) }
}

/** From the age in days at diagnosis and the days from there to the registration. */
const counted = (registeredOn: CalendarDay, age: number, since: number): Life => ({
  birthDate: addDays(registeredOn, -since - age),
  diagnosedOn: addDays(registeredOn, -since),
  registeredOn,
})

/** Most are written down on the day they come, some a few days later; nobody before the hospital used the platform. */
function takenIn(chance: Chance, { day, opened }: Slot): CalendarDay {
  const before = addDays(day, chance.happens(0.12) ? -chance.between(1, 4) : 0)
  return before < opened ? opened : before
}

/** A hospital that begins brings in those it treats already; later most are new. */
function sinceDiagnosis(chance: Chance, { day, opened }: Slot): number {
  if (daysBetween(opened, day) < 120 && chance.happens(0.55)) return chance.between(30, 1000)
  const which = chance.real()
  return which < 0.72 ? chance.between(0, 21) : which < 0.92 ? chance.between(22, 120) : chance.between(121, 900)
}
