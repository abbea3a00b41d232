import type { OpenScope, Scope } from 'server/access/scope'
import { transact } from 'server/access/scope'
import { openSealer } from 'server/access/seal'
import * as loop from 'server/reminders/loop'
import { settingsOf } from 'server/reminders/settings'
import type { AnalgesicRole, AnalgesicRoute, PainAction, PainSeverity } from 'shared/pain'
import { uuidv7 } from 'uuidv7'
import { type House, type Person, secrets } from './house.js'

type Girl = { id: string; managingOrganizationId: string }
interface GivenFacts {
  at: Date
  route?: AnalgesicRoute
  role?: AnalgesicRole
  opioid?: boolean
  answers?: string | null
  order?: { id: string; intervalHours: number | null; stoppedAt: Date | null } | null
}
interface PainFacts {
  at: Date
  severity?: PainSeverity | null
  scale?: string
  score?: number
  scoreMax?: number
  action?: PainAction | null
  follows?: string | null
}

/** What a nurse does at the bed of one person, written as the program writes it: the fact, then what it asks for. */
export function bedside(house: House, nurse: Person, { id: patientId, managingOrganizationId }: Girl) {
  const scope: Scope = {
    ...{
      database: house.database,
      userId: nurse.userId,
      sessionId: nurse.sessionId,
      roles: ['hospital-staff'],
      grants: [],
    },
    ...{
      organizationIds: [managingOrganizationId],
      national: false,
      door: 'girasol_clinic',
      keyed: openSealer(secrets.field),
      requestId: uuidv7(),
      route: 'test',
    },
  }
  const act = <T>(run: (open: OpenScope) => Promise<T>) => transact(scope, run)
  const whose = () => ({ id: uuidv7(), patientId, managingOrganizationId })
  const mistaken = (table: string) => `update ${table} set status = 'entered-in-error' where id = $1`
  return {
    act,
    give: ({ at, route = 'IV', role = 'regular', opioid = false, answers = null, order = null }: GivenFacts) =>
      act(async (open) => {
        const settings = await settingsOf(open, managingOrganizationId)
        const reassessDueAt = loop.reassessmentDue(settings, { role, route, givenAt: at })
        const dose = {
          ...whose(),
          role,
          route,
          opioid,
          givenAt: at,
          reassessDueAt,
          answersAssessmentId: answers,
          order,
        }
        await open.query(
          `insert into analgesic_administrations (id, patient_id, managing_organization_id, role, drug, route, dose, unit, given_at, answers_assessment_id, reassess_due_at, order_id)
          values ($1, $2, $3, $4, $9, $5, 1, 'mg', $6, $7, $8, $10)`,
          [
            dose.id,
            patientId,
            managingOrganizationId,
            role,
            route,
            at.toISOString(),
            answers,
            reassessDueAt?.toISOString() ?? null,
            opioid ? 'morfina' : 'paracetamol',
            order?.id ?? null,
          ],
        )
        return { id: dose.id, closed: await loop.doseRecorded(open, dose, settings) }
      }),
    assess: ({
      at,
      severity = 'mild',
      scale = 'NRS',
      score = 2,
      scoreMax = 10,
      action = null,
      follows = null,
    }: PainFacts) =>
      act(async (open) => {
        const pain = {
          ...whose(),
          severity,
          scale,
          score,
          scoreMax,
          effectiveAt: at,
          followsAdministrationId: follows,
          action,
        }
        await open.query(
          `insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at, action, follows_administration_id)
          values ($1, $2, $3, $8, '1.0', $4, $9, $5, $6, $7, $10)`,
          [
            ...[pain.id, patientId, managingOrganizationId, score, severity, at.toISOString(), action, scale, scoreMax],
            follows,
          ],
        )
        return { id: pain.id, closed: await loop.assessmentRecorded(open, pain) }
      }),
    /** An order in force, of a plan of its own; `stop` ends it as the program does. */
    async order() {
      const [id, planId] = [uuidv7(), uuidv7()]
      await act(async ({ query }) => {
        await query(
          `insert into analgesic_plans (id, patient_id, managing_organization_id, protocol, protocol_version, step, started_at, target_score)
          values ($1, $2, $3, 'children', '1.1', 2, now(), 3)`,
          [planId, patientId, managingOrganizationId],
        )
        await query(
          `insert into analgesic_orders (id, plan_id, patient_id, managing_organization_id, role, drug, route, dose, unit)
          values ($1, $2, $3, $4, 'regular', 'morfina', 'IV-infusion', 1, 'mg/h')`,
          [id, planId, patientId, managingOrganizationId],
        )
      })
      const stop = (at: Date) =>
        act(async (open) => {
          await open.query("update analgesic_orders set status = 'stopped', stopped_at = $2 where id = $1", [
            ...[id, at.toISOString()],
          ])
          await loop.ordersStopped(open, patientId, [id])
        })
      return { order: { id, intervalHours: null, stoppedAt: null }, stop }
    },
    check: ({ at, alerts = [], rate = null }: { at: Date; alerts?: string[]; rate?: number | null }) =>
      act(async (open) => {
        const check = { ...whose(), effectiveAt: at, alerts }
        await open.query(
          `insert into sedation_checks (id, patient_id, managing_organization_id, scale, value, effective_at, alerts, respiratory_rate)
          values ($1, $2, $3, 'POSS', $4, $5, $6, $7)`,
          [
            check.id,
            patientId,
            managingOrganizationId,
            alerts.includes('too-sedated') ? '3' : '1',
            at.toISOString(),
            `{${alerts.join(',')}}`,
            rate,
          ],
        )
        return { id: check.id, closed: await loop.sedationRecorded(open, check) }
      }),
    mistake: (kind: 'assessment' | 'dose' | 'check', id: string) =>
      act(async (open) => {
        const [table, withdrawn] = {
          assessment: ['pain_assessments', loop.assessmentWithdrawn] as const,
          dose: ['analgesic_administrations', loop.doseWithdrawn] as const,
          check: ['sedation_checks', loop.sedationWithdrawn] as const,
        }[kind]
        await open.query(mistaken(table), [id])
        await withdrawn(open, { id, patientId })
      }),
    /** Every reminder of the person: kind, minutes from the hour to due and to late, outcome. */
    async reminders(hour: Date) {
      const rows =
        await house.sql`select kind, source_id, due_at, late_at, outcome from reminders where patient_id = ${patientId} order by due_at, kind`
      const minute = (at: Date) => (at.getTime() - hour.getTime()) / 60_000
      return rows.map(({ kind, due_at, late_at, outcome }) => [kind, minute(due_at), minute(late_at), outcome])
    },
    /** What is open: kind and source. */
    async open() {
      const rows =
        await house.sql`select kind, source_id from reminders where patient_id = ${patientId} and closed_at is null order by due_at, kind`
      return rows.map(({ kind, source_id }) => [kind, source_id])
    },
  }
}
