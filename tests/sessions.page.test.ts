import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { beforeAll, expect, test } from 'vitest'
import type { Person } from './support/house.js'
import { expectNoAxeViolations, expectReadable, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const shown = (day: string) => day.split('-').reverse().join('/')
const sessions = '/api/working-group-sessions'

let nation: Person
let secretary: Person
let past = ''
let ahead = ''

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  secretary = await house.signIn('coordinator', { national: true })
  await house.openHospital({ name: 'Hospital de Especialidades Guadalajara', ooadCode: '14', level: 'umae' })
  for (let number = 90; number < 148; number++)
    await nation.post(sessions, { number, heldOn: addDays('2022-06-10', (number - 90) * 7), mode: 'virtual' })
  past = (await nation.post(sessions, { number: 149, heldOn: '2024-08-09', mode: 'virtual' })).body.id
  ahead = (
    await nation.post(sessions, {
      ...{ heldOn: addDays(today, 3), mode: 'virtual', topic: 'Trasplante de médula' },
      ...{ startsAt: '18:00', link: 'https://reunion.example/150' },
    })
  ).body.id
  await nation.post('/api/working-group-posts', { kind: 'ooad', name: 'Titular de la oficina', ooadCode: '14' })
  for (const ooadCode of ['31', '32'])
    await nation.post('/api/working-group-posts', { kind: 'ooad', name: 'Titular de la oficina', ooadCode })
})

test('the list has the latest first, says how far each is, and lengthens', async () => {
  const { page } = await site.visit(nation, { path: '/sesiones' })
  const table = page.getByRole('table', { name: 'Sesiones, de la más reciente a la más antigua' })
  const row = table.getByRole('row').filter({ hasText: 'Sesión 150' })
  expect(await row.textContent()).toContain('Trasplante de médulaEn preparación')
  expect(await table.getByRole('row').filter({ hasText: 'Sesión 149' }).textContent()).toContain('Sin minuta')
  expect(await table.locator('tbody tr').count()).toBe(50)
  await page.getByRole('button', { name: 'Ver más' }).click()
  await table.getByRole('link', { name: 'Sesión 90' }).waitFor()
  expect(await table.locator('tbody tr').first().textContent()).toContain('Sesión 150')
})

