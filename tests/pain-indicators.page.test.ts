import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { AnalgesicEffect } from 'shared/pain'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Hospital, Person } from './support/house.js'
import { expectNoAxeViolations, expectReadable, openSite } from './support/page.js'
import { painOf } from './support/pain.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const since = addDays(today, -20)
const period = `/dolor/cifras?desde=${since}`
const noDay = '/dolor/cifras?al=2019-01-01'
const definitions = '/dolor/cifras/definiciones'

let near: Hospital
let umae: Hospital
let far: Hospital
let national: Person
let staff: Person

const hour = 3_600_000

/** As many severe pains, an hour and a half apart; of each ten `answered` get morphine, which `relieved` of them yield to. */
async function suffer(hospital: Hospital, pains: number, answered: number, relieved: number) {
  const person = painOf(house, { patientId: uuidv7(), organizationId: hospital.id })
  for (let n = 0; n < pains; n++) {
    const at = new Date(Date.parse(`${addDays(today, -10)}T12:00:00Z`) + n * 1.5 * hour)
    const pain = await person.assess({ at, score: 8 })
    if (n % 10 >= answered) continue
    const given = new Date(at.getTime() + hour / 4)
    await person.give({ at: given, opioid: true, answers: pain.id, minutes: 40 })
    await person.assess({
      at: new Date(given.getTime() + hour / 2),
      score: n % 10 < relieved ? 2 : 3,
      severity: 'mild',
    })
  }
  return person
}

beforeAll(async () => {
  near = await house.openHospital({ ooadCode: '14', name: 'Hospital General Regional del Dolor' })
  umae = await house.openHospital({ ooadCode: '14', level: 'umae', name: 'UMAE del Dolor' })
  far = await house.openHospital({ ooadCode: '20', name: 'Hospital de Zona Lejano' })
  const [girl] = [await suffer(near, 20, 5, 4), await suffer(umae, 30, 9, 8), await suffer(far, 10, 10, 10)]
  const effects: AnalgesicEffect[] = ['constipation', 'constipation', 'nausea-vomiting', 'respiratory-depression']
  for (const [n, effect] of effects.entries())
    await girl.see({ at: new Date(`${addDays(today, -9 + n)}T15:00:00Z`), effect })
  await girl.give({ at: new Date(`${addDays(today, -6)}T15:10:00Z`), role: 'antagonist', minutes: null })
  national = await house.signIn('coordinator', { national: true })
  staff = await house.signIn('hospital-staff', { organizationId: near.id })
})

const cell = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ')

test('the coordination reads the four measures of the loop, and what the drugs did besides', async () => {
  const { page } = await site.visit(national, { path: period })
  const main = page.getByRole('region', { name: 'Lo principal' })
  await main.getByText('47 de 60 dolores').waitFor()
  const text = cell(await main.textContent())
  for (const words of ['Atendido a tiempo', '78.3 %', 'en 30 minutos', '47 de 47 dosis', 'Bajó al menos 2 puntos'])
    expect(text).toContain(words)
  const effects = page.getByRole('table', { name: '¿Qué efectos no deseados se vieron?' }).getByRole('row')
  expect(cell(await effects.first().textContent())).toContain('Estreñimiento')
  expect(cell(await effects.first().textContent())).toContain('2 (50.0 %)')
})

test('places are sorted from the worst, by hospital, office and level, and drawn', async () => {
  const { page } = await site.visit(national, { path: period })
  const table = page.getByRole('table', { name: 'Por hospital' })
  await table.waitFor()
  expect(await table.locator('tbody th').allTextContents()).toEqual([near.name, umae.name, far.name])
  expect(cell(await table.locator('tbody tr').first().textContent())).toContain('50.0 % (10 de 20)')
  await page.getByRole('tab', { name: 'Oficina (OOAD)' }).click()
  expect(await page.getByRole('table', { name: 'Por oficina (OOAD)' }).locator('tbody tr').count()).toBe(2)
  await page.getByRole('tab', { name: 'Nivel' }).click()
  await page.getByRole('table', { name: 'Por nivel' }).getByText('UMAE').first().waitFor()
  await page.getByRole('tab', { name: 'Gráfica' }).click()
  await page.getByRole('img', { name: `${far.name} llega más alto: 100.0 %` }).waitFor()
  await page.getByLabel('Indicador').selectOption('Dolor valorado')
  await page.getByText('Ningún hospital tiene este dato en el periodo.').waitFor()
  await expectNoAxeViolations(page)
})

