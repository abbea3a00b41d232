import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'

const site = await openSite({ demo: true })
const { house } = site

/** The day of the institute's last published figures, which the demonstration reproduces, and what they were. */
const published = '/tablero?al=2024-08-09&desde=2024-07-26'

const national = () => house.signIn('coordinator', { national: true })
const headline = (page: Page) => page.getByRole('region', { name: 'Personas registradas' })
const term = (page: Page, name: string) => page.getByRole('button', { name, exact: false })
/** The figures of one column of a table, as numbers; hidden ones as null. */
const column = async (page: Page, table: string, at: number) => {
  const cells = page.getByRole('table', { name: table }).locator(`tbody tr > :nth-child(${at})`)
  return (await cells.allTextContents()).map((text) => (text === 'oculto' ? null : Number(text.replaceAll(',', ''))))
}
const sum = (figures: readonly (number | null)[]) => figures.reduce<number>((all, it) => all + (it ?? 0), 0)

test('the board of a chosen day reads as the bulletin did, to the unit, and its balance opens', async () => {
  const { page } = await site.visit(await national(), { path: '/tablero' })
  await page.getByText('Otra fecha o regla de edad').click()
  await page.getByLabel('Fecha de corte').fill('09/08/2024')
  await page.getByLabel('Comparar con el día').fill('26/07/2024')
  await page.getByRole('button', { name: 'Ver cifras' }).click()
  await page.getByText('9 de agosto de 2024', { exact: true }).first().waitFor()
  expect(page.url()).toContain('al=2024-08-09')
  const text = await headline(page).textContent()
  for (const figure of ['16,682', '5,839', '35', '10,843', '65', '287', '74', '15 UMAE', '59 de segundo nivel'])
    expect(text).toContain(figure)
  expect(text).toContain('menos de 18 años al registrarse')
  await page.getByText('La cuenta cierra').waitFor()
  await term(page, '16,395').waitFor()
  await term(page, '287').click()
  await page.getByRole('table', { name: 'Personas nuevas por día y hospital' }).waitFor()
  const more = page.getByRole('button', { name: 'Cargar más' })
  // it goes with the last page, perhaps while we reach for it
  while (await more.isVisible()) await more.click({ timeout: 1000 }).catch(() => undefined)
  const next = page.getByRole('button', { name: 'Siguiente' }).first()
  let opened = sum(await column(page, 'Personas nuevas por día y hospital', 3))
  while ((await next.isVisible()) && (await next.isEnabled())) {
    await next.click()
    opened += sum(await column(page, 'Personas nuevas por día y hospital', 3))
  }
  expect(opened).toBe(287)
})

test('the map, its table and the hospitals hold the same people', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await page.getByRole('link', { name: /CDMX N/ }).waitFor()
  const map = page.locator('figure', { has: page.getByText('Según el lugar donde está el hospital') })
  expect(await map.locator('a[data-office]').count()).toBe(35)
  await map.getByRole('button', { name: 'Ver como tabla' }).click()
  const offices = await map.locator('tbody tr > :nth-child(2)').allTextContents()
  expect(sum(offices.map((it) => Number(it.replaceAll(',', ''))))).toBe(16_682)
  const hospitals = 'Hospitales, 9 de agosto de 2024'
  expect(await column(page, hospitals, 5)).toHaveLength(74)
  expect(sum(await column(page, hospitals, 5))).toBe(16_682)
  expect(sum(await column(page, hospitals, 6))).toBe(287)
})

test('another age rule stands beside the usual one, and both are printed', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await page.getByText('Otra fecha o regla de edad').click()
  await page.getByLabel('Pediátrica: menos de').selectOption('15')
  await page.getByLabel('Edad que se toma').selectOption('diagnosis')
  await page.getByRole('button', { name: 'Ver cifras' }).click()
  const both = page.getByRole('table', { name: 'La misma lista con dos reglas de edad' })
  await both.waitFor()
  const [usual, chosen] = await column(page, 'La misma lista con dos reglas de edad', 2)
  expect(usual).toBe(5839)
  expect(chosen).toBeLessThan(5839)
  await both.getByText('Menos de 15 años al diagnóstico').waitFor()
  expect(await headline(page).textContent()).toContain('menos de 15 años al diagnóstico')
})

