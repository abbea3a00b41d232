import { verifyAudit } from 'server/access/sealer'
import { sealAll } from 'server/keepers'
import { expect } from 'vitest'
import type { House } from './house.js'
import { freePort, productionEnv, productionLogin, startProgram, untilReady } from './program.js'

/** How many ask at once while the program dies. */
export const CLIENTS = 6

type Ask = (
  method: 'POST' | 'PATCH',
  path: string,
  token: string,
  content: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Record<string, unknown> }>

/** A program that is killed `kills` times while `clients` go on; each asks until it is answered. */
export async function killed(kills: number, house: House, work: (ask: Ask, running: () => boolean) => Promise<void>[]) {
  const login = await productionLogin(house.sql, house.url)
  const port = await freePort()
  let program = startProgram(productionEnv(port, login, house.url))
  expect(await untilReady(port, program), program.output()).toBe(true)
  let running = true
  let answered = 0
  /** Sent again with the same key until somebody answers. */
  const ask: Ask = async (method, path, token, content, headers) => {
    const key = crypto.randomUUID()
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          ...headers,
        },
        body: JSON.stringify(content),
      }).then(
        async (response) => ({ status: response.status, body: await response.json() }),
        () => null,
      )
      if (answer !== null && answer.status < 500) {
        answered++
        return answer
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const clients = work(ask, () => running)
  for (let kill = 0; kill < kills; kill++) {
    // at work, and at any point of it: a kill while nothing is asked would prove nothing
    for (const before = answered; answered === before; ) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 200))
    program.child.kill('SIGKILL')
    await program.ended
    program = startProgram(productionEnv(port, login))
    expect(await untilReady(port, program), program.output()).toBe(true)
  }
  running = false
  await Promise.all(clients)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  await sealAll(house.database)
  expect(await verifyAudit(house.database)).toMatchObject({ broken: [], unsealed: 0 })
}