test('another period is asked in the form and stands in the address', async () => {
  const { page } = await site.visit(national, { path: period })
  await page.getByText('Otro periodo').click()
  await page.getByLabel('Último día').fill('01/01/2019')
  await page.getByLabel('Después del día').fill('')
  await page.getByRole('button', { name: 'Ver indicadores' }).click()
  await page.getByText('No hay dolor registrado en este periodo').waitFor()
  expect(page.url()).toContain('al=2019-01-01')
})

test('staff see their hospital alone and freeze nothing', async () => {
  const { page } = await site.visit(staff, { path: '/' })
  await page.getByRole('button', { name: 'Más: otros lugares' }).click()
  await page.getByRole('link', { name: 'Dolor en cifras' }).first().click()
  await page.getByText('10 de 20 dolores').waitFor()
  const text = await page.getByRole('main').textContent()
  expect(text).toContain(near.name)
  expect(text).not.toContain(umae.name)
  expect(await page.getByRole('button', { name: 'Congelar informe' }).count()).toBe(0)
})

describe('every state can be read', () => {
  test('a failure keeps its number and can be tried again', async () => {
    const { page } = await site.visit(national)
    const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
    await page.route('**/api/pain/indicators?*', (route) => route.fulfill({ status: 500, json: broken }))
    await page.goto(site.origin + period)
    await page.getByText('el-numero-de-la-falla').waitFor()
    await page.unroute('**/api/pain/indicators?*')
    await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
    await page.getByRole('region', { name: 'Lo principal' }).waitFor()
  })

  test.each([
    ['coordinator', period],
    ['coordinator', noDay],
    ['hospital-staff', period],
    ['hospital-staff', definitions],
  ] as const)('%s at %s, on a desk and on a phone, light and dark', async (role, path) => {
    const person = role === 'coordinator' ? national : staff
    await expectReadable(site, person, path, `pain-${role}-${path.length}`)
  })

  test('everything is said in English too', async () => {
    const { page } = await site.visit(national, { path: period })
    await page.getByRole('button', { name: /Español/ }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Pain in figures' }).waitFor()
    const main = page.getByRole('main')
    await main.getByText('47 of 60 pains').waitFor()
    expect(await main.textContent()).not.toMatch(/dolores|dosis|atendid|periodo/i)
    await page.getByRole('link', { name: 'How they are computed' }).click()
    await page.getByRole('heading', { level: 1, name: 'How pain in figures is computed' }).waitFor()
    expect(await main.textContent()).not.toMatch(/dolores|dosis|atendid|periodo/i)
  })

  test('families are told that the page is not for them', async () => {
    const mother = await house.signIn('parent-representative', { national: true })
    const { page } = await site.visit(mother, { path: period })
    await page.getByText('Esta página no es para su función').waitFor()
  })
})

// the last one, as it moves the figures of the others
test('a frozen report prints the same after more pain, with its fingerprint checked and its words to copy', async () => {
  const { page } = await site.visit(national, { path: period })
  await page.getByRole('button', { name: 'Congelar informe' }).click()
  await page.getByRole('button', { name: 'Congelar estos indicadores' }).click()
  await page.getByRole('heading', { level: 1, name: /^Informe de dolor al/ }).waitFor()
  await page.getByText('Huella comprobada en este equipo').waitFor()
  await page.getByText('47 se atendieron en 30 minutos (78.3 por ciento)').first().waitFor()
  const before = await page.getByRole('main').textContent()
  const pictures = process.env['PICTURES']
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/pain-report.png`, fullPage: true })
  await suffer(far, 5, 0, 0)
  await page.reload()
  await page.getByText('Huella comprobada en este equipo').waitFor()
  await page.getByText('47 se atendieron en 30 minutos (78.3 por ciento)').first().waitFor()
  expect(await page.getByRole('main').textContent()).toBe(before)
  await expectNoAxeViolations(page)
  await page.goto(`${site.origin}/informes`)
  await page
    .getByText(/Dolor: 78\.3.% atendido a tiempo/)
    .first()
    .waitFor()
  await page.goto(site.origin + period)
  await page.getByText('47 de 65 dolores').waitFor()
})
