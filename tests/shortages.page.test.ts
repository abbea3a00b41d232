import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Hospital, Person } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'
import { pastCase } from './support/shortages.js'
import { openWard, vincristine as vincristineDose } from './support/ward.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const shown = (day: string) => day.split('-').reverse().join('/')

let hospital: Hospital
let other: Hospital
let staff: Person
let nation: Person
let vincristine = ''

beforeAll(async () => {
  hospital = await house.openHospital({ ooadCode: '14', name: 'Hospital General de Zona de prueba' })
  other = await house.openHospital({ ooadCode: '20', level: 'umae' })
  staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  nation = await house.signIn('coordinator', { national: true })
  vincristine = await pastCase(house, {
    organizationId: hospital.id,
    openedOn: addDays(today, -12),
    events: [
      { on: addDays(today, -10), expectedOn: addDays(today, -2) },
      { on: addDays(today, -9), responsible: 'Jefatura de abasto del OOAD' },
      { on: addDays(today, -8), doses: 1 },
      { on: addDays(today, -3), status: 'no-answer' },
    ],
  })
  await pastCase(house, { organizationId: hospital.id, medication: 'metotrexato', openedOn: addDays(today, -3) })
  await pastCase(house, { organizationId: other.id, openedOn: addDays(today, -1) })
  await pastCase(house, { organizationId: other.id, medication: 'etoposido', openedOn: addDays(today, -1) })
  await pastCase(house, { organizationId: other.id, medication: 'cisplatino', openedOn: today })
  await house.sql`insert into medication_administrations (id, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose, unit)
    select gen_random_uuid(), ${uuidv7()}, ${hospital.id}, medication, 'antineoplastic', route::medication_route, ${today}::date + day, dose, unit::dose_unit
    from (values ('vincristina', 'IV', 1.5, 'mg'), ('mercaptopurina', 'PO', 75, 'mg'), ('pegaspargasa', 'IM', 2500, '[IU]')) as doses (medication, route, dose, unit),
      generate_series(0, 40) as day`
})

test('the board reads by office, medication and hospital, and narrows from the map', async () => {
  const { page } = await site.visit(nation, { path: '/desabasto' })
  const totals = page.getByRole('region', { name: 'Resumen del día' })
  await totals.getByText('Casos', { exact: true }).waitFor()
  expect(await totals.textContent()).toBe(
    'Resumen del día5Casos2Hospitales4Medicamentos6Dosis en espera12Días del más antiguo',
  )
  await page.getByRole('link', { name: 'NL 3, Nuevo León' }).waitFor()
  await page.getByRole('link', { name: 'Jal 2, Jalisco' }).click()
  await page.waitForURL(/oficina=14/)
  const cases = page.getByRole('table', { name: /^Casos al/ })
  await cases.getByRole('row').nth(3).waitFor({ state: 'detached' })
  expect(await cases.locator('tbody th').allTextContents()).toEqual(['Vincristina', 'Metotrexato'])
  expect(await cases.locator('tbody tr').first().textContent()).toContain('Fecha vencida')
  await page.getByRole('button', { name: 'Quitar filtros' }).click()
  await totals.getByText('5', { exact: true }).waitFor()
})

test('a past day is shown as it stood, also after its case was closed', async () => {
  const place = await house.openHospital()
  const coordinator = await house.signIn('coordinator', { organizationId: place.id })
  const id = await pastCase(house, { organizationId: place.id, openedOn: addDays(today, -5) })
  const { page } = await site.visit(coordinator, { path: `/desabasto/${id}` })
  await page.getByRole('button', { name: 'Ya llegó: cerrar el caso' }).click()
  await page.getByRole('dialog', { name: '¿Ya hay Vincristina en el hospital?' }).waitFor()
  await page.getByRole('button', { name: 'Cerrar el caso', exact: true }).click()
  await page.getByText(/^Se cerró en/).waitFor()
  await page.getByRole('link', { name: 'Todos los casos' }).click()
  await page.getByText('No hay casos ese día').waitFor()
  await page.getByLabel('Como estaba al').fill(shown(addDays(today, -1)))
  await page.getByRole('button', { name: 'Ver ese día' }).click()
  await page.getByText('Día pasado', { exact: true }).waitFor()
  const row = page.getByRole('table', { name: /^Casos al/ }).locator('tbody tr')
  expect(await row.textContent()).toContain('Abierto')
  await page.getByLabel('Como estaba al').fill('31/02/2024')
  await page.getByRole('button', { name: 'Ver ese día' }).click()
  await page.getByText('No es una fecha del calendario').first().waitFor()
})

