import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger } from 'fastify'
import pino from 'pino'
import type { TryOut } from 'shared/access'
import { announceSetup } from './access/setup.js'
import { buildApp } from './app.js'
import { type Database, openDatabase } from './database/db.js'
import { startEmbedded } from './database/embedded.js'
import { claimFolder, grantRoles, refuseLesserOwner, refuseOldDriver, refuseUnsafeRole } from './database/safety.js'
import { prepareTryOut } from './demo/prepare.js'
import { BadEnvironment, type Environment, readEnvironment } from './env.js'
import { startKeepers } from './keepers.js'
import { loadCatalogues } from './terminology/load.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const migrations = path.join(root, 'drizzle')
const page = path.join(root, 'web/dist')

interface Running {
  database: Database
  secrets: { jwt: string; field: string }
  tryOut?: TryOut
  /** Closes what lies under the database pool. */
  stop(): Promise<void>
}

const say = (text: string) => console.log(text)

/** Keys of the try-out, made once and kept beside its database. */
function ownKeys(folder: string): { jwt: string; field: string } {
  const file = path.join(folder, 'keys.json')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const fresh = () => randomBytes(48).toString('base64')
    writeFileSync(file, JSON.stringify({ jwt: fresh(), field: fresh() }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The whole product on its embedded database, with people who do not exist. */
async function tryOut(env: Environment): Promise<Running> {
  const folder = path.resolve(root, env.DATA_FOLDER)
  say('Starting the embedded database…')
  const embedded = await startEmbedded(path.join(folder, 'postgres'))
  const release = await claimFolder(embedded.url)
  if (release === null) throw new BadEnvironment(`DATA_FOLDER: another Girasol is running on ${folder}.`)
  const database = openDatabase(embedded.url, { max: env.DATABASE_CONNECTIONS })
  try {
    const secrets = ownKeys(folder)
    await database.migrate(migrations)
    const accounts = await prepareTryOut(database, embedded.url, secrets.field, say)
    return {
      database,
      secrets,
      tryOut: accounts,
      async stop() {
        await release()
        await embedded.stop()
      },
    }
  } catch (error) {
    await database.close()
    await release()
    await embedded.stop()
    throw error
  }
}

/** A PostgreSQL of its own: no demo, no default account, and no role that row-level security would let pass. */
async function production(env: Environment, url: string, jwt: string, field: string): Promise<Running> {
  const database = openDatabase(url, { max: env.DATABASE_CONNECTIONS, named: env.DATABASE_NAMED_STATEMENTS })
  if (env.DATABASE_DIRECT_URL !== undefined) {
    const owner = openDatabase(env.DATABASE_DIRECT_URL, { max: 1 })
    await refuseLesserOwner(owner)
    await owner.migrate(migrations)
    await grantRoles(owner, url)
    await loadCatalogues(env.DATABASE_DIRECT_URL, () => {})
    await owner.close()
  }
  await refuseUnsafeRole(database, migrations)
  return { database, secrets: { jwt, field }, stop: async () => {} }
}

const start = (env: Environment): Promise<Running> =>
  env.DATABASE_URL !== undefined && env.JWT_SECRET !== undefined && env.FIELD_KEY !== undefined
    ? production(env, env.DATABASE_URL, env.JWT_SECRET, env.FIELD_KEY)
    : tryOut(env)

async function main(): Promise<void> {
  const env = readEnvironment(process.env)
  const log: FastifyBaseLogger = pino({ level: env.LOG_LEVEL ?? (env.DATABASE_URL === undefined ? 'warn' : 'info') })
  const running = await start(env)
  await serve(env, log, running).catch(async (error: unknown) => {
    await running.database.close()
    await running.stop()
    throw error
  })
}

async function serve(env: Environment, log: FastifyBaseLogger, running: Running): Promise<void> {
  const readiness = { draining: false }
  const { database, secrets, tryOut: accounts } = running
  await refuseOldDriver(database)
  const app = await buildApp({
    ...{ database, secrets, readiness, page, logger: log },
    ...{
      tryOut: accounts,
      metricsToken: env.METRICS_TOKEN,
      trustProxy: env.TRUST_PROXY?.split(',').map((part) => part.trim()),
    },
  })
  const keepers = startKeepers(database, log, path.resolve(root, env.DATA_FOLDER))

  let stopping = false
  async function stop(signal: string): Promise<void> {
    if (stopping) return
    stopping = true
    readiness.draining = true
    log.info({ signal }, 'draining')
    setTimeout(() => process.exit(1), 20_000).unref() // a request that never ends must not keep the process
    await app.close()
    await keepers.stop()
    await database.close()
    await running.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
  stopWithParent(() => void stop('parent ended'))

  try {
    await app.listen({ port: env.PORT, host: env.HOST })
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    console.error(taken ? `PORT: ${env.PORT} is in use. Choose another: PORT=3001 npm start` : error)
    await stop('listen failed')
  }
  const address = env.PUBLIC_URL ?? `http://localhost:${(app.server.address() as { port: number }).port}`
  if (accounts === undefined) await announceSetup(database, address, say)
  else {
    say(`\nGirasol is ready: ${address}\n\nTry-out accounts (all people here are invented):`)
    for (const { email, password, role, scope } of accounts.accounts)
      say(`  ${email.padEnd(34)} ${password.padEnd(26)} ${role}, ${scope}`)
    say('\nTo look at: the ward of today in the Hospital de Pediatría, and the board of shortages as of 9 August 2024.')
    say('\nCtrl-C stops everything.')
  }
}

/** A package manager that is told to end leaves its script behind: end with it. */
function stopWithParent(stop: () => void): void {
  if (!underNpm) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop(), 500).unref()
}

const underNpm = process.env['npm_lifecycle_event'] !== undefined

main().catch((error: unknown) => {
  console.error(error instanceof BadEnvironment ? `Girasol cannot start:\n${error.message}` : error)
  process.exit(1)
})
