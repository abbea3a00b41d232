import { expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'
import { aProtocol, putProtocol } from './support/protocols.js'

const site = await openSite()
const { house } = site

const alex = {
  givenName: 'Alejandra',
  firstSurname: 'Quetzal',
  secondSurname: 'Xiu',
  chosenName: 'Alex',
  pronoun: 'elle',
  birthDate: '2014-02-03',
  sex: 'female',
  nss: '12345678903',
}
const wilms = {
  icd10: 'C64',
  topography: 'C64.9',
  morphology: '8960/3',
  laterality: 'left',
  basisOfDiagnosis: 'histology-primary',
  recordedDate: '2018-05-02',
}

async function recordOf(facts: Record<string, unknown> = alex) {
  const staff = await staffOf(house)
  const made = await staff.person.post('/api/patients', aPatient(staff.hospitalId, facts))
  expect(made.status, made.text).toBe(201)
  const id = String(made.body.id)
  return { ...staff, id, url: `/personas/${id}`, patient: made.body }
}

test('a person is found with three letters and opened with Enter; the chosen name comes first and stays out of the tab', async () => {
  const { person, id } = await recordOf()
  const { page, pressed } = await site.visit(person)
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('que')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Alex Q. X.' }).waitFor()
  expect((await pressed()).keys).toBeLessThanOrEqual(6)
  expect(page.url()).toBe(`${site.origin}/personas/${id}`)
  expect(await page.title()).toMatch(/^Expediente \d/)
  await page.getByText('12-34-56-7890-3').first().waitFor()
  const banner = page.locator('.g-person')
  expect(await banner.textContent()).not.toContain('Alejandra')
  await page.getByRole('tab', { name: 'Datos' }).click()
  await page.getByText('Alejandra Quetzal Xiu').waitFor()
})

test('what is missing leads to where it is mended', async () => {
  const { person, url } = await recordOf()
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('link', { name: /Completar.*persona tutora/ }).waitFor()
  await page.getByRole('link', { name: /Completar.*CURP/ }).click()
  await page.getByLabel('CURP', { exact: true }).and(page.locator(':focus')).waitFor()
  expect(page.url()).not.toContain('Alex')
})

test('a diagnosis is chosen by codes or words, classified as one goes and shown on the record', async () => {
  const { person, url, id } = await recordOf({ ...alex, birthDate: '2020-02-03' })
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('link', { name: 'Agregar diagnóstico' }).first().click()
  await page.getByRole('heading', { name: 'Registrar diagnóstico' }).waitFor()
  await expectNoAxeViolations(page)
  for (const [label, text, shown] of [
    ['Diagnóstico CIE-10', 'tumor maligno del riñon', 'C64 '],
    ['Topografía (sitio)', 'riñ', 'C64.9 '],
    ['Morfología (tipo de tumor)', '89603', '8960/3 '],
  ] as const) {
    await page.getByLabel(label).click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByLabel(label).inputValue()).toContain(shown)
  }
  await page.getByLabel('Lateralidad').selectOption('left')
  await page.getByLabel('Base del diagnóstico').selectOption('histology-primary')
  await page.getByLabel('Fecha del diagnóstico').fill('02/05/2024')
  await page.getByLabel('Sospecha de cáncer').fill('01/04/2024')
  const systems = page.getByLabel('Sistema de estadificación')
  await expect
    .poll(() => systems.locator('option').allInnerTexts())
    .toContainEqual(expect.stringMatching(/NWTS|SIOP|COG/))
  await page.getByText('VIa.1').waitFor()
  await page.getByText('Todo es congruente.').waitFor()
  await expectNoAxeViolations(page)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(`${site.origin}${url}`)
  await page
    .getByText(/VIa\.1 Nefroblastoma/)
    .first()
    .waitFor()
  await page.getByText('31 días').first().waitFor()
  const { items } = (await person.get(`/api/patients/${id}/conditions`)).body
  expect(items).toMatchObject([
    { icd10: 'C64', laterality: 'left', suspectedOn: '2024-04-01', iccc3: { division: 'VIa.1' } },
  ])
})

