import { addDays, dayIn, formatDay, MEXICO_CITY } from 'shared/calendar-day'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'
import { dayOfFour, openWard, type PlannedDose, plan, registered, vincristine } from './support/ward.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const ago = (days: number) => addDays(today, -days)
const shots = process.env['SHOTS']

async function ward(doses: readonly PlannedDose[], options: Parameters<typeof openWard>[2] = {}) {
  const opened = await openWard(house, doses, options)
  const { nurse, patient } = opened
  const statuses = async () => {
    const { body } = await nurse.get(`/api/patients/${patient.id}/medication-administrations`)
    return body.items.map(({ status }: { status: string }) => status)
  }
  return { ...opened, statuses, url: `/personas/${patient.id}/dosis` }
}

const dose = (page: import('playwright-core').Page, name: string) => page.getByRole('article', { name })

test('the ward sees what is due, late first and said in words; four medications take at most six presses', async () => {
  const { nurse, patient, statuses, hospital } = await ward(dayOfFour(today))
  const other = await registered(nurse, hospital.id, { chosenName: 'Luna', nss: '12345678903', agregado: '3F2016OR' })
  await plan(house, other, [vincristine(ago(3))])
  const { page, pressed } = await site.visit(nurse)
  await page.getByRole('link', { name: /Ver la lista del día/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Lista del día' }).waitFor()
  const late = page.getByRole('region', { name: 'Atrasadas' })
  await late.getByText('3 días de atraso').waitFor()
  await late.getByText(/NSS 12-34-56-7890-3 · Agregado 3F2016OR/).waitFor()
  await page.getByText('2 personas, 5 dosis; 5 por registrar.').waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/worklist-desk.png`, fullPage: true })
  await pressed()

  await page.getByRole('link', { name: new RegExp(`Registrar las dosis de .*${patient.givenName}`) }).click()
  await page.getByRole('button', { name: 'Todas como se planearon' }).click()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/record-desk.png`, fullPage: true })
  await page.getByRole('button', { name: 'Guardar 4 dosis' }).click()
  await page.getByText('Quedaron registradas 4 dosis.').waitFor()
  const { keys, pointer } = await pressed()
  expect(keys + pointer).toBeLessThanOrEqual(6)
  expect(await statuses()).toEqual(['completed', 'completed', 'completed', 'completed'])
  await page.getByRole('link', { name: 'Volver a la lista del día' }).click()
  await page.getByText('2 personas, 5 dosis; 1 por registrar.').waitFor()
})

test('three given and one that lacked its medicine take six presses, and the shortage is open', async () => {
  const { nurse, statuses, url, hospital } = await ward(dayOfFour(today))
  const { page, pressed } = await site.visit(nurse, { path: url })
  await page.getByRole('button', { name: 'Todas como se planearon' }).click()
  const lacking = dose(page, 'Vincristina 1.5 mg')
  await lacking.getByLabel('No se dio', { exact: true }).check()
  await lacking.getByLabel('No hay medicamento').check()
  await lacking.getByText('Al guardar se avisa del desabasto de este hospital.').waitFor()
  await page.getByRole('button', { name: 'Guardar 4 dosis' }).click()
  await page.getByText('Quedaron registradas 4 dosis.').waitFor()
  const { keys, pointer } = await pressed()
  expect(keys + pointer).toBeLessThanOrEqual(6)
  expect(await statuses()).toEqual(['completed', 'not-done', 'completed', 'completed'])
  const cases = await house.sql`select medication, status from shortage_cases where organization_id = ${hospital.id}`
  expect(cases).toEqual([{ medication: 'vincristina', status: 'open' }])
  await page.goto(`${site.origin}/lista-del-dia`)
  await page.getByText('No hay medicamento').waitFor()
})

