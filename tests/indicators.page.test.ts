import { addDays } from 'shared/calendar-day'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { aDose, type Dose, given, omitted, postDoses } from './support/doses.js'
import type { Hospital, Person } from './support/house.js'
import { expectNoAxeViolations, expectReadable, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site
const period = '/indicadores?al=2024-08-09&desde=2024-07-10'
const noDay = '/indicadores?al=2019-01-01'
const definitions = '/indicadores/definiciones'

let near: Hospital
let umae: Hospital
let far: Hospital
let national: Person
let staff: Person

/** Doses of thirty days: `late` of each ten come two days late; of each ten one is not given and one has no record. */
async function deliver(hospital: Hospital, doses: number, late: number) {
  const planned: Dose[] = []
  const moves: { before: Dose; after: Dose }[] = []
  for (let n = 0; n < doses; n++) {
    const dose = aDose({ managingOrganizationId: hospital.id, plannedOn: addDays('2024-07-11', n % 28) })
    planned.push(dose)
    const facts =
      n % 10 === 8
        ? omitted((['not-available', 'not-available', 'infection'] as const)[Math.trunc(n / 10) % 3] ?? 'other')
        : n % 10 === 9
          ? null
          : given(addDays(dose.plannedOn, n % 10 < late ? 2 : 0), n % 10 === 7 ? { doseGiven: 1 } : {})
    if (facts !== null) moves.push({ before: dose, after: { ...dose, ...facts } })
  }
  await postDoses(
    house,
    '2024-07-01',
    planned.map((after) => ({ after })),
  )
  await postDoses(house, '2024-08-09', moves)
}

const start = (hospital: Hospital, days: number | null) =>
  house.sql`insert into first_treatments (patient_id, organization_id, kind, treated_on, diagnosed_on, days, posted_on, sign)
    values (${uuidv7()}, ${hospital.id}, 'medication', '2024-08-01', ${days === null ? null : addDays('2024-08-01', -days)}, ${days}, '2024-08-02', 1)`

beforeAll(async () => {
  near = await house.openHospital({ ooadCode: '14', name: 'Hospital General Regional de los Indicadores' })
  umae = await house.openHospital({ ooadCode: '14', level: 'umae', name: 'UMAE de los Indicadores' })
  far = await house.openHospital({ ooadCode: '20', name: 'Hospital de Zona Lejano' })
  await deliver(near, 100, 3)
  await deliver(umae, 1500, 1)
  await deliver(far, 40, 0)
  for (const days of [0, 2, 3, 9]) await start(umae, days)
  await start(near, null)
  national = await house.signIn('coordinator', { national: true })
  staff = await house.signIn('hospital-staff', { organizationId: near.id })
})

const cell = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ')

test('the coordination reads shares with their numerators, and why doses were not given', async () => {
  const { page } = await site.visit(national, { path: period })
  const main = page.getByRole('region', { name: 'Lo principal' })
  await main.getByText('1,132 de 1,640 dosis').waitFor()
  const text = cell(await main.textContent())
  for (const words of ['Dosis a tiempo', '69.0 %', '968 de 1,640 dosis', '3 de 4 personas', '1 persona inició'])
    expect(text).toContain(words)
  const reasons = page.getByRole('table', { name: '¿Por qué no se aplicaron?' }).getByRole('row')
  expect(cell(await reasons.first().textContent())).toContain('No había el medicamento')
  await page.getByText('Dosis planeadas del 11 de julio al 9 de agosto de 2024').waitFor()
})

test('places are sorted from the worst, by hospital, office and level', async () => {
  const { page } = await site.visit(national, { path: period })
  const table = page.getByRole('table', { name: 'Por hospital' })
  await table.waitFor()
  const names = () => table.locator('tbody th').allTextContents()
  expect(await names()).toEqual([near.name, umae.name, far.name])
  await table.getByRole('button', { name: 'Dosis' }).click()
  expect(await names()).toEqual([umae.name, near.name, far.name])
  await page.getByRole('tab', { name: 'Oficina (OOAD)' }).click()
  const offices = page.getByRole('table', { name: 'Por oficina (OOAD)' })
  expect(await offices.locator('tbody tr').count()).toBe(2)
  await page.getByRole('tab', { name: 'Nivel' }).click()
  await page.getByRole('table', { name: 'Por nivel' }).getByText('UMAE').first().waitFor()
})

test('another period and tolerance are asked in the form and stand in the address', async () => {
  const { page } = await site.visit(national, { path: period })
  await page.getByText('Otro periodo, edad o tolerancia').click()
  await page.getByLabel('A tiempo: diferencia de hasta').selectOption('2')
  await page.getByRole('button', { name: 'Ver indicadores' }).click()
  await page.getByText('Aplicadas con hasta 2 días de diferencia.').waitFor()
  expect(page.url()).toContain('tolerancia=2')
  await page.getByLabel('Después del día').fill('10/08/2024')
  await page.getByRole('button', { name: 'Ver indicadores' }).click()
  await page.getByText('Elija un día anterior al último.').first().waitFor()
  await expectNoAxeViolations(page)
})

test.each(Object.entries(sizes))('on a %s the figures of one age group say so, by keyboard', async (_name, size) => {
  await house.sql`insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, birth_date, sex, registered_on)
    select patient_id, managing_organization_id, 'registered', 1, '2024-01-01',
      case when row_number() over (order by id) % 4 = 0 then date '1990-01-01' else date '2014-01-01' end, 'female', '2024-01-01'
    from medication_administrations a where managing_organization_id = ${near.id}
      and not exists (select from registry_entries r where r.patient_id = a.patient_id)`
  const { page } = await site.visit(staff, { path: period, size })
  const main = page.getByRole('region', { name: 'Lo principal' })
  await main
    .getByText(/de 100 dosis/)
    .first()
    .waitFor()
  await page.getByText('Otro periodo, edad o tolerancia').click()
  await page.getByLabel('Edad').focus()
  await page.keyboard.type('Menores de 18')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await main
    .getByText(/de 75 dosis/)
    .first()
    .waitFor()
  await page
    .getByRole('region', { name: 'Periodo de las cifras' })
    .getByText('Menores de 18 años en el día planeado.')
    .waitFor()
  expect(page.url()).toContain('edad=pediatrica')
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const pictures = process.env['PICTURES']
  if (pictures) await page.screenshot({ path: `${pictures}/age-${_name}.png`, fullPage: true })
  await page.goto(`${site.origin}${period}&edad=adulta&limite=16`)
  await main
    .getByText(/de 25 dosis/)
    .first()
    .waitFor()
  await page.getByText('De 16 años o más en el día planeado.').waitFor()
})

test('a frozen report of one age group says so', async () => {
  const { page } = await site.visit(national, { path: `${period}&edad=pediatrica` })
  await page.getByRole('button', { name: 'Congelar informe' }).click()
  await page.getByRole('dialog').getByText('Menores de 18 años en el día planeado.').waitFor()
  await page.getByRole('button', { name: 'Congelar estos indicadores' }).click()
  await page.waitForURL(/\/informes\/./)
  await page.getByText('Quedarán fijos los indicadores').waitFor({ state: 'detached' })
  await page.getByText('Menores de 18 años en el día planeado.').waitFor()
  await expectNoAxeViolations(page)
})

test('staff see their hospital alone and freeze nothing', async () => {
  const { page } = await site.visit(staff, { path: '/' })
  await page.getByRole('button', { name: 'Más: otros lugares' }).click()
  await page.getByRole('link', { name: 'Indicadores', exact: true }).first().click()
  await page.getByText('No hay dosis en este periodo').waitFor()
  await page.goto(site.origin + period)
  await page
    .getByText(/de 100 dosis/)
    .first()
    .waitFor()
  const text = await page.getByRole('main').textContent()
  expect(text).toContain(near.name)
  expect(text).not.toContain(umae.name)
  expect(await page.getByRole('button', { name: 'Congelar informe' }).count()).toBe(0)
})

test('the table goes along as a file of the days on the screen', async () => {
  const { page } = await site.visit(staff, { path: period })
  await page
    .getByText(/de 100 dosis/)
    .first()
    .waitFor()
  expect(await page.getByRole('table', { name: 'Por hospital' }).count()).toBe(0)
  const nation = await site.visit(national, { path: period })
  const hospitals = nation.page.getByRole('table', { name: 'Por hospital' })
  await hospitals.waitFor()
  const [file] = await Promise.all([
    nation.page.waitForEvent('download'),
    nation.page.getByRole('button', { name: 'CSV' }).first().click(),
  ])
  expect(file.suggestedFilename()).toBe('girasol-indicadores-hospital-2024-08-09.csv')
})

describe('every state can be read', () => {
  test('a failure keeps its number and can be tried again', async () => {
    const { page } = await site.visit(national)
    const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
    await page.route('**/api/treatment-indicators?*', (route) => route.fulfill({ status: 500, json: broken }))
    await page.goto(site.origin + period)
    await page.getByText('el-numero-de-la-falla').waitFor()
    await expectNoAxeViolations(page)
    await page.unroute('**/api/treatment-indicators?*')
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
    await expectReadable(site, person, path, `${role}-${path.length}`)
  })

  test('everything is said in English too', async () => {
    const { page } = await site.visit(national, { path: period })
    await page.getByRole('button', { name: /Español/ }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Treatment indicators' }).waitFor()
    const main = page.getByRole('main')
    await main.getByText('1,132 of 1,640 doses').waitFor()
    expect(await main.textContent()).not.toMatch(/dosis|aplicad|periodo/i)
    await page.getByRole('link', { name: 'How they are computed' }).click()
    await page.getByRole('heading', { level: 1, name: 'How the indicators are computed' }).waitFor()
    expect(await main.textContent()).not.toMatch(/dosis|aplicad|periodo/i)
  })

  test('families are told that the page is not for them', async () => {
    const mother = await house.signIn('parent-representative', { national: true })
    const { page } = await site.visit(mother, { path: period })
    await page.getByText('Esta página no es para su función').waitFor()
  })
})

// the last one, as it moves the figures of the others
test('a frozen report prints the same after a dose is corrected, with its fingerprint checked', async () => {
  const { page } = await site.visit(national, { path: period })
  await page.getByRole('button', { name: 'Congelar informe' }).click()
  await page.getByRole('button', { name: 'Congelar estos indicadores' }).click()
  await page.getByRole('heading', { level: 1, name: 'Informe de tratamiento al 9 de agosto de 2024' }).waitFor()
  await page.getByText('Huella comprobada en este equipo').waitFor()
  await page.getByText('1,132 de 1,640 dosis').waitFor()
  const before = await page.getByRole('main').textContent()
  await deliver(far, 10, 0)
  await page.reload()
  await page.getByText('Huella comprobada en este equipo').waitFor()
  expect(await page.getByRole('main').textContent()).toBe(before)
  await expectNoAxeViolations(page)
  await page.goto(`${site.origin}/informes`)
  await page
    .getByText(/Tratamiento: 69\.0.% de dosis a tiempo/)
    .first()
    .waitFor()
  await page.goto(site.origin + period)
  await page
    .getByText(/de 1,650 dosis/)
    .first()
    .waitFor()
})
