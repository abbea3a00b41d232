import { eq, max, sql } from 'drizzle-orm'
import { type AgreementDetail, type AgreementEdit, looksLikeAnAlias, type NewAgreement } from 'shared/agreements'
import { fold } from 'shared/fold'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { ooads, organizations } from '../network/table.js'
import { conflict, databaseError, invalid, notFound, Problem } from '../problem.js'
import { today } from '../today.js'
import { lockSession, refusePublished } from '../working-group/queries.js'
import { posts } from '../working-group/table.js'
import { type AgreementRow, agreementColumns, shown } from './board.js'
import { readProgress } from './progress.js'
import { agreementRows } from './public.js'
import { agreements } from './table.js'

type DetailRow = AgreementRow & { heldOn: string; published: boolean }

/** An agreement with its history, or 404. */
export async function readAgreement(scope: OpenScope, id: string): Promise<AgreementDetail> {
  const [row] = await scope.query<DetailRow>(
    `select ${agreementColumns}, s.held_on as "heldOn", s.published_at is not null as published
    from ${agreementRows} where a.id = $2::uuid`,
    [today(), id],
  )
  if (row === undefined) throw notFound('Agreement', id)
  const { heldOn, published, ...agreement } = row
  return {
    ...shown(scope, agreement),
    heldOn,
    mayEdit: scope.national && !published,
    history: await readProgress(scope, id),
  }
}

/**
 * Writes down what a session agreed, with the next number in it. 400 for a day before the session's, a post, hospital or
 * office that is not there, and an alias that is taken or says more than that it is a case; 409 for a text that identifies,
 * and `published-session-stays` once the session's minutes are published, unless an erratum is open.
 */
export async function makeAgreement(
  scope: OpenScope,
  sessionId: string,
  { notAPerson, ...body }: NewAgreement,
): Promise<AgreementDetail> {
  const { db } = scope
  const session = await lockSession(scope, sessionId) // two agreements never take the same number
  await refusePublished(scope, session)
  const { text, responsible: postId, ooadCode = null, hospitalId = null, dueOn, caseAlias = null } = body
  const facts = { text, postId, ooadCode, organizationId: hospitalId, dueOn, caseAlias }
  await refuseIdentity(scope, textsOf(facts), notAPerson)
  const search = await checkFacts(scope, session, facts)
  const [last] = await db
    .select({ number: max(agreements.number) })
    .from(agreements)
    .where(eq(agreements.sessionId, sessionId))
  const number = (last?.number ?? 0) + 1
  const id = newId()
  await keepingAliasOnce(() =>
    db.insert(agreements).values({
      ...{ id, sessionId, number, ...facts, search },
      ...{ createdAt: new Date(), createdBy: scope.userId }, // by the clock of publication: families read what is older
    }),
  )
  await auditAgreement(scope, 'create', id, facts, { code: `${session.number}-${number}` })
  return readAgreement(scope, id)
}

/**
 * Changes the words of an agreement while the minutes of its session are not published: from then on 409
 * /problems/agreement-published, and only progress moves it. A stale version is 412 with the agreement as it stands.
 */
