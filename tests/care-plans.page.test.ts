import type { Page } from 'playwright-core'
import { addDays, dayIn, formatDay, MEXICO_CITY } from 'shared/calendar-day'
import type { ProtocolDefinition } from 'shared/protocols'
import { expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'
import { aLine, aProtocol, putProtocol } from './support/protocols.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const shots = process.env['SHOTS']

/** A girl of six: 115 cm and 20 kg are 0.7993 m² by Mosteller. */
const girl = { birthDate: addDays(today, -6 * 366) }
const measured = { effectiveOn: addDays(today, -2), weightKg: 20, heightCm: 115 }

/**
 * Keystroke-level model (Card, Moran and Newell 1980, average typist): each key 0.28 s, each press of a pointer with
 * its movement 1.1 s, and 1.35 s of thought before each field and before each of the two presses that save.
 */
const klm = { key: 0.28, pointer: 1.1, mental: 1.35 }

/** Nothing is wider than the window. */
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

/** Someone of one's own hospital who was measured, and a protocol with a name to look for. */
async function openRecord(definition: ProtocolDefinition = aProtocol(), name = 'Esquema girasol') {
  const staff = await staffOf(house)
  const made = await staff.person.post('/api/patients', aPatient(staff.hospitalId, girl))
  expect(made.status, made.text).toBe(201)
  const id = String(made.body.id)
  expect((await staff.person.post(`/api/patients/${id}/body-measurements`, measured)).status).toBe(201)
  const versionId = await putProtocol(house.sql, definition, { organizationId: staff.hospitalId })
  await house.sql`update protocols set name = ${name} where id =
    (select protocol_id from protocol_versions where id = ${versionId})`
  const plans = async () => (await staff.person.get(`/api/patients/${id}/care-plans`)).body.items
  const start = (facts: Record<string, unknown> = {}) =>
    staff.person.post(`/api/patients/${id}/care-plans`, {
      ...{ protocolVersionId: versionId, intent: 'curative', startsOn: today, weightKg: 20, heightCm: 115 },
      ...facts,
    })
  return { ...staff, id, versionId, plans, start, wizard: `/personas/${id}/plan/nuevo`, record: `/personas/${id}` }
}

async function chooseProtocol(page: Page, text = 'girasol') {
  const box = page.getByLabel('Protocolo', { exact: true })
  await page.locator('.g-combobox').waitFor()
  await box.click()
  await box.pressSequentially(text)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}

test('a plan begins in at most 60 s of keystroke-level time, by keyboard alone', async () => {
  const { person, wizard, plans } = await openRecord()
  const { page, pressed } = await site.visit(person, { path: wizard })
  await page.locator('.g-combobox').waitFor()
  expect(await page.getByLabel('Peso (kg)').inputValue()).toBe('20')
  await page.getByText(`Medido el ${formatDay(measured.effectiveOn)}: 20 kg`, { exact: true }).waitFor()
  await pressed()

  await page.getByLabel('Protocolo', { exact: true }).click()
  await page.keyboard.type('girasol')
  await page.getByRole('option', { name: /Esquema girasol/ }).waitFor()
  await page.keyboard.press('Enter') // takes the protocol
  await page.keyboard.press('Enter') // goes on to the intent
  await page.getByLabel('Intención').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('C')
  await page.getByText('1.5 mg/m² × 0.7993 m² = 1.199 mg; redondeo hacia abajo a 0.1 mg: 1.1 mg').first().waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(`Se crearán 4 dosis planeadas, hasta el ${formatDay(addDays(today, 21))}`).waitFor()
  await page.getByRole('button', { name: 'Confirmar e iniciar' }).and(page.locator(':focus')).waitFor()
  expect(await plans()).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Tratamiento', selected: true }).waitFor()

  const { keys, pointer } = await pressed()
  const fieldsSeen = 6 // protocol, intent, start, weight, height, formula
  const seconds = keys * klm.key + pointer * klm.pointer + (fieldsSeen + 2) * klm.mental
  console.info(`plan: ${keys} keys, ${pointer} presses, ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(await plans()).toMatchObject([{ status: 'active', intent: 'curative', doses: { planned: 4 } }])
})

test('what is missing is said at its field and above, and what was typed stands over a reload', async () => {
  const { person, wizard } = await openRecord()
  const { page } = await site.visit(person, { path: wizard })
  await page.getByLabel('Peso (kg)').fill('veinte')
  await page.getByRole('button', { name: 'Iniciar plan' }).click()
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: /^Peso \(kg\): Escriba solo el número/ }).waitFor()
  await summary.getByRole('link', { name: /^Intención: Falta este dato/ }).click()
  await page.getByLabel('Intención').and(page.locator(':focus')).waitFor()
  await expectNoAxeViolations(page)
  await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name.startsWith('draft:care-plan/')))
  await page.waitForTimeout(300)
  await page.reload()
  await page.getByText('Aquí está lo que había escrito y no se guardó.').waitFor()
  expect(await page.getByLabel('Peso (kg)').inputValue()).toBe('veinte')
})

const leukaemia = { recordedDate: '2024-05-02', basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' }
const tumour = { recordedDate: '2025-01-10', basisOfDiagnosis: 'histology-primary', icd10: 'C64' }

test('the only diagnosis is the one of the plan, and stands beside it', async () => {
  const { person, id, wizard, plans } = await openRecord()
  const { body } = await person.post(`/api/patients/${id}/conditions`, leukaemia)
  const { page } = await site.visit(person, { path: wizard })
  await chooseProtocol(page)
  expect(await page.getByLabel('Diagnóstico').inputValue()).toBe(body.id)
  await page.getByLabel('Intención').selectOption('curative')
  await page.getByRole('button', { name: 'Iniciar plan' }).click()
  await page.getByRole('button', { name: 'Confirmar e iniciar' }).click()
  await page.getByRole('tab', { name: 'Tratamiento', selected: true }).waitFor()
  await page
    .getByRole('tabpanel', { name: 'Tratamiento' })
    .getByText(/^C91\.0 Leucemia linfoblástica aguda/)
    .waitFor()
  expect(await plans()).toMatchObject([{ conditionId: body.id }])
})

test('of several diagnoses one is chosen, by keyboard; a mistaken one is not offered', async () => {
  const { person, id, wizard, plans } = await openRecord()
  const record = async (condition: object) => (await person.post(`/api/patients/${id}/conditions`, condition)).body.id
  const first = await record(leukaemia)
  await record(tumour)
  const mistaken = await record({ ...leukaemia, icd10: 'C71.6' })
  const { status } = await person.post(`/api/patients/${id}/conditions/${mistaken}/entered-in-error`, { reason: 'x' })
  expect(status).toBe(201)
  const { page } = await site.visit(person, { path: wizard, size: sizes.phone })
  await chooseProtocol(page)
  await page.getByLabel('Intención').selectOption('curative')
  const box = page.getByLabel('Diagnóstico')
  expect(await box.locator('option').allTextContents()).toEqual([
    expect.any(String), // choose
    expect.stringMatching(/^C64 .* · 10\/01\/2025$/), // the latest first
    expect.stringMatching(/^C91\.0 .* · 02\/05\/2024$/),
  ])
  await page.getByRole('button', { name: 'Iniciar plan' }).click()
  await page.getByRole('link', { name: /^Diagnóstico: Falta este dato/ }).click()
  await box.and(page.locator(':focus')).waitFor()
  expect(await fits(page)).toBe(true)
  await expectNoAxeViolations(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  if (shots) await page.screenshot({ path: `${shots}/plan-diagnosis-phone.png`, fullPage: true })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Confirmar e iniciar' }).click()
  await page.getByRole('tab', { name: 'Tratamiento', selected: true }).waitFor()
  expect(await plans()).toMatchObject([{ conditionId: first }])
})

test('vincristine into the spine is refused plainly, and nothing is kept', async () => {
  const { person, wizard, plans } = await openRecord(aProtocol([aLine({ route: 'IT' })]))
  const { page } = await site.visit(person, { path: wizard })
  await chooseProtocol(page)
  await page.getByLabel('Intención').selectOption('curative')
  const stop = page.getByRole('alert').filter({ hasText: 'Esto no se puede iniciar' })
  await stop.getByText(/Vincristina, Intratecal/).waitFor()
  expect(await stop.textContent()).toContain('puede ser mortal')
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Iniciar plan' }).click()
  await page.getByRole('link', { name: /^Protocolo: Ese medicamento no se administra por vía intratecal/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Confirmar e iniciar' }).count()).toBe(0)
  expect(await plans()).toEqual([])
})

test('a warning asks for its reason before the plan begins, and keeps it', async () => {
  const { person, wizard, plans } = await openRecord(aProtocol([aLine({ amount: 3 })]))
  const { page } = await site.visit(person, { path: wizard })
  await chooseProtocol(page)
  await page.getByLabel('Intención').selectOption('curative')
  await page.getByLabel('Peso (kg)').fill('23')
  const jumped = page.getByLabel(/Motivo: El peso cambió más de 10 %/)
  await jumped.waitFor()
  await page.getByText('cambio de 15 %').waitFor()
  await page.getByRole('button', { name: 'Iniciar plan' }).click()
  await page
    .getByRole('alert')
    .getByRole('link', { name: /El peso cambió/ })
    .waitFor()
  await expectNoAxeViolations(page)
  for (const box of await page.getByLabel(/^Motivo:/).all()) await box.fill('Pesada dos veces')
  await page.getByRole('button', { name: 'Iniciar plan' }).click()
  await page.getByRole('button', { name: 'Confirmar e iniciar' }).click()
  await page.getByRole('tab', { name: 'Tratamiento', selected: true }).waitFor()
  const [plan] = await plans()
  const kept = (await person.get(`/api/care-plans/${plan.id}`)).body.confirmedWarnings
  expect(kept).toContainEqual(expect.objectContaining({ code: 'weight-jumped', reason: 'Pesada dos veces' }))
})

test.each(Object.entries(sizes))(
  'on a %s the doses follow what is typed, and a folio is asked for only where it is needed',
  async (_name, size) => {
    const costly = aLine({ medication: 'rituximab', amount: 375, cap: undefined, rounding: undefined })
    const { person, wizard, plans } = await openRecord(aProtocol([aLine(), costly]))
    const { page } = await site.visit(person, { path: wizard, size })
    await page.locator('.g-combobox').waitFor()
    expect(await page.getByLabel('Folio de autorización').count()).toBe(0)
    await chooseProtocol(page)
    await page.getByLabel('Intención').selectOption('curative')
    await page.getByText('0.7993 m²', { exact: true }).waitFor()
    await page.getByLabel('Talla (cm)').fill('116')
    await page.getByText('0.8028 m²', { exact: true }).waitFor()
    await page.getByLabel('Talla (cm)').fill('115')
    await page.getByText('1.5 mg/m² × 0.7993 m² = 1.199 mg', { exact: false }).first().waitFor()
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)
    for (const box of await page.getByLabel(/^Motivo:/).all()) await box.fill('Lo dice el protocolo')
    await page.getByRole('button', { name: 'Iniciar plan' }).click()
    await page.getByRole('link', { name: /^Folio de autorización: El plan tiene medicamentos de alto costo/ }).click()
    await page.getByLabel('Folio de autorización').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('AUT-7')
    await page.getByRole('button', { name: 'Iniciar plan' }).click()
    await page.getByRole('button', { name: 'Confirmar e iniciar' }).waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Confirmar e iniciar' }).click()
    await page.getByRole('tab', { name: 'Tratamiento', selected: true }).waitFor()
    expect(await plans()).toMatchObject([{ authorisationFolio: 'AUT-7', doses: { planned: 8 } }])
  },
)

const twoPhases: ProtocolDefinition = {
  phases: [
    ...aProtocol([aLine(), aLine({ medication: 'doxorubicina', amount: 25, cap: 50 })]).phases,
    {
      name: 'Consolidación',
      kind: 'consolidation',
      cycleDays: 28,
      cycles: 3,
      days: [{ day: 1, medications: [aLine()] }],
    },
  ],
  sources: [],
}

test.each(Object.entries(sizes))(
  'treatment on a %s: cycles, days by shape and word, doses of a day',
  async (_name, size) => {
    const { person, start, record } = await openRecord(twoPhases)
    const { body } = await start({ startsOn: addDays(today, -8) })
    const [first, second, third] = body.administrations
    await house.sql`update medication_administrations set status = 'completed', given_at = now(), dose_given = 1.1,
    version = version + 1 where id = ${first.id}`
    await house.sql`update medication_administrations set status = 'not-done', status_reason = 'not-available',
    version = version + 1 where id = ${second.id}`
    expect(third.plannedOn).toBe(addDays(today, -1))
    const { page } = await site.visit(person, { path: `${record}#tratamiento`, size })
    await page.getByRole('heading', { name: 'Ciclos en el tiempo' }).waitFor()
    await page.getByText('Hoy está en Inducción, ciclo 2.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: /Atrasada.*2 medicamentos/ }).waitFor()
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)

    await page.getByLabel('Fase y ciclo').selectOption({ index: 0 })
    await page.getByRole('button', { name: /No dada/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Dada, se dio 1.1 mg').waitFor()
    await dialog.getByText('No dada, no hubo medicamento').waitFor()
    await dialog.getByText(/25 mg\/m² × 0\.7993 m²/).waitFor()
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')

    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('25 mg/m² × 0.7993 m²', { exact: false }).first().isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Pausar' }).isVisible()).toBe(false)
    await page.emulateMedia({ media: null })
    await page.getByRole('button', { name: 'Ver como tabla' }).click()
    await page.getByRole('rowheader', { name: 'Consolidación' }).first().waitFor()
    await page
      .getByText(/Fuente:/)
      .first()
      .waitFor()
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)
  },
)

test('a new weight shows each old and new dose and changes only what is not begun', async () => {
  const { person, start, record } = await openRecord()
  const { body } = await start({ startsOn: addDays(today, -3) })
  await house.sql`update medication_administrations set status = 'completed', given_at = now(), dose_given = 1.1,
    version = version + 1 where id = ${body.administrations[0].id}`
  const { page } = await site.visit(person, { path: `${record}#tratamiento` })
  await page.getByRole('button', { name: 'Recalcular con otro peso' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Peso (kg)').fill('21,9')
  await dialog.getByText('Cambian 3 dosis').waitFor()
  await dialog.getByText('Superficie: 0.7993 m² → 0.8364 m²').waitFor()
  await dialog.getByText('1.2 mg').waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Confirmar cambios' }).click()
  await dialog.getByLabel('Motivo del cambio').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Subió de peso')
  await dialog.getByRole('button', { name: 'Confirmar cambios' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { administrations } = (await person.get(`/api/care-plans/${body.id}`)).body
  expect(administrations.map(({ plannedDose }: { plannedDose: number }) => plannedDose)).toEqual([1.1, 1.2, 1.2, 1.2])
})

test.each(Object.entries(sizes))(
  'on a %s the remaining days move after old and new were seen side by side; what was given stays',
  async (name, size) => {
    const { person, start, record } = await openRecord()
    const { body } = await start({ startsOn: addDays(today, -3) })
    await house.sql`update medication_administrations set status = 'completed', given_at = now(), dose_given = 1.1,
      version = version + 1 where id = ${body.administrations[0].id}`
    const { page, context } = await site.visit(person, { path: `${record}#tratamiento`, size })
    await page.getByRole('button', { name: 'Mover los días que faltan' }).click()
    const dialog = page.getByRole('dialog')
    const day = dialog.getByLabel('Nuevo día de la próxima dosis')
    expect(await day.inputValue()).toBe(formatDay(addDays(today, 4)))
    await dialog.getByText('Escriba otro día para ver qué cambia.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Confirmar cambios' }).isDisabled()).toBe(true)
    await day.fill('31/02/2027')
    await page.keyboard.press('Tab')
    await dialog.getByText('No es una fecha del calendario', { exact: false }).waitFor()
    await day.fill(formatDay(addDays(today, 400)))
    await dialog.getByText('El plan se puede mover hasta 365 días', { exact: false }).waitFor()
    await day.fill(formatDay(addDays(today, -1)))
    await dialog.getByText('Ese día ya pasó: las dosis quedarán atrasadas.').waitFor()
    await dialog.getByText('5 días antes').waitFor()
    await context.setOffline(true)
    await day.fill(formatDay(addDays(today, 11)))
    await dialog
      .getByRole('alert')
      .getByText(/Sin conexión/)
      .waitFor()
    await context.setOffline(false)
    await dialog.getByText('7 días después').waitFor()
    const moves = dialog.getByRole('table', { name: /Se mueven 3 dosis/ })
    const line = moves.getByRole('row').filter({ hasText: formatDay(addDays(today, 4)) })
    await line.getByText(formatDay(addDays(today, 11))).waitFor()
    await dialog.getByText(/^0 siguen iguales; 1 ya dadas/).waitFor()
    expect((await person.get(`/api/care-plans/${body.id}`)).body.version).toBe(1)
    await expectNoAxeViolations(page)
    expect(await fits(page)).toBe(true)
    if (shots) await page.screenshot({ path: `${shots}/shift-${name}.png` })
    await dialog.getByRole('button', { name: 'Confirmar cambios' }).click()
    await dialog.getByLabel('Motivo del cambio').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Neutropenia')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Confirmar cambios' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const { administrations } = (await person.get(`/api/care-plans/${body.id}`)).body
    const days = administrations.map(({ plannedOn }: { plannedOn: string }) => plannedOn)
    expect(days).toEqual([-3, 11, 18, 25].map((from) => addDays(today, from)))
  },
)

test('a plan is paused with its reason, resumed and ended', async () => {
  const { person, start, record, plans } = await openRecord()
  await start()
  const { page } = await site.visit(person, { path: `${record}#tratamiento` })
  const dialog = page.getByRole('dialog')
  const save = () => dialog.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('button', { name: 'Pausar' }).click()
  await save()
  await dialog.getByText('Falta este dato', { exact: false }).waitFor()
  await dialog.getByLabel('Motivo').fill('Fiebre')
  await save()
  await page.getByText('Motivo: Fiebre', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Reanudar' }).click()
  await save()
  await page.getByRole('button', { name: 'Pausar' }).waitFor()
  await page.getByRole('button', { name: 'Terminar o suspender' }).click()
  await dialog.getByLabel(/^Suspendido/).check()
  await dialog.getByLabel('Motivo').fill('Cambio de protocolo')
  await expectNoAxeViolations(page)
  await save()
  await page.getByText('Motivo: Cambio de protocolo', { exact: true }).waitFor()
  expect(await plans()).toMatchObject([{ status: 'revoked', doses: { planned: 0, cancelled: 4 } }])
  await page.getByRole('button', { name: 'Pausar' }).waitFor({ state: 'detached' })
})
