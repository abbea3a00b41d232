import type { registryEntries } from 'server/patients/table'
import { uuidv7 } from 'uuidv7'
import type { House } from './house.js'

export type Entry = Required<
  Pick<
    typeof registryEntries.$inferInsert,
    'patientId' | 'organizationId' | 'kind' | 'sign' | 'postedOn' | 'birthDate' | 'sex' | 'registeredOn'
  >
> & { diagnosedOn: string | null; iccc3Group: string | null; reason: string | null }

/** A registration, of a ten-year-old girl unless said otherwise. */
export function anEntry(facts: Pick<Entry, 'organizationId' | 'postedOn'> & Partial<Entry>): Entry {
  return {
    patientId: uuidv7(),
    kind: 'registered',
    sign: 1,
    birthDate: `${Number(facts.postedOn.slice(0, 4)) - 10}-01-01`,
    sex: 'female',
    registeredOn: facts.postedOn,
    diagnosedOn: null,
    iccc3Group: null,
    reason: null,
    ...facts,
  }
}

/** `count` registrations of the same kind. */
export const entries = (count: number, facts: Parameters<typeof anEntry>[0]): Entry[] =>
  Array.from({ length: count }, () => anEntry(facts))

/** Writes ledger entries as the program does: entry and pending in one transaction. */
export async function post({ sql }: House, rows: readonly Entry[]): Promise<void> {
  await sql`
    with entry as (
      insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, birth_date, sex, registered_on, diagnosed_on, iccc3_group, reason)
      select * from jsonb_to_recordset(${sql.json(rows as never)}) as row ("patientId" uuid, "organizationId" uuid, kind registry_entry_kind,
        sign smallint, "postedOn" date, "birthDate" date, sex sex, "registeredOn" date, "diagnosedOn" date, "iccc3Group" text, reason text)
      returning id
    ) insert into registry_pending (entry_id) select id from entry`
}
