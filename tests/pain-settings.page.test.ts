import { expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site
const shots = process.env['SHOTS']

test('a coordinator sets when the hospital looks again, by keyboard; a wrong value is named, and the catalogue comes back', async () => {
  const hospital = await house.openHospital()
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const { page } = await site.visit(coordinator)
  await page.getByRole('link', { name: /Fijar los tiempos de dolor/ }).click()
  await page.getByText('Valen los tiempos del catálogo').waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/pain-settings-desk.png`, fullPage: true })
  const vein = page.getByLabel('Intravenosa', { exact: true })
  await vein.fill('3')
  await page.keyboard.press('Enter')
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Intravenosa/ })
    .waitFor()
  await expectNoAxeViolations(page)
  await vein.fill('15')
  await page.getByLabel('Motivo del cambio').fill('Así lo acordó el servicio')
  await page.keyboard.press('Enter')
  await page.getByText('Quedaron guardados.').waitFor()
  await page.getByText('Motivo: Así lo acordó el servicio').waitFor()
  const url = `/api/pain/settings?organizationId=${hospital.id}`
  expect((await coordinator.get(url)).body).toMatchObject({ version: 1, own: { reassessMinutes: { IV: 15, PO: 60 } } })

  const other = { ...(await coordinator.get(url)).body.settings, graceMinutes: 0 }
  await coordinator.ask('PUT', url, { settings: other }, { 'if-match': '"1"' })
  await vein.fill('20')
  await page.getByRole('button', { name: 'Guardar tiempos' }).click()
  await page.getByText('Otra persona guardó cambios antes que usted.').waitFor()
  await page.getByText('Vigente: 0 min.').waitFor()
  expect(await vein.inputValue()).toBe('20')
  await page.getByRole('button', { name: 'Volver al catálogo' }).click()
  await page.getByText('Valen los tiempos del catálogo').waitFor()
  expect(await vein.inputValue()).toBe('30')
})

test('it fits a phone', async () => {
  const hospital = await house.openHospital()
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const { page } = await site.visit(coordinator, { path: '/dolor/tiempos', size: sizes.phone })
  await page.getByLabel('Intravenosa', { exact: true }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/pain-settings-phone.png`, fullPage: true })
})
