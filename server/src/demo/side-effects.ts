import { addDays, type CalendarDay } from 'shared/calendar-day'
import { drawFrom } from './chance.js'
import type { Course, ProtocolCode } from './courses.js'
import { atWork, idAt } from './instants.js'
import type { DemoDose } from './treatment.js'

export interface SideEffect {
  id: string
  dose: DemoDose
  term: string
  grade: number
  onsetOn: CalendarDay
  resolvedOn: CalendarDay | null
  actionTaken: 'none' | 'delayed' | 'dose-reduced'
  recordedAt: string
}

/** Medicine, term, least and highest grade: what its data sheets name first. Shares are ours. */
const effects: Record<
  ProtocolCode,
  readonly (readonly [medication: string, term: string, low: number, high: number])[]
> = {
  'lla-induccion': [
    ['daunorubicina', 'febrile-neutropenia', 3, 3],
    ['prednisona', 'hyperglycaemia', 1, 3],
    ['asparaginasa', 'allergic-reaction', 1, 3],
    ['vincristina', 'constipation', 1, 2],
  ],
  'lla-mantenimiento': [
    ['mercaptopurina', 'neutrophils-low', 2, 4],
    ['metotrexato', 'alt-raised', 1, 3],
    ['vincristina', 'sensory-neuropathy', 1, 2],
    ['metotrexato', 'oral-mucositis', 1, 3],
  ],
  'lma-ade': [
    ['citarabina', 'febrile-neutropenia', 3, 4],
    ['daunorubicina', 'oral-mucositis', 2, 3],
    ['etoposido', 'platelets-low', 3, 4],
  ],
  'hodgkin-oepa-copdac': [
    ['doxorubicina', 'nausea', 1, 2],
    ['vincristina', 'sensory-neuropathy', 1, 2],
    ['ciclofosfamida', 'vomiting', 1, 3],
  ],
  'wilms-i-ii': [
    ['vincristina', 'constipation', 1, 2],
    ['dactinomicina', 'nausea', 1, 2],
  ],
  'osteosarcoma-map': [
    ['cisplatino', 'vomiting', 1, 3],
    ['metotrexato', 'creatinine-raised', 1, 2],
    ['doxorubicina', 'oral-mucositis', 2, 3],
  ],
}

/** One in three has an adverse event that was written down, after a dose of the medicine that makes it. */
export function makeSideEffects({ protocol, chance, stretch }: Course, doses: readonly DemoDose[]): SideEffect[] {
  if (!chance.happens(0.34)) return []
  const [medication, term, low, high] = drawFrom(effects[protocol].map((one) => [one, 1] as const))(chance)
  const given = doses.filter(
    (dose) => dose.status === 'completed' && dose.planned.medication === medication && 'day' in dose.planned,
  )
  const dose = given[chance.below(given.length)]
  if (dose?.givenAt == null) return []
  const onsetOn = addDays(dose.givenAt.slice(0, 10), chance.between(1, 6))
  if (onsetOn > stretch.told) return []
  const written = atWork(chance, onsetOn)
  const over = addDays(onsetOn, chance.between(3, 12))
  const grade = chance.between(low, high)
  return [
    {
      ...{ id: idAt(chance, written), dose, term, grade, onsetOn },
      resolvedOn: over <= stretch.told ? over : null,
      actionTaken: grade < 3 ? 'none' : chance.happens(0.5) ? 'delayed' : 'dose-reduced',
      recordedAt: new Date(written).toISOString(),
    },
  ]
}
