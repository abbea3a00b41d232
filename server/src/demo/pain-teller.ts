import { bandOf, totalOf } from 'shared/early-warning'
import { answeredSeverities, type BodySite } from 'shared/pain'
import { alertsOf, codesOf } from '../analgesia/alerts.js'
import { breathingAt } from '../analgesia/facts.js'
import { earlyWarningScale } from '../early-warning/scale.js'
import type { Chance } from './chance.js'
import { idAt } from './instants.js'
import { type DemoDrug, drugsFor, dueAfter } from './pain-drugs.js'
import {
  type DemoFact,
  type DemoPain,
  type DemoPlan,
  type DoseFact,
  HOUR,
  MINUTE,
  type PainFact,
  type StayKind,
} from './pain-facts.js'
import { scored } from './pain-scores.js'
import type { DemoPerson } from './people.js'

interface Telling {
  chance: Chance
  person: Pick<DemoPerson, 'id' | 'organizationId'>
  weightKg: number
  /** How well the hospital closes the loop, 0 to 1. */
  care: number
  /** Nothing is told from this instant on. */
  until: number
  /** When a pain waits at the end: paracetamol is kept for it. */
  waitsAt?: number | undefined
}

/** Tells what one person's nurses wrote, minute after minute: what comes too early waits for the fact before it. */
export type Teller = ReturnType<typeof openTeller>