test('a case is reported, answered, changed and taken back, with its history', async () => {
  const place = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: place.id })
  const { page } = await site.visit(clerk, { path: '/desabasto' })
  await page.getByText('No hay casos ese día').waitFor()
  await page.getByRole('button', { name: 'Reportar un faltante' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reportar un faltante' })
  await dialog.getByRole('button', { name: 'Reportar', exact: true }).click()
  await dialog.getByText('Falta este dato').waitFor()
  await dialog.getByLabel('Medicamento').selectOption({ label: 'Citarabina' })
  await dialog.getByLabel(/^Nota/).fill('NSS 92-91-90-8443-1')
  await dialog.getByRole('button', { name: 'Reportar', exact: true }).click()
  await dialog.getByText('El texto contiene datos que identifican a una persona').waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel(/^Nota/).fill('La farmacia no tiene piezas')
  await dialog.getByRole('button', { name: 'Reportar', exact: true }).click()
  await page.getByText('Se abrió el caso. El reloj corre desde ahora.').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Citarabina' }).waitFor()
  await page.getByText('La farmacia no tiene piezas').waitFor()

  await page.getByLabel(/^Fecha en que se espera/).fill(shown(addDays(today, 3)))
  await page.getByLabel(/^Puesto que responde/).fill('Jefatura de farmacia')
  await page.getByRole('button', { name: 'Guardar fecha y puesto' }).click()
  await page.getByText('Responde: Jefatura de farmacia').waitFor()

  await page.getByRole('button', { name: 'Ya viene en camino' }).click()
  await page.getByRole('button', { name: 'Guardar el cambio' }).click()
  await page.getByText('El caso pasó a «En camino».').waitFor()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await page.getByText('Pasó a «Abierto»').waitFor()

  const history = page.getByRole('region', { name: 'Historia' })
  await history.getByLabel('Nota').fill('Confirmado por teléfono')
  await history.getByRole('button', { name: 'Agregar nota' }).click()
  await history.getByRole('listitem').getByText('Confirmado por teléfono').waitFor()
  const titles = await history.getByRole('listitem').locator('strong').allTextContents()
  expect(titles.map((it) => it.split(/[:«]/)[0]?.trim())).toEqual([
    ...['Nota', 'Pasó a', 'Pasó a', 'Responde', expect.stringMatching(/^Se espera el/), 'Se abrió el caso'],
  ])
  await history.getByText('Persona de prueba').first().waitFor()
})

