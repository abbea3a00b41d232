import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'
import { registered } from './support/ward.js'

const site = await openSite()
const { house } = site
const shots = process.env['SHOTS']

const yearsAgo = (years: number, days = 40) =>
  new Date(Date.now() - (years * 365.25 + days) * 86_400_000).toISOString().slice(0, 10)
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const picture = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

const morphine = {
  ...{ role: 'rescue', drug: 'morfina', route: 'PO', perKg: 0.2, unit: 'mg', roundTo: 0.1, maxDosesPerDay: 6 },
  ...{ controlledFraction: 'I', prescriptionFolio: 'F-20391', expiresOn: dayFromNow(20) },
}
const paracetamol = { role: 'regular', drug: 'paracetamol', route: 'PO', perKg: 12, unit: 'mg', intervalHours: 6 }

/** A child with a weight of today and, where orders are named, a plan in force. */
async function childOf(years: number, { weightKg = 20, orders }: { weightKg?: number; orders?: object[] } = {}) {
  const { person, hospitalId } = await staffOf(house)
  const patient = await registered(person, hospitalId, { registeredOn: yearsAgo(0, 3), birthDate: yearsAgo(years) })
  const api = `/api/patients/${patient.id}`
  const keep = async (part: string, body: Record<string, unknown>) => {
    const kept = await person.post(`${api}/${part}`, body)
    expect(kept.status, kept.text).toBe(201)
    return kept.body
  }
  const kept = async (part: string) => (await person.get(`${api}/${part}`)).body.items
  await keep('body-measurements', { effectiveOn: new Date().toISOString().slice(0, 10), weightKg })
  const plan = orders && (await keep('analgesic-plans', { step: 2, reviewOn: dayFromNow(3), orders }))
  return { nurse: person, patient, api, keep, kept, plan, record: `/personas/${patient.id}` }
}

const open = async (page: Page) => {
  await page.getByRole('tab', { name: 'Analgesia' }).click()
  return page.getByRole('tabpanel', { name: 'Analgesia' })
}

