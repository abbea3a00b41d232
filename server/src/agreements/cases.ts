import type { CaseLink, FollowedCase } from 'shared/agreements'
import { type AuditEntry, audit, type OpenScope } from '../access/scope.js'
import { findPatient } from '../patients/queries.js'
import { notFound } from '../problem.js'
import { instantText } from '../shortages/state.js'
import { today } from '../today.js'
import { isLate, isPending } from './public.js'

/** The agreement with its hospital, if it is about a case and that hospital is one of the own; else the one 404. */
async function findCase({ query }: OpenScope, agreementId: string): Promise<string> {
  const [row] = await query<{ organizationId: string }>(
    `select organization_id as "organizationId" from agreements where id = $1::uuid and case_alias is not null`,
    [agreementId],
  )
  if (row === undefined) throw notFound('Agreement', agreementId)
  return row.organizationId
}

const LINK = `select patient_id as "patientId", ${instantText('linked_at')} as "linkedAt" from agreement_cases
  where agreement_id = $1::uuid`

/** Whom an alias means. 404 where nobody has said yet or the person is treated elsewhere by now, as where there is no such case. */
export async function readCase(scope: OpenScope, agreementId: string): Promise<CaseLink> {
  const organizationId = await findCase(scope, agreementId)
  const [link] = await scope.query<CaseLink & Record<string, unknown>>(LINK, [agreementId])
  if (link === undefined) throw notFound('Agreement', agreementId)
  await audit(scope, entry('read', agreementId, organizationId, link.patientId))
  return link
}

/** Says whom an alias means: somebody whom the hospital of the agreement treats. */
export async function linkCase(scope: OpenScope, agreementId: string, patientId: string): Promise<CaseLink> {
  const organizationId = await findCase(scope, agreementId)
  const patient = await findPatient(scope, patientId)
  if (patient.managingOrganizationId !== organizationId) throw notFound('Patient', patientId)
  await scope.query('select girasol_forget_former_case($1::uuid)', [agreementId]) // hidden from here once treated elsewhere
  await scope.query(
    `insert into agreement_cases (agreement_id, organization_id, patient_id, linked_by) values ($1, $2, $3, $4)
    on conflict (agreement_id) do update set patient_id = excluded.patient_id, linked_at = now(), linked_by = excluded.linked_by`,
    [agreementId, organizationId, patient.id, scope.userId],
  )
  await audit(scope, entry('update', agreementId, organizationId, patient.id))
  const [link] = await scope.query<CaseLink & Record<string, unknown>>(LINK, [agreementId])
  if (link === undefined) throw new Error('A case just linked is not there')
  return link
}

/** The cases that the own hospitals follow: what is pending first, late ones before. */
export async function listCases(scope: OpenScope): Promise<FollowedCase[]> {
  const cases = await scope.query<FollowedCase & Record<string, unknown>>(
    `select a.id as "agreementId", s.number || '-' || a.number as code, a.organization_id as "organizationId",
      a.case_alias as "caseAlias", a.text, a.due_on as "dueOn", a.status, ${isLate} as late, c.patient_id as "patientId"
    from agreements a join working_group_sessions s on s.id = a.session_id
    left join agreement_cases c on c.agreement_id = a.id
    where a.case_alias is not null
    order by ${isPending} desc, case when ${isPending} then a.due_on end, s.number desc, a.number`,
    [today()],
  )
  const [first, ...rest] = cases.flatMap(({ agreementId, organizationId, patientId }) =>
    patientId === null ? [] : [entry('read', agreementId, organizationId, patientId)],
  )
  if (first !== undefined) await audit(scope, first, ...rest)
  return cases
}

const entry = (
  action: 'read' | 'update',
  resourceId: string,
  organizationId: string,
  patientId: string,
): AuditEntry => ({ action, resourceType: 'AgreementCase', resourceId, organizationId, patientId })