test('a frozen report prints the same after somebody is registered, with a fingerprint that is checked', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await page.getByRole('button', { name: 'Congelar informe' }).click()
  await page.getByRole('dialog').getByText('16,682').waitFor()
  await page.getByRole('button', { name: 'Congelar estas cifras' }).click()
  await page.getByRole('heading', { level: 1, name: 'Informe al 9 de agosto de 2024' }).waitFor()
  await page.getByText('Huella comprobada en este equipo').waitFor()
  await page.getByText('16 mil 682').waitFor()
  const before = await page.getByRole('main').textContent()
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  expect((await clerk.post('/api/patients', aPatient(hospital.id))).status).toBe(201)
  await page.reload()
  await page.getByText('16 mil 682').waitFor()
  expect(await page.getByRole('main').textContent()).toBe(before)
  await page.getByRole('tab', { name: 'English' }).click()
  await page.getByText('16,682 people').waitFor()
  await page.goto(`${site.origin}/informes`)
  // those of the session of that day stand beside it
  await page.getByRole('link', { name: '9 de agosto de 2024' }).first().waitFor()
  // Today's board has one person more than the last published day.
  await page.goto(`${site.origin}/tablero`)
  await headline(page).getByText('16,683').waitFor()
})

test('a representative sees what is published: no small figure, no rounded secret, nobody to look up', async () => {
  const person = await house.signIn('parent-representative', { national: true })
  const { page } = await site.visit(person, { path: '/cifras?al=2024-08-09', size: sizes.phone })
  await page.getByRole('heading', { name: /16,682/ }).waitFor()
  await page.getByText('Al viernes 9 de agosto de 2024').waitFor()
  const figures = await column(page, 'Personas por hospital', 4)
  expect(figures.length).toBeGreaterThan(5)
  expect(figures.filter((it) => it !== null && (it % 5 !== 0 || (it > 0 && it < 5)))).toEqual([])
  expect(await page.getByRole('searchbox').count()).toBe(0)
  expect(await page.getByRole('textbox').count()).toBe(0)
  await page.getByText('¿Por qué hay números ocultos?').click()
  await page.getByText('su número podría decir de quién se trata').waitFor()
  await page.getByLabel('Oficina').selectOption({ label: 'Jalisco' })
  await page.waitForURL(/oficina=14/)
  const shown = await page.getByRole('table', { name: 'Personas por hospital' }).locator('tbody tr').count()
  expect(shown).toBeGreaterThan(0)
  expect(shown).toBeLessThan(figures.length)
  await page.goto(`${site.origin}/tablero`)
  await page.getByText('Esta página no es para su función').waitFor()
})

test('a hospital is opened from the table, with its figures and its place', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await page.getByRole('link', { name: 'UMAE Hospital de Oncología CMN Siglo XXI' }).click()
  await page.getByRole('heading', { level: 1, name: 'UMAE Hospital de Oncología CMN Siglo XXI' }).waitFor()
  await page.getByText(/Lugar 1 de 74 hospitales/).waitFor()
  await page.getByText('A ninguna oficina, por ser UMAE').waitFor()
  expect(page.url()).toContain('al=2024-08-09')
})

test('hospitals are narrowed by level, office and words', async () => {
  const { page } = await site.visit(await national(), { path: '/hospitales' })
  await page.getByText('74 hospitales').waitFor()
  await page.getByLabel('Nivel').selectOption('umae')
  await page.getByText('15 hospitales').waitFor()
  await page.getByLabel('Nombre o CLUES').fill('oncologia')
  await page.getByRole('button', { name: 'Buscar' }).click()
  await page.getByText('1 hospital', { exact: true }).waitFor()
  await page.getByLabel('Nombre o CLUES').fill('nada así')
  await page.getByRole('button', { name: 'Buscar' }).click()
  await page.getByText('Ningún hospital coincide').waitFor()
  await page.getByRole('button', { name: 'Quitar filtros' }).click()
  await page.getByText('74 hospitales').waitFor()
})

