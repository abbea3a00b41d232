import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, PostgresJsDatabase, PostgresJsSession } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { migrateOver } from './migrate.js'

/** Drizzle over one reserved connection: `casing` maps givenName to given_name. */
export type Db = PostgresJsDatabase<Record<string, never>>

/** Roles that own nothing and see rows only through policies (drizzle/0001_fences.sql). */
export type DatabaseRole =
  | 'girasol_clinic'
  | 'girasol_counts'
  | 'girasol_desk'
  | 'girasol_audit'
  | 'girasol_keeper'
  | 'girasol_families'

/** Who asks, for row-level security. Every value is checked to be plain: it rides with `begin`. */
export interface Context {
  role: DatabaseRole
  userId?: string | undefined
  organizationIds?: readonly string[]
  national?: boolean
  /** Milliseconds one statement may take: 2,000 unless a report or an import says otherwise. */
  patience?: number
}

/** One open transaction: drizzle for most, `query` for a prepared statement text, `copyIn` for bulk rows. */
export interface Transaction {
  db: Db
  query<Row extends Record<string, unknown>>(text: string, parameters: readonly unknown[]): Promise<Row[]>
  /** The last statement of the transaction: `commit` goes out behind it, unasked. If it fails, that commit undoes all. */
  queryAndCommit<Row extends Record<string, unknown>>(text: string, parameters: readonly unknown[]): Promise<Row[]>
  copyIn(text: string): Promise<NodeJS.WritableStream>
}

