import { conditionRules } from 'shared/condition-checks'
import { auditRow } from '../access/scope.js'
import { auditInbox } from '../access/table.js'
import type { Transaction } from '../database/db.js'
import { today } from '../today.js'
import { eventId, momentPart } from './event-ids.js'

/** Rows written by one statement: the transaction is one, its statements stay of a size. */
const ROWS_AT_ONCE = 20_000

export interface CommitTask {
  importId: string
  base: string
  userId: string
  requestId: string
  readAt: Date
  /** Compare every CURP again: the first attempt met one that somebody registered meanwhile. */
  recheckCurps: boolean
}

const note = (code: string) =>
  `coalesce(findings, '[]') || '[{"column": null, "code": "${code}", "severity": "warning"}]'`

/** Whoever takes a fingerprint first has the row; another import that holds it makes this one wait, then step back. */
const CLAIM = `
with mine as (
  insert into imported_fingerprints (fingerprint, import_id)
  select fingerprint, import_id from import_rows where import_id = $1 and state = 'accepted'
  on conflict do nothing returning fingerprint
)
update import_rows set state = 'duplicate', findings = ${note('already-imported')}
where import_id = $1 and state = 'accepted'
  and not exists (select from mine where mine.fingerprint = import_rows.fingerprint)`

/** Who was registered after a minute before the file had been read: ids of version 7 begin with the time they were made. */
const REGISTERED_SINCE = `
with late as (
  update import_rows r set state = 'duplicate', patient_id = p.id, findings = ${note('already-registered')}
  from patients p
  where r.import_id = $1 and r.state = 'accepted' and p.id > $2::uuid and p.status = 'active'
    and p.import_id is distinct from $1
    and p.managing_organization_id = (r.parsed ->> 'managing_organization_id')::uuid
    and p.birth_date = (r.parsed ->> 'birth_date')::date and p.search = r.parsed ->> 'search'
  returning r.fingerprint
)
delete from imported_fingerprints where import_id = $1 and fingerprint in (select fingerprint from late)`

const RECHECK_CURPS = `
with held as (
  select found.row_number, found.id, found.in_reach from (
    select array_agg(row) as rows, array_agg(parsed ->> 'curp') as curps, array_agg((parsed ->> 'birth_date')::date) as births,
      array_agg('{}'::text) as none
    from import_rows where import_id = $1 and state = 'accepted' and parsed ->> 'curp' is not null
  ) as asked
  cross join lateral girasol_match_rows(asked.rows, asked.curps, array_fill(null::text, array[cardinality(asked.rows)]), asked.births, asked.none, 1) as found
  where found.curp not in ('XEXX010101HNEXXXA4', 'XEXX010101MNEXXXA8')
), late as (
  update import_rows r
  set state = case when held.in_reach then 'duplicate' else 'rejected' end::import_row_state,
    patient_id = case when held.in_reach then held.id end,
    findings = coalesce(findings, '[]') || jsonb_build_array(jsonb_build_object('column', null,
      'code', case when held.in_reach then 'already-registered' else 'curp-held-elsewhere' end,
      'severity', case when held.in_reach then 'warning' else 'error' end))
  from held where r.import_id = $1 and r.row = held.row_number
  returning r.fingerprint
)
delete from imported_fingerprints where import_id = $1 and fingerprint in (select fingerprint from late)`

const PEOPLE = `
create temporary table people on commit drop as
select r.row as row_number, p.* from import_rows r
cross join lateral jsonb_to_record(r.parsed) as p (id uuid, managing_organization_id uuid, registered_on date,
  given_name text, first_surname text, second_surname text, missing_name_reason text, birth_date date, sex sex,
  birth_state text, curp text, nss text, agregado text, coverage coverage, missing_identifier_reason missing_identifier_reason,
  search text, match_keys integer[], condition jsonb, events jsonb, elsewhere jsonb)
where r.import_id = $1 and r.state = 'accepted' and r.row >= $2 and r.row < $3`

const PATIENTS = `
insert into patients (id, managing_organization_id, registered_on, recorded_on, recorded_by, given_name, first_surname,
  second_surname, missing_name_reason, birth_date, sex, birth_state, curp, nss, agregado, coverage,
  missing_identifier_reason, search, match_keys, import_id)
select id, managing_organization_id, registered_on, $2, $3, given_name, first_surname, second_surname,
  missing_name_reason, birth_date, sex, birth_state, curp, nss, agregado, coverage, missing_identifier_reason, search,
  match_keys, $1
from people order by row_number`

const LEDGER = `
with entries as (
  insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, recorded_by, birth_date, sex,
    registered_on, diagnosed_on, iccc3_group)
  select id, managing_organization_id, 'registered', 1, $1, $2, birth_date, sex, registered_on,
    (condition ->> 'recorded_date')::date, condition ->> 'iccc3_group'
  from people order by row_number
  returning id
)
insert into registry_pending (entry_id) select id from entries`

const CONDITIONS = `
insert into conditions (id, patient_id, managing_organization_id, icd10, topography, morphology, basis_of_diagnosis,
  onset_date, referred_on, recorded_date, stage_system, stage_value, iccc3_version, iccc3_group, iccc3_subgroup,
  iccc3_division, checks, recorded_by, import_id)
select c.id, people.id, managing_organization_id, c.icd10, c.topography, c.morphology, 'unknown', c.onset_date,
  c.referred_on, c.recorded_date, c.stage_system, c.stage_value, c.iccc3_version, c.iccc3_group, c.iccc3_subgroup,
  c.iccc3_division, coalesce(nullif(c.checks, 'null'), $3::text::jsonb), $2, $1
from people
cross join lateral jsonb_to_record(condition) as c (id uuid, icd10 text, topography text, morphology text,
  onset_date date, referred_on date, recorded_date date, stage_system text, stage_value text, iccc3_version text,
  iccc3_group text, iccc3_subgroup text, iccc3_division text, checks jsonb)
where jsonb_typeof(condition) = 'object'`