describe('a dose', () => {
  test('is given from its order in four presses, answers the last score, and says when to look again', async () => {
    const { nurse, record, keep, kept, plan } = await childOf(6, { orders: [morphine, paracetamol] })
    const score = await keep('pain-assessments', {
      scale: 'FPS-R',
      score: 8,
      effectiveDateTime: new Date().toISOString(),
    })
    const { page, pressed } = await site.visit(nurse, { path: record, size: sizes.phone })
    const panel = await open(page)
    await panel.getByText('Registro y recordatorio, no prescribe').waitFor()
    await panel.getByText('Dos escalones en niños').waitFor()
    await panel.getByText('0.2 mg por kg × 20 kg = 4 mg').waitFor()
    await panel.getByText('Fracción I, folio F-20391').waitFor()
    await expectNoAxeViolations(page)
    expect(await fits(page)).toBe(true)
    await picture(page, 'relief-phone')
    await pressed()
    await panel.getByRole('button', { name: 'Dar Morfina 4 mg oral' }).click()
    const dialog = page.getByRole('dialog', { name: 'Dar Morfina 4 mg oral' })
    expect(await dialog.getByLabel('Dosis (mg)').inputValue()).toBe('4')
    expect(await dialog.getByLabel('Responde a la valoración').inputValue()).toBe(score.id)
    await expectNoAxeViolations(page)
    await picture(page, 'relief-phone-dose')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await panel.getByText(/^Guardado: Morfina 4 mg oral, a las \d\d:\d\d\.$/).waitFor()
    await panel.getByText(/^Volver a valorar el dolor a las \d\d:\d\d\.$/).waitFor()
    const { keys, pointer } = await pressed()
    expect(keys + pointer).toBeLessThanOrEqual(4)
    const [dose] = await kept('analgesic-administrations')
    expect(dose).toMatchObject({
      ...{ orderId: plan.orders[0].id, drug: 'morfina', dose: 4, unit: 'mg', role: 'rescue' },
      answersAssessmentId: score.id,
    })
    await picture(page, 'relief-phone-given')
    await panel.getByRole('link', { name: 'Valorar ahora' }).click()
    await page.getByRole('heading', { name: 'Evaluar dolor' }).waitFor()
    expect(page.url()).toContain(`?tras=${dose.id}`)
  })

  test('answers no earlier score where the last one is zero', async () => {
    const { nurse, record, keep } = await childOf(6, { orders: [morphine] })
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    const pain = await keep('pain-assessments', { scale: 'FPS-R', score: 8, effectiveDateTime: minutesAgo(40) })
    await keep('pain-assessments', { scale: 'FPS-R', score: 0, effectiveDateTime: minutesAgo(5) })
    const { page } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Dar Morfina 4 mg oral' }).click()
    const answers = page.getByRole('dialog').getByLabel('Responde a la valoración')
    expect(await answers.inputValue()).toBe('')
    await answers.selectOption(pain.id) // it may still be said to
    expect(await answers.inputValue()).toBe(pain.id)
  })

  test('by keyboard alone: another amount than ordered asks why and keeps the answer', async () => {
    const { nurse, record, kept } = await childOf(6, { orders: [morphine] })
    const { page, pressed } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Dar Morfina 4 mg oral' }).focus()
    await pressed()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Dosis (mg)').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('3')
    await page.keyboard.press('Control+Enter')
    const why = dialog.getByLabel('La dosis no es la indicada')
    await why.waitFor()
    expect(await dialog.textContent()).toContain('Lo indicado: 4 mg.')
    await page.keyboard.press('Control+Enter')
    await dialog.getByRole('link', { name: /Dosis distinta de la indicada/ }).waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'relief-desk-reason')
    await why.fill('Somnolienta desde la mañana')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    expect((await pressed()).pointer).toBe(0)
    await panel.getByText('Dosis distinta de la indicada: «Somnolienta desde la mañana»').waitFor()
    expect(await kept('analgesic-administrations')).toMatchObject([{ dose: 3 }])
  })

  test('by a prescription that ran out says so by word, and is not refused', async () => {
    const { nurse, record, plan } = await childOf(6, { orders: [morphine] })
    await house.sql`update analgesic_orders set expires_on = ${dayFromNow(-3)} where id = ${plan.orders[0].id}`
    const { page } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByText(/^Receta vencida: \d\d\/\d\d\/\d{4}$/).waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'relief-desk-expired')
    await panel.getByRole('button', { name: 'Dar Morfina 4 mg oral' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByLabel('La receta de esta indicación ya venció').fill('Dolor intenso, receta pedida')
    await dialog.getByRole('button', { name: 'Guardar con la explicación' }).click()
    await panel.getByText('Receta vencida: «Dolor intenso, receta pedida»').waitFor()
  })

  test('without an order shows the published range beside it and what will be asked, as it is typed', async () => {
    const { nurse, record, kept } = await childOf(10, { weightKg: 30 })
    const { page } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByRole('heading', { name: 'Sin plan analgésico vigente' }).waitFor()
    await panel.getByRole('button', { name: 'Registrar dosis sin indicación' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Medicamento.*Falta este dato/ }).waitFor()
    await dialog.getByLabel('Medicamento').selectOption('codeina')
    await dialog.getByLabel('Vía').selectOption('PO')
    await dialog.getByLabel('Unidad').selectOption('mg')
    await dialog.getByLabel('Dosis (mg)').fill('15')
    await dialog.getByText('Ese medicamento está contraindicado a esa edad').waitFor()
    await dialog.getByLabel('Medicamento').selectOption('morfina')
    await dialog.getByText('Publicado para 30 kg: 6 mg a 15 mg; máximo 5 mg por toma; cada 4 h').waitFor()
    await dialog.getByLabel('Dosis (mg)').fill('7')
    await dialog.getByText('La dosis rebasa el máximo de una toma').waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'relief-desk-free')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('textbox', { name: 'La dosis rebasa el máximo de una toma' }).fill('Dolor 10 de 10')
    await dialog.getByRole('button', { name: 'Guardar con la explicación' }).click()
    await panel.getByText('Más que el máximo de una toma: «Dolor 10 de 10»').waitFor()
    expect(await kept('analgesic-administrations')).toMatchObject([{ drug: 'morfina', dose: 7, orderId: null }])
  })

  test('of naloxone is an antagonist and records the effect that it answers', async () => {
    const { nurse, record, kept } = await childOf(6)
    const { page } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Registrar naloxona' }).click()
    const dialog = page.getByRole('dialog', { name: 'Registrar naloxona' })
    await dialog.getByText('Publicado para 20 kg: 200 mcg').first().waitFor()
    await dialog.getByLabel('Dosis (mcg)').fill('200')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await panel.getByText(/^Guardado: Naloxona 200 mcg intravenosa/).waitFor()
    expect(await kept('analgesic-administrations')).toMatchObject([{ drug: 'naloxona', role: 'antagonist' }])
    expect(await kept('analgesic-adverse-effects')).toMatchObject([{ effect: 'respiratory-depression' }])
  })

  test('without a line waits in the queue, is shown as not saved, and is kept once the line is back', async () => {
    const { nurse, record, kept } = await childOf(6, { orders: [morphine] })
    const { page, context } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Dar Morfina 4 mg oral' }).click()
    await context.setOffline(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Guardar' }).click()
    await panel.getByText('Aún sin guardar: se enviará solo').waitFor()
    await page.getByText('Aún sin guardar de esta persona').waitFor()
    await page.getByText('Dosis de analgésico · morfina 4 mg').waitFor()
    expect(await kept('analgesic-administrations')).toEqual([])
    await context.setOffline(false)
    await expect.poll(async () => (await kept('analgesic-administrations')).length, { timeout: 15_000 }).toBe(1)
  })
})

