import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

async function recordOf() {
  const staff = await staffOf(house)
  const made = await staff.person.post('/api/patients', aPatient(staff.hospitalId, { birthDate: '2015-02-03' }))
  expect(made.status, made.text).toBe(201)
  const api = `/api/patients/${made.body.id}`
  return { ...staff, api, url: `/personas/${made.body.id}` }
}

const open = async (page: Page) => {
  await page.getByRole('tab', { name: 'Alerta temprana' }).click()
  return page.getByRole('tabpanel', { name: 'Alerta temprana' })
}

describe('EVAT', () => {
  test('is scored by keyboard alone, says what its level asks for, and when the next is due', async () => {
    const { person, api, url } = await recordOf()
    const { page, pressed } = await site.visit(person, { path: url })
    const panel = await open(page)
    await panel.getByRole('heading', { name: 'Aún no hay evaluaciones' }).waitFor()
    await expectNoAxeViolations(page)
    await panel.getByRole('button', { name: 'Evaluar con EVAT' }).click()
    const dialog = page.getByRole('dialog', { name: 'Evaluar con EVAT' })
    await dialog.getByText('Elija un valor en cada renglón').waitFor()
    await expectNoAxeViolations(page)
    await pressed()
    await page.keyboard.press('Control+Enter')
    await dialog.getByRole('alert').filter({ hasText: 'Cardiovascular' }).waitFor()
    for (const id of ['neurological', 'cardiovascular', 'respiratory']) {
      await dialog.locator(`input[name="${id}"]`).first().focus()
      await page.keyboard.press('Space')
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await dialog.getByLabel('Preocupa a enfermería o medicina').focus()
    await page.keyboard.press('Space')
    await dialog.getByText('Total 4, Amarillo').waitFor()
    await dialog.getByText('Avise a la persona médica a cargo').waitFor()
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    expect((await pressed()).pointer).toBe(0)
    await panel.getByText('4 de 11 · Amarillo').first().waitFor()
    const [kept] = (await person.get(`${api}/early-warning-scores`)).body.items
    expect(kept).toMatchObject({ total: 4, band: 'yellow', respiratory: 3, staffConcern: true })
    await page.getByRole('tab', { name: 'Línea de tiempo' }).click()
    await page.getByRole('tabpanel', { name: 'Línea de tiempo' }).getByText('4 de 11, Amarillo').waitFor()
  })
})

describe('the golden hour', () => {
  test('starts at the door and stops with the antibiotic', async () => {
    const { person, api, url } = await recordOf()
    const { page } = await site.visit(person, { path: url, size: sizes.phone })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Iniciar reloj de fiebre' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Temperatura (°C)').fill('38,6')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByText('Espera antibiótico').first().waitFor()
    await panel.getByRole('button', { name: /Registrar antibiótico/ }).click()
    await dialog.locator('#antibiotic').fill('Cefepima')
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel
      .getByText(/En la primera hora/)
      .first()
      .waitFor()
    const [kept] = (await person.get(`${api}/febrile-episodes`)).body.items
    expect(kept).toMatchObject({ temperature: 38.6, antibiotic: 'Cefepima', version: 2 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })

  test('an antibiotic before the door is refused at its field; a temperature without fever asks why', async () => {
    const { person, api, url } = await recordOf()
    await person.post(`${api}/febrile-episodes`, { arrivedAt: new Date().toISOString(), temperature: 38.6 })
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page)
    await panel.getByRole('button', { name: /Registrar antibiótico/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('#antibiotic').fill('Cefepima')
    await dialog.getByLabel('Fecha del antibiótico').fill('01/01/2020')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByText('El antibiótico es anterior a la llegada').first().waitFor()
    await dialog.getByRole('button', { name: 'Cancelar' }).click()
    await panel.getByRole('button', { name: 'Iniciar reloj de fiebre' }).click()
    await dialog.getByLabel('Temperatura (°C)').fill('37.1')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByLabel('Menos de 38 °C no es fiebre').fill('En casa tuvo 39')
    await dialog.getByRole('button', { name: 'Guardar con la explicación' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByText('Temperatura que no es fiebre: «En casa tuvo 39»').first().waitFor()
  })

  test.each(['desk', 'phone'] as const)('the tab has no violation on a %s, light and dark', async (size) => {
    const { person, api, url } = await recordOf()
    await person.post(`${api}/febrile-episodes`, { arrivedAt: '2024-06-03T16:00:00Z', temperature: 39.1 })
    const grave = { neurological: 3, cardiovascular: 2, respiratory: 1, effectiveDateTime: '2024-06-03T16:00:00Z' }
    await person.post(`${api}/early-warning-scores`, grave)
    for (const dark of [false, true]) {
      const { page } = await site.visit(person, { path: url, size: sizes[size], dark })
      const panel = await open(page)
      await panel.getByText('6 de 11 · Rojo').first().waitFor()
      await panel.getByText('Vencida').first().waitFor()
      await expectNoAxeViolations(page)
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/evat-${size}-${dark ? 'dark' : 'light'}.png`,
          fullPage: true,
        })
      await panel.getByRole('button', { name: 'Evaluar con EVAT' }).click()
      await page.getByRole('dialog').getByText('Elija un valor en cada renglón').waitFor()
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/evat-form-${size}-${dark ? 'dark' : 'light'}.png`,
          fullPage: true,
        })
    }
  })
})
