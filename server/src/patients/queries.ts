import { and, asc, desc, eq, getTableColumns, isNull } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { fold } from 'shared/fold'
import { type NewPatient, Patient, type PatientEdit } from 'shared/patients'
import { type Answer, answered, newId, type OnceKey } from '../access/once.js'
import { type AskingScope, audit, type OpenScope, type Scope, singly, transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { conflict, databaseError, invalid, notFound, Problem } from '../problem.js'
import { personLeft } from '../reminders/engine.js'
import { today } from '../today.js'
import { ageFacts, type Identity, type IdentityInput, identify, searchText } from './derive.js'
import { findMatches, likeliest, type Match } from './duplicates.js'
import {
  chosenNames,
  distinctPatients,
  patients,
  patientVersions,
  reconciliationCases,
  registryEntries,
  registryPending,
  relatedPersons,
} from './table.js'

declare const inScope: unique symbol
/** A person's row, found through the door of somebody who may see it. Only `findPatient` and `lookAtPatient` make one. */
export type PatientInScope = typeof patients.$inferSelect & { readonly [inScope]: true }

/** The person, or 404: unknown and foreign are the same. */
export async function findPatient({ db }: OpenScope, id: string): Promise<PatientInScope> {
  const [row] = await db.select().from(patients).where(eq(patients.id, id))
  if (row === undefined) throw notFound('Patient', id)
  return row as PatientInScope
}

const columns = Object.entries(getTableColumns(patients)).map(([key, column]) => ({
  key,
  name: toSnakeCase(key),
  read: (value: unknown) => (value === null ? null : column.mapFromDriverValue(value)),
}))

const LOOK = `
with seen as (select ${columns.map(({ name }) => name).join(', ')} from patients where id = $1), event as (
  insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
  select $2, managing_organization_id, $3, 'read', 'Patient', id::text, id, $4, $5::jsonb from seen
)
select * from seen`

/** The person with the event of the look, in one statement that commits with itself: what every visit begins with. */
export async function lookAtPatient(scope: OpenScope, id: string): Promise<PatientInScope> {
  const details = JSON.stringify({ route: scope.route })
  const [row] = await scope.queryAndCommit(LOOK, [id, newId(), scope.userId, scope.requestId, details])
  if (row === undefined) throw notFound('Patient', id)
  if (row['id'] !== id) throw new Error('The database answered with another person')
  return Object.fromEntries(columns.map(({ key, name, read }) => [key, read(row[name])])) as PatientInScope
}

/** A person under a lock until the transaction ends: for what reads the ledger before it posts. */
export async function lockPatient(scope: OpenScope, id: string): Promise<PatientInScope> {
  await scope.db.select({ id: patients.id }).from(patients).where(eq(patients.id, id)).for('update')
  return findPatient(scope, id)
}

/** Refuses by field what the identifier rules call impossible. */
export function refuseImpossible(
  input: IdentityInput,
  day: string,
  registeredOn: string,
  missingReason: string | null,
) {
  const { identity, findings } = identify(input)
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ field, code }) => ({ pointer: `#/${field}`, code: String(code) }))
  if (input.birthDate > day) errors.push({ pointer: '#/birthDate', code: 'future-date' })
  if (registeredOn > day) errors.push({ pointer: '#/registeredOn', code: 'future-date' })
  else if (input.birthDate > registeredOn) errors.push({ pointer: '#/registeredOn', code: 'before-birth' })
  if (identity.curp === null && identity.nss === null && missingReason === null)
    errors.push({ pointer: '#/missingIdentifierReason', code: 'missing-identifier-reason-required' })
  if (errors.length > 0) throw invalid(...errors)
  return identity
}

/** The unique index spoke: somebody registered this CURP at the same moment. */
export const curpTaken = (error: unknown) =>
  (databaseError(error) as { constraint_name?: string } | null)?.constraint_name === 'patients_curp_once'

/** Records that stopped a registration or a correction: what may be shown of them is decided outside its transaction. */
export class LooksRegistered extends Error {
  readonly matches: readonly Match[]
  constructor(matches: readonly Match[]) {
    super('looks-registered')
    this.matches = matches
  }
}

