import { daysBetween } from 'shared/calendar-day'
import { hospitalId } from '../network/clues-id.js'
import { openCatalogueFile } from '../terminology/catalogue-files.js'
import { apportion, type Chance } from './chance.js'
import type { Slot } from './history.js'
import type { Tumour } from './tumours.js'

export interface DemoHospital {
  id: string
  state: string
  umae: boolean
  /** Treats tumours of women alone. */
  gynaecology: boolean
}

export function readDemoHospitals(): Map<string, DemoHospital> {
  return new Map(
    openCatalogueFile('hospitals.csv')
      .rows()
      .map(({ clues = '', name = '', state = '', level }) => [
        clues,
        { id: hospitalId(clues), state, umae: level === 'umae', gynaecology: name.includes('Gineco') },
      ]),
  )
}

/**
 * Deals the tumours out: each kind gets its exact share of the children or of the adults, and who gets which is chance,
 * except that adults of gynaecology hospitals have what such hospitals treat.
 */
export function dealTumours(
  slots: readonly Slot[],
  tumours: { paediatric: readonly Tumour[]; adult: readonly Tumour[] },
  hospitals: ReadonlyMap<string, DemoHospital>,
  chance: Chance,
): Tumour[] {
  const children = chance.shuffled(cards(tumours.paediatric, slots.filter(({ child }) => child).length))
  const adults = chance.shuffled(cards(tumours.adult, slots.length - children.length))
  const ofWomen = adults.filter(({ family }) => family === 'gynaecology')
  const gynaecology = slots.filter(({ child, clues }) => !child && hospitals.get(clues)?.gynaecology).length
  const kept = ofWomen.splice(0, gynaecology)
  const others = chance.shuffled([...adults.filter(({ family }) => family !== 'gynaecology'), ...ofWomen])
  return slots.map(({ child, clues }) => {
    const deck = child ? children : hospitals.get(clues)?.gynaecology ? kept : others
    const tumour = deck.pop()
    if (tumour === undefined) throw new Error('The tumours of the demonstration do not go round')
    return tumour
  })
}

function cards(tumours: readonly Tumour[], people: number): Tumour[] {
  const copies = apportion(
    people,
    tumours.map(({ share }) => share),
  )
  return tumours.flatMap((tumour, index) => Array<Tumour>(copies[index] ?? 0).fill(tumour))
}

export interface Sibling {
  /** Place of the brother or sister who was registered before. */
  of: number
  twin: boolean
}

const TWINS = 14
const SIBLINGS = 40
const MOST_DAYS_APART = 500

/** Pairs of children with leukaemia of one hospital who are brothers and sisters, by the place of the second one. */
export function chooseSiblings(
  slots: readonly Slot[],
  tumours: readonly Tumour[],
  chance: Chance,
): ReadonlyMap<number, Sibling> {
  const siblings = new Map<number, Sibling>()
  const taken = new Set<number>()
  const able = slots.flatMap(({ child }, place) => (child && tumours[place]?.family === 'leukaemia' ? [place] : []))
  for (const of of chance.shuffled(able)) {
    if (siblings.size === TWINS + SIBLINGS) break
    const first = slots[of]
    const next = able.find((place) => place > of && slots[place]?.clues === first?.clues && !taken.has(place))
    const second = next === undefined ? undefined : slots[next]
    if (first === undefined || next === undefined || second === undefined || taken.has(of)) continue
    if (daysBetween(first.day, second.day) > MOST_DAYS_APART) continue
    siblings.set(next, { of, twin: siblings.size < TWINS })
    taken.add(of).add(next)
  }
  return siblings
}
