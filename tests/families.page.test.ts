import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAgreement, aPost, aSession } from './support/agreements.js'
import type { Hospital, Person } from './support/house.js'
import { expectNoAxeViolations, expectReadable, openSite, sizes } from './support/page.js'
import { paragraph, publishMinutes } from './support/published.js'

const site = await openSite()
const { house, origin } = site
const today = dayIn(MEXICO_CITY, new Date())
let mother: Person
let nation: Person
let hospital: Hospital
let sessionId = ''
let agreementId = ''

beforeAll(async () => {
  mother = await house.signIn('parent-representative', { national: true })
  nation = await house.signIn('coordinator', { national: true })
  hospital = await house.openHospital({ ooadCode: '14', name: 'Hospital General Oblatos' })
  const staff = await house.signIn('coordinator', { organizationId: hospital.id })
  sessionId = (await aSession(nation, { number: 149, heldOn: '2024-08-09', topic: 'Trasplante' })).id
  const post = await aPost(house)
  const agreed = { responsible: post, hospitalId: hospital.id }
  const made = await anAgreement(nation, sessionId, { ...agreed, text: 'Surtir vincristina', dueOn: '2024-09-01' })
  agreementId = made.id
  await anAgreement(nation, sessionId, { ...agreed, text: 'Dar cita pronto', dueOn: '2099-01-01', caseAlias: 'Caso 2' })
  const told = await staff.post(`/api/agreements/${agreementId}/progress`, {
    ...{ text: 'Llegaron 40 piezas al hospital', status: 'kept' },
  })
  expect(told.status, told.text).toBeLessThan(300)
  const { body } = await nation.get(`/api/working-group-sessions/${sessionId}/agreements`)
  await publishMinutes(house, {
    ...{ sessionId, number: 149, heldOn: '2024-08-09', topic: 'Trasplante', agreements: body.items },
    blocks: [
      { kind: 'heading', level: 2, inlines: [{ kind: 'text', text: 'Cifras' }] },
      {
        kind: 'paragraph',
        inlines: [
          { kind: 'text', text: 'Hay ' },
          { kind: 'figure', key: 'total' },
          { kind: 'text', text: ' personas en tratamiento.' },
        ],
      },
      paragraph('Se habló del albergue para quienes vienen de lejos.'),
      {
        kind: 'list',
        ordered: true,
        items: [[{ kind: 'text', text: 'Primero' }], [{ kind: 'text', text: 'Después' }]],
      },
    ],
    figures: [
      { key: 'total', reportId: sessionId, value: 16682 },
      { key: 'paediatricPercent', reportId: sessionId, value: 35 },
      { key: 'umae', reportId: sessionId, value: null },
      { key: 'on', reportId: sessionId, value: '2024-08-09' },
    ],
    families: [
      { givenName: 'María', relation: 'mother' },
      { givenName: 'María', relation: 'mother' },
      { givenName: 'Jorge', relation: 'father' },
    ],
  })
  await aSession(nation, {
    ...{
      heldOn: '2099-01-09',
      startsAt: '18:00',
      link: 'https://reunion.example/150',
      topic: 'Dolor',
      mode: 'virtual',
    },
  })
})

const phone = (path = '/familias') => site.visit(mother, { size: sizes.phone, path })

test('who represents families and signs in at the front door comes to their own pages', async () => {
  const { page } = await site.visit(mother, { size: sizes.phone })
  await page.waitForURL(`${origin}/familias`)
  await page.getByRole('heading', { level: 1, name: 'Bienvenida, bienvenido' }).waitFor()
  const size = await page.evaluate(() => getComputedStyle(document.body).fontSize)
  expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(18)
})

test('on a phone: the next session, the latest minutes, what a figure means, an agreement and how it goes', async () => {
  const { page } = await phone()
  await page.getByText('La sesión 150 será el 9 de enero de 2099.').waitFor()
  expect(await page.getByRole('link', { name: 'Entrar a la sesión por video' }).getAttribute('href')).toBe(
    'https://reunion.example/150',
  )
  await page.getByText('1 ya se cumplió. 1 está en tiempo.').waitFor()
  await page.getByRole('link', { name: 'Leer la minuta de la sesión 149' }).click()
  await page.getByRole('heading', { level: 1, name: 'Minuta de la sesión 149' }).waitFor()
  await page.getByText('Madres: María, María.').waitFor()
  await page.getByText('Padres: Jorge.').waitFor()
  expect(await page.getByRole('main').textContent()).not.toContain(`Caso 2: Dar cita pronto${hospital.name}`)
  await page.getByRole('link', { name: '16 mil 682' }).click()
  await page.getByRole('heading', { level: 1, name: 'Las cifras del país' }).waitFor()
  await page.getByText('Cada persona se cuenta una sola vez, en el hospital que la cuida.').waitFor()
  await page.getByText('dato reservado').waitFor()
  await page.goBack()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Surtir vincristina' })
    .getByRole('link', { name: 'Ver cómo va' })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Acuerdo 149-1' }).waitFor()
  await page.getByText(/^Se cumplió el /).waitFor()
  await page.getByText('Llegaron 40 piezas al hospital').waitFor()
  await page.getByRole('link', { name: 'Todos los acuerdos' }).click()
  const listed = page.getByRole('listitem').filter({ hasText: 'Caso 2' })
  await listed.getByText('Coordinación de Oncología').waitFor()
  expect(await listed.textContent()).not.toContain(hospital.name)
})