const REGISTER = `
with person as (
  insert into patients (id, managing_organization_id, registered_on, recorded_on, recorded_at, recorded_by, given_name, first_surname,
    second_surname, birth_date, sex, birth_state, curp, curp_shared, nss, agregado, coverage, missing_identifier_reason, search, match_keys)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  returning id, record_number
), entry as (
  insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, recorded_by, birth_date, sex, registered_on)
  values ($1, $2, 'registered', 1, $4, $6, $10, $11, $3)
  returning id
), pending as (
  insert into registry_pending (entry_id) select id from entry
), event as (
  insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
  values ($21, $2, $6, 'create', 'Patient', $22, $1, $23, $24)
), answer as (
  insert into idempotency_keys (user_id, route, key, request_hash, status, answer)
  select $6, $25, $26, $27, 201, jsonb_set($28::jsonb, '{recordNumber}', to_jsonb(record_number)) from person
  where $26::text is not null
)
select record_number from person`

/**
 * Registers a person: identity rules and duplicates, then row, ledger entry, audit event and remembered answer in one
 * statement, within a transaction where more belongs to it. A probable duplicate is 409 with candidates; with
 * `notDuplicateOf` it is registered and the pair is never offered again. Whether the key was answered before is looked
 * up where it stands in the way: by a look-alike here, or by its own row (`lostRace`), for which see `recallPatient`.
 */
export async function registerPatient(
  scope: Scope,
  sealer: Sealer,
  input: NewPatient,
  once: OnceKey | null,
): Promise<Answer<Patient>> {
  const day = today()
  const organizationId = input.managingOrganizationId
  if (!scope.organizationIds.includes(organizationId)) throw notFound('Organization', organizationId)
  const registeredOn = input.registeredOn ?? day
  const missingIdentifierReason = input.missingIdentifierReason ?? null
  const identity = refuseImpossible(identityOf(input), day, registeredOn, missingIdentifierReason)

  const alone = singly(scope)
  const matches = await findMatches(alone, identity)
  const judged = new Set(input.notDuplicateOf ?? [])
  const own = matches.filter(({ inReach, id }) => inReach && !judged.has(id))
  const holder = matches.find(({ inReach, sameCurp }) => !inReach && sameCurp)
  if (holder !== undefined || own.length > 0) {
    // The look-alike may be this very registration, sent twice
    const before = await recallPatient(scope, sealer, once)
    if (before !== null) return before
    throw new LooksRegistered(holder === undefined ? await transact(scope, (open) => likeliest(open, own)) : [holder])
  }

  const id = newId()
  const recordedAt = new Date().toISOString()
  const guardians = (input.guardians ?? []).map((guardian) => ({
    id: newId(),
    ...guardian,
    secondSurname: guardian.secondSurname ?? null,
    phone: guardian.phone ?? null,
  }))
  const distinct = matches.filter(({ id: other, inReach }) => inReach && judged.has(other))
  const body: Patient = {
    ...withoutKeys(identity),
    id,
    version: 1,
    status: 'active',
    managingOrganizationId: organizationId,
    recordNumber: 0,
    registeredOn,
    recordedAt,
    chosenName: input.chosenName ?? null,
    pronoun: input.pronoun ?? null,
    coverage: input.coverage,
    missingIdentifierReason,
    ...ageFacts({ birthDate: identity.birthDate, registeredOn }),
    guardians,
  }
  const details = distinct.length > 0 ? JSON.stringify({ notDuplicateOf: distinct.length }) : null
  const curpShared = distinct.some(({ sameCurp }) => sameCurp)
  const foreign = matches.filter(({ inReach }) => !inReach)
  const more = [body.chosenName ?? body.pronoun, guardians[0], distinct[0], foreign[0]].some((fact) => fact != null)
  const parameters = [
    ...[id, organizationId, registeredOn, day, recordedAt, scope.userId, identity.givenName, identity.firstSurname],
    ...[identity.secondSurname, identity.birthDate, identity.sex, identity.birthState, identity.curp, curpShared],
    ...[
      identity.nss,
      identity.agregado,
      input.coverage,
      missingIdentifierReason,
      identity.search,
      `{${identity.matchKeys.join(',')}}`,
    ],
    ...[
      newId(),
      id,
      scope.requestId,
      details,
      scope.route,
      once?.key ?? null,
      once?.requestHash ?? null,
      JSON.stringify(toRemember(sealer, body)),
    ],
  ]
  const register = async ({ query }: AskingScope) => {
    const [row] = await query<{ record_number: string }>(REGISTER, parameters)
    return { status: 201, body: { ...body, recordNumber: Number(row?.record_number) } }
  }
  if (!more) return register(alone)
  return transact(scope, async (open) => {
    const [registered] = await Promise.all([
      register(open),
      (body.chosenName ?? body.pronoun) ? keepChosenName(open, sealer, body) : undefined,
      keepGuardians(open, body, guardians),
      judgeDistinct(
        open,
        body,
        distinct.map(({ id: other }) => other),
      ),
      openReconciliation(open, id, foreign),
    ])
    return registered
  })
}

