import type postgres from 'postgres'
import { addDays } from 'shared/calendar-day'
import { uuidv7 } from 'uuidv7'
import { newId } from '../access/once.js'
import { type OpenScope, type Scope, transact } from '../access/scope.js'
import { openSealer } from '../access/seal.js'
import { tellProgress } from '../agreements/progress.js'
import { makeAgreement } from '../agreements/queries.js'
import { approveBulletin } from '../bulletins/approve.js'
import { createBulletin } from '../bulletins/queries.js'
import type { Database } from '../database/db.js'
import { agreeMinutes, createMinutes, editMinutes } from '../minutes/drafts.js'
import { publishMinutes } from '../minutes/publication.js'
import { hospitalId } from '../network/clues-id.js'
import { freezeFigures } from '../session-figures/freeze.js'
import { today } from '../today.js'
import { addPost } from '../working-group/posts.js'
import { searchOf, usualAgenda } from '../working-group/queries.js'
import { attendances, workingGroupSessions } from '../working-group/table.js'
import { sessionDays } from './session-days.js'
import {
  type DemoPost,
  demoAgreements,
  estimatedDay,
  families149,
  institute149,
  inventedWords,
  minutesTexts,
  usualFamilies,
  usualInstitute,
} from './session-texts.js'

/** Two starts at once take turns. */
const LOCK = 7248
const PATIENCE = 60_000
const WRITER = 'secretaria@girasol.example'
const PUBLISHER = 'nacional@girasol.example'

/**
 * The sessions of the demonstration, written by the program itself in one transaction: a start that was killed leaves
 * nothing, and where there is a session none is written.
 */
export async function writeWorkingGroup(database: Database, sql: postgres.Sql, fieldKey: string): Promise<void> {
  const users = await sql<{ id: string; email: string }[]>`select id, email from users`
  const hospitals = await sql<{ id: string }[]>`select id from organizations`
  const user = (email: string) => users.find((one) => one.email === email)?.id ?? ''
  const scope: Scope = {
    ...{ database, userId: user(WRITER), sessionId: uuidv7(), requestId: 'demonstration', route: 'demonstration' },
    ...{ roles: ['coordinator'], grants: [], national: true, door: 'girasol_counts' },
    organizationIds: hospitals.map(({ id }) => id),
    keyed: openSealer(fieldKey),
  }
  await transact(
    scope,
    async (writer) => {
      await writer.query(`select pg_advisory_xact_lock(${LOCK})`, [])
      const [there] = await writer.query('select 1 from working_group_sessions limit 1', [])
      if (there !== undefined) return
      const sessions = await writeSessions(writer)
      const postOf = postsOf(writer)
      await writeAgreements(writer, sessions, postOf)
      for (const [number, text] of Object.entries(minutesTexts)) {
        const sessionId = sessions.get(Number(number))?.id ?? ''
        await writeAttendance(writer, sessionId, Number(number), postOf)
        await publish(writer, user(PUBLISHER), sessionId, text)
      }
      await writeBulletin(writer, user(PUBLISHER), sessions.get(149)?.id ?? '')
    },
    PATIENCE,
  )
}

interface Written {
  id: string
  heldOn: string
}

async function writeSessions({ db, userId }: OpenScope): Promise<ReadonlyMap<number, Written>> {
  const rows = sessionDays().map(({ number, heldOn, estimated }) => {
    const agenda = [...usualAgenda(), estimated ? estimatedDay : inventedWords]
    return {
      ...{ id: newId(), number, heldOn, mode: 'virtual' as const, startsAt: '18:00', agenda, createdBy: userId },
      search: searchOf({ topic: null, place: null, agenda }),
    }
  })
  await db.insert(workingGroupSessions).values(rows)
  return new Map(rows.map(({ number, id, heldOn }) => [number, { id, heldOn }]))
}

type PostOf = (post: DemoPost) => Promise<string>

const placeOf = ({ clues, ooadCode }: DemoPost) => ({
  organizationId: clues === undefined ? null : hospitalId(clues),
  ooadCode: ooadCode ?? null,
})

/** Each post is made when it is first needed. */
function postsOf(scope: OpenScope): PostOf {
  const made = new Map<string, string>()
  return async (post) => {
    const key = JSON.stringify([post.kind, post.name, post.clues, post.ooadCode])
    const id = made.get(key) ?? (await addPost(scope, post.kind, post.name, placeOf(post)))
    made.set(key, id)
    return id
  }
}

async function writeAttendance(scope: OpenScope, sessionId: string, number: number, postOf: PostOf): Promise<void> {
  const [institute, families] = number === 149 ? [institute149, families149] : [usualInstitute, usualFamilies]
  const told = () => ({ id: newId(), sessionId, recordedBy: scope.userId })
  for (const post of institute)
    await scope.db.insert(attendances).values({ ...told(), postId: await postOf(post), ...placeOf(post) })
  for (const family of families) await scope.db.insert(attendances).values({ ...told(), ...family })
}

/** Written and agreed by one coordinator, published by the other; figures are frozen where the text quotes them. */
async function publish(writer: OpenScope, publisher: string, sessionId: string, text: string): Promise<void> {
  if (text.includes('{{')) await freezeFigures(writer, sessionId)
  const begun = await createMinutes(writer, sessionId, {})
  const { id, version } = await editMinutes(writer, sessionId, begun.id, begun.version, { text })
  const agreed = await agreeMinutes(writer, sessionId, id, version)
  await publishMinutes({ ...writer, userId: publisher, db: writer.db }, sessionId, id, agreed.version, {})
}

/** Number and year are those of the institute's own; the words are what the program drafts, in both languages. */
async function writeBulletin(writer: OpenScope, approver: string, sessionId: string): Promise<void> {
  const { id, version } = await createBulletin(writer, sessionId, { year: 2024, number: 404 })
  await approveBulletin({ ...writer, userId: approver }, id, version)
}

async function writeAgreements(
  scope: OpenScope,
  sessions: ReadonlyMap<number, Written>,
  postOf: PostOf,
): Promise<void> {
  for (const { session, text, post, clues, caseAlias, due, told } of demoAgreements) {
    const { id = '', heldOn = '' } = sessions.get(session) ?? {}
    const made = await makeAgreement(scope, id, {
      ...{ text, responsible: await postOf(post) },
      dueOn: 'after' in due ? addDays(heldOn, due.after) : addDays(today(), due.ahead),
      ...(post.ooadCode !== undefined && { ooadCode: post.ooadCode }),
      ...(clues !== undefined && { hospitalId: hospitalId(clues) }),
      ...(caseAlias !== undefined && { caseAlias }),
    })
    if (told !== undefined) await tellProgress(scope, made.id, told)
  }
}