export async function editAgreement(
  scope: OpenScope,
  id: string,
  version: number,
  { notAPerson, ...edit }: AgreementEdit,
): Promise<AgreementDetail> {
  const { db } = scope
  const [before] = await db.select().from(agreements).where(eq(agreements.id, id)).for('update')
  if (before === undefined) throw notFound('Agreement', id)
  if (before.version !== version) throw new Problem('stale-version', 412, { current: await readAgreement(scope, id) })
  const session = await lockSession(scope, before.sessionId)
  if (session.publishedAt !== null) throw conflict('agreement-published')
  const facts = {
    text: edit.text ?? before.text,
    postId: edit.responsible ?? before.postId,
    ooadCode: edit.ooadCode === undefined ? before.ooadCode : edit.ooadCode,
    organizationId: edit.hospitalId === undefined ? before.organizationId : edit.hospitalId,
    dueOn: edit.dueOn ?? before.dueOn,
    caseAlias: edit.caseAlias === undefined ? before.caseAlias : edit.caseAlias,
  }
  // A hospital may have said already whom the alias means
  if (before.caseAlias !== null && facts.caseAlias !== before.caseAlias)
    throw invalid({ pointer: '#/caseAlias', code: 'case-stays' })
  if (before.caseAlias !== null && facts.organizationId !== before.organizationId)
    throw invalid({ pointer: '#/hospitalId', code: 'case-stays' })
  if (facts.caseAlias !== null && facts.organizationId === null)
    throw invalid({ pointer: '#/hospitalId', code: 'case-without-hospital' })
  await refuseIdentity(scope, textsOf(facts), notAPerson)
  const search = await checkFacts(scope, session, facts)
  await keepingAliasOnce(() =>
    db
      .update(agreements)
      .set({ ...facts, search, version: sql`${agreements.version} + 1` })
      .where(eq(agreements.id, id)),
  )
  await auditAgreement(scope, 'update', id, facts, { fields: Object.keys(edit) })
  return readAgreement(scope, id)
}

interface Facts {
  text: string
  postId: string
  ooadCode: string | null
  organizationId: string | null
  dueOn: string
  caseAlias: string | null
}

const textsOf = ({ text, caseAlias }: Facts) => [
  { pointer: '#/text', text },
  ...(caseAlias === null ? [] : [{ pointer: '#/caseAlias', text: caseAlias }]),
]

/** Refuses by field what does not go together; gives the words by which the agreement is found. */
async function checkFacts(
  { db }: OpenScope,
  { heldOn }: { heldOn: string },
  { text, postId, ooadCode, organizationId, dueOn, caseAlias }: Facts,
): Promise<string> {
  if (dueOn < heldOn) throw invalid({ pointer: '#/dueOn', code: 'due-before-session' })
  if (caseAlias !== null && !looksLikeAnAlias(caseAlias)) throw invalid({ pointer: '#/caseAlias', code: 'alias-shape' })
  const [post] = await db.select().from(posts).where(eq(posts.id, postId))
  if (post === undefined) throw invalid({ pointer: '#/responsible', code: 'post-unknown' })
  const [hospital] =
    organizationId === null ? [] : await db.select().from(organizations).where(eq(organizations.id, organizationId))
  if (organizationId !== null && hospital === undefined)
    throw invalid({ pointer: '#/hospitalId', code: 'hospital-unknown' })
  const code = ooadCode ?? hospital?.ooadCode ?? null
  const [office] = code === null ? [] : await db.select().from(ooads).where(eq(ooads.code, code))
  if (ooadCode !== null && office === undefined) throw invalid({ pointer: '#/ooadCode', code: 'ooad-unknown' })
  if (ooadCode !== null && hospital !== undefined && hospital.ooadCode !== ooadCode)
    throw invalid({ pointer: '#/ooadCode', code: 'hospital-elsewhere' })
  // Of a case the hospital is nobody's to find it by
  const words = caseAlias === null ? [post.name, hospital?.name, office?.name] : [caseAlias]
  return fold([text, ...words].filter(Boolean).join(' '))
}

/** The unique index spoke: the session has a case of that alias. */
async function keepingAliasOnce(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const cause = databaseError(error) as { constraint_name?: string } | null
    if (cause?.constraint_name === 'agreements_alias') throw invalid({ pointer: '#/caseAlias', code: 'alias-taken' })
    throw error
  }
}

const auditAgreement = (
  scope: OpenScope,
  action: 'create' | 'update',
  resourceId: string,
  { organizationId }: Facts,
  details: Record<string, unknown>,
) =>
  audit(scope, {
    ...{ action, resourceType: 'Agreement', resourceId, details },
    organizationId: organizationId ?? undefined,
  })
