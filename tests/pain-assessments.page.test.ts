import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'
import { registered } from './support/ward.js'

const site = await openSite()
const { house } = site
const shots = process.env['SHOTS']

/** Keystroke-level model, seconds: a key, a point and tap, and a thought before each. */
const K = 0.28
const TAP = 1.3
const THINK = 1.35

const yearsAgo = (years: number, days = 40) =>
  new Date(Date.now() - (years * 365.25 + days) * 86_400_000).toISOString().slice(0, 10)

async function bedside(years: number, facts: Record<string, unknown> = {}) {
  const { person, hospitalId } = await staffOf(house)
  const patient = await registered(person, hospitalId, {
    registeredOn: new Date().toISOString().slice(0, 10),
    birthDate: yearsAgo(years),
    ...facts,
  })
  const api = `/api/patients/${patient.id}/pain-assessments`
  const kept = async () => (await person.get(api)).body.items
  const keep = async (body: Record<string, unknown>) => {
    const { status, text } = await person.post(api, body)
    expect(status, text).toBe(201)
  }
  return {
    nurse: person,
    patient,
    record: `/personas/${patient.id}`,
    url: `/personas/${patient.id}/dolor/evaluar`,
    api,
    kept,
    keep,
  }
}

const picture = async (page: Page, name: string, fullPage = true) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage })
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe('on a phone', () => {
  test('pain is recorded in at most 6 interactions and 20 seconds: score, place, rest, action, save', async () => {
    const { nurse, record, kept, keep } = await bedside(9)
    await keep({ scale: 'NRS', score: 4, effectiveDateTime: new Date(Date.now() - 3_600_000).toISOString() })
    const { page, pressed } = await site.visit(nurse, { path: record, size: sizes.phone })
    await page.getByRole('link', { name: 'Evaluar dolor' }).first().waitFor()
    await pressed()
    await page.getByRole('link', { name: 'Evaluar dolor' }).first().click()
    await page.getByText('4 de 10 · Moderado').waitFor()
    await picture(page, 'sheet-phone-open', false)
    await expectNoAxeViolations(page)
    await page.getByRole('radio', { name: '7', exact: true }).click()
    await page.getByRole('group', { name: 'De frente' }).getByRole('button', { name: 'Abdomen alto' }).click()
    await page.getByText('Marcado: Abdomen alto').waitFor()
    await page.getByRole('radio', { name: 'En reposo' }).click()
    await page.getByRole('radio', { name: 'Analgésico', exact: true }).click()
    await picture(page, 'sheet-phone-filled')
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page.getByText(/^Guardado: dolor 7 de 10 · Intenso, a las \d\d:\d\d\.$/).waitFor()
    const { keys, pointer } = await pressed()
    expect(keys + pointer).toBeLessThanOrEqual(6)
    expect(keys * K + pointer * TAP + (keys + pointer - 1) * THINK).toBeLessThanOrEqual(20)
    const [last] = await kept()
    expect(last).toMatchObject({
      ...{ scale: 'NRS', score: 7, severity: 'severe', sites: ['abdomen-upper'], atRest: true, action: 'analgesic' },
    })
    expect(await fits(page)).toBe(true)
    await picture(page, 'sheet-phone-saved', false)
    await expectNoAxeViolations(page)
  })
})