test('unlikely data stops once and one key passes it; contradictory data needs a reason that is kept', async () => {
  const { person, url, id } = await recordOf({ ...alex, birthDate: '1960-02-03' })
  const { page } = await site.visit(person, { path: `${url}/diagnostico` })
  for (const [label, text] of [
    ['Diagnóstico CIE-10', 'C61'],
    ['Topografía (sitio)', 'C61.9'],
    ['Morfología (tipo de tumor)', '8140/3'],
  ] as const) {
    await page.getByLabel(label).click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByLabel(label).inputValue()).toContain(' ')
  }
  await page.getByLabel('Base del diagnóstico').selectOption('histology-primary')
  await page.getByLabel('Fecha del diagnóstico').fill('02/05/2024')
  await page.getByLabel('Primeros síntomas').fill('01/02/2024')
  await page.getByLabel('Sospecha de cáncer').fill('01/01/2024')
  await page.getByRole('heading', { name: 'Hace falta una explicación' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'Falta corregir un dato' }).waitFor()
  await expectNoAxeViolations(page)
  await page.getByLabel(/^Por qué es correcto/).fill('Mujer trans; órgano presente')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Hay datos poco comunes').waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Confirmar y guardar' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${site.origin}${url}`)
  const [kept] = (await person.get(`/api/patients/${id}/conditions`)).body.items
  expect(kept.overrides).toEqual([
    expect.objectContaining({ rule: 'date-order', verdict: 'query', reason: 'Confirmado sin comentario' }),
    expect.objectContaining({ rule: 'sex-site', verdict: 'invalid', reason: 'Mujer trans; órgano presente' }),
  ])
  await page.getByRole('tab', { name: 'Diagnósticos' }).click()
  await page.getByText(/Mujer trans; órgano presente/).waitFor()
  await page
    .getByText(/Confirmó Persona de prueba/)
    .first()
    .waitFor()
})

test('words without a choice are not saved in silence', async () => {
  const { person, url } = await recordOf()
  const { page } = await site.visit(person, { path: `${url}/diagnostico` })
  await page.getByLabel('Diagnóstico CIE-10').fill('algo que no existe')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'Diagnóstico CIE-10: Elija una opción de la lista' }).waitFor()
  expect(await page.getByLabel('Diagnóstico CIE-10').inputValue()).toBe('algo que no existe')
})

test('a diagnosis that was a mistake stays, marked with who and why, and is corrected from what was there', async () => {
  const { person, url, id } = await recordOf({ ...alex, birthDate: '2016-02-03' })
  expect((await person.post(`/api/patients/${id}/conditions`, wilms)).status).toBe(201)
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('tab', { name: 'Diagnósticos' }).click()
  await page.getByRole('button', { name: 'Marcar como error' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Marcar y capturar el correcto' }).click()
  await dialog.getByText('Falta este dato').waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel('¿Por qué es un error?').fill('Era el otro riñón')
  await dialog.getByRole('button', { name: 'Marcar y capturar el correcto' }).click()
  await page.getByRole('heading', { name: 'Registrar diagnóstico' }).waitFor()
  await expect.poll(() => page.getByLabel('Morfología (tipo de tumor)').inputValue()).toContain('8960/3')
  await page.getByLabel('Lateralidad').selectOption('right')
  await page.getByRole('button', { name: 'Guardar diagnóstico' }).click()
  await page.waitForURL(`${site.origin}${url}`)
  const { items } = (await person.get(`/api/patients/${id}/conditions`)).body
  expect(items.map((it: { status: string; laterality: string }) => [it.status, it.laterality])).toEqual([
    ['active', 'right'],
    ['entered-in-error', 'left'],
  ])
  await page.getByRole('tab', { name: 'Diagnósticos' }).click()
  await page.getByText('1 diagnóstico marcado como error').click()
  await page.getByText('Motivo: «Era el otro riñón»').waitFor()
  await expectNoAxeViolations(page)
})

test('the timeline tells everything, the newest first, with who wrote it', async () => {
  const { person, url, id } = await recordOf()
  await person.patch(`/api/patients/${id}`, { pronoun: 'ella' }, 1)
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('tab', { name: 'Línea de tiempo' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Línea de tiempo' })
  await panel.getByText('por Persona de prueba').first().waitFor()
  const told = await panel.getByRole('listitem').allInnerTexts()
  expect(told[0]).toMatch(/Se corrigieron datos[\s\S]*Pronombre/)
  expect(told.at(-1)).toMatch(/Se registró en el hospital/)
  await expectNoAxeViolations(page)
})

test('leaving the roll names the person, asks for a reason and leaves a record that can only be read', async () => {
  const { person, url } = await recordOf()
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('button', { name: 'Más acciones' }).click()
  await page.getByRole('button', { name: 'Dar de baja' }).click()
  const dialog = page.getByRole('dialog', { name: 'Dar de baja: Alex Q. X.' })
  await dialog.getByRole('button', { name: 'Dar de baja este expediente' }).click()
  await dialog.getByText('Falta este dato').first().waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByLabel('La persona deja el registro').check()
  await dialog.getByLabel('Motivo').fill('Se mudó de país')
  await dialog.getByRole('button', { name: 'Dar de baja este expediente' }).click()
  await page.getByText('Este expediente se dio de baja').waitFor()
  await page.getByText('Motivo: Se mudó de país').first().waitFor()
  expect(await page.getByRole('link', { name: 'Corregir datos' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Marcar como error' }).count()).toBe(0)
  await expectNoAxeViolations(page)
})

test('a record of another hospital is told as one that does not exist; without a line the page says so', async () => {
  const foreign = await recordOf()
  const { person, url } = await recordOf()
  const { page, context } = await site.visit(person, { path: foreign.url })
  await page.getByText('No existe o pertenece a otro hospital').waitFor()
  await expectNoAxeViolations(page)
  await page.goto(`${site.origin}${url}`)
  await page.getByRole('heading', { level: 1, name: 'Alex Q. X.' }).waitFor()
  await page.getByRole('link', { name: 'Buscar', exact: true }).click()
  await page.getByRole('searchbox').waitFor() // the page has come: its search has no line
  await context.setOffline(true)
  await page.getByRole('searchbox').fill('quetzal')
  await page.getByRole('heading', { name: 'Sin conexión' }).waitFor()
  await expectNoAxeViolations(page)
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Alex Q. X.' }).waitFor()
})

test('a coordinator opens no record', async () => {
  const { url, hospitalId } = await recordOf()
  const coordinator = await house.signIn('coordinator', { organizationId: hospitalId })
  const { page } = await site.visit(coordinator, { path: url })
  await page.getByRole('heading', { name: 'Esta página no es para su función' }).waitFor()
  expect(await page.getByText('Alex').count()).toBe(0)
  await expectNoAxeViolations(page)
})

test('everything is said in English too', async () => {
  const { person, url } = await recordOf()
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('button', { name: /^Español/ }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Summary' }).waitFor()
  await page.getByText('The CURP is missing: does not have it at hand').first().waitFor()
  const shown = await page.getByRole('main').textContent()
  expect(shown).not.toMatch(/Diagnóstico|Falta|Completar|años|Expediente/)
})

test.each([
  ['desk, light', sizes.desk, false],
  ['desk, dark', sizes.desk, true],
  ['phone, light', sizes.phone, false],
  ['phone, dark', sizes.phone, true],
] as const)('the record has no accessibility violation and no sideways scroll: %s', async (_case, size, dark) => {
  const guardians = [{ givenName: 'Rosa', firstSurname: 'Xiu', relationship: 'parent', phone: '55 1234 5678' }]
  const { person, url, id } = await recordOf({ ...alex, guardians })
  await person.post(`/api/patients/${id}/conditions`, wilms)
  const { page } = await site.visit(person, { path: url, size, dark })
  for (const tab of ['Resumen', 'Diagnósticos', 'Datos', 'Línea de tiempo']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel', { name: tab }).waitFor()
    await expectNoAxeViolations(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
})

test('the timeline says which plan began, and what became of it and why', async () => {
  const { person, url, id } = await recordOf()
  const protocolVersionId = await putProtocol(house.sql, aProtocol())
  const plan = { protocolVersionId, intent: 'curative', startsOn: '2026-01-05', weightKg: 38, heightCm: 145 }
  const { body, text } = await person.post(`/api/patients/${id}/care-plans`, plan)
  expect(body.version, text).toBe(1)
  const pause = { status: 'on-hold', statusReason: 'Neutropenia con fiebre' }
  expect((await person.patch(`/api/care-plans/${body.id}`, pause, 1)).status).toBe(200)
  for (const size of Object.values(sizes)) {
    const { page, context } = await site.visit(person, { path: url, size })
    await page.getByRole('tab', { name: 'Línea de tiempo' }).click()
    const history = page.getByRole('tabpanel')
    await history.getByText('Inició un plan de tratamiento').waitFor()
    await history.getByText('Protocolo de prueba · peso 38 kg').waitFor()
    await history.getByText('Protocolo de prueba · en pausa · Motivo: Neutropenia con fiebre').waitFor()
    await expectNoAxeViolations(page)
    await context.close()
  }
})