describe('a plan', () => {
  const formOf = async (page: Page, number: number) => {
    const group = page.getByRole('group', { name: `Indicación ${number}`, exact: true })
    await group.waitFor()
    return group
  }

  test('takes its step from the last score; an opioid by the clock asks folio, last day and a laxative', async () => {
    const { nurse, record, keep, kept } = await childOf(6)
    await keep('pain-assessments', { scale: 'FPS-R', score: 8, effectiveDateTime: new Date().toISOString() })
    const { page } = await site.visit(nurse, { path: record, size: sizes.phone })
    const panel = await open(page)
    await panel.getByRole('link', { name: 'Iniciar plan' }).click()
    await page.getByRole('heading', { name: 'Nuevo plan analgésico' }).waitFor()
    await page.getByText('Registro y recordatorio, no prescribe').waitFor()
    expect(await page.getByRole('radio', { name: /^Escalón 2: dolor moderado o intenso/ }).isChecked()).toBe(true)
    expect(await page.getByLabel('Peso (kg)').inputValue()).toBe('20')
    await page.getByRole('button', { name: 'Guardar plan' }).click()
    await page.getByRole('link', { name: /Indicación 1: Medicamento.*Falta este dato/ }).waitFor()
    await expectNoAxeViolations(page)
    const order = await formOf(page, 1)
    await order.getByLabel('Medicamento').selectOption('morfina')
    expect(await order.getByLabel('Uso').inputValue()).toBe('regular')
    await order.getByLabel('Vía').selectOption('PO')
    await order.getByLabel('Dosis por kg (mg/kg)').fill('0,2')
    await order.getByText('Dosis: 4 mg.').waitFor()
    await order.getByText('0.2 mg por kg × 20 kg = 4 mg').waitFor()
    await order.getByText('Publicado para 20 kg: 4 mg a 10 mg; máximo 5 mg por toma; cada 4 h').waitFor()
    await order.getByLabel('Cada cuántas horas').fill('4')
    expect(await order.getByLabel('Fracción').inputValue()).toBe('I')
    await page.getByRole('button', { name: 'Guardar plan' }).click()
    await page.getByRole('link', { name: /Indicación 1: Folio de la receta.*Falta este dato/ }).waitFor()
    await page.getByRole('link', { name: /Indicación 1: Receta vigente hasta.*Falta este dato/ }).waitFor()
    await page.getByRole('link', { name: /Sin laxante porque.*Un opioide con horario lleva laxante/ }).waitFor()
    expect(await fits(page)).toBe(true)
    await picture(page, 'plan-phone')
    await order.getByLabel('Folio de la receta').fill('R-100')
    await order.getByLabel('Receta vigente hasta').fill('01/02/2024')
    await page.getByLabel('Sin laxante porque').fill('Diarrea desde ayer')
    await page.getByRole('button', { name: 'Guardar plan' }).click()
    await page.getByRole('link', { name: /Receta vigente hasta.*ya pasó/ }).waitFor()
    const [year, month, day] = dayFromNow(20).split('-')
    await order.getByLabel('Receta vigente hasta').fill(`${day}/${month}/${year}`)
    await page.getByRole('button', { name: 'Guardar plan' }).click()
    await page.getByText('Fracción I, folio R-100, vigente hasta').waitFor()
    await page.getByText('«Diarrea desde ayer»').first().waitFor()
    const [plan] = await kept('analgesic-plans')
    expect(plan).toMatchObject({ step: 2, weightKg: 20, noBowelProphylaxisReason: 'Diarrea desde ayer' })
    expect(plan.orders).toMatchObject([{ drug: 'morfina', dose: 4, intervalHours: 4, derivation: { perKg: 0.2 } }])
    await expectNoAxeViolations(page)
  })

  test('codeine at ten, morphine above its maximum, paracetamol above 75 mg/kg/day: each asks at its order', async () => {
    const { nurse, record, kept } = await childOf(10, { weightKg: 30 })
    const { page } = await site.visit(nurse, { path: `${record}/dolor/plan` })
    await page.getByRole('radio', { name: /^Escalón 2/ }).check()
    const last = dayFromNow(20).split('-').reverse().join('/')
    const write = async (number: number, drug: string, fields: Record<string, string>, role?: string) => {
      if (number > 1) await page.getByRole('button', { name: 'Agregar indicación' }).click()
      const order = await formOf(page, number)
      await order.getByLabel('Medicamento').selectOption(drug)
      await order.getByLabel('Vía').selectOption('PO')
      if (role) await order.getByLabel('Uso').selectOption(role)
      if ('Dosis (mg)' in fields) await order.getByLabel('Dosis entera').check()
      for (const [label, value] of Object.entries(fields)) await order.getByLabel(label).fill(value)
      return order
    }
    const codeine = await write(1, 'codeina', { 'Dosis (mg)': '15', 'Cada cuántas horas': '6' })
    await codeine.getByLabel('Fracción').selectOption('II')
    await codeine.getByLabel('Folio de la receta').fill('R-1')
    await codeine.getByLabel('Receta vigente hasta').fill(last)
    await codeine.getByText('Ese medicamento está contraindicado a esa edad').waitFor()
    const morphineMost = { 'Dosis (mg)': '7', 'Máximo de dosis al día': '4' }
    const rescue = await write(2, 'morfina', morphineMost, 'rescue')
    await rescue.getByLabel('Folio de la receta').fill('R-2')
    await rescue.getByLabel('Receta vigente hasta').fill(last)
    await rescue.getByText('La dosis rebasa el máximo de una toma').waitFor()
    const apap = await write(3, 'paracetamol', { 'Dosis por kg (mg/kg)': '20', 'Cada cuántas horas': '6' })
    await apap.getByText('Dosis: 600 mg.').waitFor()
    await apap.getByText('El total de 24 horas rebasa el máximo').waitFor()
    await page.getByLabel('Sin laxante porque').fill('Diarrea')
    await page.getByRole('button', { name: 'Guardar plan' }).click()
    await page.getByLabel('Indicación 1: Ese medicamento está contraindicado a esa edad').waitFor()
    await page.getByLabel('Indicación 2: La dosis rebasa el máximo de una toma').waitFor()
    await page.getByLabel(/Indicación 3: El total de 24 horas.*Es 2,400 mg; el límite, 2,250 mg/).waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'plan-desk')
    await page.getByRole('button', { name: 'Guardar plan con las explicaciones' }).click()
    await page.getByRole('link', { name: /Indicación 1: Contraindicado a esa edad.*Falta este dato/ }).waitFor()
    for (const box of await page.locator('textarea').all()) await box.fill('Lo indicó la clínica del dolor')
    await page.getByRole('button', { name: 'Guardar plan con las explicaciones' }).click()
    await page.getByRole('tabpanel', { name: 'Analgesia' }).getByText('Más que el máximo de una toma').waitFor()
    const [plan] = await kept('analgesic-plans')
    const codes = (at: number) => plan.orders[at].confirmedWarnings.map(({ code }: { code: string }) => code)
    expect(codes(0)).toContain('age-contraindicated')
    expect(codes(1)).toContain('single-dose-over-maximum')
    expect(codes(2)).toContain('daily-dose-over-maximum')
    await picture(page, 'relief-desk-plan')
  })

  test('over one in force says so, asks why, and ends it; its end too asks why', async () => {
    const { nurse, record, kept } = await childOf(6, { orders: [paracetamol] })
    const { page } = await site.visit(nurse, { path: `${record}/dolor/plan` })
    await page.getByText('Ya hay un plan vigente').first().waitFor()
    await page.getByRole('radio', { name: /^Escalón 1/ }).check()
    await page.getByRole('button', { name: 'Quitar la indicación 1' }).click()
    await page.getByRole('button', { name: 'Guardar plan' }).click()
    await page.getByRole('link', { name: /Reemplaza el plan vigente.*Falta este dato/ }).waitFor()
    await page.getByLabel('Ya hay un plan vigente').fill('Cede el dolor')
    await page.getByRole('button', { name: 'Guardar plan con las explicaciones' }).click()
    const panel = page.getByRole('tabpanel', { name: 'Analgesia' })
    await panel.getByText('1 plan anterior').click()
    await panel.getByText('Motivo: «Cede el dolor»').waitFor()
    await panel.getByRole('button', { name: 'Terminar plan' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Terminar plan' }).click()
    await dialog.getByText('Falta este dato').waitFor()
    await dialog.getByLabel('Motivo').fill('Alta sin dolor')
    await dialog.getByRole('button', { name: 'Terminar plan' }).click()
    await panel.getByRole('heading', { name: 'Sin plan analgésico vigente' }).waitFor()
    expect((await kept('analgesic-plans')).map(({ status }: { status: string }) => status)).toEqual(['ended', 'ended'])
  })
})

test('on paper the plan says that it does not prescribe, and has no buttons; in English it says the same', async () => {
  const { nurse, record, kept } = await childOf(6, { orders: [morphine] })
  const { page } = await site.visit(nurse, { path: record })
  const panel = await open(page)
  await panel.getByText('Fracción I, folio F-20391').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await panel.getByText('Registro y recordatorio, no prescribe').isVisible()).toBe(true)
  expect(await panel.getByText('Fracción I, folio F-20391').isVisible()).toBe(true)
  expect(await panel.getByRole('button', { name: 'Dar Morfina 4 mg oral' }).isVisible()).toBe(false)
  await picture(page, 'relief-paper')
  await page.emulateMedia({ media: 'screen' })
  await panel.getByRole('button', { name: 'Suspender: Morfina 4 mg oral' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Motivo').fill('Ya no la necesita')
  await dialog.getByRole('button', { name: 'Suspender' }).click()
  await panel.getByText('Sin indicaciones').waitFor()
  const [plan] = await kept('analgesic-plans')
  expect(plan.orders).toMatchObject([{ status: 'stopped', stopReason: 'Ya no la necesita' }])
  await page.getByRole('button', { name: 'Idioma' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('A record and a reminder; it does not prescribe').waitFor()
  await page.getByRole('button', { name: 'Record a dose without an order' }).waitFor()
})

describe('watching', () => {
  test('deep sedation and slow breathing say at once what to do; the list keeps it', async () => {
    const { nurse, record, kept, keep } = await childOf(6)
    const dose = { drug: 'morfina', route: 'IV', role: 'rescue', dose: 2, unit: 'mg' }
    const given = await keep('analgesic-administrations', dose)
    const { page } = await site.visit(nurse, { path: record, size: sizes.phone })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Registrar vigilancia' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Sedación.*Falta este dato/ }).waitFor()
    expect(await dialog.getByLabel('Después de la dosis').inputValue()).toBe(given.id)
    await dialog.getByRole('radio', { name: /^4 · / }).check()
    await dialog.getByLabel('Respiraciones por minuto').fill('8')
    await dialog.getByLabel('SpO₂ (%)').fill('91')
    await expectNoAxeViolations(page)
    await picture(page, 'check-phone')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    const said = page.getByRole('alert').filter({ hasText: 'Esta revisión pide ayuda' })
    await said.getByText('Sedación profunda: urgencia, suspender el opioide y valorar naloxona').waitFor()
    await said.getByText('Oxígeno bajo: avisar').waitFor()
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)
    await picture(page, 'check-phone-alerts')
    expect(await kept('sedation-checks')).toMatchObject([
      { scale: 'POSS', value: '4', respiratoryRate: 8, oxygenSaturation: 91, followsAdministrationId: given.id },
    ])
    await said.getByRole('button', { name: 'Registrar naloxona' }).click()
    await page.getByRole('dialog', { name: 'Registrar naloxona' }).waitFor()
  })

  test('an unwanted effect is recorded, and marked as a mistake with its reason', async () => {
    const { nurse, record, kept } = await childOf(6)
    const { page } = await site.visit(nurse, { path: record })
    const panel = await open(page)
    await panel.getByRole('button', { name: 'Registrar efecto no deseado' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.getByRole('link', { name: /Efecto.*Falta este dato/ }).waitFor()
    await dialog.getByLabel('Efecto').selectOption('pruritus')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByRole('button', { name: /^Marcar como error: Comezón/ }).click()
    await dialog.getByLabel('¿Por qué es un error?').fill('Era de otro niño')
    await dialog.getByRole('button', { name: 'Marcar como error' }).click()
    await panel.getByText('1 marcado como error').click()
    await panel.getByText('Error: «Era de otro niño»').waitFor()
    await expectNoAxeViolations(page)
    expect(await kept('analgesic-adverse-effects')).toMatchObject([{ status: 'entered-in-error' }])
  })
})
