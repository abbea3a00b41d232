import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyBaseLogger } from 'fastify'
import type { BuiltInMapping } from 'shared/imports'
import { reachNow } from '../access/front-door.js'
import { importers } from '../access/permissions.js'
import type { Context, Database, Transaction } from '../database/db.js'
import { ooadAliases, ooads, organizations } from '../network/table.js'
import { databaseError, loggable } from '../problem.js'
import { readTerminology } from '../terminology/queries.js'
import { today } from '../today.js'
import { writeRows } from './commit.js'
import type { ReadingPlan } from './plan.js'
import { findImport, type ImportRecord, unfinishedImports } from './queries.js'
import type { FileFacts } from './reader.js'
import { readInThread } from './reading.js'
import { judgeStage, keepStage, openStage, stageBatch } from './stage.js'
import type { Encoding } from './survey.js'
import { imports } from './table.js'
import { Unreadable } from './unreadable.js'

/** Files read or written at once by one process: each holds one connection, one thread and one core. */
const AT_ONCE = 2
/** Milliseconds one statement, and the reading of one file, may take. */
const PATIENCE = 600_000
const READING_TIME = 1_800_000
/** Milliseconds between two reports of how far a file has come. */
const REPORT_EVERY = 250

/** Whose work it is, and how far they reach: row-level security stays on for work in the background. */
export interface Owner {
  id: string
  createdBy: string
  organizationIds: readonly string[]
  national: boolean
}

export interface ImportJobs {
  /** Begins to read or to write as soon as there is room; resolves when that is done, whatever came of it. */
  start(owner: Owner, work: 'read' | 'commit'): Promise<void>
  /** Resolves when this process has nothing more to do for an import. */
  working(id: string): Promise<void>
  /** Takes up what a process that died left behind. */
  resume(): Promise<void>
  /** Lets go of everything: what was being done is done again by the next process. */
  stop(): Promise<void>
}

export function importJobs(database: Database, log: FastifyBaseLogger, maxRows: number): ImportJobs {
  const stopping = new AbortController()
  const waiting: (() => void)[] = []
  const running = new Map<string, Promise<void>>()
  let busy = 0

  async function turn(): Promise<void> {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy++
  }
  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) busy--
    else next()
  }
  async function run(owner: Owner, work: 'read' | 'commit'): Promise<void> {
    await turn()
    try {
      if (stopping.signal.aborted) return
      if (work === 'read') await readImport(database, owner, maxRows, stopping.signal)
      else await commitImport(database, owner)
    } catch (error) {
      if (stopping.signal.aborted) return
      log.error({ importId: owner.id, error: loggable(error) }, `import could not ${work}`)
      const failed = work === 'read' ? { status: 'failed' as const } : { status: 'ready' as const }
      const end = work === 'read' ? settle : note
      await end(database, owner, { ...failed, failure: `${work}-failed`, progress: 0 }).catch(() => {})
    } finally {
      leave()
    }
  }
  function start(owner: Owner, work: 'read' | 'commit'): Promise<void> {
    const job = run(owner, work).finally(() => running.delete(owner.id))
    running.set(owner.id, job)
    return job
  }
  return {
    start,
    working: (id) => running.get(id) ?? Promise.resolve(),
    async resume() {
      const left = await database.transact({ role: 'girasol_keeper' }, unfinishedImports)
      for (const { status, ...owner } of left) void start(owner, status === 'committing' ? 'commit' : 'read')
    },
    async stop() {
      stopping.abort(new Error('The program is stopping'))
      for (const next of waiting.splice(0)) next()
      await Promise.allSettled(running.values())
    },
  }
}

const contextOf = ({ createdBy, organizationIds, national }: Owner, patience?: number): Context => ({
  role: 'girasol_clinic',
  userId: createdBy,
  organizationIds,
  national,
  ...(patience === undefined ? {} : { patience }),
})

const note = (database: Database, owner: Owner, facts: Partial<ImportRecord>) =>
  database.transact(contextOf(owner), ({ db }) => db.update(imports).set(facts).where(eq(imports.id, owner.id)))

