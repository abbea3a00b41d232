import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'
import { atBedside, fillIn, posting, save, savedLater, stored, waiting } from './support/queue.js'

const site = await openSite()

/** `SCREENS=folder` keeps a picture of each screen, to be looked at. */
const folder = process.env['SCREENS']
if (folder) mkdirSync(folder, { recursive: true })

async function looked(page: Page, name: string) {
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name).toBe(true)
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

test.each([
  ['desk-light', sizes.desk, false],
  ['desk-dark', sizes.desk, true],
  ['phone-light', sizes.phone, false],
  ['phone-dark', sizes.phone, true],
] as const)('what waits, what asks and what was refused can be read and pressed: %s', async (name, size, dark) => {
  const { page, line } = await atBedside(site, { size, dark, clock: true })
  await fillIn(page)
  line.cutAt('before', posting)
  await save(page)
  await waiting(page)
  await looked(page, `${name}-waiting`)
  await page.clock.setSystemTime(Date.now() + 3_600_000)
  await page.route('**/pain-assessments', (route) => route.abort('connectionreset'))
  line.mend()
  await page.getByText('1 registro espera que confirme la hora.').waitFor()
  await page.getByRole('button', { name: 'Confirmar hora' }).click()
  await page.getByRole('dialog', { name: '¿A qué hora fue?' }).waitFor()
  await looked(page, `${name}-clock`)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Ver', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Sin guardar' }).waitFor()
  await looked(page, `${name}-page`)
  await page.getByRole('button', { name: 'Corregir y enviar' }).click()
  await page.getByRole('dialog', { name: /^Corregir/ }).waitFor()
  await looked(page, `${name}-correct`)
})

test('the words are there in English too', async () => {
  const { page, line } = await atBedside(site)
  await page.getByRole('button', { name: /^Español/ }).click()
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: '7', exact: true }).check()
  line.cutAt('before', posting)
  await page.getByRole('button', { name: 'Save pain assessment' }).click()
  await page.getByText('1 entry not saved yet: it is sent automatically.').waitFor()
  await page
    .getByRole('region', { name: 'Not saved yet, of this person' })
    .getByText(/Pain · NRS 7/)
    .waitFor()
  await expectNoAxeViolations(page)
  line.mend()
  await page.getByText('What was waiting has been saved.').waitFor()
})

test('a browser that stores nothing says so, keeps it on the page and sends it once', async () => {
  const bed = await atBedside(site)
  const { page, line } = bed
  await fillIn(page)
  await page.evaluate(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is switched off', 'InvalidStateError')
    }
  })
  line.cutAt('before', posting)
  await save(page)
  await waiting(page)
  await page.getByRole('link', { name: 'Ver', exact: true }).first().click()
  await page.getByText('no cierre esta pestaña hasta que se guarde').waitFor()
  await expectNoAxeViolations(page)
  line.mend()
  await savedLater(page)
  expect(await bed.rows()).toHaveLength(1)
})

test('by keyboard alone: saved without a line, looked at, discarded', async () => {
  const { page, line, pressed } = await atBedside(site)
  await page.getByRole('radio', { name: '7', exact: true }).focus()
  await page.keyboard.press('Space')
  line.cutAt('before', posting)
  await pressed()
  await page.keyboard.press('Control+Enter')
  await waiting(page)
  await page.getByRole('link', { name: 'Ver', exact: true }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Descartar' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sí, descartar' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'No hay nada sin guardar' }).waitFor()
  expect((await pressed()).pointer).toBe(0)
  expect(await stored(page)).toEqual([])
})
