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
    const score = await keep('pain-assessments', { scale: 'FPS-R', score: 8 })
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
