import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { beforeAll, expect, test } from 'vitest'
import { anAgreement, aPost, aSession } from './support/agreements.js'
import { aPatient } from './support/house.js'
import { openGroup } from './support/minutes.js'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site
const shots = process.env['SHOTS']
const reason = 'Es el teléfono de la oficina de prensa'
let number = 60 // of a session; a retry takes the next
const today = dayIn(MEXICO_CITY, new Date())

beforeAll(async () => {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  for (const [givenName, firstSurname] of [
    ['Yamileth', 'Couoh'],
    ['Rosa', 'Flores'],
    ['Luz', 'Rivera'],
  ])
    expect((await nurse.post('/api/patients', aPatient(hospital.id, { givenName, firstSurname }))).status).toBe(201)
})

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

test('a name is asked for where it stands, another person lets it stand, and what was typed is saved', async () => {
  const [nation, second] = [
    await house.signIn('coordinator', { national: true }),
    await house.signIn('coordinator', { national: true }),
  ]
  const session = await aSession(nation, { number: ++number, heldOn: '2022-01-14' })
  const due = { responsible: await aPost(house), dueOn: addDays(today, 9) }
  const made = await anAgreement(nation, session.id, { text: 'Abrir el aula', ...due })
  const { page } = await site.visit(nation, { path: `/acuerdos/${made.id}`, size: sizes.phone })
  await page.getByLabel('Qué se hizo o qué falta').fill('Se abrió el aula Yamileth Couoh')
  await page.getByRole('button', { name: 'Guardar el avance' }).click()
  const marks = page.getByRole('region', { name: '1 lugar del texto puede decir quién es una persona' })
  await marks.locator('mark', { hasText: /^Yamileth Couoh$/ }).waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/progress-marks.png`, fullPage: true })
  await marks.getByRole('button', { name: 'Pedir a una segunda persona' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Por qué no identifica/).fill('Es el nombre de una benefactora de 1950')
  await dialog.getByRole('button', { name: 'Pedir', exact: true }).click()
  await dialog.getByText('Pedido. En cuanto otra persona lo apruebe').waitFor()
  await dialog.getByRole('button', { name: 'Cerrar' }).last().click()
  const [asked] = (await second.get('/api/identity-overrides?state=waiting')).body.items
  expect(asked).toMatchObject({ text: 'Yamileth Couoh', kind: 'name', own: false })
  expect((await second.post(`/api/identity-overrides/${asked.id}/approval`)).status).toBe(200)
  await page.getByRole('button', { name: 'Guardar el avance' }).click()
  await page.getByText('Se guardó el avance.').waitFor()
  expect((await nation.get(`/api/agreements/${made.id}`)).body.history).toMatchObject([
    { text: 'Se abrió el aula Yamileth Couoh' },
  ])
})

test('words of every day are said to be nobody’s name one by one, in an agreement, a session and a post', async () => {
  const nation = await house.signIn('coordinator', { national: true })
  const session = await aSession(nation, { number: ++number, heldOn: '2022-01-28' })
  await aPost(house)
  const { page } = await site.visit(nation, { path: `/sesiones/${session.id}/acuerdos` })
  const dialog = page.getByRole('dialog')
  const notAPerson = page.getByRole('button', { name: 'No es el nombre de una persona' })
  await page.getByRole('button', { name: 'Anotar un acuerdo' }).click()
  await dialog.getByLabel('Qué se acordó').fill('Pintar la sala Rosa Flores y la sala Luz Rivera')
  await dialog.getByLabel('Puesto que responde').fill('coordinacion')
  await page.getByRole('option', { name: /Coordinación de Oncología/ }).click()
  await dialog.getByLabel('Fecha límite').fill(addDays(today, 30).split('-').reverse().join('/'))
  await dialog.getByRole('button', { name: 'Guardar el acuerdo' }).click()
  await dialog.getByRole('region', { name: /^2 lugares/ }).waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/agreement-marks.png`, fullPage: true })
  await notAPerson.first().click()
  await dialog.getByRole('region', { name: /^1 lugar/ }).waitFor()
  await notAPerson.click()
  await page.getByText(`Se guardó el acuerdo ${session.number}-1.`).waitFor()

  await page.goto(`${site.origin}/sesiones/${session.id}`)
  await page.getByRole('button', { name: 'Editar' }).click()
  await page.getByRole('textbox', { name: 'Tema médico' }).fill('La sala Luz Rivera')
  await page.getByRole('button', { name: 'Guardar cambios' }).click()
  await notAPerson.click()
  await page.getByRole('button', { name: 'Editar' }).waitFor()
  expect((await nation.get(`/api/working-group-sessions/${session.id}`)).body.topic).toBe('La sala Luz Rivera')
})

test('in the minutes a second person is asked at the place', async () => {
  const group = await openGroup(house)
  const { id } = await group.write('Se habló de la sala')
  const { page } = await site.visit(group.secretary, { path: `/sesiones/${group.sessionId}/minuta` })
  await page.getByLabel('Texto de la minuta').fill('Se habló de la sala Luz Rivera')
  const found = page.getByRole('region', { name: 'Por revisar' })
  await found.getByRole('button', { name: 'No es el nombre de nadie' }).waitFor()
  expect(await found.getByRole('button', { name: 'Pedir a una segunda persona' }).count()).toBe(1)
  await page.getByLabel('Texto de la minuta').fill('Escriba a beatriz@correo.example.mx')
  await found.getByText('Hay un correo.').waitFor()
  await found.getByRole('button', { name: 'Pedir a una segunda persona' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('«beatriz@correo.example.mx» quedará').waitFor()
  await dialog.getByLabel(/Por qué no identifica/).fill('Es el correo público de la oficina')
  await dialog.getByRole('button', { name: 'Pedir', exact: true }).click()
  await dialog.getByText('Pedido.').waitFor()
  await dialog.getByRole('button', { name: 'Cerrar' }).last().click()
  const [asked] = (await group.second.get('/api/identity-overrides?state=waiting')).body.items
  await group.second.post(`/api/identity-overrides/${asked.id}/approval`)
  await page.getByRole('button', { name: 'Guardar ahora' }).click()
  await page.getByText(/Guardado/).waitFor()
  expect((await group.second.get(group.at(id))).body.text).toBe('Escriba a beatriz@correo.example.mx')
})
