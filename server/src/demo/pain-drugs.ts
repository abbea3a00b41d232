import { isOpioid } from 'shared/analgesic-drugs'
import type { AnalgesicRoute, AnalgesicUnit } from 'shared/pain'
import { defaultSettings } from '../reminders/defaults.js'
import { MINUTE } from './pain-facts.js'

export interface DemoDrug {
  drug: 'paracetamol' | 'morfina'
  route: AnalgesicRoute
  dose: number
  unit: AnalgesicUnit
  maxDosesPerDay: number
  /** Hours between two doses. */
  hours: number
  narcotic: boolean
}

/**
 * Doses within what pain-protocol.json has for the age (paracetamol 15 mg/kg up to 1 g; morphine 0.2 mg/kg by mouth up to
 * 5 mg, 0.1 mg/kg into a vein up to 2.5 mg, of adults 5 mg): a record of invented people, and advice to nobody.
 */
export function drugsFor(ageInDays: number, weightKg: number): Record<'mild' | 'oral' | 'vein', DemoDrug> {
  const adult = ageInDays >= 6570
  const capped = (perKg: number, most: number, step: number) =>
    Number((Math.max(1, Math.floor(Math.min(weightKg * perKg, most) / step + 1e-9)) * step).toFixed(2))
  const morphine = {
    drug: 'morfina' as const,
    unit: 'mg' as const,
    maxDosesPerDay: 6,
    hours: 4,
    narcotic: isOpioid('morfina'),
  }
  return {
    mild: {
      ...{ drug: 'paracetamol', route: 'PO', unit: 'mg', maxDosesPerDay: 4, hours: 6, narcotic: false },
      dose: adult ? 1000 : capped(15, 1000, 5),
    },
    oral: { ...morphine, route: 'PO', dose: adult ? 5 : capped(0.2, 5, 0.1) },
    vein: { ...morphine, route: 'IV', dose: adult ? 5 : capped(0.1, 2.5, 0.1) },
  }
}

export const dueAfter = (at: number, route: AnalgesicRoute) => at + defaultSettings.reassessMinutes[route] * MINUTE
