// Holds the ledgers of treatment against the doses, procedures and diagnoses they tell of: `npm run treatment:recount`.
import { existsSync } from 'node:fs'

if (!existsSync(new URL('../dist/treatment-indicators/recount.js', import.meta.url))) {
  console.error('The program is not built yet: run npm start once, or npm run build.')
  process.exit(1)
}
const { withDatabase } = await import('../dist/database/command.js')
const { recountTreatment } = await import('../dist/treatment-indicators/recount.js')

const MOST = 50

try {
  const { doses, people, doseDifferences, startDifferences } = await withDatabase(recountTreatment)
  console.log(`${doses} doses and ${people} first treatments on the ledgers`)
  for (const { hospital, plannedOn, outcome, reason, ledger, rows } of doseDifferences.slice(0, MOST))
    console.error(
      `${hospital} ${plannedOn} ${outcome}${reason === null ? '' : ` (${reason})`}: ${ledger} counted, ${rows} recorded`,
    )
  if (doseDifferences.length > MOST) console.error(`… and ${doseDifferences.length - MOST} more`)
  for (const { hospital, people } of startDifferences)
    console.error(`${hospital}: ${people} people with another first treatment than counted`)
  const agrees = doseDifferences.length + startDifferences.length === 0
  console.log(agrees ? 'Ledgers and records agree.' : 'Ledgers and records do NOT agree.')
  if (!agrees) process.exitCode = 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
