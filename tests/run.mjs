// Builds, then runs every test. Extra words are passed to vitest (`npm test -- counts`).
import { spawnSync } from 'node:child_process'

const windows = process.platform === 'win32'
const run = (command, args, cwd) => {
  const { status } = spawnSync(windows ? `${command}.cmd` : command, args, { stdio: 'inherit', cwd, shell: windows })
  if (status !== 0) process.exit(status ?? 1)
}
run('node_modules/.bin/tsc', ['-b'])
run('../web/node_modules/.bin/vite', ['build', '--logLevel', 'warn'], 'web')
run('tests/node_modules/.bin/vitest', ['run', '--config', 'tests/vitest.config.ts', ...process.argv.slice(2)])
