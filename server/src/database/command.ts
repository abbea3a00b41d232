import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnvironment } from '../env.js'
import { type Database, openDatabase } from './db.js'
import { startEmbedded } from './embedded.js'
import { claimFolder } from './safety.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Runs a command on the owner's connection: DATABASE_DIRECT_URL or DATABASE_URL, else the embedded database, whether
 * the program is running on it or not. A database that was started for the command is stopped after it.
 */
export async function withDatabase<T>(run: (database: Database, url: string) => Promise<T>): Promise<T> {
  const env = readEnvironment(process.env)
  const given = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL
  if (given !== undefined) return over(given, run)
  const folder = path.resolve(root, env.DATA_FOLDER, 'postgres')
  if (!existsSync(folder))
    throw new Error(`There is no database in ${env.DATA_FOLDER} yet: run npm start once, or set DATABASE_URL.`)
  const embedded = await startEmbedded(folder)
  const release = await claimFolder(embedded.url)
  try {
    return await over(embedded.url, run)
  } finally {
    await release?.()
    if (release !== null) await embedded.stop() // nobody else is on it
  }
}

async function over<T>(url: string, run: (database: Database, url: string) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { max: 2 })
  try {
    return await run(database, url)
  } finally {
    await database.close()
  }
}
