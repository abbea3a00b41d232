import { afterAll, expect, test } from 'vitest'
import { launchBrowser } from './support/browser.js'
import { openHouse } from './support/house.js'

const house = await openHouse()
const origin = await house.app.listen({ host: '127.0.0.1', port: 0 })
const browser = await launchBrowser()
afterAll(() => browser.close())

test('the page of the API renders, opens an operation and tries it, under a policy that lets nothing else in', async () => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 900 } })
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', ({ message }) => complaints.push(message))
  const answer = await page.goto(`${origin}/api/docs`)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/unsafe|https:|http:|\*|swagger\.io/)
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "connect-src 'self'",
  ])
    expect(policy.split(/; */)).toContain(directive)

  await page.getByRole('heading', { name: /^Girasol/ }).waitFor()
  await page
    .getByRole('button', { name: /health.live/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.getByRole('button', { name: 'Execute' }).click()
  await page.locator('.live-responses-table').getByText('"status": "ok"').waitFor()
  expect(complaints).toEqual([])

  // What somebody slipped into the page does not run
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.slipped = true'
    document.head.append(script)
    return 'slipped' in globalThis
  })
  expect(ran).toBe(false)
})