test('a substitution says from, to, why, who authorised it and whether the family was told; none into the spine that kills', async () => {
  const { nurse, url, patient } = await ward([vincristine(today), ...dayOfFour(today).slice(3)])
  const { page } = await site.visit(nurse, { path: url })
  const spine = dose(page, 'Metotrexato 12 mg')
  await spine.getByText('INTRATECAL (IT)').waitFor()
  await spine.getByLabel('Se dio', { exact: true }).check()
  await spine.getByText(/^Cambiar dosis, día o lote/).click()
  await spine.getByLabel('Se dio otro medicamento en su lugar').check()
  await spine.getByText(/La vincristina intratecal es mortal/).waitFor()
  const offered = await spine.getByLabel('Medicamento que se dio').locator('option').allTextContents()
  expect(offered).toContain('Citarabina')
  expect(offered.some((name) => /vincristina|vinblastina/i.test(name))).toBe(false)
  await spine.getByRole('button', { name: 'Quitar lo elegido' }).click()

  const vein = dose(page, 'Vincristina 1.5 mg')
  await vein.getByLabel('Se dio', { exact: true }).check()
  await vein.getByText(/^Cambiar dosis, día o lote/).click()
  await vein.getByLabel('Se dio otro medicamento en su lugar').check()
  await page.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await page
    .getByRole('alert')
    .getByText(/¿Se le informó a la familia\?: Falta este dato/)
    .waitFor()
  await vein.getByLabel('Medicamento que se dio').selectOption('vinblastina')
  await vein.getByLabel('Dosis dada').fill('5')
  await vein.getByLabel('¿Por qué se cambió?').fill('Sin vincristina')
  await vein.getByLabel('¿Quién lo autorizó?').fill('Jefatura de oncología')
  await vein.getByLabel('No se le informó').check()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/substitution-desk.png`, fullPage: true })
  await page.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await page.getByText('La dosis quedó registrada.').waitFor()
  await page.goto(`${site.origin}/personas/${patient.id}`)
  await page.getByRole('tab', { name: 'Dosis' }).click()
  for (const text of [
    'Se dio Vinblastina en lugar de Vincristina',
    'Motivo: Sin vincristina',
    'Autorizó: Jefatura de oncología',
    'No se le informó a la familia',
  ])
    await page.getByRole('tabpanel', { name: 'Dosis' }).getByText(text).waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/doses-tab-desk.png`, fullPage: true })
  await page.getByRole('tab', { name: 'Línea de tiempo' }).click()
  await page
    .getByRole('tabpanel', { name: 'Línea de tiempo' })
    .getByText(/Se dio Vinblastina en lugar de Vincristina/)
    .waitFor()
})

test('a gate that is not met and a dose off the plan say why; what the server doubts is answered in place', async () => {
  const { nurse, url, doseId, patient } = await ward([vincristine(today)], { gated: true })
  const diagnosis = { recordedDate: today, basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' }
  expect((await nurse.post(`/api/patients/${patient.id}/conditions`, diagnosis)).status).toBe(201)
  const { page } = await site.visit(nurse, { path: url })
  const one = dose(page, 'Vincristina 1.5 mg')
  await one.getByLabel('Se dio', { exact: true }).check()
  await one.getByText('Se espera 0.75 10³/µL o más.').waitFor()
  await one.getByLabel(/^Neutrófilos/).fill('0.4')
  await one.getByText(/^Cambiar dosis, día o lote/).click()
  await one.getByLabel('Porcentaje de lo planeado').fill('80')
  await one.getByLabel('Lote').click()
  expect(await one.getByLabel('Dosis dada').inputValue()).toBe('1.2')
  await one.getByLabel('Día en que se dio').fill('01/05/2024')
  await page.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await page
    .getByRole('alert')
    .getByText(/¿Por qué se cambió la dosis\?/)
    .waitFor()
  await one.getByLabel('Fuera de lo esperado: ¿por qué se dio?').fill('Decisión de hematología')
  await one.getByLabel('¿Por qué se cambió la dosis?').fill('Neuropatía')
  await page.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await page.getByText('Confirme con un motivo').waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/warnings-desk.png`, fullPage: true })
  await page.getByLabel(/El día es anterior al diagnóstico/).fill('Inicio en otro hospital')
  await page.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await page.getByText('La dosis quedó registrada.').waitFor()
  expect((await nurse.get(`/api/medication-administrations/${doseId}`)).body).toMatchObject({
    doseGiven: 1.2,
    doseChange: { percent: 80, reason: 'Neuropatía' },
    gateResults: [{ test: 'neutrophils', value: 0.4, reason: 'Decisión de hematología' }],
    confirmedWarnings: [{ code: 'before-diagnosis', reason: 'Inicio en otro hospital' }],
  })
})

test('two nurses record one dose: the second sees who and when, and keeps the rest of what she chose', async () => {
  const { nurse, url, hospital, doseIds, statuses } = await ward(dayOfFour(today))
  const colleague = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { page } = await site.visit(colleague, { path: url })
  await page.getByRole('button', { name: 'Todas como se planearon' }).click()
  const taken = doseIds[1] ?? ''
  const body = { status: 'not-done', statusReason: 'refused' }
  expect((await nurse.patch(`/api/medication-administrations/${taken}`, body, 1)).status).toBe(200)
  await page.getByRole('button', { name: 'Guardar 4 dosis' }).click()
  await page.getByText('Esta dosis ya estaba registrada: Vincristina 1.5 mg').waitFor()
  await page
    .getByText(/Persona de prueba la registró el \d\d\/\d\d\/\d{4} \d\d:\d\d: No dada: No aceptó\. Lo que usted eligió/)
    .waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/conflict-desk.png`, fullPage: true })
  await page.getByRole('button', { name: 'Dejar lo que ya estaba' }).click()
  await page.getByRole('button', { name: 'Guardar 3 dosis' }).click()
  await page.getByText('Quedaron registradas 3 dosis.').waitFor()
  expect(await statuses()).toEqual(['completed', 'not-done', 'completed', 'completed'])
})