test('the minutes are saved as the PDF of the very text', async () => {
  const { page } = await phone(`/familias/minutas/${sessionId}`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Guardar la minuta (PDF)' }).click()
  expect((await download).suggestedFilename()).toBe('minuta-149.pdf')
  const { sha256 } = (await mother.get('/api/published-sessions')).body.items[0].versions[0]
  await page.getByText(`Sello del texto: ${sha256}`).waitFor()
})

test('a point is raised, one that names somebody is not, and its fate is read', async () => {
  const { page } = await phone('/familias/puntos/nuevo')
  const box = page.getByLabel('Escriba el punto')
  await page.getByRole('button', { name: 'Enviar el punto' }).click()
  await page.getByText('Cuente un poco más: al menos diez letras.').waitFor()
  await box.fill('Que se vea el caso de HEGG560427MVZRRL04 pronto')
  await page.getByRole('button', { name: 'Enviar el punto' }).click()
  await page.getByRole('alert').getByText('Hay datos de una persona').waitFor()
  await box.fill('Que haya una enfermera por la noche')
  await page.reload()
  expect(await box.inputValue()).toBe('Que haya una enfermera por la noche')
  await page.getByRole('button', { name: 'Enviar el punto' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gracias. Ya lo tenemos.' }).waitFor()
  const [{ id, version } = { id: '', version: 0 }] = (await nation.get('/api/agenda-points')).body.items
  const declined = await nation.patch(
    `/api/agenda-points/${id}`,
    { status: 'declined', answer: 'Ya hay una en cada turno' },
    version,
  )
  expect(declined.status, declined.text).toBe(200)
  await page.getByRole('link', { name: 'Ver mis puntos y los de otras familias' }).click()
  const point = page.getByRole('listitem').filter({ hasText: 'Que haya una enfermera por la noche' })
  await point.getByText('No se hablará de esto. El motivo:').waitFor()
  await point.getByText('Ya hay una en cada turno').waitFor()
})

test('a shortage is reported without a name in four steps by the keyboard, answers stand over going back, and it is followed', async () => {
  const { page, pressed } = await phone('/familias/reportar')
  const next = page.getByRole('button', { name: 'Seguir', exact: true })
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  await pressed()
  await page.getByRole('link', { name: 'Empezar' }).focus()
  await page.keyboard.press('Enter')
  await heading('¿En qué hospital falta?')
  await page.getByLabel('Escriba parte del nombre o la ciudad').focus()
  await page.keyboard.type('oblatos')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Hospital General Oblatos' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await heading('¿Qué medicina falta?')
  await page.getByLabel('Escriba las primeras letras').focus()
  await page.keyboard.type('vincris')
  await page.getByRole('radio', { name: 'Vincristina' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await heading('¿Qué día le dijeron que no había?')
  await page.getByRole('radio', { name: 'Ayer' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await heading('¿Quiere dar su nombre?')
  expect((await pressed()).pointer).toBe(0)
  await page.goBack()
  await heading('¿Qué día le dijeron que no había?')
  expect(await page.getByRole('radio', { name: 'Ayer' }).isChecked()).toBe(true)
  await page.reload()
  expect(await page.getByRole('radio', { name: 'Ayer' }).isChecked()).toBe(true)
  await next.click()
  await page.getByRole('button', { name: 'Enviar el reporte' }).click()
  await page.getByText('Elija una de las dos.').waitFor()
  await page.getByRole('radio', { name: /^No, sin mi nombre/ }).check()
  await page.getByText('Falta Vincristina en Hospital General Oblatos.').waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Enviar el reporte' }).click()
  await heading('Ya lo tenemos. Gracias.')
  const folio = (await page.getByText(/^D-\d{4}-\d{7}-[A-Z]$/).textContent()) ?? ''
  const word = (await page.getByText(/^[a-z]+-\d{4}$/).textContent()) ?? ''
  await page.reload()
  await page.getByText(folio).waitFor()
  await expectNoAxeViolations(page)
  if (process.env['PICTURES'])
    await page.screenshot({ path: `${process.env['PICTURES']}/familias-folio-phone.png`, fullPage: true })
  await page.getByRole('button', { name: 'Ya los anoté' }).click()
  await page.getByText('Ya no mostramos el folio ni la palabra.').waitFor()

  const [joined] = await house.sql`select case_id as id from shortage_reports where folio = ${folio}`
  const board = await site.visit(nation, { path: `/desabasto/${joined?.['id']}` })
  await board.page.getByText('Una familia lo reportó').waitFor()
  await board.page.getByText('1 familia avisó que falta.').waitFor()

  await page.getByRole('link', { name: 'Ya reporté: ver cómo va' }).click()
  await page.getByLabel('Folio').fill(folio)
  await page.getByLabel('Palabra').fill('luna-0000')
  await page.getByRole('button', { name: 'Ver cómo va' }).click()
  await page.getByText('No encontramos ese folio con esa palabra.').waitFor()
  await page.getByLabel('Palabra').fill(word)
  await page.getByRole('button', { name: 'Ver cómo va' }).click()
  await page.getByText('Todavía falta. El hospital ya lo sabe.').waitFor()
  await page.getByText('Vincristina, en Hospital General Oblatos.').waitFor()
  const [row] = await house.sql`select reported_by, lacked_on::text as day from shortage_reports where folio = ${folio}`
  expect({ ...row }).toEqual({ reported_by: null, day: addDays(today, -1) })
})

test('hospitals are listed rounded, one with few people is kept private, and the page says why', async () => {
  const { page } = await phone()
  const { body } = await mother.get('/api/counts?groupBy=hospital')
  const row = { organizationId: hospital.id, level: 'second-level', ooadCode: '14', adult: null, added: null }
  const rows = [
    { ...row, key: 'A', label: hospital.name, patients: 45, paediatric: 20, suppressed: false },
    { ...row, key: 'B', label: 'Hospital de pocas personas', patients: null, paediatric: null, suppressed: true },
  ]
  await page.route('**/api/counts?groupBy=hospital', (route) => route.fulfill({ json: { ...body, rows } }))
  await page.getByRole('link', { name: 'Ver las cifras de cada hospital' }).click()
  await page.getByRole('row').filter({ hasText: hospital.name }).getByText('45').waitFor()
  const few = page.getByRole('row').filter({ hasText: 'Hospital de pocas personas' })
  expect(await few.getByText('dato reservado').count()).toBe(2)
  await page.getByText('¿Por qué no son exactas?').click()
  await page.getByText('Por eso de 1 a 7 dice «dato reservado».').waitFor()
  await expectNoAxeViolations(page)
  const pictures = process.env['PICTURES']
  if (pictures !== undefined)
    await page.screenshot({ path: `${pictures}/familias-hospital-rows-phone.png`, fullPage: true })
  const { items } = (await mother.get('/api/ooads')).body as { items: { code: string }[] }
  await page.getByLabel('Estado u oficina').selectOption(items.find(({ code }) => code !== '14')?.code ?? '')
  await page.getByText('No hay hospitales en esta lista.').waitFor()
})

test('whoever coordinates sees the contact of a named report after asking for it', async () => {
  const contact = { givenName: 'Mary', phone: '55 1234 5678' }
  const lacking = { organizationId: hospital.id, medication: 'cisplatino', lackedOn: today, named: true, contact }
  expect((await mother.post('/api/shortage-reports', lacking)).status).toBe(201)
  const [{ id } = { id: '' }] =
    await house.sql`select case_id as id from shortage_reports where medication = 'cisplatino'`
  const { page } = await site.visit(nation, { path: `/desabasto/${id}` })
  await page.getByText('Oculto').waitFor()
  expect(await page.getByText('Mary').count()).toBe(0)
  await page.getByRole('button', { name: 'Mostrar cómo llamarles' }).click()
  await page.getByText('Mary, 55 1234 5678').waitFor()
  await expectNoAxeViolations(page)
})

test('without a connection nothing typed is lost and it is sent once after', async () => {
  const { page, context } = await phone('/familias/puntos/nuevo')
  const text = 'Que se hable del transporte de noche'
  await page.getByLabel('Escriba el punto').fill(text)
  await context.setOffline(true)
  await page.getByText('Sin conexión. Lo que escribió sigue aquí.').waitFor()
  await page.getByRole('button', { name: 'Enviar el punto' }).click()
  await page.getByText('No hay red en este momento.').waitFor()
  await expectNoAxeViolations(page)
  await context.setOffline(false)
  await page.getByText('Sin conexión. Lo que escribió sigue aquí.').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Enviar el punto' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gracias. Ya lo tenemos.' }).waitFor()
  expect(await house.sql`select 1 from agenda_points where text = ${text}`).toHaveLength(1)
})

test('a failure says what to do and what number to tell, and a page that is not there says so', async () => {
  const { page } = await phone()
  const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
  await page.route('**/api/published-agreements?*', (route) => route.fulfill({ status: 500, json: broken }))
  await page.goto(`${origin}/familias/acuerdos`)
  await page.getByText('el-numero-de-la-falla').waitFor()
  await expectNoAxeViolations(page)
  await page.unroute('**/api/published-agreements?*')
  await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
  await page.getByText('Surtir vincristina').waitFor()
  for (const path of ['nada', 'minutas/01890000-0000-7000-8000-00000000dead']) {
    await page.goto(`${origin}/familias/${path}`)
    await page.getByText('Aquí no hay nada').first().waitFor()
  }
})

test('large type, dark and English are remembered, and leaving fast leaves nothing', async () => {
  const { page, context } = await phone()
  await page.getByText('Letra, idioma y cuenta').click()
  await page.getByRole('button', { name: 'Letra más grande' }).click()
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  expect(await size()).toBe(24)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.reload()
  expect(await size()).toBe(24)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(sideways).toBeLessThanOrEqual(0)
  await context.route('https://smn.conagua.gob.mx/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Clima</title>' }),
  )
  await page.getByRole('button', { name: 'Leave fast' }).click()
  await page.waitForURL('https://smn.conagua.gob.mx/**')
  await page.goto(`${origin}/familias`)
  await page.getByLabel(/Correo|E-mail/).waitFor()
})

test('who is neither a representative nor coordinates is told so', async () => {
  const auditor = await house.signIn('auditor', { national: true })
  const { page, context } = await site.visit(auditor)
  await page.goto(`${origin}/familias`)
  await page.getByText('Esta página es para familias').waitFor()
  await context.close()
})

test('a session that ends by itself asks again over the page, and what was typed stays', async () => {
  const { page } = await phone('/familias/puntos/nuevo')
  await page.getByLabel('Escriba el punto').fill('Que se hable de las citas')
  await house.sql`update sessions set ended_at = now() where user_id = ${mother.userId}`
  await page.getByRole('button', { name: 'Enviar el punto' }).click()
  const dialog = page.getByRole('dialog', { name: 'Su cuenta se cerró' })
  await dialog.waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel('Contraseña', { exact: true }).fill('una-frase-de-prueba-larga')
  await dialog.getByRole('button', { name: 'Seguir' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gracias. Ya lo tenemos.' }).waitFor()
  const kept = await house.sql`select raised_by from agenda_points where text = 'Que se hable de las citas'`
  expect(kept.map(({ raised_by }) => raised_by)).toEqual([mother.userId])
})

test('the secretariat searches all sessions from their list', async () => {
  const { page } = await site.visit(nation, { path: '/sesiones' })
  await page.getByRole('link', { name: 'Buscar en todas' }).click()
  await page.getByLabel('Qué busca').fill('ALBERGUE')
  await page.getByRole('button', { name: 'Buscar', exact: true }).click()
  await page.getByText('Minuta de la sesión 149').waitFor()
  expect(await page.locator('mark').first().textContent()).toBe('albergue')
})

describe('every page is read on a desk and on a phone, light and dark', () => {
  test.each([
    ['home', () => '/familias'],
    ['minutes-list', () => '/familias/minutas'],
    ['minutes', () => `/familias/minutas/${sessionId}`],
    ['agreements', () => '/familias/acuerdos'],
    ['agreement', () => `/familias/acuerdos/${agreementId}`],
    ['figures', () => '/familias/cifras#umae'],
    ['hospitals', () => '/familias/cifras/hospitales'],
    ['points', () => '/familias/puntos'],
    ['raise', () => '/familias/puntos/nuevo'],
    ['report', () => '/familias/reportar'],
    ['report-hospital', () => '/familias/reportar/hospital'],
    ['follow', () => '/familias/seguir'],
    ['search', () => '/familias/buscar?texto=albergue'],
    ['bulletins', () => '/familias/boletines'],
  ])('%s', async (name, path) => {
    const reader = await house.signIn('parent-representative', { national: true })
    await expectReadable(site, reader, path(), `familias-${name}`)
  })

  test('the search of the secretariat', async () => {
    await expectReadable(site, nation, '/buscar-sesiones?texto=albergue', 'buscar-sesiones')
  })
})