/** The import to be read; undefined when it was discarded or read already. */
const beginReading = (database: Database, owner: Owner): Promise<ImportRecord | undefined> =>
  database.transact(contextOf(owner), async ({ db }) => {
    const [record] = await db
      .update(imports)
      .set({ status: 'reading', progress: 0, rows: 0, accepted: 0, rejected: 0 })
      .where(and(eq(imports.id, owner.id), inArray(imports.status, ['queued', 'reading'])))
      .returning()
    return record
  })

/** The end of reading, unless somebody discarded the file meanwhile. */
const settle = (database: Database, owner: Owner, facts: Partial<ImportRecord>) =>
  database.transact(contextOf(owner), ({ db }) =>
    db
      .update(imports)
      .set(facts)
      .where(and(eq(imports.id, owner.id), eq(imports.status, 'reading'))),
  )

/** One process at a time works on an import; held until the transaction ends. */
async function claim({ query }: Transaction, id: string): Promise<boolean> {
  const [lock] = await query<{ mine: boolean }>('select pg_try_advisory_xact_lock(7246, hashtext($1)) as mine', [id])
  return lock?.mine === true
}

/** Tells how far a file has come, in transactions of their own, one at a time and not too often. */
function reporter(
  database: Database,
  owner: Owner,
): { tell(facts: Partial<ImportRecord>): void; quiet(): Promise<void> } {
  let sending: Promise<unknown> = Promise.resolve()
  let idle = true
  let last = 0
  return {
    tell(facts) {
      if (!idle || Date.now() - last < REPORT_EVERY) return
      idle = false
      last = Date.now()
      sending = note(database, owner, facts)
        .catch(() => {})
        .finally(() => {
          idle = true
        })
    },
    async quiet() {
      last = Number.POSITIVE_INFINITY
      await sending
    },
  }
}

/** Somebody discarded the import while it was being read. */
class Discarded extends Error {
  override name = 'Discarded'
}

async function readImport(database: Database, owner: Owner, maxRows: number, signal: AbortSignal): Promise<void> {
  const record = await beginReading(database, owner)
  if (record === undefined) return
  const plan = await makePlan(database, owner, { ...record, maxRows })
  const report = reporter(database, owner)
  let facts: FileFacts | null = null
  try {
    await database.transact(contextOf(owner, PATIENCE), async (open) => {
      if (!(await claim(open, owner.id))) return
      await openStage(open)
      let part = 0
      let rows = 0
      let rejected = 0
      await readInThread(
        { task: 'read', plan, sizeBytes: record.sizeBytes },
        {
          next: () => nextPart(database, owner, part++),
          facts: (found) => {
            facts = found
          },
          async store(batch) {
            await stageBatch(open, batch.copy)
            rows += batch.rows
            rejected += batch.rejected
            report.tell({ rows, rejected, accepted: rows - rejected, progress: Math.floor(batch.fraction * 80) })
          },
        },
        { milliseconds: READING_TIME, signal },
      )
      await judgeStage(open, (fraction) => {
        signal.throwIfAborted()
        report.tell({ progress: 80 + Math.floor(fraction * 18) })
      })
      const tally = await keepStage(open, owner.id)
      await report.quiet()
      const kept = await open.db
        .update(imports)
        .set({ ...tally, ...columnsOf(facts), status: 'ready', progress: 100, readAt: new Date() })
        .where(and(eq(imports.id, owner.id), eq(imports.status, 'reading')))
        .returning({ id: imports.id })
      if (kept.length === 0) throw new Discarded()
      await open.query('delete from import_files where import_id = $1', [owner.id])
    })
  } catch (error) {
    await report.quiet()
    if (error instanceof Discarded) return
    if (!(error instanceof Unreadable)) throw error
    const { code: failure, details: failureDetails } = error
    const nothing = { rows: 0, accepted: 0, rejected: 0, duplicates: 0, warnings: 0, progress: 0 }
    await settle(database, owner, { ...nothing, ...columnsOf(facts), status: 'failed', failure, failureDetails })
    await forgetFile(database, owner)
  }
}

const columnsOf = (facts: FileFacts | null): Partial<ImportRecord> => facts ?? {}

const forgetFile = (database: Database, owner: Owner) =>
  database.transact(contextOf(owner), ({ query }) => query('delete from import_files where import_id = $1', [owner.id]))