test('what is chosen survives a reload, and a cut line sends it once the network is back, once', async () => {
  const { nurse, url, doseIds, statuses } = await ward([vincristine(today)])
  const { page, context } = await site.visit(nurse, { path: url })
  const one = dose(page, 'Vincristina 1.5 mg')
  await one.getByLabel('Se dio en parte').check()
  await one.getByLabel('Dosis dada').fill('0.8')
  await one.getByLabel('Lote').fill('VCR-9')
  await page.reload()
  await page.getByText('Aquí está lo que había escrito y no se guardó.').waitFor()
  expect(await one.getByLabel('Dosis dada').inputValue()).toBe('0.8')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await page
    .getByText(/Se enviará al volver la conexión|se enviará/i)
    .first()
    .waitFor()
  expect(await one.getByLabel('Lote').inputValue()).toBe('VCR-9')
  await context.setOffline(false)
  await page.getByText('La dosis quedó registrada.').waitFor({ timeout: 20_000 })
  expect(await statuses()).toEqual(['completed'])
  const entries =
    await house.sql`select count(*)::int as n from dose_entries where administration_id = ${doseIds[0] ?? ''}`
  expect(entries).toEqual([{ n: 3 }])
})

test('an infusion that began is marked so, stands in the list in words, and is given later as it began', async () => {
  const { nurse, url, doseId, hospital, statuses } = await ward(
    [
      vincristine(today),
      vincristine(today, { medication: 'ondansetron', route: 'PO', infusionMinutes: null, line: 1 }),
    ],
    { gated: true },
  )
  const { page } = await site.visit(nurse, { path: url })
  const one = dose(page, 'Vincristina 1.5 mg')
  expect(await dose(page, 'Ondansetrón 1.5 mg').getByLabel('Empezó y sigue en curso').count()).toBe(0)
  await one.getByLabel('Se dio', { exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await one.getByLabel('Empezó y sigue en curso').isChecked()).toBe(true)
  expect(await one.getByLabel('Dosis dada').count()).toBe(0)
  await one.getByLabel(/^Neutrófilos/).fill('1.2')
  await one.getByLabel('Lote').fill('VCR-3')
  await one.getByLabel('Hora').fill('00:00')
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/begun-desk.png`, fullPage: true })
  await page.keyboard.press('Control+Enter')
  await page.getByText('La dosis quedó registrada.').waitFor()
  const since = `desde el ${formatDay(today)} 00:00`
  await one.getByText('En curso', { exact: true }).waitFor()
  await one.getByText(since).waitFor()
  expect((await statuses()).sort()).toEqual(['in-progress', 'planned'])

  const colleague = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { page: ward2 } = await site.visit(colleague, { path: '/lista-del-dia', size: sizes.phone })
  await ward2.getByRole('listitem').filter({ hasText: 'Vincristina' }).getByText('En curso', { exact: true }).waitFor()
  await ward2.getByText(since).waitFor()
  await expectNoAxeViolations(ward2)
  expect(await ward2.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  if (shots) await ward2.screenshot({ path: `${shots}/begun-worklist-phone.png`, fullPage: true })
  await ward2.goto(`${site.origin}${url}`)
  const running = dose(ward2, 'Vincristina 1.5 mg')
  await running.getByText(since).waitFor()
  expect(await running.getByLabel('Empezó y sigue en curso').count()).toBe(0)
  await running.getByLabel('Se dio', { exact: true }).check()
  expect(await running.getByLabel('Lote').inputValue()).toBe('VCR-3')
  expect(await running.getByLabel('Hora').inputValue()).toBe('00:00')
  if (shots) await ward2.screenshot({ path: `${shots}/begun-phone.png`, fullPage: true })
  await ward2.getByRole('button', { name: 'Guardar 1 dosis' }).click()
  await ward2.getByText('La dosis quedó registrada.').waitFor()
  expect((await nurse.get(`/api/medication-administrations/${doseId}`)).body).toMatchObject({
    ...{ status: 'completed', doseGiven: 1.5, lot: 'VCR-3' },
    gateResults: [{ test: 'neutrophils', value: 1.2 }],
  })
})

test('a mistake is marked from the record, its dose waits again, and its history says who changed what', async () => {
  const { nurse, doseId, patient, statuses } = await ward([vincristine(today)])
  await nurse.patch(`/api/medication-administrations/${doseId}`, { status: 'completed' }, 1)
  const { page } = await site.visit(nurse, { path: `/personas/${patient.id}` })
  await page.getByRole('tab', { name: 'Dosis' }).click()
  await page.getByRole('button', { name: 'Fue un error' }).click()
  await page.getByRole('button', { name: 'Marcar como error' }).click()
  await page.getByText('Falta este dato').waitFor()
  await page.getByLabel('¿Cuál fue el error?').fill('Era de otra niña')
  await page.getByRole('button', { name: 'Marcar como error' }).click()
  await page.getByText('Registrada por error', { exact: true }).waitFor()
  expect((await statuses()).sort()).toEqual(['entered-in-error', 'planned'])
  await page.getByRole('button', { name: 'Cambios de este registro' }).click()
  await page.getByText(/Hasta el .*: Dada: 1.5 mg.*por Persona de prueba Motivo: Era de otra niña/).waitFor()
})

test('a label names the person, the medicine and how it goes in, and no diagnosis', async () => {
  const { nurse, hospital } = await ward([])
  const facts = { givenName: 'Ana', firstSurname: 'Ruiz', secondSurname: 'Mora', chosenName: 'Luna' }
  const luna = await registered(nurse, hospital.id, { ...facts, nss: '12345678903', agregado: '3F2016OR' })
  const diagnosis = { recordedDate: '2024-05-02', basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' }
  await nurse.post(`/api/patients/${luna.id}/conditions`, diagnosis)
  await plan(house, luna, dayOfFour(today))
  const { page } = await site.visit(nurse, { path: `/personas/${luna.id}/dosis` })
  await page.evaluate(() => Object.assign(globalThis, { print: () => {} })) // the browser's own dialog
  await page.getByRole('button', { name: 'Imprimir la etiqueta de Vincristina 1.5 mg' }).click()
  await page.emulateMedia({ media: 'print' })
  const label = page.locator('.g-label')
  expect(await label.count()).toBe(1)
  const lines = (await label.locator('p').allTextContents()).map((line) => line.trim())
  expect(lines).toEqual([
    'Luna R. M.',
    'NSS 12-34-56-7890-3 · Agregado 3F2016OR',
    'Oncología pediátrica',
    'Vincristina',
    '1.5 mg',
    'Intravenosa (IV)',
    'en Solución salina 0.9 % 50 mL · en 10 min · 300 mL/h',
    `${today.slice(8)}/${today.slice(5, 7)}/${today.slice(0, 4)}`,
  ])
  expect(await page.getByRole('heading', { name: 'Registrar dosis' }).isVisible()).toBe(false)
  if (shots) {
    await page.setViewportSize({ width: 360, height: 220 })
    await page.screenshot({ path: `${shots}/label.png` })
  }
})

test('list, record and tab fit a phone and are accessible there', async () => {
  const { nurse, patient, url } = await ward([vincristine(ago(4)), ...dayOfFour(today)], { gated: true })
  const { page } = await site.visit(nurse, { size: sizes.phone, path: '/lista-del-dia' })
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  await page.getByText('4 días de atraso').waitFor()
  await expectNoAxeViolations(page)
  expect(await fits()).toBe(true)
  if (shots) await page.screenshot({ path: `${shots}/worklist-phone.png`, fullPage: true })
  await page.goto(`${site.origin}${url}`)
  await page
    .getByRole('button', { name: /^Todas las del .* como se planearon/ })
    .first()
    .click()
  await dose(page, 'Ondansetrón 5 mg').getByLabel('No se dio', { exact: true }).check()
  await expectNoAxeViolations(page)
  expect(await fits()).toBe(true)
  if (shots) await page.screenshot({ path: `${shots}/record-phone.png`, fullPage: true })
  await page.goto(`${site.origin}/personas/${patient.id}`)
  await page.getByRole('tab', { name: 'Dosis' }).click()
  await page
    .getByText(/Por registrar/)
    .first()
    .waitFor()
  await expectNoAxeViolations(page)
  expect(await fits()).toBe(true)
})

test('an empty day says so, and the list is filtered by service', async () => {
  const { nurse, hospital, patient } = await ward([vincristine(today)], { service: 'Hematología' })
  const other = await registered(nurse, hospital.id)
  await plan(house, other, [vincristine(today)], { service: 'Oncología' })
  const { page } = await site.visit(nurse, { path: '/lista-del-dia' })
  await page.getByText('2 personas, 2 dosis').waitFor()
  await page.getByLabel('Servicio').selectOption('Hematología')
  await page.getByText('1 persona, 1 dosis').waitFor()
  await page.getByRole('heading', { name: new RegExp(patient.givenName) }).waitFor()
  await page.goto(`${site.origin}/lista-del-dia?dia=2020-01-01`)
  await page.getByText('No hay dosis para este día').waitFor()
  await expectNoAxeViolations(page)
})
