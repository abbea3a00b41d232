import { dayIn, formatDay, MEXICO_CITY } from 'shared/calendar-day'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'
import { openWard, vincristine } from './support/ward.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const shots = process.env['SHOTS']

async function ward() {
  const opened = await openWard(house, [vincristine(today)])
  const { nurse, patient } = opened
  const given = async () => {
    const { body } = await nurse.get(`/api/patients/${patient.id}/medication-administrations`)
    return body.items.filter(({ plannedDose }: { plannedDose: number | null }) => plannedDose === null)
  }
  return { ...opened, given, url: `/personas/${patient.id}/dosis/fuera-de-plan` }
}

test.each([
  ['the treatment of a person', 'tratamiento'],
  ['the record of the ward', 'dosis'],
])('a dose that no plan foresaw is recorded from %s with all its fields, by keyboard', async (_case, from) => {
  const { nurse, patient, given } = await ward()
  const path = from === 'dosis' ? `/personas/${patient.id}/dosis` : `/personas/${patient.id}#tratamiento`
  const { page, pressed } = await site.visit(nurse, { path })
  await page.getByRole('link', { name: 'Dosis fuera de plan' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dosis fuera de plan' }).waitFor()
  await expectNoAxeViolations(page)
  await pressed()
  await page.getByLabel('Medicamento').focus()
  await page.keyboard.type('Metilp')
  await page.keyboard.press('Enter')
  expect(await page.getByLabel('¿Para qué se dio?').inputValue()).toBe('supportive')
  await page.keyboard.press('Enter')
  await page.getByLabel('Vía').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Intraven')
  await page.keyboard.press('Enter')
  await page.keyboard.type('50')
  await page.keyboard.press('Enter')
  await page.getByLabel('Unidad').and(page.locator(':focus')).waitFor()
  await page.getByLabel('¿Por qué se dio?').focus()
  await page.keyboard.type('Reacción durante la infusión')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter') // opens the mixture
  await page.getByLabel(/^Diluyente/).fill('Solución salina 0.9 %')
  await page.getByLabel(/^Volumen/).fill('100')
  await page.getByLabel(/^Duración/).fill('30')
  await page.getByLabel(/^Lote/).fill('MP-7')
  await page.getByText('Laboratorio antes de la dosis').click()
  await page.getByLabel(/^Neutrófilos/).fill('1,2')
  if (shots) await page.screenshot({ path: `${shots}/unplanned-desk.png`, fullPage: true })
  await page.keyboard.press('Control+Enter')
  await page.getByText('Quedó registrada fuera de plan: Metilprednisolona 50 mg.').waitFor()
  await expectNoAxeViolations(page)
  expect(await given()).toMatchObject([
    {
      ...{ medication: 'metilprednisolona', purpose: 'supportive', route: 'IV', doseGiven: 50, unit: 'mg' },
      ...{ diluent: 'Solución salina 0.9 %', diluentMl: 100, infusionMinutes: 30, lot: 'MP-7', plannedOn: today },
      ...{ reasonNote: 'Reacción durante la infusión', gateResults: [{ test: 'neutrophils', value: 1.2 }] },
    },
  ])
  await page.getByRole('link', { name: 'Ver sus dosis' }).click()
  const list = page.getByRole('tabpanel', { name: 'Dosis' })
  const entry = list.getByRole('article').filter({ hasText: 'Metilprednisolona' })
  await entry.getByText(/Fuera de plan/).waitFor()
  await entry.getByRole('button', { name: 'Fue un error' }).waitFor()
})

test('what is missing or wrong is named at its field, and vincristine never enters the spine', async () => {
  const { nurse, given, url } = await ward()
  const { page } = await site.visit(nurse, { path: url })
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  const summary = page.getByRole('alert')
  for (const label of ['Medicamento', '¿Para qué se dio?', 'Vía', 'Dosis dada', '¿Por qué se dio?'])
    await summary.getByText(`${label}: Falta este dato`).waitFor()
  await summary.getByText('Unidad: Falta la unidad de la dosis').waitFor()
  await expectNoAxeViolations(page)
  await page.getByLabel('Medicamento').selectOption('vincristina')
  await page.getByLabel('Vía').selectOption('IT')
  await page.getByText(/La vincristina intratecal es mortal/).waitFor()
  await page.getByLabel('Dosis dada').fill('uno')
  await page.getByLabel('Hora').fill('')
  await page.getByLabel('¿Por qué se dio?').fill('Prueba')
  await page.getByText('Mezcla y lote').click()
  await page.getByLabel(/^Volumen/).fill('-5')
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await summary.getByText(/Dosis dada: Escriba solo el número/).waitFor()
  await summary.getByText(/Hora: /).waitFor()
  await summary.getByText(/Volumen: /).waitFor()
  await page.getByLabel('Dosis dada').fill('1.5')
  await page.getByLabel('Hora').fill('00:00')
  await page.getByLabel(/^Volumen/).fill('')
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await summary.getByText(/Medicamento: Ese medicamento nunca se da por vía intratecal/).waitFor()
  await page.getByLabel('Día en que se dio').fill('01/01/2010')
  await page.getByLabel('Vía').selectOption('IV')
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await summary.getByText(/Hora: La fecha es anterior al nacimiento/).waitFor()
  expect(await given()).toEqual([])
})

test('what the server doubts is answered with a reason in place, and kept with it', async () => {
  const { nurse, patient, given, url } = await ward()
  const diagnosis = { recordedDate: today, basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' }
  expect((await nurse.post(`/api/patients/${patient.id}/conditions`, diagnosis)).status).toBe(201)
  const { page } = await site.visit(nurse, { path: url })
  await page.getByLabel('Medicamento').selectOption('vincristina')
  expect(await page.getByLabel('¿Para qué se dio?').inputValue()).toBe('antineoplastic')
  await page.getByLabel('Vía').selectOption('IV')
  await page.getByLabel('Dosis dada').fill('3')
  await page.getByLabel('Día en que se dio').fill('01/05/2024')
  await page.getByLabel('¿Por qué se dio?').fill('Otro hospital no tenía')
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await page.getByText('Confirme con un motivo').waitFor()
  await expectNoAxeViolations(page)
  if (shots) await page.screenshot({ path: `${shots}/unplanned-warnings.png`, fullPage: true })
  await page.getByLabel(/pasa del tope de una dosis/).fill('Indicada por hematología')
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await page.getByRole('alert').getByText('Motivo: Falta este dato').waitFor()
  await page.getByLabel(/El día es anterior al diagnóstico/).fill('Se confirmó después')
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await page.getByText('Quedó registrada fuera de plan: Vincristina 3 mg.').waitFor()
  const [dose] = await given()
  expect(dose.confirmedWarnings).toEqual([
    { code: 'dose-over-cap', reason: 'Indicada por hematología' },
    { code: 'before-diagnosis', reason: 'Se confirmó después' },
  ])
})

test('on a phone it fits, keeps what was typed over a reload, and a cut line sends it once', async () => {
  const { nurse, given, url } = await ward()
  const { page, context } = await site.visit(nurse, { path: url, size: sizes.phone })
  await page.getByLabel('Medicamento').selectOption('metilprednisolona')
  await page.getByLabel('Vía').selectOption('IV')
  await page.getByLabel('Dosis dada').fill('50')
  await page.getByLabel('¿Por qué se dio?').fill('Reacción')
  await page.getByText('Mezcla y lote').click()
  await page.getByText('Laboratorio antes de la dosis').click()
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  if (shots) await page.screenshot({ path: `${shots}/unplanned-phone.png`, fullPage: true })
  await page.reload()
  await page.getByText('Aquí está lo que había escrito y no se guardó.').waitFor()
  expect(await page.getByLabel('Dosis dada').inputValue()).toBe('50')
  expect(await page.getByLabel('Día en que se dio').inputValue()).toBe(formatDay(today))
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Guardar dosis' }).click()
  await page
    .getByText(/se enviará/i)
    .first()
    .waitFor()
  await context.setOffline(false)
  await page.getByText('Quedó registrada fuera de plan: Metilprednisolona 50 mg.').waitFor({ timeout: 20_000 })
  expect(await given()).toHaveLength(1)
})
