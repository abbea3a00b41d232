import postgres from 'postgres'
import type { TryOut } from 'shared/access'
import { foldRegistry } from '../counts/fold.js'
import type { Database } from '../database/db.js'
import { loadCatalogues } from '../terminology/load.js'
import { today } from '../today.js'
import { makeAccounts, tryOut } from './accounts.js'
import { writePeople } from './load.js'
import { readLibrary } from './load-treatment.js'

/** Two starts at once take turns. */
const LOCK = 7246
const written = [
  ...['patients', 'related_persons', 'chosen_names', 'conditions', 'patient_events', 'registry_entries'],
  ...['care_plans', 'medication_administrations', 'dose_entries', 'first_treatments', 'body_measurements'],
  ...['adverse_events', 'shortage_cases', 'shortage_events', 'stock_entries'],
  ...['pain_assessments', 'analgesic_plans', 'analgesic_orders', 'analgesic_administrations', 'sedation_checks'],
  ...['analgesic_adverse_effects', 'early_warning_scores', 'febrile_episodes', 'reminders', 'pain_entries'],
]

/**
 * Makes the try-out database ready: catalogues, invented people, accounts, sessions. The people go in by one transaction, so after
 * a start that was killed the next one begins from nothing; where anybody is registered, nobody is loaded. `url` is the
 * owner's. Quick when all is there.
 */
export async function prepareTryOut(
  database: Database,
  url: string,
  fieldKey: string,
  say: (text: string) => void,
): Promise<TryOut> {
  await loadCatalogues(url, say)
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    if (await isEmpty(sql)) await loadPeople(sql, fieldKey, say)
    await sql.begin(makeAccounts)
    await foldRegistry(database)
    await loadSessions(database, sql, fieldKey, say)
  } finally {
    await sql.end({ timeout: 5 })
  }
  return tryOut
}

async function loadPeople(sql: postgres.Sql, fieldKey: string, say: (text: string) => void): Promise<void> {
  // the generator reads a dozen files: a start that finds its people need not
  const [{ makePeople }, { pastCourses, presentCourses }, { makeTreatment }, { makePain }] = await Promise.all([
    import('./people.js'),
    import('./courses.js'),
    import('./treatment.js'),
    import('./pain.js'),
  ])
  say('Inventing the people of the demonstration…')
  const people = makePeople()
  const number = (count: number) => count.toLocaleString('en')
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`
    if (!(await isEmpty(tx))) return
    const day = today()
    const past = pastCourses(people)
    const present = presentCourses(past, day)
    const treatment = makeTreatment([...past, ...present], await readLibrary(tx), day)
    const pains = makePain(past, present, treatment, new Date())
    say(`Writing ${number(people.length)} people and ${number(treatment.doses.length)} doses…`)
    await writePeople(tx, people, fieldKey, treatment, pains)
  })
  say('Counting them…')
  await sql.unsafe(`analyze ${[...written, 'organizations'].join(', ')}`)
}

async function loadSessions(
  database: Database,
  sql: postgres.Sql,
  fieldKey: string,
  say: (text: string) => void,
): Promise<void> {
  const there = await sql`select 1 from working_group_sessions limit 1`
  if (there.length > 0) return
  say('Writing the sessions of the working group…')
  const { writeWorkingGroup } = await import('./working-group.js')
  await writeWorkingGroup(database, sql, fieldKey)
}

async function isEmpty(sql: postgres.Sql | postgres.TransactionSql): Promise<boolean> {
  const [row] = await sql<{ empty: boolean }[]>`select not exists (select from patients) as empty`
  return row?.empty === true
}