export function openTeller({ chance, person, weightKg, care, until, waitsAt = Number.POSITIVE_INFINITY }: Telling) {
  const facts: DemoFact[] = []
  const plans: DemoPlan[] = []
  let [clock, kind, age, end] = [0, 'plain' as StayKind, 0, until]
  let stay: DemoPlan | null = null
  const ends: number[] = []
  const last = { paracetamol: 0, morfina: 0 }

  /** The next free minute from `at` on; null after the end. */
  function place(at: number): { id: string; at: number; recordedAt: number } | null {
    const minute = Math.max(Math.floor(at / MINUTE) * MINUTE, clock + MINUTE)
    if (minute >= end) return null
    clock = minute
    const recordedAt = minute + 1000 * chance.between(1, 55)
    return { id: idAt(chance, recordedAt), at: minute, recordedAt }
  }

  function see(
    at: number,
    level: number,
    follows: string | null,
    action: PainFact['action'] = 'none',
  ): PainFact | null {
    const placed = place(at)
    if (placed === null) return null
    const score = scored(chance, scaleFor(person.organizationId, age), level)
    const hurts = score.severity !== 'none' && score.score > 0
    const fact: PainFact = {
      kind: 'pain',
      id: placed.id,
      at: placed.at,
      recordedAt: placed.recordedAt,
      scored: score,
      followsAdministrationId: follows,
      action,
      cause: hurts ? causes[kind] : null,
      sites: hurts ? sitesOf(kind, chance) : [],
      atRest: hurts ? chance.happens(0.7) : null,
    }
    facts.push(fact)
    return fact
  }

  /** One round of the ward: the pain, what was done about it, and what was seen afterwards. */
  function pain(at: number, level: number): void {
    const severity = scored(chance, scaleFor(person.organizationId, age), level).severity
    const asks = answeredSeverities.some((one) => one === severity)
    const answered = asks && chance.happens(0.3 + 0.68 * care)
    const drug = answered ? choose(at, severity === 'severe') : null
    const action = !asks
      ? 'none'
      : drug !== null
        ? 'analgesic'
        : answered
          ? 'non-drug'
          : severity === 'severe'
            ? 'notify'
            : 'none'
    const fact = see(at, level, null, action)
    if (fact === null || drug === null) return
    const prompt = chance.happens(0.35 + 0.63 * care)
    const given = give(fact, fact.at + (prompt ? chance.between(3, 26) : chance.between(34, 75)) * MINUTE, drug)
    if (given !== null) follow(given, level)
  }

  const free = (at: number) => (drug: DemoDrug) => at - last[drug.drug] >= (drug.hours - 0.2) * HOUR

  function choose(at: number, severe: boolean): DemoDrug | null {
    const drugs = drugsFor(age, weightKg)
    const wanted = severe
      ? [drugs.vein, drugs.mild]
      : chance.happens(0.72)
        ? [drugs.mild, drugs.oral]
        : [drugs.oral, drugs.mild]
    const kept = waitsAt - (drugs.mild.hours + 1.5) * HOUR < at // a dose may come that much after its pain
    return wanted.find((drug) => free(at)(drug) && !(kept && drug.drug === drugs.mild.drug)) ?? null
  }

  function give(pain: PainFact, at: number, drug: DemoDrug): DoseFact | null {
    const placed = place(at)
    if (placed === null) return null
    const order = kind === 'plain' ? null : orderOf(drug, pain.at, drug.route)
    const fact: DoseFact = {
      ...{
        ...placed,
        kind: 'dose',
        orderId: order,
        role: 'rescue',
        drug: drug.drug,
        route: drug.route,
        dose: drug.dose,
      },
      ...{ unit: drug.unit, opioidStatus: drug.narcotic ? 'naive' : null, answersAssessmentId: pain.id },
      ...{ opioid: drug.narcotic, dueAt: dueAfter(placed.at, drug.route) },
    }
    last[drug.drug] = placed.at
    facts.push(fact)
    return fact
  }

  /** The plan of the stay, written with its first dose: two steps for children. */
  function orderOf(drug: DemoDrug, at: number, route: DemoDrug['route']): string | null {
    if (stay === null) {
      const { mild, oral, vein } = drugsFor(age, weightKg)
      const adult = age >= 6570
      stay = {
        ...{ id: idAt(chance, at), protocol: adult ? 'adults' : 'children', step: adult ? 3 : 2, weightKg },
        ...{ nonDrugMeasures: adult ? ['positioning', 'music'] : ['distraction', 'play', 'comfort-holding'] },
        ...{ startedAt: at, endedAt: null },
        orders: [mild, oral, vein].map((one) => ({ ...one, id: idAt(chance, at) })),
      }
      plans.push(stay)
    }
    return stay.orders.find((one) => one.drug === drug.drug && one.route === route)?.id ?? null
  }

  /** Most are looked at again in time, some late, some never; an opioid also by sedation and breathing. */
  function follow(dose: DoseFact, level: number): void {
    const { dueAt, at, opioid } = dose
    if (dueAt === null) return
    const [minutes, drawn] = [(dueAt - at) / MINUTE, chance.real()]
    const inTime = 0.3 + 0.66 * care
    if (opioid && chance.happens(0.25 + 0.7 * care)) check(dose, at + Math.round(minutes * 0.8) * MINUTE)
    if (drawn > inTime + (1 - inTime) * 0.6) return
    const after =
      drawn <= inTime ? Math.round(minutes * (0.85 + chance.real() * 0.25)) : minutes + chance.between(15, 70)
    const yields = chance.happens(0.82) ? 0.15 + chance.real() * 0.45 : 0.8 + chance.real() * 0.25
    see(at + after * MINUTE, Math.min(10, level * yields), dose.id)
    if (opioid && chance.happens(0.05)) effect(dose, clock + chance.between(5, 90) * MINUTE)
  }

  function check(dose: DoseFact | null, at: number, quiet = false): void {
    const placed = place(at)
    if (placed === null) return
    const { normalLow: low, normalHigh: high } = breathingAt(age)
    const deep = quiet ? 1 : chance.real()
    const value = deep < 0.0015 ? '4' : deep < 0.012 ? '3' : chance.happens(0.3) ? 'S' : chance.happens(0.6) ? '1' : '2'
    const respiratoryRate = value === '4' ? 7 : chance.between(low, Math.max(low, Math.round((low + high) / 2)))
    const oxygenSaturation = value === '4' ? 86 : chance.between(93, 99)
    const alerts = codesOf(alertsOf({ scale: 'POSS', value, respiratoryRate, oxygenSaturation }, age))
    facts.push({
      ...placed,
      kind: 'check',
      value,
      respiratoryRate,
      oxygenSaturation,
      followsAdministrationId: dose?.id ?? null,
      alerts,
    })
    if (value === '4') reverse(placed.at + 3 * MINUTE)
    if (alerts.length > 0) check(dose, placed.at + 15 * MINUTE, true)
  }

  /** Naloxone, 0.01 mg/kg, and the effect that called for it. */
  function reverse(at: number): void {
    const placed = place(at)
    if (placed === null) return
    const dose = Math.round(Math.min(0.4, weightKg * 0.01) * 100) / 100
    facts.push({
      ...{
        ...placed,
        kind: 'dose',
        orderId: null,
        role: 'antagonist',
        drug: 'naloxona',
        route: 'IV',
        dose,
        unit: 'mg',
      },
      ...{ opioidStatus: null, answersAssessmentId: null, opioid: false, dueAt: null },
    })
    facts.push({
      ...{ id: idAt(chance, placed.recordedAt), at: placed.at, recordedAt: placed.recordedAt },
      ...{ kind: 'effect', effect: 'respiratory-depression', administrationId: placed.id },
    })
  }

  function effect(dose: DoseFact, at: number): void {
    const placed = place(at)
    if (placed === null) return
    const effect = effects[chance.below(effects.length)] ?? 'other'
    facts.push({ ...placed, kind: 'effect', effect, administrationId: dose.id })
  }

  function fever(at: number, minutes: number | null): void {
    const placed = place(at)
    if (placed === null) return
    const antibioticAt = minutes === null ? null : placed.at + minutes * MINUTE
    facts.push({
      ...{ ...placed, kind: 'fever', temperature: Math.round((38.1 + chance.real() * 1.6) * 10) / 10, antibioticAt },
      neutrophils: chance.happens(0.8) ? Math.round(chance.real() * 90) / 100 : null,
      antibiotic: antibioticAt === null ? null : chance.happens(0.6) ? 'Cefepima' : 'Piperacilina con tazobactam',
    })
  }

  function score(at: number, ends: boolean): void {
    const placed = place(at)
    if (placed === null) return
    const point = (share: number) => (chance.happens(share) ? (chance.happens(0.25) ? 2 : 1) : 0)
    const values = {
      ...{ neurological: point(0.12), cardiovascular: point(0.45), respiratory: point(0.25) },
      ...{ staffConcern: chance.happens(0.06), familyConcern: chance.happens(0.05) },
    }
    const total = totalOf(values)
    facts.push({ ...placed, ...values, kind: 'score', total, band: bandOf(earlyWarningScale, total), last: ends })
  }

  /** A fact beside the others: it does not wait for them. */
  function beside(tell: () => void): void {
    const kept = clock
    clock = 0
    tell()
    clock = Math.max(kept, clock)
  }

  return {
    care,
    pain,
    score,
    /** A stay or a visit begins; a febrile one with its door and its antibiotic, in the first hour where care is good. */
    begin(at: number, of: StayKind, ageInDays: number): void {
      ;[kind, age] = [of, ageInDays]
      if (kind !== 'fever') return
      const golden = chance.happens(0.25 + 0.7 * care)
      fever(at + chance.between(20, 150) * MINUTE, golden ? chance.between(18, 60) : chance.between(65, 210))
    },
    /** The person goes home: nothing more is asked. */
    end(): void {
      const at = Math.min(clock + 30 * MINUTE, until)
      if (stay !== null) stay.endedAt = at
      stay = null
      ends.push(at)
    },
    /** Pain, sedation and breathing are seen, and nothing waits. */
    settle(at: number, now: number): void {
      end = now
      see(at, 0.4, null)
      check(null, at + MINUTE, true)
    },
    /** A pain of the ward of now, answered a few minutes later, and nothing after it. */
    waiting(at: number, level: number): void {
      const { vein, mild } = drugsFor(age, weightKg)
      const fact = see(at, level, null, 'analgesic')
      const strong = level > 6 && free(at)(vein)
      if (fact !== null) give(fact, at + 3 * MINUTE, strong ? vein : mild)
    },
    feverNow: (at: number) => beside(() => fever(at, null)),
    scoreNow: (at: number) => beside(() => score(at, false)),
    done(): DemoPain {
      facts.sort((a, b) => a.recordedAt - b.recordedAt)
      return { patientId: person.id, organizationId: person.organizationId, facts, plans, ends }
    },
  }
}

const causes = { mucositis: 'treatment', procedure: 'procedure', fever: 'other', plain: 'tumour' } as const
const effects = [
  'constipation',
  'constipation',
  'nausea-vomiting',
  'nausea-vomiting',
  'pruritus',
  'urinary-retention',
  'other',
] as const
const elsewhere: BodySite[] = ['abdomen-upper', 'leg-left', 'leg-right', 'head', 'chest-left', 'back-lower']

function sitesOf(kind: StayKind, chance: Chance): BodySite[] {
  if (kind === 'mucositis') return ['mouth-throat']
  return kind === 'procedure' ? ['back-lower'] : [elsewhere[chance.below(elsewhere.length)] ?? 'whole-body']
}

/** By age and by the habit of the hospital. */
function scaleFor(organizationId: string, ageInDays: number): string {
  const habit = organizationId.charCodeAt(organizationId.length - 1) % 3
  if (ageInDays < 1460) return ['LLANTO', 'FLACC', 'EVENDOL'][habit] ?? 'FLACC'
  if (ageInDays < 2920) return habit === 0 ? 'WBF' : 'FPS-R'
  return ageInDays >= 6570 && habit === 2 ? 'VAS' : 'NRS'
}