test('a session is prepared with the next number, by keyboard, and what was typed waits in its place', async () => {
  const { page } = await site.visit(nation, { path: '/sesiones' })
  const open = page.getByRole('button', { name: 'Preparar sesión' })
  await open.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Preparar una sesión' })
  expect(await dialog.getByLabel('Número').inputValue()).toBe('151')
  await dialog.getByRole('button', { name: 'Preparar', exact: true }).click()
  await dialog.getByText('Falta este dato').waitFor()
  await dialog.getByLabel('Día de la sesión').fill(shown(addDays(today, 17)))
  await dialog.getByLabel(/^Tema médico/).fill('Catéteres contra el dolor de las punciones')
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await open.click()
  expect(await dialog.getByLabel(/^Tema médico/).inputValue()).toContain('Catéteres')
  await dialog.getByLabel(/^Tema médico/).press('Tab')
  await dialog.getByRole('button', { name: 'Preparar', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Sesión 151' }).waitFor()
  const items = page.getByRole('region', { name: 'Orden del día' }).getByRole('listitem')
  expect(await items.first().textContent()).toBe('Acuerdos pendientes')
  expect(await items.count()).toBe(8)
})

test('the agenda is moved by buttons, an item taken away comes back, and who presents next is never guessed', async () => {
  const { page } = await site.visit(nation, { path: `/sesiones/${ahead}` })
  await page.getByRole('button', { name: 'Editar', exact: true }).click()
  const agenda = page.getByRole('region', { name: 'Orden del día' })
  await agenda.getByRole('button', { name: 'Bajar «Acuerdos pendientes»' }).click()
  await agenda.getByRole('button', { name: 'Quitar «Abasto»' }).click()
  await agenda.getByText('Se quitó «Abasto».').waitFor()
  await page.keyboard.press('Enter') // the focus is on the way back
  await agenda.getByRole('button', { name: 'Quitar «Abasto»' }).waitFor()
  await agenda.getByRole('button', { name: 'Quitar «Cifras»' }).click()
  await agenda.getByRole('button', { name: 'Agregar punto' }).click()
  const last = agenda.getByRole('listitem').last()
  await last.getByLabel(/^Título propio/).fill('Saludo de las familias')
  await last.getByLabel(/^Nota/).fill('Cinco minutos')
  const place = page.getByLabel(/^Hospital u OOAD/)
  await place.click()
  await place.pressSequentially('Veracruz')
  await page.getByRole('option', { name: /Veracruz Sur/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Agregar a la lista' }).click()
  await page.getByRole('group', { name: '«Veracruz» puede ser más de una OOAD. ¿Cuál es?' }).waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Veracruz Sur', exact: true }).click()
  await place.fill('Guadalajara')
  await page.getByRole('option', { name: /^Jalisco/ }).click()
  await page.getByRole('button', { name: 'Agregar a la lista' }).click()
  await page.getByRole('button', { name: 'Guardar cambios' }).click()
  await page.getByText('Los cambios están guardados.').waitFor()
  const { body } = await nation.get(`${sessions}/${ahead}`)
  expect(body.agenda.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['opening', 'agreements-review', 'medical-topic', 'supply', 'family-points', 'new-agreements'],
    ...['next-presenters', 'other'],
  ])
  expect(body.agenda.at(-1)).toEqual({ kind: 'other', title: 'Saludo de las familias', note: 'Cinco minutos' })
  expect(body.nextPresenters.map(({ ooadName }: { ooadName: string }) => ooadName)).toEqual(['Veracruz Sur', 'Jalisco'])
})

test('two who edit keep both texts, side by side; a page that is left and opened again has what was typed', async () => {
  const { body } = await nation.post(sessions, { heldOn: addDays(today, 40), mode: 'virtual', topic: 'Nutrición' })
  const path = `/sesiones/${body.id}`
  const { page } = await site.visit(nation, { path })
  await page.getByRole('button', { name: 'Editar', exact: true }).click()
  await page.getByLabel(/^Tema médico/).fill('Dolor')
  await page.getByLabel(/^Lugar/).fill('Auditorio')
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Inicio' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goBack()
  expect(await page.getByLabel(/^Tema médico/).inputValue()).toBe('Dolor')
  await page.getByText('Aquí está lo que había escrito').waitFor()
  await secretary.patch(`/api/working-group-sessions/${body.id}`, { topic: 'Albergues', startsAt: '17:00' }, 1)
  await page.getByRole('button', { name: 'Guardar cambios' }).click()
  const choice = page.getByRole('group', { name: 'Tema médico' })
  await choice.getByText('Dolor').waitFor()
  await choice.getByText('Albergues').waitFor()
  await expectNoAxeViolations(page)
  await choice.getByRole('radio', { name: /Dolor/ }).check()
  await page.getByRole('button', { name: 'Guardar lo elegido' }).click()
  await page.getByText('Los cambios están guardados.').waitFor()
  expect((await nation.get(`/api/working-group-sessions/${body.id}`)).body).toMatchObject({
    ...{ topic: 'Dolor', place: 'Auditorio', startsAt: '17:00' },
  })
})

test('attendance: a post by its alias, an office asked about, two María, one taken back and brought again', async () => {
  const { page } = await site.visit(nation, { path: `/sesiones/${past}` })
  const card = page.getByRole('region', { name: 'Asistencia' })
  const post = card.getByRole('combobox', { name: 'Puesto', exact: true })
  await post.click() // a list closes when the page scrolls
  await post.pressSequentially('Guadalajara')
  await page.getByRole('option', { name: /OOAD Jalisco/ }).waitFor()
  await page.keyboard.press('Enter') // the only one
  await card.getByRole('button', { name: 'Quitar: Titular de la oficina, OOAD Jalisco' }).waitFor()
  await expect.poll(() => post.inputValue()).toBe('')
  await post.pressSequentially('Veracruz')
  await page.getByRole('option', { name: /Veracruz Sur/ }).waitFor()
  await page.keyboard.press('Enter') // one of two is not guessed
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await card.getByRole('button', { name: 'Quitar: Titular de la oficina, OOAD Veracruz Norte' }).waitFor()
  expect(await card.getByRole('button', { name: /^Quitar: Titular/ }).count()).toBe(2)
  await card.getByText('El puesto no está en la lista').click()
  const place = card.getByLabel(/^Hospital u OOAD/)
  await place.click()
  await place.pressSequentially('Ciudad de México')
  await page
    .getByRole('option', { name: /CDMX|Ciudad de México|Norte/ })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await card.getByRole('button', { name: 'Crear y anotar' }).click()
  await card.getByRole('group', { name: '«Ciudad de México» puede ser más de una OOAD. ¿Cuál es?' }).waitFor()
  await expectNoAxeViolations(page)
  await card
    .getByRole('group', { name: /puede ser más de una/ })
    .getByRole('button')
    .first()
    .click()
  await card.getByRole('button', { name: /^Quitar: Titular de la oficina, OOAD .*Norte/ }).waitFor()

  const name = card.getByLabel('Nombre de pila')
  for (const givenName of ['María', 'Nora', 'María']) {
    await name.fill(givenName)
    await page.keyboard.press('Enter')
    await expect.poll(() => name.inputValue()).toBe('')
  }
  await card.getByRole('heading', { name: 'Madres: 3' }).waitFor()
  await name.fill('María Hernández')
  await page.keyboard.press('Enter')
  await card.getByText('Una palabra parece un apellido').waitFor()
  await name.fill('')
  await card.getByRole('button', { name: 'Quitar: Nora (madre)' }).click()
  await card.getByRole('heading', { name: 'Madres: 2' }).waitFor()
  await card.getByRole('button', { name: 'Deshacer' }).click()
  await card.getByRole('heading', { name: 'Madres: 3' }).waitFor()
  const { body } = await nation.get(`/api/working-group-sessions/${past}/attendances`)
  expect(body.families.map(({ givenName }: { givenName: string }) => givenName)).toEqual(['María', 'María', 'Nora'])
  await page.emulateMedia({ media: 'print' })
  await card.getByText('María, María, Nora', { exact: true }).waitFor()
  expect(await card.getByRole('button').first().isVisible()).toBe(false)
})

test('the link is there until the day is over, and who only coordinates an office reads', async () => {
  const { page } = await site.visit(await house.signIn('coordinator', { ooadCode: '14' }), {
    path: `/sesiones/${ahead}`,
  })
  const link = page.getByRole('link', { name: 'Entrar a la sesión' })
  expect(await link.getAttribute('href')).toBe('https://reunion.example/150')
  await page.getByRole('region', { name: 'Asistencia' }).waitFor()
  expect(await page.getByRole('button', { name: 'Editar', exact: true }).count()).toBe(0)
  expect(await page.getByLabel('Nombre de pila').count()).toBe(0)
  await page.goto(`${site.origin}/sesiones/${past}`)
  await page.getByRole('heading', { level: 1, name: 'Sesión 149' }).waitFor()
  expect(await link.count()).toBe(0)
})

test('a post is made, held by one and then by another, and closed', async () => {
  const { page } = await site.visit(nation, { path: '/sesiones' })
  await page.getByRole('link', { name: 'Puestos' }).click()
  await page.getByRole('button', { name: 'Nuevo puesto' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tipo').selectOption({ label: 'Abasto' })
  await dialog.getByLabel('Nombre del puesto').fill('Coordinación de Abasto')
  await dialog.getByRole('button', { name: 'Crear puesto' }).click()
  await dialog.waitFor({ state: 'detached' })
  for (const [holder, day] of [
    ['Ana Ruiz', '2021-01-04'],
    ['Luis Soto', '2023-05-01'],
  ] as const) {
    await page.getByRole('button', { name: 'Nombrar titular: Coordinación de Abasto' }).click()
    await dialog.getByLabel('Nombre de la persona').fill(holder)
    await dialog.getByLabel('A partir del').fill(shown(day))
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Nombrar', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(`${holder} desde el ${shown(day)}`).waitFor()
  }
  const row = page.getByRole('row').filter({ hasText: 'Coordinación de Abasto' })
  await row.getByText('Quienes lo ocuparon antes').click()
  await row.getByText('Ana Ruiz, del 04/01/2021 al 30/04/2023').waitFor()
  await page.getByRole('button', { name: 'Corregir o cerrar: Coordinación de Abasto' }).click()
  await dialog.getByLabel(/^Último día en uso/).fill('30/06/2024')
  await dialog.getByRole('button', { name: 'Guardar cambios' }).click()
  await row.waitFor({ state: 'detached' })
  await page.getByLabel('Mostrar también los cerrados').check()
  await row.getByText('Cerrado el 30/06/2024').waitFor()
})

test('without a line the list says so, and nothing else', async () => {
  const { page } = await site.visit(nation, { path: '/puestos' })
  await page.route('**/api/working-group-sessions*', (route) => route.abort())
  await page.getByRole('link', { name: 'Todas las sesiones' }).click()
  await page.getByRole('heading', { level: 2, name: /[Ss]in conexión/ }).waitFor()
  expect(await page.getByRole('table').count()).toBe(0)
})

test.each([
  ['sessions', () => '/sesiones'],
  ['session-past', () => `/sesiones/${past}`],
  ['session-ahead', () => `/sesiones/${ahead}`],
  ['posts', () => '/puestos'],
  ['session-none', () => '/sesiones/01890000-0000-7000-8000-00000000dead'],
])('%s reads on a desk and on a phone', async (name, path) => {
  await expectReadable(site, nation, path(), name)
})

test('the form of a session fits a phone', async () => {
  const { page } = await site.visit(nation, { path: `/sesiones/${ahead}`, size: sizes.phone })
  await page.getByRole('button', { name: 'Editar', exact: true }).click()
  await page.getByRole('button', { name: 'Guardar cambios' }).waitFor()
  const pictures = process.env['PICTURES']
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/session-form-phone.png`, fullPage: true })
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
