import type { AnalgesicFacts, FactForPerson } from 'shared/analgesia'
import { contraindication } from 'shared/analgesic-checks'
import { boundsOf, fromMg } from 'shared/analgesic-doses'
import { analgesicDrugs, drugCode, isOpioid } from 'shared/analgesic-drugs'
import { type AnalgesicFact, DOUBTFUL, type ProtocolRule, protocolAt, stepsOf } from 'shared/analgesic-facts'
import { painProtocol, sedationScaleFacts } from './catalogue.js'

/** Everything a screen shows or checks while somebody writes; with an age, what it comes to for that person. */
export function analgesicFacts(ageInDays: number | undefined, weightKg: number | null): AnalgesicFacts {
  return {
    protocol: painProtocol,
    steps: [...stepsOf(painProtocol, 'children'), ...stepsOf(painProtocol, 'adults')],
    drugs,
    sedationScales: sedationScaleFacts,
    forPerson:
      ageInDays === undefined
        ? null
        : {
            protocol: protocolAt(Math.floor(ageInDays / 365.25)),
            contraindicated: contraindicatedAt(ageInDays),
            facts: painProtocol.facts
              .filter(({ confidence, fromDays, toDays }) => {
                const atAge = ageInDays >= fromDays && (toDays === null || ageInDays <= toDays)
                return atAge && confidence !== DOUBTFUL
              })
              .map((fact) => forWeight(fact, weightKg)),
            breathing: breathingAt(ageInDays),
          },
  }
}

/** Rules that speak of a class of drugs rather than of one. */
const ofClass: Readonly<Record<string, readonly string[]>> = {
  nsaid: ['R-AINE-ONC'],
  opioid: ['R-CONST', 'R-AE', 'R-SED', 'R-BZD', 'R-NOCEIL', 'R-CTRL'],
}

/** Where a rule names the drugs it speaks of. */
function names({ structured }: ProtocolRule, code: string): boolean {
  const said = Object(structured) as Record<string, unknown>
  return ['drug', 'avoid', 'caution_renal'].some((key) =>
    [said[key]].flat().some((name) => typeof name === 'string' && drugCode(name) === code),
  )
}

const drugs: AnalgesicFacts['drugs'] = Object.entries(analgesicDrugs).map(([code, drug]) => {
  const classRules = ofClass[isOpioid(code) ? 'opioid' : drug.class] ?? []
  const { es, en, class: of, fraction } = drug
  return {
    ...{ code, es, en, class: of, opioid: isOpioid(code), fraction },
    cautions: painProtocol.rules
      .filter((rule) => names(rule, code) || classRules.includes(rule.id) || (drug.mixed && rule.id === 'R-MEP'))
      .map(({ id, text, source, confidence }) => ({ id, text, source, confidence })),
    factIds: painProtocol.facts.filter((fact) => fact.drug === code).map(({ id }) => id),
  }
})

const contraindicatedAt = (ageInDays: number) =>
  Object.keys(analgesicDrugs).flatMap((drug) => {
    const rule = contraindication(painProtocol, drug, ageInDays)
    if (rule === undefined) return []
    const { id: ruleId, source, confidence, text } = rule
    return [{ drug, ruleId, factId: null, source, confidence, text }]
  })

function forWeight(fact: AnalgesicFact, weightKg: number | null): FactForPerson {
  const { minMg, maxMg, maxSingleMg, maxDailyMg } = boundsOf(fact, weightKg)
  const { id: factId, drug, routes, prolongedRelease, unit } = fact
  const inUnit = (mg: number | null) => (mg === null || unit === null ? null : fromMg(mg, unit))
  return {
    factId,
    drug,
    routes,
    prolongedRelease,
    unit,
    doseMin: inUnit(minMg),
    doseMax: inUnit(maxMg),
    maxSingleMg,
    maxDailyMg,
  }
}

const at = <Band extends { fromDays: number; toDays: number | null }>(bands: readonly Band[], days: number): Band => {
  const found = bands.find(({ fromDays, toDays }) => days >= fromDays && (toDays === null || days <= toDays))
  if (found === undefined) throw new Error('The catalogue has no breathing rate for an age')
  return found
}

/** Breaths a minute for an age in days: usual ones, and below which an opioid asks for help. */
export function breathingAt(ageInDays: number) {
  const { normal, opioidAlertBelow, opioidAlertConfidence: confidence } = painProtocol.respiratory
  const { low: normalLow, high: normalHigh } = at(normal, ageInDays)
  return { normalLow, normalHigh, opioidAlertBelow: at(opioidAlertBelow, ageInDays).rate, confidence }
}
