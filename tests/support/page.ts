import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { Role } from 'shared/access'
import { afterAll, expect } from 'vitest'
import { launchBrowser } from './browser.js'
import { type House, openHouse, PASSWORD, type Person } from './house.js'

const built = path.resolve(import.meta.dirname, '../../web/dist')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The two sizes every screen is made for: the clerk's PC and a phone. */
export const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 360, height: 740 } } as const

export interface Site {
  house: House
  origin: string
  /** A browser of its own for one person who has signed in. What the page fails at fails the test. */
  visit(person: Person, options?: VisitOptions): Promise<Visit>
}

interface VisitOptions {
  size?: { width: number; height: number }
  dark?: boolean
  /** The page's clock is the test's to move. */
  clock?: boolean
  /** Where the person goes. */
  path?: string
  /** Signs in through the real page, as the first thing that is done. */
  typed?: boolean
  /** By way of another address of the same server. */
  origin?: string
}

interface Visit {
  page: Page
  context: BrowserContext
  /** What the person pressed since the last call: keys (a chord counts each of its keys), and mouse or finger. */
  pressed(): Promise<{ keys: number; pointer: number }>
}

/** The real server with the built page on a free port, and a real browser; `demo` as `openHouse` has it. */
export async function openSite(options: { demo?: true } = {}): Promise<Site> {
  const house = await openHouse({ page: built, ...options })
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = house.app.server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  const browser = await launchBrowser()
  afterAll(() => browser.close())
  return {
    house,
    origin,
    async visit(person, options = {}) {
      const {
        size = sizes.desk,
        dark = false,
        clock = false,
        path: at = '/',
        origin: by = origin,
        typed = false,
      } = options
      const context = await browser.newContext({
        viewport: size,
        colorScheme: dark ? 'dark' : 'light',
        locale: 'es-MX',
        timezoneId: 'America/Mexico_City',
      })
      await context.addInitScript(countPresses)
      const page = await context.newPage()
      if (clock) await page.clock.install()
      page.on('pageerror', (error) => expect.soft(error.message, 'the page threw').toBe(''))
      page.on('console', (message) => {
        // a refused request is an answer; a broken content policy is a mistake of ours
        if (/Content Security Policy|Trusted|hydrat/i.test(message.text()))
          expect.soft(message.text(), 'on the console').toBe('')
      })
      if (!typed)
        await context.addCookies([{ ...(await signInCookie(house, person)), url: by.replace('http:', 'https:') }])
      await page.goto(`${by}${at}`)
      if (typed) await signInByHand(page, person)
      await page.getByRole('navigation', { name: 'Principal' }).waitFor()
      await page.getByRole('heading', { level: 1 }).first().waitFor() // a page that comes takes the focus, and closes a menu
      const pressed = async () => page.evaluate(takePresses)
      await pressed()
      return { page, context, pressed }
    },
  }
}

async function signInByHand(page: Page, { email }: Person): Promise<void> {
  await page.getByLabel('Correo').fill(email)
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
}

/** What a sign-in leaves in the browser: the page goes on from it as after a reload. */
async function signInCookie({ app }: House, { email }: Person) {
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password: PASSWORD } })
  const [cookie] = answer.cookies
  if (cookie === undefined) throw new Error(`${email} could not sign in: ${answer.body}`)
  const { name, value } = cookie
  return { name, value, httpOnly: true, secure: true, sameSite: 'Strict' as const }
}

/** Staff of a new hospital, ready to visit. */
export async function staffOf(
  house: House,
  role: Role = 'hospital-staff',
): Promise<{ person: Person; hospitalId: string; hospitalName: string }> {
  const hospital = await house.openHospital()
  const person = await house.signIn(role, { organizationId: hospital.id })
  return { person, hospitalId: hospital.id, hospitalName: hospital.name }
}

/** WCAG 2.0 to 2.2, A and AA, on what is on the screen now. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run(options: object): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>
        }
      }
    ).axe.run({ runOnly: tags })
    return violations.map(({ id, help, nodes }) => `${id}: ${help} in ${nodes.map(({ html }) => html).join(' | ')}`)
  })
  expect(found).toEqual([])
}

interface Counting {
  presses: { keys: number; pointer: number }
}

/** Runs in the page before its own code. */
function countPresses() {
  const counting = globalThis as unknown as Counting
  counting.presses = { keys: 0, pointer: 0 }
  addEventListener('keydown', () => counting.presses.keys++, true)
  addEventListener('pointerdown', () => counting.presses.pointer++, true)
}

function takePresses() {
  const counting = globalThis as unknown as Counting
  const taken = counting.presses
  counting.presses = { keys: 0, pointer: 0 }
  return taken
}

/**
 * A page that has loaded can be read on a desk and on a phone, light and dark: no barrier, nothing sideways. With
 * PICTURES a folder, its pictures are left there.
 */
export async function expectReadable(site: Site, person: Person, path: string, name: string): Promise<void> {
  for (const [device, size, dark] of [
    ['desk', sizes.desk, false],
    ['phone', sizes.phone, true],
  ] as const) {
    const { page, context } = await site.visit(person, { size, dark, path })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('status').getByText('Cargando').first().waitFor({ state: 'hidden' })
    const pictures = process.env['PICTURES']
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}-${device}.png`, fullPage: true })
    await expectNoAxeViolations(page)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(sideways, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    await context.close()
  }
}
