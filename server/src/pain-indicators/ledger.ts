import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'
import type { Move } from './entries.js'

/** Lock class of the loop; the second key is the person. */
const LOCK = 7249

/**
 * The clock of a source is the one of its first entry for ever: what a hospital sets anew holds for what comes after.
 */
const insert = (from: string) => `
insert into pain_entries (organization_id, patient_id, measure, source_id, happened_on, posted_on, sign, met, effect,
  until_on, late_at, minutes, settings_version)
select "organizationId", "patientId", measure, "sourceId", "happenedOn", $2::date, sign, met, effect, "untilOn", "lateAt", minutes,
  case when "lateAt" is not null then coalesce(
    (select settings_version from pain_entries as first where first.source_id = "sourceId" and first.measure = entry.measure order by id limit 1),
    (select version from pain_settings as own where own.organization_id = "organizationId"), 0) end
from ${from}jsonb_to_recordset($1::jsonb) as entry ("organizationId" uuid, "patientId" uuid, measure pain_measure,
  "sourceId" uuid, "happenedOn" date, sign smallint, met boolean, effect analgesic_effect, "untilOn" date, "lateAt" timestamptz,
  minutes integer)`

const POST = insert('')
const HOLD_AND_POST = `with held as materialized (select pg_advisory_xact_lock($3, hashtext($4)))${insert('held, ')}`
const HOLD = 'select pg_advisory_xact_lock($1, hashtext($2))'

/** Posts entries of the pain loop on today's page, in the transaction of the fact that makes them. */
export async function postPain({ query }: OpenScope, entries: readonly Move[]): Promise<void> {
  if (entries.length > 0) await query(POST, [JSON.stringify(entries), today()])
}

/**
 * Posts a fact's own entries and holds the person until the transaction ends: of two who record a dose and a pain of one
 * person at once, the second sees what the first wrote.
 */
export async function holdAndPost({ query }: OpenScope, patientId: string, entries: readonly Move[]): Promise<void> {
  if (entries.length > 0) await query(HOLD_AND_POST, [JSON.stringify(entries), today(), LOCK, patientId])
  else await query(HOLD, [LOCK, patientId])
}
