import { fold } from 'shared/fold'
import { normaliseIcd10, normaliseMorphology } from 'shared/oncology-codes'
import type { System } from 'shared/terminology'
import type { ReadingPlan } from './plan.js'

export type DiagnosisCodes = Readonly<Record<System, string | null>>

const signs = /[^a-z0-9]+/g
const spelling = (text: string) => fold(text).replace(signs, ' ').trim()

/**
 * Finds the codes of a diagnosis written in words. Only what is written out counts: a code of the catalogues, or a label or
 * synonym of exactly one code of its system, accents and case aside. Anything less is for a person to decide.
 */
export function codeDiagnoses({ labels, catalogue }: ReadingPlan): (text: string) => DiagnosisCodes | null {
  const bySpelling = new Map<string, Map<System, Set<string>>>()
  for (const { system, code, texts } of labels)
    for (const text of texts) {
      const key = spelling(text)
      const systems = bySpelling.get(key) ?? new Map<System, Set<string>>()
      systems.set(system, (systems.get(system) ?? new Set<string>()).add(code))
      bySpelling.set(key, systems)
    }
  const written = (text: string): DiagnosisCodes => {
    const icd10 = normaliseIcd10(/\b[CD]\d\d(?:\.?\d)?\b/i.exec(text)?.[0] ?? '')
    const morphology = normaliseMorphology(/\b[89]\d{3}\/[012369]\b/.exec(text)?.[0] ?? '')
    return {
      icd10: icd10 !== null && catalogue.icd10.has(icd10) ? icd10 : null,
      topography: null,
      morphology: morphology !== null && catalogue.morphology.has(morphology) ? morphology : null,
    }
  }
  return (text) => {
    const systems = bySpelling.get(spelling(text))
    const only = (system: System) => {
      const [code, another] = systems?.get(system) ?? []
      return code !== undefined && another === undefined ? code : null
    }
    const codes = written(text)
    const found = {
      icd10: codes.icd10 ?? only('icd10'),
      topography: only('topography'),
      morphology: codes.morphology ?? only('morphology'),
    }
    return found.icd10 === null && found.topography === null && found.morphology === null ? null : found
  }
}
