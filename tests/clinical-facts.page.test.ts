import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

async function recordOf(facts: Record<string, unknown> = {}) {
  const staff = await staffOf(house)
  const made = await staff.person.post(
    '/api/patients',
    aPatient(staff.hospitalId, { birthDate: '2015-02-03', ...facts }),
  )
  expect(made.status, made.text).toBe(201)
  const id = String(made.body.id)
  const api = `/api/patients/${id}`
  const keep = async (part: string, body: Record<string, unknown>) => {
    const kept = await staff.person.post(`${api}/${part}`, body)
    expect(kept.status, kept.text).toBe(201)
    return kept.body
  }
  return { ...staff, id, api, keep, url: `/personas/${id}` }
}

const surgery = {
  kind: 'surgery',
  performedOn: '2024-05-20',
  details: { procedure: 'Nefrectomía radical izquierda', resection: 'r0' },
}
const radiotherapy = {
  kind: 'radiotherapy',
  performedOn: '2024-06-03',
  details: { site: 'Flanco izquierdo', technique: 'conformal-3d', doseGy: 10.8, fractions: 6 },
}
const catheter = { kind: 'catheter', performedOn: '2024-05-21', details: { type: 'port', site: 'Subclavia derecha' } }
const fever = {
  term: 'febrile-neutropenia',
  grade: 3,
  onsetOn: '2024-06-14',
  relation: 'probable',
  actionTaken: 'delayed',
  outcome: 'ongoing',
}

const open = async (page: Page, tab: string) => {
  await page.getByRole('tab', { name: tab }).click()
  return page.getByRole('tabpanel', { name: tab })
}

describe('measures', () => {
  test('are recorded by keyboard alone; a weight that jumped asks why and keeps the answer', async () => {
    const { person, url, keep, api } = await recordOf()
    const day = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10)
    await keep('body-measurements', { effectiveOn: day, weightKg: 30 })
    const { page, pressed } = await site.visit(person, { path: url })
    const panel = await open(page, 'Medidas')
    await panel.getByRole('button', { name: 'Registrar medidas' }).click()
    const dialog = page.getByRole('dialog', { name: 'Registrar medidas' })
    await dialog.getByLabel('Peso (kg)').and(page.locator(':focus')).waitFor()
    await pressed()
    await page.keyboard.type('35,2')
    await page.keyboard.press('Enter')
    await page.keyboard.type('131.5')
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('Hay algo poco común').waitFor()
    await expectNoAxeViolations(page)
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('Falta este dato').first().waitFor()
    await dialog.getByLabel('El peso cambia +17 % respecto a 30 kg').fill('Hidratación de dos días')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    expect((await pressed()).pointer).toBe(0)
    await panel.getByText('Cambio brusco de peso: «Hidratación de dos días»').waitFor()
    await panel.getByText('35.2', { exact: true }).first().waitFor()
    const [kept] = (await person.get(`${api}/body-measurements`)).body.items
    expect(kept).toMatchObject({ weightKg: 35.2, heightCm: 131.5, confirmedWarnings: [{ code: 'weight-jumped' }] })
  })

  test('that cannot be are refused at their field, before they are sent and after', async () => {
    const { person, url } = await recordOf()
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Medidas')
    await panel.getByRole('heading', { name: 'Aún no hay medidas' }).waitFor()
    await expectNoAxeViolations(page)
    await panel.getByRole('button', { name: 'Registrar medidas' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('alert').filter({ hasText: 'Escriba al menos peso, talla o estado funcional' }).waitFor()
    await dialog.getByLabel('Peso (kg)').fill('treinta')
    await dialog.getByLabel('Talla (cm)').fill('1.31')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Peso.*Escriba solo el número/ }).waitFor()
    await dialog.getByRole('link', { name: /Talla.*menor de lo posible/ }).waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByLabel('Peso (kg)').fill('30')
    await dialog.getByLabel('Talla (cm)').fill('')
    await dialog.getByLabel('Fecha de la medición').fill('02/02/2015')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Fecha de la medición.*anterior al nacimiento/ }).waitFor()
  })

  test('through time are drawn with a table as twin', async () => {
    const { person, url, keep } = await recordOf()
    for (const [effectiveOn, weightKg, heightCm] of [
      ['2023-08-01', 24.6, 124],
      ['2023-12-01', 25.9, 126.5],
      ['2024-04-01', 26.8, 128],
    ] as const)
      await keep('body-measurements', { effectiveOn, weightKg, heightCm, performanceScore: 90 })
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Medidas')
    const figure = panel.getByRole('figure').filter({ hasText: 'Peso: 3 medidas' })
    await figure.getByRole('img', { name: 'Peso: 3 medidas' }).waitFor()
    expect(await figure.textContent()).toContain('3 medidas, de 24.6 kg el 01/08/2023 a 26.8 kg el 01/04/2024')
    await figure.getByRole('button', { name: 'Ver como tabla' }).click()
    expect(await figure.getByRole('row').allInnerTexts()).toHaveLength(4)
    await figure.getByRole('rowheader', { name: '01/12/2023' }).waitFor()
  })

  test('typed without a line wait with their draft, and are kept once it is back', async () => {
    const { person, url, api } = await recordOf()
    const { page, context } = await site.visit(person, { path: url })
    const panel = await open(page, 'Medidas')
    await panel.getByRole('button', { name: 'Registrar medidas' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Peso (kg)').fill('28.4')
    await dialog.getByRole('button', { name: 'Cerrar' }).click()
    await context.setOffline(true)
    await panel.getByRole('button', { name: 'Registrar medidas' }).click()
    await dialog.getByText('Aquí está lo que había escrito').waitFor()
    expect(await dialog.getByLabel('Peso (kg)').inputValue()).toBe('28.4')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByText('En espera de conexión').waitFor()
    await context.setOffline(false)
    await dialog.waitFor({ state: 'detached' })
    expect((await person.get(`${api}/body-measurements`)).body.items).toHaveLength(1)
  })
})