async function nextPart(database: Database, owner: Owner, part: number): Promise<Uint8Array | null> {
  const [row] = await database.transact(contextOf(owner, PATIENCE), ({ query }) =>
    query<{ bytes: Buffer }>('select bytes from import_files where import_id = $1 and part = $2', [owner.id, part]),
  )
  return row?.bytes ?? null
}

type Asked = Pick<ImportRecord, 'columns' | 'options' | 'encoding' | 'sha256'> & {
  base: string | null
  maxRows: number
}

/** What the reader of a file has to know, from the database and the caller's reach. */
export function makePlan(database: Database, owner: Omit<Owner, 'id'>, asked: Asked): Promise<ReadingPlan> {
  const { columns, options, encoding, sha256, base, maxRows } = asked
  return database.transact(contextOf({ ...owner, id: '' }, PATIENCE), async ({ db }) => {
    const [terminology, hospitals, offices, aliases] = await Promise.all([
      readTerminology({ db, database }),
      db
        .select({
          id: organizations.id,
          clues: organizations.clues,
          name: organizations.name,
          regime: organizations.regime,
          ooadCode: organizations.ooadCode,
        })
        .from(organizations),
      db.select().from(ooads),
      db.select().from(ooadAliases),
    ])
    const { iccc3, staging, icd10, topography, morphology, concepts } = terminology
    const labels =
      base === 'patients' || base === 'deidentified-cases'
        ? []
        : Object.entries(concepts).flatMap(([system, list]) =>
            list.map(({ concept: { code, label, synonyms } }) => ({
              system: system as keyof typeof concepts,
              code,
              texts: [label, ...synonyms],
            })),
          )
    return {
      mapping: base as BuiltInMapping | null, // checked when the file came
      columns: columns === null || Object.keys(columns).length === 0 ? null : columns,
      options,
      encoding: encoding as Encoding | null, // written from the survey only
      today: today(),
      organizationIds: owner.organizationIds,
      national: owner.national,
      hospitals,
      ooads: offices.map(({ code, name }) => ({ code, name })),
      aliases: aliases.map(({ alias, ooadCode }) => ({ alias, ooadCode })),
      catalogue: { iccc3, staging, icd10, topography, morphology },
      labels,
      fileName: sha256.toString('hex').slice(0, 8),
      maxRows,
    }
  })
}

/** Writes the accepted rows, all or none. A CURP that somebody registered meanwhile is met by a second attempt. */
async function commitImport(database: Database, owner: Owner): Promise<void> {
  if (!(await stillReaches(database, owner)))
    return void (await note(database, owner, { status: 'ready', failure: 'hospital-out-of-reach', progress: 100 }))
  const report = reporter(database, owner)
  const attempt = (recheckCurps: boolean) =>
    database.transact(contextOf(owner, PATIENCE), async (open) => {
      if (!(await claim(open, owner.id))) return
      const record = await findImport(open, owner.id)
      if (record.status !== 'committing') return
      const { base, createdBy: userId, readAt } = record
      const task = {
        importId: record.id,
        base,
        userId,
        requestId: record.requestId ?? record.id,
        readAt: readAt ?? record.createdAt,
        recheckCurps,
      }
      const [only, another] = record.organizationIds
      // Whose cases they are: the nation's, or the hospital's that brought them
      const organizationId = record.national
        ? null
        : (record.options.organizationId ?? (another === undefined ? (only ?? null) : null))
      await writeRows(open, task, organizationId, {
        at: (fraction) => report.tell({ progress: Math.floor(fraction * 100) }),
        quiet: report.quiet,
      })
    })
  await attempt(false)
    .catch((error: unknown) => {
      const cause = databaseError(error) as { constraint_name?: string } | null
      if (cause?.constraint_name !== 'patients_curp_once') throw error
      return attempt(true)
    })
    .finally(report.quiet)
}

/** A commit may wait for others, or for the next start: by then its owner may have lost a hospital, or the account. */
async function stillReaches(database: Database, { createdBy, organizationIds, national }: Owner): Promise<boolean> {
  const now = await reachNow(database, createdBy, importers)
  if (now === null || (national && !now.national)) return false
  return now.national || organizationIds.every((id) => now.organizationIds.includes(id))
}
