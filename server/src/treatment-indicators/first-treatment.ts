import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'

/** Lock class of first treatments; the second key is the person. */
const LOCK = 7245

interface Posted extends Record<string, unknown> {
  organizationId: string
  kind: string
  treatedOn: string
  diagnosedOn: string | null
  sign: number
}

const columns = `organization_id as "organizationId", kind, treated_on::text as "treatedOn", diagnosed_on::text as "diagnosedOn"`

const LAST = `select ${columns}, sign from first_treatments where patient_id = $1 order by id desc limit 1`

/** Antineoplastic doses given in full or in part, in the day of Mexico City, and what else begins a treatment. */
const FIRST = `
select ${columns} from (
  select managing_organization_id as organization_id, 'medication' as kind, (given_at at time zone 'America/Mexico_City')::date as treated_on
  from medication_administrations where patient_id = $1 and purpose = 'antineoplastic' and status = 'completed'
  union all
  select managing_organization_id, kind::text, performed_on from procedures
  where patient_id = $1 and status = 'final' and kind in ('radiotherapy', 'surgery', 'transplant')
) as treatments
cross join (select min(recorded_date) as diagnosed_on from conditions where patient_id = $1 and status = 'active') as diagnosis
order by treated_on, kind limit 1`

const POST = `
insert into first_treatments (patient_id, organization_id, kind, treated_on, diagnosed_on, days, posted_on, sign)
values ($1, $2, $3::first_treatment_kind, $4::date, $5::date, $4::date - $5::date, $6, $7)`

/** The posting that stands for a person; none before their first treatment. */
async function standing(scope: OpenScope, patientId: string): Promise<Posted | undefined> {
  const [last] = await scope.query<Posted>(LAST, [patientId])
  return last?.sign === 1 ? last : undefined
}

/**
 * Whether a person's first treatment is known to be that day or before, so that another one moves nothing: one look-up,
 * for a recording that wants to end its transaction with its own statement.
 */
export async function isTreatmentKnown(scope: OpenScope, patientId: string, treatedOn: string): Promise<boolean> {
  const known = await standing(scope, patientId)
  return known !== undefined && known.treatedOn <= treatedOn
}

/**
 * Keeps the ledger of first treatments: call it in the transaction that records, corrects or marks as an error an
 * antineoplastic dose, a radiotherapy, a surgery, a transplant or a diagnosis, after that row is written.
 *
 * `treatedOn` is the day of what has just been given; with it nothing but one look-up is done for somebody whose first
 * treatment is known to be that day or before. Leave it out for every correction. Posts on today; the same facts twice
 * post once.
 */
export async function postFirstTreatment(scope: OpenScope, patientId: string, treatedOn?: string): Promise<void> {
  if (treatedOn !== undefined && (await isTreatmentKnown(scope, patientId, treatedOn))) return
  const [, before, [after]] = await Promise.all([
    // two who record the first doses of one person at once would both post it; what is sent behind looks once it is held
    scope.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK, patientId]),
    standing(scope, patientId),
    scope.query<Posted>(FIRST, [patientId]),
  ])
  if (same(before, after)) return
  const post = (posted: Posted, sign: number) =>
    scope.query(POST, [
      ...[patientId, posted.organizationId, posted.kind, posted.treatedOn, posted.diagnosedOn, today(), sign],
    ])
  if (before !== undefined) await post(before, -1)
  if (after !== undefined) await post(after, 1)
}

const facts = (posted: Posted) => [posted.organizationId, posted.kind, posted.treatedOn, posted.diagnosedOn].join()
const same = (a: Posted | undefined, b: Posted | undefined) =>
  a === undefined || b === undefined ? a === b : facts(a) === facts(b)
