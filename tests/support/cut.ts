import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

/**
 * Where on its way a request is cut: its head has come and it never goes on; half of it has gone; the server has it all
 * and its answer is swallowed; half of the answer has come.
 */
type Moment = 'before' | 'in-request' | 'before-answer' | 'in-answer'

/** A line between browser and server that a test can cut at a byte. */
export interface Line {
  origin: string
  /** The next request that begins so is cut at this moment, and the line is dead from then on until `mend`. */
  cutAt(moment: Moment, request: RegExp): void
  /** Dead until `mend`: what is open breaks, and nothing new is taken. */
  cut(): void
  mend(): void
  /** First lines of the requests that went through or were cut, with their idempotency key. */
  requests: { line: string; key: string | undefined }[]
}

export async function openLine(port: number): Promise<Line> {
  const open = new Set<Socket>()
  const requests: Line['requests'] = []
  let dead = false
  let plan: { moment: Moment; request: RegExp } | undefined

  const cut = () => {
    dead = true
    for (const socket of open) socket.destroy()
  }

  const server = createServer((browser) => {
    if (dead) return browser.destroy()
    const house = connect(port, '127.0.0.1')
    for (const socket of [browser, house]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        browser.destroy()
        house.destroy()
      })
    }
    let swallow: 'before-answer' | 'in-answer' | undefined
    let held = Buffer.alloc(0)
    browser.on('data', (bytes) => {
      held = Buffer.concat([held, bytes])
      if (!isWhole(held)) return // a head and its body go on together, so that a cut knows where it is
      const whole = held
      held = Buffer.alloc(0)
      const head = whole.toString('latin1')
      const line = head.slice(0, head.indexOf('\r\n'))
      requests.push({ line, key: /^idempotency-key: (\S+)/im.exec(head)?.[1] })
      if (plan === undefined || !plan.request.test(line)) return void house.write(whole)
      const { moment } = plan
      plan = undefined
      if (moment === 'before') return cut()
      if (moment === 'in-request') return void house.write(whole.subarray(0, whole.length - 10), cut)
      swallow = moment
      house.write(whole)
    })
    house.on('data', (bytes) => {
      if (swallow === undefined) return void browser.write(bytes)
      if (swallow === 'before-answer') return cut()
      browser.write(bytes.subarray(0, bytes.length - 10), cut)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    cut()
    server.close()
  })
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    cut,
    cutAt(moment, request) {
      plan = { moment, request }
    },
    mend() {
      dead = false
      plan = undefined
    },
  }
}

function isWhole(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = Number(/^content-length: (\d+)/im.exec(text.slice(0, end))?.[1] ?? 0)
  return bytes.length >= end + 4 + length
}
