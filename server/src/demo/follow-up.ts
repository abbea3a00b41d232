import { addDays, type CalendarDay } from 'shared/calendar-day'
import type { Chance } from './chance.js'
import { LAST_DAY } from './history.js'

export interface DemoEvent {
  kind: 'chemotherapy-start' | 'relapse' | 'last-visit' | 'death'
  effectiveOn: CalendarDay
  /** The day it was written down: that of the registration for what came before it. */
  recordedOn: CalendarDay
}

interface Course {
  child: boolean
  /** Family of the tumour. */
  family: string
  diagnosedOn: CalendarDay
  /** The day the person was registered. */
  recordedOn: CalendarDay
}

/** What happened after the diagnosis, as far as it was written down by the last day of the demonstration. */
export function followUp(chance: Chance, { child, family, diagnosedOn, recordedOn: registered }: Course): DemoEvent[] {
  const events: DemoEvent[] = []
  const happened = (kind: DemoEvent['kind'], effectiveOn: CalendarDay, delay: number) => {
    const written = addDays(effectiveOn, delay)
    const recordedOn = written < registered ? registered : written
    const known = effectiveOn <= recordedOn && recordedOn <= LAST_DAY
    if (known) events.push({ kind, effectiveOn, recordedOn })
    return known
  }
  const delay = () => (chance.happens(0.6) ? 0 : chance.between(1, 6))

  const start = addDays(diagnosedOn, chance.between(0, family === 'leukaemia' ? 5 : 24))
  if (chance.happens(child ? 0.86 : 0.68)) happened('chemotherapy-start', start, delay())
  const relapse = addDays(diagnosedOn, chance.between(150, 1100))
  const relapsed = chance.happens(child ? 0.15 : 0.13) && relapse > registered && happened('relapse', relapse, delay())
  const survived = Math.round(60 + 1900 * chance.real() ** 1.6)
  const death = relapsed ? addDays(relapse, Math.round(survived / 3)) : addDays(diagnosedOn, survived)
  const mortal = chance.happens(relapsed ? 0.6 : child ? 0.2 : 0.26)
  const died = mortal && death > registered && happened('death', death, chance.between(0, 6))
  // most were seen lately; some have not come for a long time
  const ago = chance.happens(0.84) ? chance.between(0, 45) : chance.between(46, 420)
  const visit = addDays(died ? death : LAST_DAY, -ago)
  if (chance.happens(0.9) && visit > registered) happened('last-visit', visit, 0)
  return events
}
