import { expect, test } from 'vitest'
import { aPatient, PASSWORD } from './support/house.js'
import { openSite, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

async function atRecord() {
  const { person, hospitalId } = await staffOf(house)
  const made = await person.post(
    '/api/patients',
    aPatient(hospitalId, { givenName: 'Xiomara', birthDate: '2015-02-03' }),
  )
  const { page, context } = await site.visit(person, { path: `/personas/${made.body.id}` })
  await page.getByRole('heading', { name: /Xiomara/ }).waitFor()
  return { person, page, context }
}

test('who leaves without a line is not brought back when the line is', async () => {
  const { page, context } = await atRecord()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Persona de prueba' }).click()
  await page.getByRole('button', { name: 'Salir', exact: true }).click()
  await page.getByLabel('Correo').waitFor()
  await context.setOffline(false)
  await page.reload()
  await page.getByLabel('Correo').waitFor()
  expect(await page.getByText(/Xiomara/).count()).toBe(0)
  await page.reload() // nor later: the server has heard it
  await page.getByLabel('Correo').waitFor()
})

test('somebody else who comes in at the same computer sees nothing of the person before, in any tab', async () => {
  const { page, context } = await atRecord()
  const { person: next } = await staffOf(house)
  const second = await context.newPage()
  await second.goto(site.origin)
  await second.getByRole('button', { name: 'Persona de prueba' }).click()
  await second.getByRole('button', { name: 'Salir', exact: true }).click()
  await second.getByLabel('Correo').fill(next.email)
  await second.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await second.getByRole('button', { name: 'Entrar', exact: true }).click()
  await second.getByRole('navigation', { name: 'Principal' }).waitFor()
  await page.evaluate(() => Reflect.set(window, 'ofTheFirst', true))
  await page.getByRole('link', { name: 'Lista del día' }).click() // asks the server, which knows the first one no more
  await expect.poll(() => page.evaluate(() => Reflect.has(window, 'ofTheFirst')), { timeout: 20_000 }).toBe(false)
  await page.goBack()
  await page.getByRole('navigation', { name: 'Principal' }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByText(/Xiomara/).count()).toBe(0)
})
