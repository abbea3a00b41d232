import { expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site
const shots = process.env['SHOTS']
const reason = 'Es el teléfono de la oficina de prensa'

test('a second person lets words stand, and who asked cannot', async () => {
  const asker = await house.signIn('coordinator', { national: true })
  const second = await house.signIn('coordinator', { national: true })
  for (const text of ['55 5238 2700', 'prensa@instituto.example.mx'])
    expect((await asker.post('/api/identity-overrides', { text, reason })).status).toBe(201)
  expect((await second.post('/api/identity-overrides', { text: '33 3617 0060', reason })).status).toBe(201)

  const { page } = await site.visit(second, { path: '/anulaciones', size: sizes.desk })
  await page.getByRole('heading', { name: '55 5238 2700' }).waitFor()
  await page.getByText('Usted lo pidió: decide otra persona.').waitFor()
  expect(await page.getByRole('button', { name: 'Dejar «33 3617 0060»' }).count()).toBe(0)
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/overrides-desk.png`, fullPage: true })
  await page.getByRole('button', { name: 'Dejar «55 5238 2700»', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Dejar «55 5238 2700»', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Ya se dejaron' }).getByRole('heading', { name: '55 5238 2700' }).waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/overrides-approved.png`, fullPage: true })
  await page.getByRole('button', { name: 'Ya no dejar «55 5238 2700»' }).click()
  await page.getByRole('button', { name: 'Ya no dejar «55 5238 2700»' }).waitFor({ state: 'detached' })
  expect((await asker.get('/api/identity-overrides?state=approved')).body.items).toEqual([])
  await page.getByRole('button', { name: 'No dejar «prensa@instituto.example.mx»' }).click()
  await page.getByRole('button', { name: 'No dejar «prensa@instituto.example.mx»' }).waitFor({ state: 'detached' })
  expect((await asker.get('/api/identity-overrides?state=refused')).body.items).toHaveLength(2)
})

test('it fits a phone, also with nothing waiting', async () => {
  const coordinator = await house.signIn('coordinator', { national: true })
  const { page } = await site.visit(coordinator, { path: '/anulaciones', size: sizes.phone })
  await page.getByText('Ya se dejaron').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/overrides-phone.png`, fullPage: true })
})

test('a marked text shows its places and the ways on, by keyboard and on a phone', async () => {
  const coordinator = await house.signIn('coordinator', { national: true })
  for (const [name, size, dark] of [
    ['desk', sizes.desk, false],
    ['phone', sizes.phone, true],
  ] as const) {
    const { page } = await site.visit(coordinator, { path: '/estilo', size, dark })
    const marks = page.getByRole('region', { name: /3 lugares del texto pueden decir/ })
    await marks.waitFor()
    expect(await marks.locator('mark').allTextContents()).toEqual(['Nombre Apellido', 'Rosa Flores', '000 123 4567'])
    expect(await marks.getByRole('button', { name: 'No es el nombre de una persona' }).count()).toBe(1)
    await expectNoAxeViolations(page)
    if (shots) await marks.screenshot({ path: `${shots}/marks-${name}.png` })
    await marks.getByRole('button', { name: 'Pedir a una segunda persona' }).first().focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('«Nombre Apellido» quedará').waitFor()
    await dialog.getByLabel(/Por qué no identifica/).fill('porque sí')
    await dialog.getByRole('button', { name: 'Pedir', exact: true }).click()
    await dialog.getByText('El motivo es muy corto. Escriba 15 letras o más.').waitFor()
    await dialog.getByLabel(/Por qué no identifica/).fill('Son palabras de una muestra')
    await dialog.getByRole('button', { name: 'Pedir', exact: true }).click()
    await dialog.getByText('Estas palabras no están señaladas').waitFor()
    await expectNoAxeViolations(page)
    if (shots) await page.screenshot({ path: `${shots}/ask-${name}.png` })
  }
})