/** What a diagnosis says that no rule doubts. */
const ALL_OK = JSON.stringify(conditionRules.map((rule) => ({ rule, verdict: 'ok', fields: [] })))

const EVENTS = `
insert into patient_events (id, patient_id, managing_organization_id, kind, effective_on, details, recorded_by, import_id)
select e.id, people.id, managing_organization_id, e.kind, e.effective_on, nullif(e.details, 'null'), $2, $1
from people
cross join lateral jsonb_to_recordset(events) as e (id uuid, kind text, effective_on date, details jsonb)`

/** One event a person, for n acts make n events; their ids grow with time as all others do. */
const AUDIT = `
insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
select ${eventId('$4')}, managing_organization_id, $2, 'create', 'Patient', id::text, id, $3, jsonb_build_object('importId', $1::text)
from people`

const RECONCILIATION = `
insert into reconciliation_cases (id, patient_id, other_patient_id, score)
select gen_random_uuid(), people.id, e.id, e.score
from people cross join lateral jsonb_to_recordset(elsewhere) as e (id uuid, score smallint)
where elsewhere is not null`

const CASES = `
insert into deidentified_cases (id, import_id, organization_id, dataset, case_number, sex, age_months, icd10, topography,
  morphology, iccc3_version, iccc3_group, iccc3_subgroup, stage, histology, relapse, days_to_relapse, deceased,
  survival_days, recorded_on)
select c.id, $1, $4, c.dataset, c.case_number, c.sex, c.age_months, c.icd10, c.topography, c.morphology, c.iccc3_version,
  c.iccc3_group, c.iccc3_subgroup, c.stage, c.histology, c.relapse, c.days_to_relapse, c.deceased, c.survival_days, $5
from import_rows r
cross join lateral jsonb_to_record(r.parsed) as c (id uuid, dataset text, case_number text, sex text, age_months integer,
  icd10 text, topography text, morphology text, iccc3_version text, iccc3_group text, iccc3_subgroup text, stage text,
  histology text, relapse boolean, days_to_relapse integer, deceased boolean, survival_days integer)
where r.import_id = $1 and r.state = 'accepted' and r.row >= $2 and r.row < $3`

const SETTLE = `
update imports set status = 'committed', committed_at = now(), progress = 100, failure = null, accepted = tally.accepted,
  rejected = tally.rejected, duplicates = tally.duplicates, warnings = tally.warnings
from (
  select count(*) filter (where state = 'accepted')::integer as accepted,
    count(*) filter (where state = 'rejected')::integer as rejected,
    count(*) filter (where state = 'duplicate')::integer as duplicates,
    count(*) filter (where state = 'accepted' and findings is not null)::integer as warnings
  from import_rows where import_id = $1
) as tally
where id = $1`

/** Writes every accepted row in the caller's transaction: all of them or, if it fails, none. */
export async function writeRows(
  { query, db }: Transaction,
  task: CommitTask,
  organizationId: string | null,
  report: { at(fraction: number): void; quiet(): Promise<void> },
): Promise<void> {
  const { importId, base, userId, requestId } = task
  // Rows just written have no statistics yet, and a nested loop over them would take a day
  await query(`select set_config('enable_nestloop', 'off', true)`, [])
  await query(CLAIM, [importId])
  if (base !== 'deidentified-cases') {
    await query(REGISTERED_SINCE, [
      importId,
      `${momentPart(new Date(task.readAt.getTime() - 60_000))}-7000-8000-000000000000`,
    ])
    if (task.recheckCurps) await query(RECHECK_CURPS, [importId])
  }
  await query(`select set_config('enable_nestloop', 'on', true)`, [])
  const [bounds] = await query<{ first: number; last: number }>(
    `select coalesce(min(row), 0) as first, coalesce(max(row), -1) as last from import_rows where import_id = $1 and state = 'accepted'`,
    [importId],
  )
  const { first, last } = bounds ?? { first: 0, last: -1 }
  for (let from = first; from <= last; from += ROWS_AT_ONCE) {
    const rows = [importId, from, from + ROWS_AT_ONCE]
    if (base === 'deidentified-cases') await query(CASES, [...rows, organizationId, today()])
    else await writePeople(query, task, rows)
    report.at((from - first) / (last - first + 1))
  }
  // Progress is told by other transactions, which would wait for the row that this one is about to change
  await report.quiet()
  await query(SETTLE, [importId])
  const [written] = await query<{ accepted: number; rejected: number; duplicates: number }>(
    'select accepted, rejected, duplicates from imports where id = $1',
    [importId],
  )
  await db.insert(auditInbox).values(
    auditRow(
      { userId, requestId },
      {
        action: 'import',
        resourceType: 'Import',
        resourceId: importId,
        ...(organizationId === null ? {} : { organizationId }),
        details: { base, ...written },
      },
    ),
  )
}

async function writePeople(
  query: Transaction['query'],
  { importId, userId, requestId }: CommitTask,
  rows: readonly unknown[],
): Promise<void> {
  const day = today()
  await query(PEOPLE, rows)
  await query(PATIENTS, [importId, day, userId])
  await query(LEDGER, [day, userId])
  await query(CONDITIONS, [importId, userId, ALL_OK])
  await query(EVENTS, [importId, userId])
  await query(AUDIT, [importId, userId, requestId, momentPart(new Date())])
  await query(RECONCILIATION, [])
  await query('drop table people', [])
}
