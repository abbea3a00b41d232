// Installs what the lockfile names when it is not there yet. Needs only Node and npm.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Girasol needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
const same = (a, b) => existsSync(a) && existsSync(b) && readFileSync(a, 'utf8') === readFileSync(b, 'utf8')
if (!same('pnpm-lock.yaml', 'node_modules/.pnpm/lock.yaml')) {
  console.log('Installing dependencies (first time only)…')
  const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { status } = spawnSync(
    'npx',
    ['-y', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  )
  if (status !== 0) process.exit(status ?? 1)
}