export interface Database {
  /**
   * One statement that is a transaction of its own, with role and reach. They go out together, and others may go out
   * behind them before the answer comes: no connection is held, and under load many share one system call.
   */
  act<Row extends Record<string, unknown>>(
    context: Context,
    text: string,
    parameters: readonly unknown[],
  ): Promise<Row[]>
  transact<T>(context: Context, run: (transaction: Transaction) => Promise<T>): Promise<T>
  /** One statement of its own, outside any role: for functions that guard themselves. */
  ask<Row extends Record<string, unknown>>(text: string, parameters: readonly unknown[]): Promise<Row[]>
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

/** No connection came free within two seconds: the caller answers 503. */
export class PoolBusy extends Error {
  override name = 'PoolBusy'
}

const PLAIN = /^[0-9a-zA-Z_-]*$/
const plain = (text: string) => {
  if (!PLAIN.test(text)) throw new Error('A context value is not plain')
  return text
}

const lockPatience = (patience: number) => (patience > 2000 ? 5000 : 1000)

/** Everything row-level security reads, in one statement that rides with the first of its transaction. */
const ENTER = `select set_config('role', $1, true), set_config('app.user_id', $2, true), set_config('app.organizations', $3, true),
  set_config('app.national', $4, true), set_config('statement_timeout', $5, true), set_config('lock_timeout', $6, true)`

function entering({ role, userId = '', organizationIds = [], national = false, patience = 2000 }: Context): string[] {
  const organizations = `{${organizationIds.map(plain).join(',')}}`
  const times = [patience, lockPatience(patience)].map((milliseconds) => String(Math.trunc(milliseconds)))
  return [plain(role), plain(userId), organizations, national ? '1' : '', ...times]
}

/** How long a question outside any role may take: it rides with the question. */
const PATIENCE = `select set_config('statement_timeout', $1, true)`

/** A parameter that is none would fail after its statement has taken its place in line, and shift the answers behind it. */
function bindable(parameters: readonly unknown[]): never[] {
  if (parameters.includes(undefined)) throw new TypeError('A parameter of a statement is undefined')
  return [...parameters] as never[]
}

/** One dialect for all: it remembers how each column is spelt. */
const dialect = new PgDialect({ casing: 'snake_case' })

/** Drizzle over one connection; its session asks of the client `options` and `unsafe` only. */
const overConnection = (client: postgres.Sql): Db =>
  new PostgresJsDatabase(dialect, new PostgresJsSession(client, dialect, undefined), undefined) as unknown as Db

export interface DatabaseOptions {
  max?: number
  /** False behind a transaction pooler that knows no prepared statements (PgBouncer before 1.21). */
  named?: boolean
  /** Milliseconds to wait for a connection. */
  poolWait?: number
}

/** Riders (server/patches): statements that travel with another one, in the same message and answered with it. */
interface Riders extends postgres.UnsafeQueryOptions {
  simple: false
  before?: [text: string, parameters: string[]][]
  after?: string
}

/** Statements of one connection that may wait for their answers at once; more of them wait outside. */
const PIPELINE = 10

/**
 * postgres.js, tamed. Three faults of it are mended here: statements without a name cost a round trip each, so all are
 * named by their text; a lost connection used to throw where nobody can catch and to poison the pool, which the patch in
 * server/patches mends (porsager/postgres issues 1066, 1154 and 1208); and each statement had an answer, a system call
 * and a wake-up of its own, so by that patch role, settings and commit ride with a statement that does the work.
 */
export function openDatabase(url: string, { max = 10, named = true, poolWait = 2000 }: DatabaseOptions = {}): Database {
  const sql = postgres(url, {
    max,
    prepare: named,
    onnotice: () => {},
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    ...{ max_pipeline: PIPELINE }, // which its types forget
  })
  drizzle(sql) // sets the parsers once: dates stay text until a column says otherwise
  let open = 0
  let idle = () => {}
  const left = () => {
    open--
    if (open === 0) idle()
  }

  /** A connection of our own, or PoolBusy; one that comes after we gave up goes straight back. */
  async function reserve(): Promise<postgres.ReservedSql> {
    let timer: NodeJS.Timeout | undefined
    let late = false
    const reserved = sql.reserve().then((connection) => {
      if (late) connection.release()
      return connection
    })
    try {
      return await Promise.race([
        reserved,
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => {
            late = true
            reserved.catch(() => {})
            reject(new PoolBusy('No database connection came free in time'))
          }, poolWait)
        }),
      ])
    } finally {
      clearTimeout(timer)
    }
  }

  async function transact<T>(context: Context, run: (transaction: Transaction) => Promise<T>): Promise<T> {
    const settings = entering(context)
    const connection = await reserve()
    open++
    let db: Db | undefined
    let begun = false
    let over = false
    /** Begins with the first statement; sent at once, so that none overtakes it. */
    const unsafe = (text: string, parameters: readonly unknown[] = [], riders: Pick<Riders, 'after'> = {}) => {
      if (over) throw new Error('A statement came after the end of its transaction')
      const bound = bindable(parameters)
      const first: Pick<Riders, 'before'> = begun
        ? {}
        : {
            before: [
              ['begin', []],
              [ENTER, settings],
            ],
          }
      begun = true
      const options: Riders = { prepare: named, simple: false, ...first, ...riders }
      over = riders.after !== undefined || text === 'commit'
      return connection.unsafe(text, bound, options).execute()
    }
    try {
      const result = await run({
        get db() {
          db ??= overConnection({ options: sql.options, unsafe } as unknown as postgres.Sql)
          return db
        },
        query: async (text, parameters) => (await unsafe(text, parameters)) as never,
        queryAndCommit: async (text, parameters) => (await unsafe(text, parameters, { after: 'commit' })) as never,
        copyIn: async (text) => {
          if (!begun) await unsafe('select 1') // a COPY takes no riders
          return connection.unsafe(text).writable()
        },
      })
      if (begun && !over) {
        const { command } = await unsafe('commit')
        if (command !== 'COMMIT')
          throw new Error('The transaction was undone by a statement whose failure nobody looked at')
      }
      return result
    } catch (error) {
      over = true
      if (begun) await connection.unsafe('rollback').catch(() => {})
      throw error
    } finally {
      connection.release()
      left()
    }
  }

  /**
   * An answer, or PoolBusy where no connection came in time. A question that is with a connection is never taken back:
   * others stand behind it and would get its answer. There its time is the server's to keep.
   */
  async function inTime<T>(asked: postgres.PendingQuery<never>): Promise<T> {
    const tooLate = setTimeout(() => {
      if ((asked as unknown as { state: object | null }).state === null) asked.cancel()
    }, poolWait)
    try {
      return (await asked) as unknown as T
    } catch (error) {
      throw (error as { code?: string }).code === '57014' ? new PoolBusy('No answer from the database in time') : error
    } finally {
      clearTimeout(tooLate)
    }
  }

  /** Once more where a statement prepared before a migration no longer fits: it has done nothing. */
  async function fresh<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      if ((error as { stale?: boolean }).stale === true) return ask()
      throw error
    }
  }

  async function act<T>(context: Context, text: string, parameters: readonly unknown[]): Promise<T[]> {
    const ask = () => {
      const options: Riders = { prepare: named, simple: false, before: [[ENTER, entering(context)]] }
      return inTime<T[]>(sql.unsafe(text, bindable(parameters), options) as never)
    }
    open++
    try {
      return await fresh(ask)
    } finally {
      left()
    }
  }

  return {
    act,
    transact,
    ask: (text, parameters) =>
      fresh(() => {
        const options: Riders = { prepare: named, simple: false, before: [[PATIENCE, [String(poolWait)]]] }
        return inTime(sql.unsafe(text, bindable(parameters), options) as never)
      }),
    migrate: (folder) => migrateOver(url, folder, readJournal(folder)),
    close: async () => {
      if (open > 0)
        await new Promise<void>((resolve) => {
          idle = resolve
        })
      await sql.end({ timeout: 5 })
    },
  }
}

export interface Journal {
  entries: { idx: number; when: number; tag: string }[]
}

const readJournal = (folder: string): Journal =>
  JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as Journal
