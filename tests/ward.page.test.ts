import { expect, test } from 'vitest'
import { bedside } from './support/bedside.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'
import { openWard, registered, vincristine } from './support/ward.js'

const site = await openSite()
const { house } = site
const shots = process.env['SHOTS']
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** A ward of four: one late, one due, one asleep too deeply, one on treatment without anything. */
async function fullWard() {
  const {
    nurse,
    hospital,
    patient: calm,
  } = await openWard(house, [vincristine('2026-11-20')], { service: 'Oncología pediátrica' })
  const named = (chosenName: string) =>
    registered(nurse, hospital.id, { chosenName, firstSurname: 'Ruiz', secondSurname: 'Mora' })
  const [luna, sol, mar] = [await named('Luna'), await named('Sol'), await named('Mar')]
  const bed = (girl: typeof luna) => bedside(house, nurse, girl)
  await bed(luna).assess({ at: ago(60), severity: 'severe', score: 8 })
  await bed(luna).give({ at: ago(52) })
  await bed(sol).give({ at: ago(33) })
  await bed(mar).give({ at: ago(20), opioid: true })
  await bed(mar).check({ at: ago(3), alerts: ['too-sedated'] })
  await bed(calm).assess({ at: ago(180), severity: 'none', score: 0 })
  return { nurse, hospital, calm, luna, sol, mar, bed }
}

test('the ward says who is late, who is due and how the last pain was; one press leads to the sheet', async () => {
  const { nurse, luna } = await fullWard()
  const { page } = await site.visit(nurse)
  await page.getByRole('link', { name: /Ver la sala/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Sala' }).waitFor()
  await page.getByText('1 persona con algo vencido, 2 con algo por hacer, 4 en la lista.').waitFor()
  const late = page.getByRole('region', { name: 'Vencido', exact: true })
  await late.getByText('Vencida hace 12 min').waitFor()
  await late.getByText('Luna R. M.').waitFor()
  await late.getByText('8 de 10 · Intenso').waitFor()
  const due = page.getByRole('region', { name: 'Por hacer', exact: true })
  await due.getByText('Toca desde hace 3 min').waitFor()
  await due.getByText('Avisar: sedación o respiración').waitFor()
  const calm = page.getByRole('region', { name: 'Sin pendientes', exact: true })
  await calm.getByText('0 de 10 · Sin dolor').waitFor()
  await calm.getByText(/Oncología pediátrica/).waitFor()
  await page.getByText('En vivo').waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/ward-desk.png`, fullPage: true })

  await page.getByLabel('Servicio').selectOption('Oncología pediátrica')
  await page.getByText('0 personas con algo vencido, 0 con algo por hacer, 1 en la lista.').waitFor()
  await page.getByLabel('Servicio').selectOption('')
  await page.getByRole('button', { name: 'Ya avisé por Mar R. M.' }).click()
  await expect.poll(() => due.getByText('Avisar: sedación o respiración').count(), { timeout: 2000 }).toBe(0)
  await late.getByRole('link', { name: 'Evaluar dolor de Luna R. M.' }).click()
  expect(new URL(page.url()).pathname).toBe(`/personas/${luna.id}/dolor/evaluar`)
})

test('what one nurse records shows on the open screen of another within 2 seconds, and leaves it so', async () => {
  const { nurse, hospital, patient: girl } = await openWard(house, [])
  const other = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const [first, second] = [await site.visit(nurse, { path: '/sala' }), await site.visit(other, { path: '/sala' })]
  for (const { page } of [first, second]) await page.getByText('En vivo').waitFor()
  const record = async (part: string, body: unknown) => {
    const { status, text } = await nurse.post(`/api/patients/${girl.id}/${part}`, body)
    expect(status, text).toBe(201)
  }
  const seen = (count: number) =>
    Promise.all(
      [first, second].map(({ page }) =>
        expect.poll(() => page.getByText('Revalorar el dolor').count(), { timeout: 2000, interval: 50 }).toBe(count),
      ),
    )
  await seen(0)
  await record('analgesic-administrations', {
    ...{ drug: 'paracetamol', route: 'PO', role: 'rescue', dose: 250, unit: 'mg', givenAt: ago(32).toISOString() },
    ...{
      opioidStatus: 'naive',
      confirmedWarnings: [{ code: 'weight-missing', reason: 'No se pudo pesar en la cama' }],
    },
  })
  await seen(1)
  await second.page.getByText('En 28 min').waitFor()
  await record('pain-assessments', { scale: 'NRS', score: 2, effectiveDateTime: new Date().toISOString() })
  await seen(0)
  await second.page.getByText('2 de 10 · Leve').waitFor()
})

test('a reminder turns late on the screen by itself, at the minute, by the clock of the server', async () => {
  const { nurse, patient } = await openWard(house, [])
  await bedside(house, nurse, patient).give({ at: ago(39) })
  const { page } = await site.visit(nurse, { path: '/sala', clock: true })
  await page.getByText('Toca desde hace 9 min').waitFor()
  await page.clock.runFor(61_000)
  await page.getByText('Vencida', { exact: true }).waitFor()
})

test('when the stream breaks the screen says that it is not live, keeps asking, and is live again', async () => {
  const { nurse, hospital } = await openWard(house, [])
  const girl = await registered(nurse, hospital.id)
  const { page, context } = await site.visit(nurse, { path: '/sala' })
  await page.getByText('En vivo').waitFor()
  await context.setOffline(true)
  house.app.server.closeAllConnections()
  await page.getByText(/Sin actualización en vivo desde las/).waitFor({ timeout: 20_000 })
  expect(await page.getByText('En vivo', { exact: true }).count()).toBe(0)
  if (shots) await page.screenshot({ path: `${shots}/ward-away.png` })
  await expectNoAxeViolations(page)
  await bedside(house, nurse, girl).give({ at: new Date() })
  await context.setOffline(false)
  await page.getByText('Revalorar el dolor').waitFor({ timeout: 20_000 })
  await page.getByText('En vivo', { exact: true }).waitFor({ timeout: 20_000 })
})

test('a phone shows each person as a card, without sideways scroll; the print is landscape, without what one cannot press', async () => {
  const { nurse } = await fullWard()
  const { page } = await site.visit(nurse, { path: '/sala', size: sizes.phone })
  await page.getByText('Vencida hace 12 min').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/ward-phone.png`, fullPage: true })
  await page.setViewportSize(sizes.desk)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('link', { name: /Evaluar dolor/ }).count()).toBe(0)
  await page.getByText('8 de 10 · Intenso').waitFor()
  if (shots) await page.screenshot({ path: `${shots}/ward-print.png`, fullPage: true })
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width = 0, height = 0] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf)?.map(Number) ?? []
  expect([Math.round(width), Math.round(height)]).toEqual([842, 595])
})

test('an empty ward says so, in English too', async () => {
  const { person } = await staffOf(house)
  const { page } = await site.visit(person, { path: '/sala' })
  await page.getByRole('heading', { name: 'Nadie en tratamiento ni con pendientes' }).waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Español' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Nobody is on treatment or has something due' }).waitFor()
})
