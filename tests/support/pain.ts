import type { OpenScope } from 'server/access/scope'
import * as postings from 'server/pain-indicators/postings'
import type { AnalgesicEffect, AnalgesicRole, AnalgesicRoute, PainAction, PainSeverity } from 'shared/pain'
import { uuidv7 } from 'uuidv7'
import type { House } from './house.js'

interface Who {
  patientId: string
  organizationId: string
}

export const ANSWER_MINUTES = 30
const MINUTE = 60_000

export interface AnAssessment {
  at: Date
  score: number
  severity?: PainSeverity
  action?: PainAction | null
  scale?: string
  scoreMax?: number
  /** The dose it says it looks at. */
  follows?: string | null
}
interface AnOrder {
  intervalHours?: number | null
}
export interface AnAnalgesic {
  at: Date
  role?: AnalgesicRole
  opioid?: boolean
  answers?: string | null
  /** Until its reassessment is late; null for a dose without one. */
  minutes?: number | null
  route?: AnalgesicRoute
  order?: { id: string; intervalHours: number | null; stoppedAt: Date | null } | null
}

/** NRS: 4 to 6 is moderate. */
const severityOf = (score: number): PainSeverity =>
  score === 0 ? 'none' : score < 4 ? 'mild' : score < 7 ? 'moderate' : 'severe'

/** Writes rows of the pain loop and posts them, as the program does in one transaction for each fact. */
export function painOf(house: House, { patientId, organizationId }: Who) {
  const transact = (run: (scope: OpenScope) => Promise<void>) =>
    house.database.transact({ role: 'girasol_clinic', organizationIds: [organizationId] }, (transaction) =>
      run(transaction as unknown as OpenScope),
    )
  const fact = () => ({ id: uuidv7(), patientId, managingOrganizationId: organizationId })
  const instant = (at: Date) => at.toISOString()
  const withdrawn = (table: string) => `update ${table} set status = 'entered-in-error' where id = $1`
  return {
    async assess({ at, score, severity, action = null, scale = 'NRS', scoreMax = 10, follows = null }: AnAssessment) {
      const assessment = { ...fact(), effectiveAt: at, severity: severity ?? severityOf(score), action }
      await transact(async (scope) => {
        await scope.query(
          `insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at, action, follows_administration_id)
          values ($1, $2, $3, $4, '1.0', $5, $6, $7, $8, $9, $10)`,
          [
            ...[assessment.id, patientId, organizationId, scale, score, scoreMax, assessment.severity],
            ...[instant(at), action, follows],
          ],
        )
        await postings.postAssessment(scope, assessment, ANSWER_MINUTES)
      })
      return {
        ...assessment,
        withdraw: () =>
          transact(async (scope) => {
            await scope.query(withdrawn('pain_assessments'), [assessment.id])
            await postings.withdrawAssessment(scope, assessment)
          }),
      }
    },
    /** An order of a plan, which `stop` ends as the program does. */
    async order({ intervalHours = null }: AnOrder = {}) {
      const [id, planId] = [uuidv7(), uuidv7()]
      await transact(async ({ query }) => {
        await query(
          `insert into analgesic_plans (id, patient_id, managing_organization_id, protocol, protocol_version, step, started_at, target_score)
          values ($1, $2, $3, 'children', '1.1', 2, now(), 3)`,
          [planId, patientId, organizationId],
        )
        await query(
          `insert into analgesic_orders (id, plan_id, patient_id, managing_organization_id, role, drug, route, dose, unit, interval_hours)
          values ($1, $2, $3, $4, 'regular', 'morfina', 'IV-infusion', 1, 'mg/h', $5)`,
          [id, planId, patientId, organizationId, intervalHours],
        )
      })
      const order = { id, intervalHours, stoppedAt: null as Date | null }
      const stop = (at: Date) =>
        transact(async (scope) => {
          await scope.query("update analgesic_orders set status = 'stopped', stopped_at = $2 where id = $1", [
            ...[id, instant(at)],
          ])
          await postings.postStoppedOrders(scope, patientId, [id])
          order.stoppedAt = at
        })
      return { order, stop }
    },
    async give(given: AnAnalgesic) {
      const { at, role = 'rescue', opioid = false, answers = null, minutes = 60, route = 'PO', order = null } = given
      const lateAt = minutes === null ? null : new Date(at.getTime() + minutes * MINUTE)
      const dose = { ...fact(), role, opioid, givenAt: at, lateAt, route, order }
      const drug = role === 'antagonist' ? 'naloxona' : opioid ? 'morfina' : 'paracetamol'
      await transact(async (scope) => {
        await scope.query(
          `insert into analgesic_administrations (id, patient_id, managing_organization_id, role, drug, route, dose, unit, given_at, answers_assessment_id, reassess_due_at, order_id)
          values ($1, $2, $3, $4, $5, $6, 1, 'mg', $7, $8, $9, $10)`,
          [
            ...[dose.id, patientId, organizationId, role, drug, route, instant(at), answers],
            ...[lateAt && instant(lateAt), order?.id ?? null],
          ],
        )
        await postings.postDose(scope, dose)
      })
      return {
        ...dose,
        withdraw: () =>
          transact(async (scope) => {
            await scope.query(withdrawn('analgesic_administrations'), [dose.id])
            await postings.withdrawDose(scope, dose)
          }),
      }
    },
    async see({ at, effect }: { at: Date; effect: AnalgesicEffect }) {
      const seen = { ...fact(), effectiveAt: at, effects: [effect] }
      await transact(async (scope) => {
        await scope.query(
          `insert into analgesic_adverse_effects (id, patient_id, managing_organization_id, effect, effective_at)
          values ($1, $2, $3, $4, $5)`,
          [seen.id, patientId, organizationId, effect, instant(at)],
        )
        await postings.postEffects(scope, seen)
      })
      return {
        ...seen,
        withdraw: () =>
          transact(async (scope) => {
            await scope.query(withdrawn('analgesic_adverse_effects'), [seen.id])
            await postings.withdrawEffects(scope, seen.id)
          }),
      }
    },
  }
}