describe('procedures', () => {
  test('ask the few fields of their kind and are shown with them', async () => {
    const { person, url, api } = await recordOf()
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Procedimientos')
    await panel.getByRole('heading', { name: 'Aún no hay procedimientos' }).waitFor()
    await panel.getByRole('button', { name: 'Registrar procedimiento' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Tipo de procedimiento/ }).waitFor()
    await dialog.getByLabel('Trasplante').check()
    await dialog.getByLabel('Tipo', { exact: true }).selectOption('autologous')
    expect(await dialog.getByLabel('Donador').count()).toBe(0)
    await dialog.getByLabel('Radioterapia').check()
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Dosis total/ }).waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByLabel('Primera fracción').fill('03/06/2024')
    await dialog.getByLabel('Sitio').fill('Neuroeje')
    await dialog.getByLabel('Técnica').selectOption('imrt-vmat')
    await dialog.getByLabel('Dosis total (Gy)').fill('23.4')
    await dialog.getByLabel('Fracciones', { exact: true }).fill('1')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByText('Serían 23.4 Gy por fracción').waitFor()
    await dialog.getByLabel('Fracciones', { exact: true }).fill('13')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel
      .getByText('Sitio: Neuroeje · Técnica: Intensidad modulada (IMRT o VMAT) · Dosis total: 23.4 Gy')
      .waitFor()
    await panel.getByText('En curso').waitFor()
    expect((await person.get(`${api}/procedures`)).body.items).toMatchObject([{ details: { fractions: 13 } }])
  })

  test('are completed later; what somebody else saved meanwhile is shown and stands', async () => {
    const { person, url, keep, api, hospitalId } = await recordOf()
    const { id } = await keep('procedures', catheter)
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Procedimientos')
    await panel.getByRole('button', { name: 'Completar: Catéter del 21/05/2024' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await person.get(`${api}/procedures`)).body.items).toMatchObject([{ version: 1 }])
    await panel.getByRole('button', { name: 'Completar: Catéter del 21/05/2024' }).click()
    await dialog.getByLabel('Fecha de retiro').fill('01/08/2024')
    await dialog.getByLabel('Motivo del retiro').selectOption('infection')
    const other = await house.signIn('hospital-staff', { organizationId: hospitalId })
    await other.patch(`${api}/procedures/${id}`, { note: 'Lado cambiado' }, 1)
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByText('Otra persona lo cambió mientras usted escribía').waitFor()
    await dialog.getByText(/Persona de prueba guardó a las .*Lado cambiado/s).waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByText('01/08/2024').waitFor()
    expect((await person.get(`${api}/procedures`)).body.items).toMatchObject([
      { version: 3, endedOn: '2024-08-01', note: 'Lado cambiado', details: { removalReason: 'infection' } },
    ])
  })

  test('that were mistakes stay, marked with who and why', async () => {
    const { person, url, keep } = await recordOf()
    await keep('procedures', surgery)
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Procedimientos')
    await panel.getByRole('button', { name: 'Marcar como error: Cirugía del 20/05/2024' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Marcar como error' }).click()
    await dialog.getByText('Falta este dato').waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByLabel('¿Por qué es un error?').fill('Era de otra niña')
    await dialog.getByRole('button', { name: 'Marcar como error' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByRole('heading', { name: 'Aún no hay procedimientos' }).waitFor()
    await panel.getByText('1 marcado como error').click()
    await panel.getByText('Error: «Era de otra niña», marcó Persona de prueba').waitFor()
    await expectNoAxeViolations(page)
    const history = await open(page, 'Línea de tiempo')
    await history.getByText(/Nefrectomía radical izquierda.*Marcado como error: Era de otra niña/).waitFor()
  })
})

describe('adverse events', () => {
  test('are recorded with a term of the list or own words, grade as number and word, the newest first', async () => {
    const { person, url, keep, api } = await recordOf()
    await keep('adverse-events', fever)
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Eventos adversos')
    await panel.getByRole('button', { name: 'Registrar evento adverso' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Evento', { exact: true }).fill('Vomito')
    await dialog.getByLabel('Inicio').fill('16/06/2024')
    await dialog.getByLabel('2 · Moderado').check()
    await dialog.getByLabel('Relación con el tratamiento').selectOption('certain')
    await dialog.getByLabel('Qué se hizo con el tratamiento').selectOption('none')
    await dialog.getByLabel('Desenlace').selectOption('resolved')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Término/ }).waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByLabel('Término').fill('17/06/2024')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByRole('rowheader', { name: 'Vómito' }).waitFor()
    expect(await panel.getByRole('rowheader').allInnerTexts()).toEqual(['Vómito', 'Neutropenia febril'])
    await panel.getByText('3 · Grave').waitFor()
    expect((await person.get(`${api}/adverse-events`)).body.items[0]).toMatchObject({ term: 'vomiting', grade: 2 })
  })

  test('are followed up to their end', async () => {
    const { person, url, keep, api } = await recordOf()
    await keep('adverse-events', fever)
    const { page } = await site.visit(person, { path: url })
    const panel = await open(page, 'Eventos adversos')
    await panel.getByRole('button', { name: /^Dar seguimiento: Neutropenia febril/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('5 · Defunción').check()
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Desenlace.*grado 5 es defunción/ }).waitFor()
    await dialog.getByLabel('4 · Pone en riesgo la vida').check()
    await dialog.getByLabel('Desenlace').selectOption('resolved')
    await dialog.getByLabel('Término').fill('20/06/2024')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByText('Resuelto').waitFor()
    expect((await person.get(`${api}/adverse-events`)).body.items).toMatchObject([
      { version: 2, grade: 4, outcome: 'resolved', resolvedOn: '2024-06-20' },
    ])
  })
})

test('off the roll nothing is added', async () => {
  const { person, url, keep, api } = await recordOf()
  await keep('procedures', catheter)
  await person.post(`${api}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  const { page } = await site.visit(person, { path: url })
  const panel = await open(page, 'Procedimientos')
  await panel.getByText('Puerto implantado').waitFor()
  expect(await panel.getByRole('button', { name: /Registrar|Completar|Marcar/ }).count()).toBe(0)
})

test('everything is said in English too', async () => {
  const { person, url, keep } = await recordOf()
  await keep('body-measurements', { effectiveOn: '2024-04-01', weightKg: 26.8, performanceScore: 90 })
  await keep('procedures', radiotherapy)
  await keep('adverse-events', fever)
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('button', { name: /^Español/ }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.keyboard.press('Escape')
  for (const [tab, said] of [
    ['Measures', 'Weight (kg)'],
    ['Procedures', 'Conformal 3D'],
    ['Adverse events', '3 · Severe'],
  ] as const) {
    const panel = await open(page, tab)
    await panel.getByText(said).first().waitFor()
    expect(await panel.textContent()).not.toMatch(/Fecha|Grado|Técnica|Capturó|Marcar/)
  }
})

test.each([
  ['desk, light', sizes.desk, false],
  ['phone, light', sizes.phone, false],
  ['phone, dark', sizes.phone, true],
] as const)('each part has no accessibility violation and no sideways scroll: %s', async (_case, size, dark) => {
  const { person, url, keep } = await recordOf()
  for (const [effectiveOn, weightKg, heightCm] of [
    ['2023-08-01', 24.6, 124],
    ['2023-12-01', 25.9, 126.5],
    ['2024-04-01', 26.8, 128],
  ] as const)
    await keep('body-measurements', { effectiveOn, weightKg, heightCm, performanceScore: 90 })
  const confirmedWarnings = [{ code: 'weight-jumped', reason: 'Ascitis; se confirmó en dos básculas' }]
  await keep('body-measurements', { effectiveOn: '2024-04-15', weightKg: 31.2, confirmedWarnings })
  for (const procedure of [surgery, radiotherapy, { ...catheter, note: 'Sin complicaciones' }])
    await keep('procedures', procedure)
  await keep('adverse-events', { ...fever, suspectedMedication: 'Doxorrubicina', note: 'Hemocultivo negativo' })
  await keep('adverse-events', { ...fever, term: 'Hipo que no cede', grade: 1, onsetOn: '2024-06-20' })
  const { page } = await site.visit(person, { path: url, size, dark })
  for (const [tab, add] of [
    ['Medidas', 'Registrar medidas'],
    ['Procedimientos', 'Registrar procedimiento'],
    ['Eventos adversos', 'Registrar evento adverso'],
  ] as const) {
    const panel = await open(page, tab)
    await panel.getByRole('table').first().waitFor()
    await expectNoAxeViolations(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), tab).toBe(true)
    await panel.getByRole('button', { name: add }).click()
    const dialog = page.getByRole('dialog', { name: add })
    await dialog.waitFor()
    if (tab === 'Procedimientos') await dialog.getByLabel('Radioterapia').check()
    await expectNoAxeViolations(page)
    expect(await dialog.evaluate((it) => it.scrollWidth <= it.clientWidth), add).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
})
