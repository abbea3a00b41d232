// Builds what changed, then starts the program in this process.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const windows = process.platform === 'win32'
const run = (command, args, cwd) =>
  new Promise((resolve, reject) =>
    spawn(windows ? `${command}.cmd` : command, args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: windows,
    }).on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`)))),
  )

/** Newest change below some folders and files, so that a second start need not build the page again. */
function newest(places) {
  let last = 0
  const visit = (place) => {
    const { mtimeMs } = statSync(place)
    if (!statSync(place).isDirectory()) last = Math.max(last, mtimeMs)
    else
      for (const name of readdirSync(place))
        if (name !== 'dist' && name !== 'dist-types' && name !== 'node_modules') visit(path.join(place, name))
  }
  for (const place of places) if (existsSync(place)) visit(place)
  return String(Math.trunc(last))
}

const stamp = 'web/dist/.built'
const state = newest(['web', 'shared/src', 'pnpm-lock.yaml'])
const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === state
if (!built) console.log('Building the program and its page…')
try {
  await Promise.all([
    run('node_modules/.bin/tsc', ['-b', 'shared', 'server']),
    built || run('../web/node_modules/.bin/vite', ['build', '--logLevel', 'warn'], 'web'),
  ])
} catch (error) {
  console.error(`The build failed: ${error.message}`)
  process.exit(1)
}
if (!built) {
  mkdirSync('web/dist', { recursive: true })
  writeFileSync(stamp, state)
}
await import('../dist/main.js')
