import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { beforeAll, expect, test } from 'vitest'
import { anAgreement, aPoint, aPost, aSession, published } from './support/agreements.js'
import { aPatient, type Hospital, type Person } from './support/house.js'
import { expectNoAxeViolations, expectReadable, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const shown = (day: string) => day.split('-').reverse().join('/')

let nation: Person
let coordinator: Person
let nurse: Person
let hospital: Hospital
let session: { id: string; number: number }
let next: { id: string; number: number }
let post = ''
let late: { id: string; code: string }
let child: { id: string; displayName: string }

beforeAll(async () => {
  hospital = await house.openHospital({ ooadCode: '14', name: 'Hospital General de Zona de prueba' })
  await house.sql`update organizations set uses_platform_since = '2024-01-01' where id = ${hospital.id}`
  nation = await house.signIn('coordinator', { national: true })
  coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  post = await aPost(house)
  await aPost(house, { kind: 'ooad', name: 'Titular de la oficina', ooadCode: '14' })
  session = await aSession(nation, { number: 148, heldOn: addDays(today, -60) })
  next = await aSession(nation, { number: 149, heldOn: addDays(today, 7) })
  const about = { responsible: post, hospitalId: hospital.id }
  late = await anAgreement(nation, session.id, {
    ...about,
    text: 'Confirmar por escrito que la vincristina llega cada lunes al hospital',
    dueOn: addDays(today, -10),
  })
  await anAgreement(nation, session.id, {
    ...about,
    text: 'Seguir el traslado',
    dueOn: addDays(today, 3),
    caseAlias: 'Caso 1',
  })
  await anAgreement(nation, session.id, {
    responsible: post,
    text: 'Capacitar al turno de noche',
    dueOn: '2030-01-31',
    ooadCode: '20',
  })
  const kept = await anAgreement(nation, session.id, {
    responsible: post,
    text: 'Publicar la lista',
    dueOn: '2030-01-31',
  })
  await nation.post(`/api/agreements/${kept.id}/progress`, { text: 'Publicada', status: 'kept' })
  child = (await nurse.post('/api/patients', aPatient(hospital.id, { givenName: 'Zaira', firstSurname: 'Quetzal' })))
    .body
  await aPoint(house, 'Que haya una enfermera capacitada en cada turno')
})

test('the home page says what is late and leads to it; progress keeps the agreement', async () => {
  const { page } = await site.visit(coordinator)
  await page
    .getByRole('link', { name: /Seguir los acuerdos.*2.*acuerdos por atender: 1 vencido y 1 por vencer/s })
    .click()
  await page.waitForURL(/plazo=soon/)
  const table = page.getByRole('table', { name: 'Lista de acuerdos, lo vencido primero' })
  await table.getByRole('row').nth(2).waitFor()
  expect(await table.locator('tbody th a').allTextContents()).toEqual(['Acuerdo 148-1', 'Acuerdo 148-2'])
  expect(await table.locator('tbody tr').first().textContent()).toContain('Vencido')
  await expectNoAxeViolations(page)

  await table.getByRole('link', { name: 'Acuerdo 148-1' }).click()
  await page.getByRole('heading', { level: 1, name: 'Acuerdo 148-1' }).waitFor()
  await page.getByRole('button', { name: 'Guardar el avance' }).click()
  await page.getByText('Falta este dato').waitFor()
  await page.getByLabel('Qué se hizo o qué falta').fill('Es HEGG560427MVZRRL04')
  await page.getByRole('button', { name: 'Guardar el avance' }).click()
  const marks = page.getByRole('region', { name: '1 lugar del texto puede decir quién es una persona' })
  await marks.locator('mark', { hasText: /^HEGG560427MVZRRL04$/ }).waitFor()
  expect(await marks.getByRole('button').count()).toBe(0) // a CURP never stands
  await expectNoAxeViolations(page)
  await page.getByLabel('Qué se hizo o qué falta').fill('Llega cada lunes desde septiembre')
  await page.getByLabel(/^Nueva fecha límite/).fill(shown(addDays(today, 5)))
  await page.getByLabel(/^Evidencia/).selectOption('Dirección de una página')
  await page.getByLabel('Dirección', { exact: true }).fill('https://www.gob.mx/imss')
  await page.getByRole('button', { name: 'Guardar el avance' }).click()
  await page.getByText('Se guardó el avance.').waitFor()
  const history = page.getByRole('region', { name: 'Cómo va' })
  await history
    .getByText(`La fecha límite pasó del ${shown(addDays(today, -10))} al ${shown(addDays(today, 5))}`)
    .waitFor()
  const evidence = history.getByRole('link', { name: 'Abrir la evidencia en www.gob.mx (otra página)' })
  expect(await evidence.getAttribute('href')).toBe('https://www.gob.mx/imss')

  await page.getByLabel('Qué se hizo o qué falta').fill('Se firmó la entrega')
  await page.getByLabel('Nuevo estado').selectOption('Cumplido')
  await page.getByRole('button', { name: 'Guardar el avance' }).click()
  await page.getByText('Pasó a «Cumplido»').waitFor()
  expect((await nation.get(`/api/agreements/${late.id}`)).body).toMatchObject({ status: 'kept', keptOn: today })
  await page.getByText('Este acuerdo ya está cerrado.').waitFor()
})

test('the secretary writes an agreement down about a case, corrects it, and cannot once it is published', async () => {
  const { page } = await site.visit(nation)
  await page.goto(`${site.origin}/sesiones/${next.id}/acuerdos`)
  await page.getByText('Esta sesión no tiene acuerdos todavía').waitFor()
  await page.getByRole('button', { name: 'Anotar un acuerdo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Guardar el acuerdo' }).click()
  await dialog.getByText('Falta este dato').first().waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel('Qué se acordó').fill('Dar seguimiento al caso hasta su trasplante')
  await dialog.getByLabel('Puesto que responde').fill('jalisco')
  await page.getByRole('option', { name: /Titular de la oficina/ }).click()
  await dialog.getByLabel('Fecha límite').fill(shown(addDays(today, 30)))
  await dialog.getByLabel(/Es sobre un caso/).check()
  expect(await dialog.getByLabel('Alias del caso').inputValue()).toBe('Caso 1')
  await dialog.getByRole('button', { name: 'Guardar el acuerdo' }).click()
  await dialog.getByText('Un caso necesita el hospital que lo atiende').waitFor()
  await dialog.getByLabel('Hospital', { exact: true }).selectOption({ label: hospital.name })
  await dialog.getByRole('button', { name: 'Guardar el acuerdo' }).click()
  await page.getByText('Se guardó el acuerdo 149-1.').waitFor()
  const row = page.getByRole('table', { name: 'Acuerdos de la sesión 149' }).locator('tbody tr')
  expect(await row.textContent()).toMatch(
    /Acuerdo 149-1.*Caso 1.*Titular de la oficina.*Hospital General de Zona de prueba, Jalisco/,
  )

  await page.getByRole('link', { name: 'Acuerdo 149-1' }).click()
  await page.getByRole('button', { name: 'Corregir' }).click()
  await dialog.getByLabel('Qué se acordó').fill('Dar seguimiento al caso cada semana')
  await dialog.getByRole('button', { name: 'Guardar el acuerdo' }).click()
  await page.getByText('Dar seguimiento al caso cada semana').waitFor()
  await published(house, next.id)
  await page.reload()
  await page.getByText('Dar seguimiento al caso cada semana').waitFor()
  expect(await page.getByRole('button', { name: 'Corregir' }).count()).toBe(0)
})

test('the staff of the hospital say who a case is, and open the record from there', async () => {
  const { page } = await site.visit(nurse)
  await page
    .getByRole('link', { name: /Casos acordados/ })
    .last()
    .click()
  const row = page.getByRole('row', { name: /Caso 1 \(Acuerdo 148-2\)/ })
  await row.getByText('Falta decir quién es').waitFor()
  await expectNoAxeViolations(page)
  await row.getByRole('button').click()
  const dialog = page.getByRole('dialog', { name: '¿Quién es «Caso 1»?' })
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await dialog.getByText('Elija una opción de la lista').waitFor()
  await dialog.getByLabel('Persona').fill('Quetzal')
  await page.getByRole('option', { name: /Zaira/ }).click()
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Se guardó a quién se refiere «Caso 1».').waitFor()
  await row.getByRole('link', { name: 'Abrir su expediente' }).click()
  await page.waitForURL(new RegExp(child.id))
})

test('a point of a family is put into a session, answered, and declined with a reason', async () => {
  const { page } = await site.visit(nation, { path: '/puntos' })
  const ahead = await aSession(nation, { heldOn: addDays(today, 21) })
  await page.reload()
  const point = page.getByRole('listitem').filter({ hasText: 'una enfermera capacitada' })
  await point.getByRole('button', { name: 'Poner en una sesión' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sesión').selectOption({ index: 1 })
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await point.getByRole('link', { name: `Sesión ${ahead.number}` }).waitFor()
  expect((await nation.get(`/api/working-group-sessions/${ahead.id}/points`)).body.items).toHaveLength(1)
  await point.getByRole('button', { name: 'Responder' }).click()
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await dialog.getByText('Falta este dato').waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel('Respuesta').fill('Se capacita a partir de enero')
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await point.getByText('Se capacita a partir de enero').waitFor()
  await point.getByRole('button', { name: 'Declinar' }).click()
  await dialog.getByLabel('Motivo').fill('Corresponde a otra mesa')
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await point.getByText('Declinado').waitFor()
  await page.getByLabel('Estado').selectOption('Por decidir')
  await page.getByText('Ningún punto está así').waitFor()
})

test('the agenda of the next session opens with what is open, and holds its points', async () => {
  const { page } = await site.visit(nation)
  const ahead = await aSession(nation, { heldOn: addDays(today, 35) })
  const point = await aPoint(house, 'Hospedaje para quien viene de lejos')
  await nation.patch(`/api/agenda-points/${point}`, { status: 'scheduled', sessionId: ahead.id }, 1)
  await page.goto(`${site.origin}/sesiones/${ahead.id}`)
  const open = page.getByRole('region', { name: 'Acuerdos pendientes de sesiones anteriores' })
  await open.getByText('Seguir el traslado').waitFor()
  const codes = await open.getByRole('link').allTextContents()
  expect(codes.filter((code) => /148-[23]/.test(code))).toEqual(['Acuerdo 148-2', 'Acuerdo 148-3'])
  const points = page.getByRole('list', { name: 'Puntos de las familias' })
  await points.getByText('Hospedaje para quien viene de lejos').waitFor()
  await expectNoAxeViolations(page)
  await expectReadable(site, nation, `/sesiones/${ahead.id}`, 'agenda')
})

test('a failure and a lost connection are told', async () => {
  const { page, context } = await site.visit(nation)
  const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
  await page.route('**/api/agreements*', (route) => route.fulfill({ status: 500, json: broken }))
  await page.goto(`${site.origin}/acuerdos`)
  await page.getByText('el-numero-de-la-falla').waitFor()
  await expectNoAxeViolations(page)
  await page.unroute('**/api/agreements*')
  await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
  await page.getByRole('region', { name: 'Cómo van' }).waitFor()
  await context.setOffline(true)
  await page.getByText('Sin conexión.').first().waitFor()
  await context.setOffline(false)
  const { page: mothers } = await site.visit(await house.signIn('parent-representative', { national: true }), {
    path: '/acuerdos',
  })
  await mothers.getByText('Esta página no es para su función').waitFor()
})

test.each([
  ['board', () => nation, () => '/acuerdos'],
  ['agreement', () => coordinator, () => `/acuerdos/${late.id}`],
  ['of-session', () => nation, () => `/sesiones/${session.id}/acuerdos`],
  ['points', () => nation, () => '/puntos'],
  ['cases', () => nurse, () => '/casos-acordados'],
  ['nothing-so', () => nation, () => '/acuerdos?oficina=01&estado=kept'],
])('%s can be read on a desk and on a phone', async (name, person, path) => {
  await expectReadable(site, person(), path(), name)
})

test('the form to write an agreement down fits a phone', async () => {
  const { page } = await site.visit(nation, { size: sizes.phone, dark: true })
  await page.goto(`${site.origin}/sesiones/${session.id}/acuerdos`)
  await page.getByRole('button', { name: 'Anotar un acuerdo' }).click()
  await page.getByLabel('Qué se acordó').waitFor()
  await page.getByLabel(/Es sobre un caso/).check()
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const pictures = process.env['PICTURES']
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/form-phone.png` })
})