/** What was answered to this key before, its sealed names opened; null where nothing was. */
export async function recallPatient(
  scope: Scope,
  sealer: Sealer,
  once: OnceKey | null,
): Promise<Answer<Patient> | null> {
  const before = await answered<Remembered>(singly(scope), once)
  return before && recall(sealer, before)
}

/** P4: the remembered answer must not hold in clear what the row seals. */
type Remembered = Patient & { sealedNames?: string }

function toRemember(sealer: Sealer, body: Patient): Remembered {
  const { id, chosenName, pronoun } = body
  if (chosenName === null && pronoun === null) return body
  const sealedNames = sealer.seal({ chosenName, pronoun }, id).toString('base64')
  return { ...body, chosenName: null, pronoun: null, sealedNames }
}

function recall(sealer: Sealer, { status, body: { sealedNames, ...body } }: Answer<Remembered>): Answer<Patient> {
  if (sealedNames === undefined) return { status, body }
  return {
    status,
    body: {
      ...body,
      ...sealer.open<Pick<Patient, 'chosenName' | 'pronoun'>>(Buffer.from(sealedNames, 'base64'), body.id),
    },
  }
}

const identityOf = (input: NewPatient): IdentityInput => ({
  givenName: input.givenName,
  firstSurname: input.firstSurname,
  secondSurname: input.secondSurname ?? null,
  birthDate: input.birthDate,
  sex: input.sex,
  birthState: input.birthState ?? null,
  curp: input.curp ?? null,
  nss: input.nss ?? null,
  agregado: input.agregado ?? null,
})

const withoutKeys = <T extends { search: string; matchKeys: number[] }>({ search: _, matchKeys: __, ...rest }: T) =>
  rest

interface Named {
  id: string
  managingOrganizationId: string
  chosenName: string | null
  pronoun: string | null
}

async function keepChosenName(
  { db }: OpenScope,
  sealer: Sealer,
  { id, managingOrganizationId, chosenName, pronoun }: Named,
): Promise<void> {
  if (chosenName === null && pronoun === null) {
    await db.delete(chosenNames).where(eq(chosenNames.patientId, id))
    return
  }
  const row = {
    managingOrganizationId,
    sealed: sealer.seal({ chosenName, pronoun }, id),
    wordHashes: chosenName === null ? [] : fold(chosenName).split(' ').map(sealer.wordHash),
  }
  await db
    .insert(chosenNames)
    .values({ patientId: id, ...row })
    .onConflictDoUpdate({ target: chosenNames.patientId, set: row })
}

async function keepGuardians(
  { db }: OpenScope,
  { id, managingOrganizationId }: Named,
  guardians: Patient['guardians'],
): Promise<void> {
  if (guardians.length === 0) return
  await db.insert(relatedPersons).values(
    guardians.map((guardian) => ({
      ...{ ...guardian, patientId: id, managingOrganizationId },
      search: searchText(guardian.firstSurname, guardian.secondSurname, guardian.givenName),
    })),
  )
}

