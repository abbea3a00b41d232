import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { openDatabase } from 'server/database/db'
import { startEmbedded } from 'server/database/embedded'
import { loadCatalogues } from 'server/terminology/load'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    template: string
  }
}

const running = { users: 0, ready: undefined as Promise<Cluster> | undefined }
interface Cluster {
  url: string
  template: string
  stop(): Promise<void>
}

/** One server and one migrated template with catalogues per run, shared by the projects; each test file copies it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  running.users++
  running.ready ??= start()
  const cluster = await running.ready
  project.provide('adminUrl', cluster.url)
  project.provide('template', cluster.template)
  return async () => {
    running.users--
    if (running.users === 0) await cluster.stop()
  }
}

async function start(): Promise<Cluster> {
  const given = process.env['TEST_DATABASE_URL']
  const folder = mkdtempSync(path.join(os.tmpdir(), 'girasol-test-'))
  const embedded =
    given === undefined
      ? await startEmbedded(path.join(folder, 'postgres'), { durable: false, flags: ['-c', 'max_connections=300'] })
      : null
  const url = given ?? embedded?.url ?? ''
  const template = `girasol_template_${process.pid}`
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(`drop database if exists ${template} with (force)`) // of a killed run that had this process number
    await admin.unsafe(`create database ${template}`)
    await fill(withDatabase(url, template))
  } catch (error) {
    await admin.end()
    await embedded?.stop()
    throw error
  }
  return {
    url,
    template,
    async stop() {
      const left = await admin<
        { datname: string }[]
      >`select datname from pg_database where datname like ${`girasol\\_test\\_${process.pid}\\_%`} or datname = any (${[template, `girasol_demo_${process.pid}`]})`
      for (const { datname } of left) await admin.unsafe(`drop database if exists ${datname} with (force)`)
      const logins = await admin<
        { rolname: string }[]
      >`select rolname from pg_roles where rolname like 'girasol\\_test\\_login\\_%'`
      for (const { rolname } of logins) await admin.unsafe(`drop role ${rolname}`).catch(() => {}) // another run may use it
      await admin.end()
      await embedded?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function fill(url: string): Promise<void> {
  const database = openDatabase(url, { max: 1 })
  try {
    await database.migrate(path.resolve(import.meta.dirname, '../../drizzle'))
  } finally {
    await database.close()
  }
  await loadCatalogues(url, () => {})
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.href
}
