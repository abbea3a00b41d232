// Holds the ledger of the pain loop against the facts it tells of: `npm run pain:recount`.
import { existsSync } from 'node:fs'

if (!existsSync(new URL('../dist/pain-indicators/recount.js', import.meta.url))) {
  console.error('The program is not built yet: run npm start once, or npm run build.')
  process.exit(1)
}
const { withDatabase } = await import('../dist/database/command.js')
const { recountPain } = await import('../dist/pain-indicators/recount.js')

const MOST = 50

try {
  const { standing, differences } = await withDatabase(recountPain)
  for (const { measure, facts } of standing) console.log(`${measure}: ${facts} on the ledger`)
  for (const { hospital, happenedOn, untilOn, measure, met, effect, ledger, rows } of differences.slice(0, MOST))
    console.error(
      `${hospital} ${happenedOn}${untilOn === null ? '' : ` to ${untilOn}`} ${measure}${effect === null ? '' : ` (${effect})`}, ${met ? 'met' : 'not met'}: ${ledger} counted, ${rows} recorded`,
    )
  if (differences.length > MOST) console.error(`… and ${differences.length - MOST} more`)
  const agrees = differences.length === 0
  console.log(agrees ? 'Ledger and records agree.' : 'Ledger and records do NOT agree.')
  if (!agrees) process.exitCode = 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
