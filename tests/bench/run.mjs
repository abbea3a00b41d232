// npm run bench [register|counts|search|import|page …]: each in turn, ratios within one run.
import { spawnSync } from 'node:child_process'

spawnSync('node_modules/.bin/tsc', ['-b', 'shared', 'server'], { stdio: 'inherit' })
const all = {
  administrations: async () => (await import('./administrations.mjs')).benchRecording(),
  worklist: async () => (await import('./administrations.mjs')).benchWorklist(),
  due: async () => (await import('./due.mjs')).benchDue(),
  driver: async () => (await import('./driver.mjs')).benchDriver(),
  imports: async () => (await import('./imports.mjs')).benchImports(),
  indicators: async () => (await import('./indicators.mjs')).benchIndicators(),
  memory: async () => (await import('./imports.mjs')).benchMemory(),
  pain: async () => (await import('./pain.mjs')).benchPain(),
  reads: async () => (await import('./reads.mjs')).benchReads(),
  shortages: async () => (await import('./shortages.mjs')).benchShortages(),
  register: async () => (await import('./register.mjs')).benchRegister(),
}
const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(all)) {
  console.log(`\n${name}`)
  await all[name]()
}
