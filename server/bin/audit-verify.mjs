// Walks every audit chain and names the first row that does not fit: `npm run audit:verify [-- ANCHOR.json]`.
import { readFileSync } from 'node:fs'
import { verifyAudit } from '../dist/access/sealer.js'
import { withDatabase } from '../dist/database/command.js'

const file = process.argv[2]
const anchors = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8')).heads
const { events, chains, unsealed, broken } = await withDatabase((database) => verifyAudit(database, anchors))
console.log(`${events} events in ${chains} chains, ${unsealed} not yet sealed`)
for (const { chain, position, id, why } of broken)
  console.error(`broken (${why}): chain ${chain}, position ${position}, event ${id}`)
console.log(broken.length === 0 ? 'The audit chain verifies.' : 'The audit chain does NOT verify.')
process.exit(broken.length === 0 ? 0 : 1)
