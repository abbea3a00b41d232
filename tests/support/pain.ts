import type { OpenScope } from 'server/access/scope'
import * as postings from 'server/pain-indicators/postings'
import type { AnalgesicEffect, AnalgesicRole, PainAction, PainSeverity } from 'shared/pain'
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
}
export interface AnAnalgesic {
  at: Date
  role?: AnalgesicRole
  opioid?: boolean
  answers?: string | null
  /** Until its reassessment is late; null for a dose without one. */
  minutes?: number | null
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
    async assess({ at, score, severity, action = null, scale = 'NRS', scoreMax = 10 }: AnAssessment) {
      const assessment = { ...fact(), effectiveAt: at, severity: severity ?? severityOf(score), action }
      await transact(async (scope) => {
        await scope.query(
          `insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at, action)
          values ($1, $2, $3, $4, '1.0', $5, $6, $7, $8, $9)`,
          [
            ...[assessment.id, patientId, organizationId, scale, score, scoreMax, assessment.severity],
            ...[instant(at), action],
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
    async give({ at, role = 'rescue', opioid = false, answers = null, minutes = 60 }: AnAnalgesic) {
      const lateAt = minutes === null ? null : new Date(at.getTime() + minutes * MINUTE)
      const dose = { ...fact(), role, opioid, givenAt: at, lateAt }
      const drug = role === 'antagonist' ? 'naloxona' : opioid ? 'morfina' : 'paracetamol'
      await transact(async (scope) => {
        await scope.query(
          `insert into analgesic_administrations (id, patient_id, managing_organization_id, role, drug, route, dose, unit, given_at, answers_assessment_id, reassess_due_at)
          values ($1, $2, $3, $4, $5, 'PO', 1, 'mg', $6, $7, $8)`,
          [dose.id, patientId, organizationId, role, drug, instant(at), answers, lateAt && instant(lateAt)],
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
