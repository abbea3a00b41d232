import { LOOK_SHARE } from 'shared/pain-indicator-rules'
import type {
  analgesicAdministrations,
  analgesicAdverseEffects,
  analgesicOrders,
  analgesicPlans,
  sedationChecks,
} from '../analgesia/table.js'
import type { earlyWarningScores, febrileEpisodes } from '../early-warning/table.js'
import type { painAssessments } from '../pain-assessments/table.js'
import type { DemoScore } from './pain-scores.js'

interface Fact {
  id: string
  /** Milliseconds; of one person no two facts fall in one minute, and they were written in the order in which they were. */
  at: number
  recordedAt: number
}
type Assessment = typeof painAssessments.$inferSelect
type Dose = typeof analgesicAdministrations.$inferSelect
type Check = typeof sedationChecks.$inferSelect
type Score = typeof earlyWarningScores.$inferSelect
type Fever = typeof febrileEpisodes.$inferSelect

export type PainFact = Fact &
  Pick<Assessment, 'cause' | 'action' | 'sites' | 'atRest' | 'followsAdministrationId'> & {
    kind: 'pain'
    scored: DemoScore
  }
export type DoseFact = Fact &
  Pick<Dose, 'orderId' | 'role' | 'drug' | 'route' | 'dose' | 'unit' | 'opioidStatus' | 'answersAssessmentId'> & {
    kind: 'dose'
    opioid: boolean
    dueAt: number | null
  }
export type CheckFact = Fact &
  Pick<Check, 'value' | 'respiratoryRate' | 'oxygenSaturation' | 'followsAdministrationId' | 'alerts'> & {
    kind: 'check'
  }
export type EffectFact = Fact &
  Pick<typeof analgesicAdverseEffects.$inferSelect, 'effect' | 'administrationId'> & { kind: 'effect' }
export type ScoreFact = Fact &
  Pick<
    Score,
    'neurological' | 'cardiovascular' | 'respiratory' | 'staffConcern' | 'familyConcern' | 'total' | 'band'
  > & {
    kind: 'score'
    /** The stay goes on, so the next is awaited. */
    last: boolean
  }
export type FeverFact = Fact &
  Pick<Fever, 'temperature' | 'neutrophils' | 'antibiotic'> & { kind: 'fever'; antibioticAt: number | null }
export type DemoFact = PainFact | DoseFact | CheckFact | EffectFact | ScoreFact | FeverFact

export type DemoPlan = Pick<
  typeof analgesicPlans.$inferSelect,
  'id' | 'protocol' | 'step' | 'weightKg' | 'nonDrugMeasures'
> & {
  startedAt: number
  endedAt: number | null
  orders: (Pick<typeof analgesicOrders.$inferSelect, 'id' | 'drug' | 'route' | 'dose' | 'unit' | 'maxDosesPerDay'> & {
    narcotic: boolean
  })[]
}

/** What was written of one person's pain, in order of time. */
export interface DemoPain {
  patientId: string
  organizationId: string
  facts: DemoFact[]
  plans: DemoPlan[]
  /** When the person went home, each time: nobody is asked for anything more. */
  ends: number[]
}

/** Why a person is in hospital, or `plain`. */
export type StayKind = 'mucositis' | 'procedure' | 'fever' | 'plain'

/** From here on a pain tells what a dose did. */
export const showsFrom = ({ at, dueAt }: Pick<DoseFact, 'at' | 'dueAt'>) => at + ((dueAt ?? at) - at) * LOOK_SHARE

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
