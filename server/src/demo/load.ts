import type postgres from 'postgres'
import { fold } from 'shared/fold'
import { uuidv7 } from 'uuidv7'
import { openSealer } from '../access/seal.js'
import { identify, searchText } from '../patients/derive.js'
import { copyRows, rebuildingIndexes } from './copy.js'
import { readNetwork } from './history.js'
import { writePain } from './load-pain.js'
import { writeTreatment } from './load-treatment.js'
import type { DemoPain } from './pain-facts.js'
import type { DemoPerson } from './people.js'
import type { DemoTreatment } from './treatment.js'

/** Everything that one transaction writes: the network's dates, the people, what belongs to them, and the ledger. */
export async function writePeople(
  sql: postgres.TransactionSql,
  people: readonly DemoPerson[],
  fieldKey: string,
  treatment: DemoTreatment,
  pains: Iterable<DemoPain>,
): Promise<void> {
  await openHospitals(sql)
  await rebuildingIndexes(sql, 'patients', 'gin', () => writeRolls(sql, people))
  await writeChosenNames(sql, people, fieldKey)
  await writeGuardians(sql, people)
  await writeConditions(sql, people)
  await writeEvents(sql, people)
  await writeLedger(sql, people)
  await writeTreatment(sql, treatment)
  await writePain(sql, pains)
  const { plans, doses } = treatment
  const sizes = { people: people.length, hospitals: readNetwork().length, plans: plans.length, doses: doses.length }
  const details = { source: 'demonstration', ...sizes }
  await sql`insert into audit_inbox (id, action, resource_type, details)
    values (${uuidv7()}, 'import', 'Patient', ${JSON.stringify(details)}::text::jsonb)`
}

async function openHospitals(sql: postgres.TransactionSql): Promise<void> {
  const opened = JSON.stringify(readNetwork().map(({ clues, opened: since }) => ({ clues, since })))
  const known = await sql`
    update organizations set uses_platform_since = since
    from jsonb_to_recordset(${opened}::text::jsonb) as network (clues text, since date)
    where organizations.clues = network.clues`
  if (known.count !== readNetwork().length)
    throw new Error('The demonstration names hospitals that the catalogue lacks')
}

/** Name words and duplicate keys are derived as for a person typed by hand; an identifier that is refused stops it all. */
const writeRolls = (sql: postgres.TransactionSql, people: readonly DemoPerson[]) =>
  copyRows(
    sql,
    'patients',
    [
      ...['id', 'managing_organization_id', 'registered_on', 'recorded_on', 'recorded_at', 'given_name'],
      ...['first_surname', 'second_surname', 'birth_date', 'sex', 'birth_state', 'curp', 'nss', 'agregado'],
      ...['coverage', 'missing_identifier_reason', 'search', 'match_keys'],
    ],
    mapped(people, (person) => {
      const { identity, findings } = identify(person)
      if (findings.some(({ severity }) => severity === 'error'))
        throw new Error(`${person.id} has an impossible identifier`)
      return [
        ...[person.id, person.organizationId, person.registeredOn, person.recordedOn, person.recordedAt],
        ...[identity.givenName, identity.firstSurname, identity.secondSurname, identity.birthDate, identity.sex],
        ...[identity.birthState, identity.curp, identity.nss, identity.agregado, person.coverage],
        ...[person.missingIdentifierReason, identity.search, identity.matchKeys],
      ]
    }),
  )

async function writeChosenNames(
  sql: postgres.TransactionSql,
  people: readonly DemoPerson[],
  fieldKey: string,
): Promise<void> {
  const sealer = openSealer(fieldKey)
  const named = people.filter(({ chosenName, pronoun }) => chosenName !== null || pronoun !== null)
  await copyRows(
    sql,
    'chosen_names',
    ['patient_id', 'managing_organization_id', 'sealed', 'word_hashes'],
    mapped(named, ({ id, organizationId, chosenName, pronoun }) => {
      const words = chosenName === null ? [] : fold(chosenName).split(' ')
      return [id, organizationId, sealer.seal({ chosenName, pronoun }, id), words.map(sealer.wordHash)]
    }),
  )
}

const writeGuardians = (sql: postgres.TransactionSql, people: readonly DemoPerson[]) =>
  copyRows(
    sql,
    'related_persons',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'given_name', 'first_surname', 'second_surname'],
      ...['search', 'relationship', 'phone', 'recorded_at'],
    ],
    eachOf(people, ({ id, organizationId, guardians, recordedAt }) =>
      guardians.map((guardian) => [
        ...[guardian.id, id, organizationId, guardian.givenName, guardian.firstSurname, guardian.secondSurname],
        searchText(guardian.firstSurname, guardian.secondSurname, guardian.givenName),
        ...[guardian.relationship, guardian.phone, recordedAt],
      ]),
    ),
  )

const writeConditions = (sql: postgres.TransactionSql, people: readonly DemoPerson[]) =>
  copyRows(
    sql,
    'conditions',
    [
      ...['id', 'patient_id', 'managing_organization_id', 'icd10', 'topography', 'morphology'],
      ...['basis_of_diagnosis', 'onset_date', 'suspected_on', 'referred_on', 'recorded_date', 'laterality'],
      ...['stage_system', 'stage_tier', 'stage_value', 'risk_group', 'iccc3_version', 'iccc3_group'],
      ...['iccc3_subgroup', 'iccc3_division', 'checks', 'recorded_at'],
    ],
    mapped(people, ({ id, organizationId, condition: it, recordedAt }) => [
      ...[it.id, id, organizationId, it.icd10, it.topography, it.morphology],
      ...[it.basisOfDiagnosis, it.onsetDate, it.suspectedOn, it.referredOn, it.recordedDate, it.laterality],
      ...[it.stageSystem, it.stageTier, it.stageValue, it.riskGroup, it.iccc3Version, it.iccc3Group],
      ...[it.iccc3Subgroup, it.iccc3Division, JSON.stringify(it.checks), recordedAt],
    ]),
  )

const writeEvents = (sql: postgres.TransactionSql, people: readonly DemoPerson[]) =>
  copyRows(
    sql,
    'patient_events',
    ['id', 'patient_id', 'managing_organization_id', 'kind', 'effective_on', 'recorded_at'],
    eachOf(people, ({ id, organizationId, events }) =>
      events.map((event) => [event.id, id, organizationId, event.kind, event.effectiveOn, event.recordedAt]),
    ),
  )

/** Each person enters the count on the day they were recorded; what waits is folded by counts/fold.ts. */
async function writeLedger(sql: postgres.TransactionSql, people: readonly DemoPerson[]): Promise<void> {
  await copyRows(
    sql,
    'registry_entries',
    [
      ...['patient_id', 'organization_id', 'kind', 'sign', 'posted_on', 'recorded_at', 'birth_date', 'sex'],
      ...['registered_on', 'diagnosed_on', 'iccc3_group'],
    ],
    mapped(people, ({ condition, ...person }) => [
      ...[person.id, person.organizationId, 'registered', 1, person.recordedOn, person.recordedAt],
      ...[person.birthDate, person.sex, person.registeredOn, condition.recordedDate, condition.iccc3Group],
    ]),
  )
  await sql`insert into registry_pending (entry_id) select id from registry_entries`
}

function* mapped<T, Row>(items: Iterable<T>, row: (item: T) => Row): Generator<Row> {
  for (const item of items) yield row(item)
}

function* eachOf<T, Row>(items: Iterable<T>, rows: (item: T) => Row[]): Generator<Row> {
  for (const item of items) yield* rows(item)
}