async function judgeDistinct(
  { db, userId }: OpenScope,
  { id, managingOrganizationId }: Named,
  others: readonly string[],
): Promise<void> {
  if (others.length === 0) return
  const pairs = others.map((other) => (id < other ? { lowId: id, highId: other } : { lowId: other, highId: id }))
  await db
    .insert(distinctPatients)
    .values(pairs.map((pair) => ({ ...pair, managingOrganizationId, judgedBy: userId })))
    .onConflictDoNothing()
}

/** A fuzzy match out of reach shows nothing here and becomes a case for the coordinators. */
async function openReconciliation({ db }: OpenScope, patientId: string, matches: readonly Match[]): Promise<void> {
  if (matches.length === 0) return
  await db
    .insert(reconciliationCases)
    .values(
      matches
        .slice(0, 5)
        .map(({ id, score }) => ({ id: newId(), patientId, otherPatientId: id, score: Math.round(score * 100) })),
    )
}

/** The person as the contract shows them, chosen name opened, guardians included. */
export async function readPatient({ db }: OpenScope, sealer: Sealer, patient: PatientInScope): Promise<Patient> {
  const [[chosen], guardians] = await Promise.all([
    db.select().from(chosenNames).where(eq(chosenNames.patientId, patient.id)),
    db
      .select()
      .from(relatedPersons)
      .where(and(eq(relatedPersons.patientId, patient.id), isNull(relatedPersons.endedAt)))
      .orderBy(asc(relatedPersons.recordedAt), asc(relatedPersons.id)),
  ])
  const names =
    chosen === undefined
      ? { chosenName: null, pronoun: null }
      : sealer.open<{ chosenName: string | null; pronoun: string | null }>(chosen.sealed, patient.id)
  return Patient.parse({
    ...patient,
    ...names,
    recordedAt: patient.recordedAt.toISOString(),
    ...ageFacts(patient),
    guardians,
  })
}

/** Applies a merge patch to version `version`; a stale one is 412 with the present state, so that both can be compared. */
export async function editPatient(
  scope: OpenScope,
  sealer: Sealer,
  patient: PatientInScope,
  version: number,
  edit: PatientEdit,
): Promise<Patient> {
  const { db, userId } = scope
  const current = await readPatient(scope, sealer, patient)
  if (version !== patient.version) throw await stale(scope, current)
  const { guardians, chosenName, pronoun, ...rest } = edit
  const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<
    typeof patient
  >
  const next = { ...patient, ...changes }
  for (const [field, value] of [
    ['givenName', next.givenName],
    ['firstSurname', next.firstSurname],
  ] as const)
    if (value === null && patient.missingNameReason === null) throw invalid({ pointer: `#/${field}`, code: 'required' })
  if (patient.status !== 'active') throw conflict('not-active')
  // Effective time never lies behind recorded time: what was recorded bounds what is corrected
  const identity = refuseImpossible(next, patient.recordedOn, next.registeredOn, next.missingIdentifierReason)
  if (identity.curp !== null && identity.curp !== patient.curp) await refuseHeldCurp(scope, identity, patient.id)
  const curpShared = patient.curpShared && identity.curp === patient.curp
  const changedFields = Object.keys(edit)
  const { search: _, matchKeys: __, ...before } = patient
  const [row] = await db
    .update(patients)
    .set({ ...changes, ...identity, curpShared, version: version + 1 })
    .where(and(eq(patients.id, patient.id), eq(patients.version, version)))
    .returning()
    .catch((error: unknown) => {
      if (curpTaken(error)) throw conflict('possible-duplicate', { candidates: [] })
      throw error
    })
  if (row === undefined) throw await stale(scope, current)
  await db.insert(patientVersions).values({
    patientId: patient.id,
    version,
    managingOrganizationId: patient.managingOrganizationId,
    replacedBy: userId,
    changedFields,
    before,
  })
  if (chosenName !== undefined || pronoun !== undefined)
    await keepChosenName(scope, sealer, {
      ...patient,
      chosenName: chosenName === undefined ? current.chosenName : chosenName,
      pronoun: pronoun === undefined ? current.pronoun : pronoun,
    })
  if (guardians !== undefined) {
    await db
      .update(relatedPersons)
      .set({ endedAt: new Date() })
      .where(and(eq(relatedPersons.patientId, patient.id), isNull(relatedPersons.endedAt)))
    await keepGuardians(
      scope,
      { ...patient, chosenName: null, pronoun: null },
      guardians.map((guardian) => ({
        id: newId(),
        ...guardian,
        secondSurname: guardian.secondSurname ?? null,
        phone: guardian.phone ?? null,
      })),
    )
  }
  const { birthDate, sex, registeredOn } = row
  if (birthDate !== patient.birthDate || sex !== patient.sex || registeredOn !== patient.registeredOn)
    await reclassify(scope, patient.id, { birthDate, sex, registeredOn })
  await audit(scope, {
    action: 'update',
    resourceType: 'Patient',
    resourceId: patient.id,
    patientId: patient.id,
    organizationId: patient.managingOrganizationId,
    details: { fields: changedFields },
  })
  return readPatient(scope, sealer, row as PatientInScope)
}

