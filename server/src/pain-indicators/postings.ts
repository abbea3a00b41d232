import type { OpenScope } from '../access/scope.js'
import {
  type AssessmentFact,
  type DoseFact,
  type EffectsFact,
  effectOfAlert,
  entriesOfAssessment,
  entriesOfDose,
  entriesOfEffects,
  type Move,
  moves,
  type Standing,
} from './entries.js'
import { holdAndPost, postPain } from './ledger.js'
import { type Neighbour, nearAssessment, nearDose, nearOrders } from './neighbours.js'

/*
 * What keeps the ledger of the loop. Each runs in the transaction of its fact, after the row is written (or marked as an
 * error), and goes out as two statements in one trip to the database; a third only where another fact turns.
 */

type Withdrawn = Pick<DoseFact, 'id' | 'patientId'>

const added = (entries: readonly Standing[]): Move[] => entries.map((entry) => ({ ...entry, sign: 1 }))

/** A pain was assessed. `answerMinutes` are the hospital's, left out where the pain asks for no answer; its clock stays that one. */
export async function postAssessment(scope: OpenScope, assessment: AssessmentFact, answerMinutes = 0): Promise<void> {
  const { id, patientId, effectiveAt } = assessment
  await judge(scope, [
    holdAndPost(scope, patientId, added(entriesOfAssessment(assessment, answerMinutes, false))),
    nearAssessment(scope, { id, patientId, at: effectiveAt }),
  ])
}

/** An assessment was marked as an error. */
export async function withdrawAssessment(scope: OpenScope, subject: Withdrawn): Promise<void> {
  await judge(scope, [holdAndPost(scope, subject.patientId, []), nearAssessment(scope, subject)])
}

/** An analgesic was given, naloxone and laxatives too; `lateAt` is the one of its reminder. */
export async function postDose(scope: OpenScope, dose: DoseFact): Promise<void> {
  const { id, patientId, givenAt } = dose
  await judge(scope, [
    holdAndPost(scope, patientId, added(entriesOfDose(dose, null, null))),
    nearDose(scope, { id, patientId, at: givenAt }),
  ])
}

/** A dose was marked as an error. */
export async function withdrawDose(scope: OpenScope, subject: Withdrawn): Promise<void> {
  await judge(scope, [holdAndPost(scope, subject.patientId, []), nearDose(scope, subject)])
}

/** Orders were stopped: what flowed by them flows no more. */
export async function postStoppedOrders(
  scope: OpenScope,
  patientId: string,
  orderIds: readonly string[],
): Promise<void> {
  await judge(scope, [holdAndPost(scope, patientId, []), nearOrders(scope, patientId, orderIds)])
}

/** An unwanted effect of an analgesic was written down. */
export const postEffects = (scope: OpenScope, fact: EffectsFact): Promise<void> =>
  postPain(scope, added(entriesOfEffects(fact)))

/** Sedation and breathing were looked at: what alerts is an unwanted effect, another posts nothing. */
export function postSedationCheck(
  scope: OpenScope,
  { alerts, ...check }: Omit<EffectsFact, 'effects'> & { alerts: readonly string[] },
): Promise<void> {
  return postEffects(scope, { ...check, effects: alerts.flatMap((code) => effectOfAlert[code] ?? []) })
}

const WITHDRAW_EFFECTS = `
select organization_id as "organizationId", patient_id as "patientId", measure, source_id as "sourceId",
  happened_on::text as "happenedOn", met, effect, late_at as "lateAt", minutes, until_on::text as "untilOn"
from pain_entries where source_id = $1 and measure = 'adverse-effect'
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(sign) > 0`

/** The effect, or the sedation check that showed it, was marked as an error. */
export async function withdrawEffects(scope: OpenScope, sourceId: string): Promise<void> {
  const standing = await scope.query<Standing & Record<string, unknown>>(WITHDRAW_EFFECTS, [sourceId])
  await postPain(scope, moves(standing, []))
}

/** Turns every entry that what is near judges otherwise now. */
async function judge(scope: OpenScope, asked: [Promise<void>, Promise<Neighbour[]>]): Promise<void> {
  const [, neighbours] = await Promise.all(asked)
  await postPain(
    scope,
    neighbours.flatMap((neighbour) => moves(neighbour.standing, shouldStand(neighbour))),
  )
}

/** What a fact ought to say now. One that was never posted has no clock to be judged by, and stays so. */
function shouldStand(neighbour: Neighbour): Standing[] {
  const { final, standing } = neighbour
  if (!final || standing.length === 0) return []
  const clock = (of: Standing['measure']) => standing.find(({ measure }) => measure === of)
  if (neighbour.kind === 'assessment') {
    const minutes = clock('treated')?.minutes ?? null
    return minutes === null ? standing : entriesOfAssessment(neighbour.fact, minutes, neighbour.answered)
  }
  const { fact, before, after } = neighbour
  const lateAt = clock('reassessed')?.lateAt ?? null
  return entriesOfDose({ ...fact, opioid: clock('opioid-day') !== undefined, lateAt }, before, after)
}
