import type { AnalgesicEffect, PainMeasure } from 'shared/pain'
import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'

export interface PainEntry {
  organizationId: string
  patientId: string
  measure: PainMeasure
  sourceId: string
  /** Day in the hospital's time. */
  happenedOn: string
  sign: 1 | -1
  met: boolean
  effect?: AnalgesicEffect | null
}

const POST = `
insert into pain_entries (organization_id, patient_id, measure, source_id, happened_on, posted_on, sign, met, effect)
select "organizationId", "patientId", measure, "sourceId", "happenedOn", $2::date, sign, met, effect
from jsonb_to_recordset($1::jsonb) as entry ("organizationId" uuid, "patientId" uuid, measure pain_measure, "sourceId" uuid,
  "happenedOn" date, sign smallint, met boolean, effect analgesic_effect)`

/** Posts entries of the pain loop on today's page, in the transaction of the fact that makes them. */
export async function postPain({ query }: OpenScope, entries: readonly PainEntry[]): Promise<void> {
  if (entries.length > 0) await query(POST, [JSON.stringify(entries), today()])
}