test.each(Object.entries(sizes))(
  'on a %s a case whose only dose was a mistake stays and says so',
  async (_name, size) => {
    const { nurse, doseId } = await openWard(house, [vincristineDose(today)])
    const at = `/api/medication-administrations/${doseId}`
    expect((await nurse.patch(at, { status: 'not-done', statusReason: 'not-available' }, 1)).status).toBe(200)
    const [{ id }] = (await nurse.get('/api/shortages')).body.items
    const { page } = await site.visit(nurse, { path: `/desabasto/${id}`, size })
    await page.getByText('Faltó una dosis').first().waitFor()
    expect(await page.getByText('Ninguna dosis espera este medicamento').count()).toBe(0)
    expect((await nurse.post(`${at}/entered-in-error`, { reason: 'Sí había' })).status).toBe(201)
    await page.reload()
    await page.getByText('Ninguna dosis espera este medicamento').waitFor()
    await page.getByText(/El caso sigue abierto/).waitFor()
    await page.getByText('Una dosis se había registrado por error: ya no se cuenta').waitFor()
    await expectNoAxeViolations(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  },
)

test('whoever is late sees who was faster, and what was typed stays', async () => {
  const place = await house.openHospital()
  const [clerk, coordinator] = [
    await house.signIn('hospital-staff', { organizationId: place.id }),
    await house.signIn('coordinator', { organizationId: place.id }),
  ]
  const id = await pastCase(house, { organizationId: place.id, openedOn: today })
  const { page } = await site.visit(clerk, { path: `/desabasto/${id}` })
  await page.getByRole('button', { name: 'Fue un reporte equivocado' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cerrar el caso', exact: true }).click()
  await dialog.getByText('Falta este dato').waitFor()
  await dialog.getByLabel('Explicación').fill('Estaba en otro anaquel')
  expect((await coordinator.patch(`/api/shortages/${id}`, { status: 'in-transit' }, 1)).status).toBe(200)
  await dialog.getByRole('button', { name: 'Cerrar el caso', exact: true }).click()
  await page.getByText('El caso cambió mientras usted lo veía').waitFor()
  await page.getByText(/Persona de prueba guardó un cambio/).waitFor()
  await page.getByText('Pasó a «En camino»').waitFor()
  await page.getByRole('button', { name: 'Fue un reporte equivocado' }).click()
  expect(await page.getByLabel('Explicación').inputValue()).toBe('Estaba en otro anaquel')
  await page.getByRole('button', { name: 'Cerrar el caso', exact: true }).click()
  await page.getByText('Este caso está cerrado').waitFor()
  await page.getByRole('button', { name: 'Vuelve a faltar' }).click()
  await page.getByText('Se abrió el caso. El reloj corre desde ahora.').waitFor()
})

test('stock is counted and held against what the plans ask for, gaps in words', async () => {
  const { page } = await site.visit(staff, { path: '/abasto' })
  const table = page.getByRole('table', { name: /^Piezas que se necesitarán/ })
  await table.getByText('Sin conteo').first().waitFor()
  await page.getByRole('button', { name: 'Anotar existencia' }).click()
  const dialog = page.getByRole('dialog', { name: 'Anotar existencia' })
  await dialog
    .getByLabel('Clave del cuadro básico')
    .selectOption({ label: 'Vincristina · Frasco ámpula de 1 mg · 010.000.1768.00' })
  await dialog.getByLabel('Piezas contadas').fill('muchas')
  await dialog.getByRole('button', { name: 'Guardar existencia' }).click()
  await dialog.getByText('Escriba solo el número').waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel('Piezas contadas').fill('20')
  await dialog.getByLabel(/^Piezas que se usan al mes/).fill('40')
  await dialog.getByRole('button', { name: 'Guardar existencia' }).click()
  await page.getByText('Guardado: 010.000.1768.00.').waitFor()
  const row = table.getByRole('row', { name: /Vincristina/ })
  await row.getByText(`Faltará el ${shown(addDays(today, 10))}`).waitFor()
  // 41 days of two vials: 14, 60 and 82, with 20 counted
  expect(await row.textContent()).toMatch(/20 piezas.*14.*60Faltan 40.*82Faltan 62/)
  await page.getByText('1 clave no alcanza para 30 días').waitFor()
  await page.getByText('Dosis que no se pueden convertir en piezas').waitFor()
  const counted = page.getByRole('table', { name: 'Existencias contadas' })
  expect(await counted.locator('tbody').textContent()).toContain('0.5')
})

describe('every state can be read', () => {
  test('without a connection and after a failure', async () => {
    const { page, context } = await site.visit(staff)
    const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
    await page.route('**/api/shortages?*', (route) => route.fulfill({ status: 500, json: broken }))
    await page.goto(`${site.origin}/desabasto`)
    await page.getByText('el-numero-de-la-falla').waitFor()
    await expectNoAxeViolations(page)
    await page.unroute('**/api/shortages?*')
    await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
    await page.getByRole('region', { name: 'Resumen del día' }).waitFor()
    await context.setOffline(true)
    await page.getByText('Sin conexión.').first().waitFor()
    await context.setOffline(false)
  })

  test("another hospital's case and a page that is not for the role", async () => {
    const stranger = await house.signIn('coordinator', { organizationId: (await house.openHospital()).id })
    const { page } = await site.visit(stranger, { path: `/desabasto/${vincristine}` })
    await page.getByText('No existe o pertenece a otro hospital').waitFor()
    const mother = await house.signIn('parent-representative', { national: true })
    const seen = await site.visit(mother, { path: '/desabasto' })
    await seen.page.getByText('Esta página no es para su función').waitFor()
  })

  test.each([
    ['the board of the nation', () => nation, () => '/desabasto'],
    ['the board of a hospital', () => staff, () => '/desabasto?estado=all'],
    ['a day without cases', () => nation, () => '/desabasto?al=2020-01-01'],
    ['a filter that finds nothing', () => nation, () => '/desabasto?medicamento=busulfan'],
    ['a case', () => staff, () => `/desabasto/${vincristine}`],
    ['the supply of a hospital', () => staff, () => '/abasto'],
    ['no hospital chosen', () => nation, () => '/abasto'],
  ])('%s, on a desk and on a phone, light and dark', async (name, person, path) => {
    for (const [size, dark] of [
      [sizes.desk, false],
      [sizes.phone, true],
    ] as const) {
      const { page, context } = await site.visit(person(), { size, dark, path: path() })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByRole('status').getByText('Cargando').first().waitFor({ state: 'hidden' })
      await expectNoAxeViolations(page)
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
      if (process.env['LOOK'])
        await page.screenshot({
          path: `${process.env['LOOK']}/${name}-${size.width}.png`.replaceAll(' ', '-').replace(/^-/, ' '),
          fullPage: true,
        })
      await context.close()
    }
  })
})
