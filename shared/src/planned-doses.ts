import { ageInYears } from './age.js'
import { addDays } from './calendar-day.js'
import { bodySurface, computeDose, type Derivation, type DoseError, type Measures } from './dosing.js'
import type { DoseUnit, Purpose, Route } from './medications.js'
import type { ProtocolDefinition, ProtocolMedication } from './protocols.js'
import type { BsaFormula } from './treatment.js'

/** The person a plan is made for: day of birth, kg, cm, how surface is reckoned, mL/min or null. */
export interface Body {
  birthDate: string
  weightKg: number
  heightCm: number
  bsaFormula: BsaFormula
  glomerularFiltration: number | null
}

/** Where a dose stands in a protocol: phase from 0, cycle and day from 1, line of the day from 0. */
export interface Place {
  phase: number
  cycle: number
  day: number
  line: number
}

/** One administration as it is planned, with the age and surface it was reckoned from. */
export interface PlannedDose extends Place {
  medication: string
  purpose: Purpose
  route: Route
  diluent: string | null
  diluentMl: number | null
  infusionMinutes: number | null
  offsetMinutes: number | null
  plannedOn: string
  plannedDose: number
  unit: DoseUnit
  bsaM2: number
  ageYears: number
  derivation: Derivation
}

export interface ImpossibleDose extends Place {
  medication: string
  plannedOn: string
  error: DoseError
}

export const measuresOn = (body: Body, day: string): Measures => {
  const { birthDate, weightKg, heightCm, bsaFormula, glomerularFiltration } = body
  return {
    weightKg,
    heightCm,
    bsaFormula,
    bsaM2: bodySurface(bsaFormula, heightCm, weightKg),
    ageYears: ageInYears(birthDate, day),
    glomerularFiltration,
  }
}

/**
 * Every dose of a protocol begun on `startsOn`, in order of day: phases follow one another, each as many cycles as it
 * has. Age is that of the day of each dose. What cannot be reckoned is named in `impossible`. `within` keeps the days of
 * a stretch alone, both ends included.
 */
export function plannedRows(
  { phases }: ProtocolDefinition,
  body: Body,
  startsOn: string,
  within?: { from: string; until: string },
): { rows: PlannedDose[]; impossible: ImpossibleDose[] } {
  const rows: PlannedDose[] = []
  const impossible: ImpossibleDose[] = []
  const reckon = remembering(body)
  let phaseStart = startsOn
  phases.forEach(({ cycleDays, cycles, days }, phase) => {
    for (let cycle = 1; cycle <= cycles; cycle++) {
      const cycleStart = addDays(phaseStart, cycleDays * (cycle - 1))
      if (within !== undefined && (cycleStart > within.until || addDays(cycleStart, cycleDays) < within.from)) continue
      for (const { day, medications } of days) {
        const plannedOn = addDays(cycleStart, day - 1)
        if (within !== undefined && (plannedOn < within.from || plannedOn > within.until)) continue
        medications.forEach((one, line) => {
          const { computed, measures } = reckon(one, plannedOn)
          const { medication } = one
          if ('error' in computed)
            impossible.push({ phase, cycle, day, line, medication, plannedOn, error: computed.error })
          else
            rows.push({
              phase,
              cycle,
              day,
              line,
              medication,
              purpose: one.purpose,
              route: one.route,
              diluent: one.diluent ?? null,
              diluentMl: one.diluentMl ?? null,
              infusionMinutes: one.infusionMinutes ?? null,
              offsetMinutes: one.offsetMinutes ?? null,
              plannedOn,
              plannedDose: computed.dose,
              unit: computed.unit,
              bsaM2: measures.bsaM2,
              ageYears: measures.ageYears,
              derivation: computed.derivation,
            })
        })
      }
    }
    phaseStart = addDays(phaseStart, cycleDays * cycles)
  })
  return { rows: rows.sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : a.plannedOn > b.plannedOn ? 1 : 0)), impossible }
}

/** A line is the same dose in every cycle of one year of age: reckoned once. */
function remembering(body: Body) {
  const known = new Map<ProtocolMedication, Map<number, ReturnType<typeof computeDose>>>()
  const byDay = new Map<string, Measures>()
  return (line: ProtocolMedication, day: string) => {
    const measures = byDay.get(day) ?? measuresOn(body, day)
    byDay.set(day, measures)
    const ofLine = known.get(line) ?? new Map<number, ReturnType<typeof computeDose>>()
    known.set(line, ofLine)
    const computed = ofLine.get(measures.ageYears) ?? computeDose(line, measures)
    ofLine.set(measures.ageYears, computed)
    return { computed, measures }
  }
}