/** A corrected CURP that somebody holds: the own hospitals' record is shown, another's by hospital, counted and audited. */
async function refuseHeldCurp(scope: OpenScope, identity: Identity, patientId: string): Promise<void> {
  const holder = (await findMatches(scope, identity)).find(({ sameCurp, id }) => sameCurp && id !== patientId)
  if (holder === undefined) return
  throw new LooksRegistered([holder])
}

async function stale({ db }: OpenScope, current: Patient): Promise<Problem> {
  const [last] = await db
    .select({ at: patientVersions.replacedAt, by: patientVersions.replacedBy })
    .from(patientVersions)
    .where(eq(patientVersions.patientId, current.id))
    .orderBy(desc(patientVersions.version))
    .limit(1)
  return new Problem('stale-version', 412, {
    current,
    changedAt: last?.at.toISOString() ?? null,
    changedBy: last?.by ?? null,
  })
}

type Classified = Partial<
  Pick<typeof registryEntries.$inferInsert, 'birthDate' | 'sex' | 'registeredOn' | 'diagnosedOn' | 'iccc3Group'>
>

/** Age, sex or diagnosis changed: -1 as the person stood, +1 as they stand, both posted today. No total moves. */
export async function reclassify(scope: OpenScope, patientId: string, changed: Classified): Promise<void> {
  const standing = await lastEntry(scope, patientId)
  if (standing === undefined) return
  const { id: _, recordedAt: __, ...facts } = standing
  const base = { ...facts, kind: 'reclassified' as const, postedOn: today(), recordedBy: scope.userId, reason: null }
  await post(scope, [
    { ...base, sign: -1 },
    { ...base, ...changed, sign: 1 },
  ])
}

/** How the ledger sees the person now; undefined when they are not on the roll. */
async function lastEntry({ db }: OpenScope, patientId: string) {
  const [entry] = await db
    .select()
    .from(registryEntries)
    .where(eq(registryEntries.patientId, patientId))
    .orderBy(desc(registryEntries.id))
    .limit(1)
  return entry?.sign === 1 ? entry : undefined
}

async function post({ db }: OpenScope, entries: (typeof registryEntries.$inferInsert)[]): Promise<void> {
  const posted = await db.insert(registryEntries).values(entries).returning({ entryId: registryEntries.id })
  await db.insert(registryPending).values(posted)
}

/** Takes a person off the roll from today on, with the reason; the record stays. */
export async function withdrawPatient(
  scope: OpenScope,
  patientId: string,
  kind: 'withdrawn' | 'error',
  reason: string,
): Promise<void> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const standing = await lastEntry(scope, patient.id)
  await scope.db
    .update(patients)
    .set({ status: kind, version: patient.version + 1 })
    .where(eq(patients.id, patient.id))
  await personLeft(scope, patient.id)
  if (standing !== undefined) {
    const { id: _, recordedAt: __, ...facts } = standing
    await post(scope, [{ ...facts, kind, sign: -1, postedOn: today(), recordedBy: scope.userId, reason }])
  }
  await audit(scope, {
    action: 'withdraw',
    resourceType: 'Patient',
    resourceId: patient.id,
    patientId: patient.id,
    organizationId: patient.managingOrganizationId,
    details: { kind },
  })
}
