import { LOOK_SHARE } from 'shared/pain-indicator-rules'
import type { OpenScope } from '../access/scope.js'
import type { AssessmentFact, DoseFact, Pain, Standing } from './entries.js'

/** An assessment or a dose with what hangs on others, as the rows of the person say it now, and what stands of it. */
export type Neighbour = { final: boolean; standing: Standing[] } & (
  | { kind: 'assessment'; fact: AssessmentFact; answered: boolean }
  | { kind: 'dose'; fact: Omit<DoseFact, 'opioid' | 'lateAt'>; before: Pain | null; after: Pain | null }
)

const clock = (id: string, measure: 'treated' | 'reassessed') =>
  `(select late_at from pain_entries where source_id = ${id} and measure = '${measure}' limit 1)`

const standing = (id: string) => `(
  select coalesce(jsonb_agg(to_jsonb(entry)), '[]') from (
    select organization_id as "organizationId", patient_id as "patientId", measure, source_id as "sourceId",
      happened_on as "happenedOn", met, effect, late_at as "lateAt", minutes, until_on as "untilOn"
    from pain_entries where source_id = ${id} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(sign) > 0
  ) as entry)`

const pain = (of: string) =>
  `jsonb_build_object('scale', ${of}.scale, 'score', ${of}.score, 'scoreMax', ${of}.score_max, 'severity', ${of}.severity)`

/** A dose answers a pain from the minute that it is written for: a nurse types the minute, the server knows the second. */
const assessments = (where: string) => `
select jsonb_build_object('kind', 'assessment', 'final', a.status = 'final', 'standing', ${standing('a.id')},
  'fact', jsonb_build_object('id', a.id, 'patientId', a.patient_id, 'managingOrganizationId', a.managing_organization_id,
    'effectiveAt', a.effective_at, 'severity', a.severity, 'action', a.action),
  'answered', exists (
    select from analgesic_administrations d where d.patient_id = a.patient_id and d.status = 'final'
      and d.role not in ('bowel-prophylaxis', 'antagonist') and d.given_at >= date_trunc('minute', a.effective_at)
      and d.given_at <= ${clock('a.id', 'treated')})) as neighbour
from pain_assessments a where a.patient_id = $2 and ${where}`

const doses = (where: string) => `
select jsonb_build_object('kind', 'dose', 'final', d.status = 'final', 'standing', ${standing('d.id')},
  'fact', jsonb_build_object('id', d.id, 'patientId', d.patient_id, 'managingOrganizationId', d.managing_organization_id,
    'role', d.role, 'route', d.route, 'givenAt', d.given_at, 'order', (
      select jsonb_build_object('intervalHours', o.interval_hours, 'stoppedAt', o.stopped_at) from analgesic_orders o where o.id = d.order_id)),
  'before', (select ${pain('a')} from pain_assessments a where a.id = d.answers_assessment_id and a.status = 'final'),
  'after', (
    select ${pain('a')} from pain_assessments a where a.patient_id = d.patient_id and a.status = 'final'
      and a.severity is not null and a.id is distinct from d.answers_assessment_id and a.effective_at >= d.given_at
      and (a.effective_at >= d.given_at + (d.reassess_due_at - d.given_at) * ${LOOK_SHARE} or a.follows_administration_id = d.id)
      and a.effective_at <= ${clock('d.id', 'reassessed')}
    order by a.effective_at desc, a.id desc limit 1)) as neighbour
from analgesic_administrations d where d.patient_id = $2 and ${where}`

const painAt = 'coalesce($3::timestamptz, (select effective_at from pain_assessments where id = $1))'
const givenAt = 'coalesce($3::timestamptz, (select given_at from analgesic_administrations where id = $1))'

/** No hospital may wait longer: a week for a reassessment, a day more for its grace, a day for an answer. */
const OF_ASSESSMENT = `${assessments('a.id = $1')} union all ${doses(`d.status = 'final'
  and d.given_at between ${painAt} - interval '8 days' and ${painAt} + interval '8 days'
  and (d.given_at <= ${painAt} and d.reassess_due_at >= ${painAt} - interval '1 day' or d.answers_assessment_id = $1)`)}`

const OF_DOSE = `${doses('d.id = $1')} union all ${assessments(`a.status = 'final' and a.severity in ('moderate', 'severe')
  and a.effective_at between ${givenAt} - interval '1 day' and ${givenAt} + interval '1 minute'`)}`

const OF_ORDERS = doses(`d.status = 'final' and d.order_id = any ($1::uuid[])`)

interface Subject {
  id: string
  patientId: string
  /** When the pain was, or the dose given; as its row says where absent. */
  at?: Date
}

const read = (scope: OpenScope, statement: string, { id, patientId, at }: Subject): Promise<Neighbour[]> =>
  ask(scope, statement, [id, patientId, at?.toISOString() ?? null])

async function ask({ query }: OpenScope, statement: string, parameters: readonly unknown[]): Promise<Neighbour[]> {
  const rows = await query<{ neighbour: unknown }>(statement, parameters)
  return rows.map(({ neighbour }) => withInstants(neighbour) as Neighbour)
}

/** An assessment itself and the doses whose reassessment or relief it may be. */
export const nearAssessment = (scope: OpenScope, subject: Subject) => read(scope, OF_ASSESSMENT, subject)

/** A dose itself and the pains that it may answer. */
export const nearDose = (scope: OpenScope, subject: Subject) => read(scope, OF_DOSE, subject)

const instants = new Set(['effectiveAt', 'givenAt', 'lateAt', 'stoppedAt'])

/** Doses that were given by some orders. */
export const nearOrders = (scope: OpenScope, patientId: string, orderIds: readonly string[]) =>
  ask(scope, OF_ORDERS, [`{${orderIds.join(',')}}`, patientId])

/** Instants come as text inside JSON. */
function withInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withInstants)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      instants.has(key) && typeof inner === 'string' ? new Date(inner) : withInstants(inner),
    ]),
  )
}