test('a day that is none is named, and nothing typed is lost', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await page.getByText('Otra fecha o regla de edad').click()
  await page.getByLabel('Fecha de corte').fill('31/02/2024')
  await page.getByRole('button', { name: 'Ver cifras' }).click()
  await page.getByRole('alert').and(page.locator(':focus')).getByText('Fecha de corte').waitFor()
  expect(await page.getByLabel('Fecha de corte').inputValue()).toBe('31/02/2024')
  await page.getByLabel('Fecha de corte').fill('01/01/2124')
  await page.getByRole('button', { name: 'Ver cifras' }).click()
  await page.getByText('La fecha es posterior a hoy. Revise el año.').first().waitFor()
})

test('the session sees one figure at a time, moved by the arrows', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await page.getByRole('button', { name: 'Presentar' }).click()
  const shown = page.getByRole('dialog', { name: 'Cifras para la sesión' })
  await shown.getByText('16,682', { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  for (const text of ['10,843', '287', '16,395', '74']) {
    await page.keyboard.press('ArrowRight')
    await shown.getByText(text, { exact: true }).first().waitFor()
  }
  await page.keyboard.press('Escape')
  await shown.waitFor({ state: 'hidden' })
})

test('files and pictures of the figures can be taken along', async () => {
  const { page } = await site.visit(await national(), { path: published })
  await headline(page).waitFor()
  await page.getByRole('button', { name: /^Exportar/ }).click()
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Por hospital, CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toBe('girasol-hospitales-2024-08-09.csv')
  const bars = page.locator('figure', { has: page.getByText('287 personas nuevas en la última quincena') })
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    bars.getByRole('button', { name: 'Imagen PNG' }).click(),
  ])
  expect(picture.suggestedFilename()).toBe('girasol-quincenas-2024-08-09.png')
})

describe('every state can be read', () => {
  test('without a connection the page says so and goes on when it is back', async () => {
    const { page, context } = await site.visit(await national(), { path: '/' })
    await page.getByText('personas registradas hoy').waitFor()
    await page.getByRole('button', { name: 'Más: otros lugares' }).click()
    await page.getByRole('link', { name: 'Informes', exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Informes' }).waitFor()
    await context.setOffline(true)
    await page.getByText('Sin conexión.').first().waitFor()
    await expectNoAxeViolations(page)
    await context.setOffline(false)
    await page.getByText('Sin conexión.').first().waitFor({ state: 'hidden' })
  })

  test('a failure keeps its number and can be tried again', async () => {
    const { page } = await site.visit(await national())
    const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
    await page.route('**/api/counts?*', (route) => route.fulfill({ status: 500, json: broken }))
    await page.goto(`${site.origin}/tablero`)
    await page.getByText('el-numero-de-la-falla').waitFor()
    await expectNoAxeViolations(page)
    await page.unroute('**/api/counts?*')
    await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
    await headline(page).waitFor()
  })

  test.each([
    ['coordinator', '/tablero?al=2024-08-09'],
    ['coordinator', '/tablero?al=2019-01-01'],
    ['coordinator', '/hospitales'],
    ['coordinator', '/hospitales/DFIMS000616'],
    ['coordinator', '/hospitales/NADA'],
    ['coordinator', '/informes'],
    ['parent-representative', '/cifras?al=2024-08-09'],
    ['parent-representative', '/cifras?al=2019-01-01'],
    ['parent-representative', '/informes'],
    ['admin', '/catalogos'],
  ] as const)('%s at %s, on a desk and on a phone, light and dark', async (role, path) => {
    const person = await house.signIn(role, { national: true })
    for (const [size, dark] of [
      [sizes.desk, false],
      [sizes.phone, true],
    ] as const) {
      const { page, context } = await site.visit(person, { size, dark, path })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByRole('status').getByText('Cargando').first().waitFor({ state: 'hidden' })
      await expectNoAxeViolations(page)
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(sideways, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
      await context.close()
    }
  })
})
