import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { multipart, patientsCsv } from './support/files.js'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse({ requestMs: 1500 })
const hospital = await house.openHospital()
const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
await house.app.listen({ port: 0, host: '127.0.0.1' })
const { port } = house.app.server.address() as { port: number }

/** Sends a body in twenty pieces over four seconds, as a bad line does: the status answered, and pieces sent until the end. */
async function slowly(url: string, token: string, body: Buffer, type: string) {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (text) => (answer += text)).on('error', () => {})
  const over = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  const head = { authorization: `Bearer ${token}`, 'content-type': type, 'content-length': String(body.length) }
  const lines = Object.entries({ host: 'localhost', ...head }).map((line) => line.join(': '))
  socket.write(`POST ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  const piece = Math.ceil(body.length / 20)
  let pieces = 0
  for (let at = 0; at < body.length && !socket.destroyed; at += piece) {
    await wait(200)
    if (!socket.destroyed) socket.write(body.subarray(at, at + piece), () => pieces++)
  }
  await expect.poll(() => answer, { timeout: 20_000 }).toMatch(/^HTTP/)
  socket.end()
  await over
  return { status: Number(answer.slice(9, 12)), pieces }
}

const json = Buffer.from(JSON.stringify(aPatient(hospital.id)))
const file = () => multipart({ mapping: 'patients' }, patientsCsv([]))

test('a body that comes slower than the time-out is cut off, and leaves nothing', async () => {
  const { status, pieces } = await slowly('/api/patients', clerk.token, json, 'application/json')
  expect(status).toBe(408)
  expect(pieces).toBeLessThan(15)
  const [row] = await house.sql`select count(*)::int as n from patients`
  expect(row?.['n']).toBe(0)
})

test.each(['/api/imports', '/api/imports/preview'])('a file may take its time: %s', async (url) => {
  const { body, headers } = file()
  const answer = await slowly(url, clerk.token, body, headers['content-type'] ?? '')
  expect(answer).toEqual({ status: url.endsWith('preview') ? 200 : 202, pieces: 20 })
})

test('a file of somebody who is not let in may not, and its connection is closed', async () => {
  const { body, headers } = file()
  const { status, pieces } = await slowly('/api/imports', 'no-token', body, headers['content-type'] ?? '')
  expect(status).toBe(401)
  expect(pieces).toBeLessThan(15)
})

test('the file limit outlasts twenty megabytes at forty kilobytes a second; headers have fifteen seconds', async () => {
  expect(house.app.server.requestTimeout).toBeGreaterThanOrEqual(((20 * 1024) / 40) * 1000)
  expect(house.app.server.headersTimeout).toBe(15_000)
})
