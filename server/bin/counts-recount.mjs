// Counts everybody again from the ledger and compares: `npm run counts:recount [-- --repair]`.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

if (!existsSync(new URL('../dist/counts/recount.js', import.meta.url))) {
  console.error('The program is not built yet: run npm start once, or npm run build.')
  process.exit(1)
}
const { withDatabase } = await import('../dist/database/command.js')
const { recount, repairCounters } = await import('../dist/counts/recount.js')

const MOST = 50
const signed = (figures) =>
  Object.entries(figures)
    .map(([name, by]) => `${name} ${by > 0 ? '+' : ''}${by}`)
    .join(', ')

function print({ entries, people, counters, rolls }) {
  console.log(`${people} people on the rolls, ${entries} ledger entries`)
  for (const { table, grain, startsOn, hospital, missing } of counters.slice(0, MOST))
    console.error(`${hospital} ${grain} ${startsOn} ${table}: ${signed(missing)}`)
  if (counters.length > MOST) console.error(`… and ${counters.length - MOST} more counters`)
  for (const { hospital, withoutRecord, notOnRoll, notOnce, otherFacts } of rolls)
    console.error(
      `${hospital}: ${withoutRecord} counted without a record, ${notOnRoll} records not counted, ${notOnce} not counted once, ${otherFacts} counted with other facts`,
    )
}

async function agree(repair) {
  return withDatabase(async (database) => {
    let found = await recount(database)
    print(found)
    if (repair && found.counters.length > 0) {
      console.log(`${await repairCounters(database)} counters repaired`)
      found = await recount(database)
    }
    return found.counters.length === 0 && found.rolls.length === 0
  })
}

try {
  const { values } = parseArgs({ options: { repair: { type: 'boolean', default: false } } })
  const agrees = await agree(values.repair)
  console.log(agrees ? 'Counters, ledger and records agree.' : 'Counters, ledger and records do NOT agree.')
  if (!agrees) process.exitCode = 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
