// The real program in a process of its own: prints its port, then serves until it is told to stop.
import { buildApp } from '../../server/dist/app.js'
import { openDatabase } from '../../server/dist/database/db.js'
import { startKeepers } from '../../server/dist/keepers.js'
import { secrets } from './place.mjs'

const database = openDatabase(process.env['BENCH_URL'], { max: Number(process.env['BENCH_POOL'] ?? 10) })
const app = await buildApp({ database, secrets, ratePerMinute: 100_000_000, importLimits: { megabytes: 1000 } })
await app.listen({ port: 0, host: '127.0.0.1' })
const keepers = startKeepers(database, app.log, process.env['BENCH_FOLDER'])
process.on('message', async (message) => {
  const { id, sign, stop } = message
  if (sign) process.send({ id, token: app.tokens.sign(sign).accessToken })
  else if (!stop) process.send({ id, cpu: process.cpuUsage(), peak: process.resourceUsage().maxRSS * 1024 })
  if (stop) {
    await app.close()
    await keepers.stop()
    await database.close()
    process.exit(0)
  }
})
process.send({ port: app.server.address().port })
