import type { CalendarDay } from 'shared/calendar-day'
import { type Chance, openChance, SEED } from './chance.js'
import { chooseSiblings, dealTumours, readDemoHospitals } from './deal.js'
import { type DemoCondition, diagnose, readConditionCatalogue } from './diagnoses.js'
import { type Family, type FamilyGuardian, makeAdult, makeFamily } from './families.js'
import { type DemoEvent, followUp } from './follow-up.js'
import { makeHistory, type Slot } from './history.js'
import { type DemoIdentity, makeIdentity } from './identities.js'
import { atWork, idAt } from './instants.js'
import { type Life, makeElderLife, makeLife, makeSiblingLife } from './lives.js'
import { openNameBook } from './names.js'
import { openBirthplaces } from './places.js'
import { reservedNssSeries } from './reserved-identifiers.js'
import { readTumours } from './tumours.js'

/** An invented person with everything the registry keeps of one. Instants are RFC 3339. */
export interface DemoPerson extends Life, DemoIdentity, Omit<Family, 'guardians' | 'relation'> {
  id: string
  organizationId: string
  /** The day it was written down, from which the person counts. */
  recordedOn: CalendarDay
  recordedAt: string
  guardians: (FamilyGuardian & { id: string })[]
  condition: DemoCondition & { id: string }
  events: (Omit<DemoEvent, 'recordedOn'> & { id: string; recordedAt: string })[]
}

/**
 * The 16,682 people of the demonstration, in the order in which they were registered: the same to the letter from the
 * same seed and catalogue files. Days, hospitals and age groups come from history.ts, tumours are dealt out over them, and
 * each person is then made by a chance of their own.
 */
export function makePeople(seed: string = SEED): DemoPerson[] {
  const slots = makeHistory(openChance(`${seed}/history`))
  const hospitals = readDemoHospitals()
  const tumours = dealTumours(slots, readTumours(), hospitals, openChance(`${seed}/tumours`))
  const siblings = chooseSiblings(slots, tumours, openChance(`${seed}/siblings`))
  const elders = new Map([...siblings.values()].map(({ of }) => [of, undefined as Elder | undefined]))
  const instants = workingHours(slots, openChance(`${seed}/hours`))
  const [book, birthplace, series, catalogue] = [
    openNameBook(),
    openBirthplaces(),
    reservedNssSeries(),
    readConditionCatalogue(),
  ]
  const curps = new Set<string>()

  return slots.map((slot, place) => {
    const chance = openChance(`${seed}/person/${place}`)
    const [tumour, hospital, instant] = [tumours[place], hospitals.get(slot.clues), instants[place]]
    if (tumour === undefined || hospital === undefined || instant === undefined)
      throw new Error(`No such hospital: ${slot.clues}`)
    const sibling = siblings.get(place)
    const elder = sibling === undefined ? undefined : elders.get(sibling.of)

    const life =
      elder !== undefined
        ? makeSiblingLife(chance, slot, elder.life, sibling?.twin === true)
        : elders.has(place)
          ? makeElderLife(chance, slot)
          : makeLife(chance, slot, tumour)
    const birth = { birthState: birthplace(chance, hospital), birthYear: Number(life.birthDate.slice(0, 4)) }
    const family = elder?.family ?? (slot.child ? makeFamily : makeAdult)(chance, book, series, birth)
    const identity = makeIdentity(chance, book, { family, life, tumour, elder: elder?.givenName }, curps)
    if (elders.has(place)) elders.set(place, { life, family, givenName: identity.givenName })

    const { relation: _, guardians, ...shared } = family
    const recordedAt = new Date(instant).toISOString()
    const newId = () => idAt(chance, instant)
    const diagnosis = diagnose(chance, tumour, { ...life, sex: identity.sex, recordedOn: slot.day }, catalogue)
    const course = { child: slot.child, family: tumour.family, diagnosedOn: life.diagnosedOn, recordedOn: slot.day }
    return {
      ...{ id: newId(), organizationId: hospital.id, recordedOn: slot.day, recordedAt },
      ...life,
      ...shared,
      ...identity,
      guardians: guardians.map((guardian) => ({ id: newId(), ...guardian })),
      condition: { id: newId(), ...diagnosis },
      events: followUp(chance, course).map(({ recordedOn, ...event }) => {
        const at = recordedOn === slot.day ? instant : atWork(chance, recordedOn)
        return { id: idAt(chance, at), ...event, recordedAt: new Date(at).toISOString() }
      }),
    }
  })
}

interface Elder {
  life: Life
  family: Family
  givenName: string
}

/** The instant of each registration, in their order. */
const workingHours = (slots: readonly Slot[], chance: Chance) =>
  slots.map(({ day }) => atWork(chance, day)).sort((a, b) => a - b)
