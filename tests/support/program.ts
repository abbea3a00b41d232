import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import type postgres from 'postgres'
import { secrets } from './house.js'

const root = path.resolve(import.meta.dirname, '../..')

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A login that row-level security binds, as production asks for. */
export async function productionLogin(sql: postgres.Sql, ownerUrl: string): Promise<string> {
  const name = `girasol_test_login_${process.pid}_${Math.trunc(Math.random() * 1e9)}`
  await sql.unsafe(`create role ${name} login password 'only-for-this-test'`)
  const url = new URL(ownerUrl)
  url.username = name
  url.password = 'only-for-this-test'
  return url.href
}

export interface Program {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
}

/** The built program as a process of its own. */
export function startProgram(env: Record<string, string>, args = ['server/dist/main.js']): Program {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE|TEST_|NODE_ENV|VITEST|PORT|npm_)/.test(name)),
  )
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (text: Buffer) => (output += text))
  child.stderr?.on('data', (text: Buffer) => (output += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, output: () => output, ended }
}

export const productionEnv = (port: number, url: string, directUrl?: string): Record<string, string> => ({
  PORT: String(port),
  DATABASE_URL: url,
  ...(directUrl === undefined ? {} : { DATABASE_DIRECT_URL: directUrl }),
  JWT_SECRET: secrets.jwt,
  FIELD_KEY: secrets.field,
  PUBLIC_URL: `http://localhost:${port}`,
  LOG_LEVEL: 'info',
})

/** Waits until the program is ready; false when it ended or took too long. */
export async function untilReady(port: number, program: Program, ms = 30_000): Promise<boolean> {
  let over = false
  void program.ended.then(() => (over = true))
  for (const until = Date.now() + ms; Date.now() < until && !over; ) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}
