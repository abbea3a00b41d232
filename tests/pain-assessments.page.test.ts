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
    await page.getByText('Protocolo: escalón 2 de 2. Morfina').waitFor()
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

  test('"sin dolor" takes two: open the sheet, press the button that says so and saves', async () => {
    const { nurse, record, kept } = await bedside(9)
    const { page, pressed } = await site.visit(nurse, { path: record, size: sizes.phone })
    await page.getByRole('link', { name: 'Evaluar dolor' }).first().waitFor()
    await pressed()
    await page.getByRole('link', { name: 'Evaluar dolor' }).first().click()
    await page.getByRole('button', { name: 'Sin dolor: guardar 0' }).click()
    await page.getByText(/^Guardado: dolor 0 de 10 · Sin dolor/).waitFor()
    const { keys, pointer } = await pressed()
    expect(keys + pointer).toBe(2)
    expect(await kept()).toMatchObject([{ score: 0, severity: 'none', sites: [] }])
  })

  test('zero folds the rest away and offers to save; nothing is too wide or too small to tap', async () => {
    const { nurse, url } = await bedside(9)
    const { page } = await site.visit(nurse, { path: url, size: sizes.phone })
    await page.getByRole('radio', { name: '0 Sin dolor' }).click()
    await page.getByText('Agregar lugar, causa o acción').waitFor()
    expect(await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).isVisible()).toBe(true)
    expect(await page.getByRole('heading', { name: '¿Dónde le duele?' }).isVisible()).toBe(false)
    await expectNoAxeViolations(page)
    await picture(page, 'sheet-phone-zero')
    await page.getByRole('radio', { name: '5', exact: true }).click()
    await page.getByRole('radio', { name: 'Avisar' }).click()
    await page.getByRole('radio', { name: '0 Sin dolor' }).click()
    expect(await page.getByRole('radio', { name: 'Avisar' }).isVisible()).toBe(true)
    const small = await page
      .locator('.g-body-button')
      .evaluateAll(
        (all) => all.map((it) => it.getBoundingClientRect()).filter((it) => it.width < 24 || it.height < 24).length,
      )
    expect(small).toBe(0)
    expect(await fits(page)).toBe(true)
  })
})

test('by keyboard alone: type the score, go to the list, mark by letter, choose the action, save', async () => {
  const { nurse, url, kept } = await bedside(9)
  const { page, pressed } = await site.visit(nurse, { path: url })
  await page.getByRole('radio', { name: '0 Sin dolor' }).and(page.locator(':focus')).waitFor()
  await expectNoAxeViolations(page)
  await picture(page, 'sheet-desk-open', false)
  await pressed()
  const { keyboard } = page
  await keyboard.type('10')
  const reach = async (target: ReturnType<Page['getByRole']>) => {
    for (let at = 0; at < 12 && !(await target.evaluate((it) => it === document.activeElement)); at++)
      await keyboard.press('Tab')
    await target.and(page.locator(':focus')).waitFor()
  }
  await reach(page.getByRole('checkbox', { name: 'Cabeza', exact: true }))
  await keyboard.press('r')
  await keyboard.press('ArrowDown')
  await keyboard.press('Space')
  await page.getByText('Marcado: Rodilla izquierda').waitFor()
  await keyboard.press('Tab')
  await keyboard.press('ArrowRight')
  await picture(page, 'sheet-desk-filled')
  await keyboard.press('Control+Enter')
  await page.getByText(/^Guardado: dolor 10 de 10 · Intenso/).waitFor()
  const { keys, pointer } = await pressed()
  expect(pointer).toBe(0)
  expect(keys * K + 4 * THINK).toBeLessThanOrEqual(20)
  expect(await kept()).toMatchObject([{ score: 10, sites: ['knee-left'], action: 'analgesic' }])
})

describe('the scale follows age and ability', () => {
  test('under four it is observed: rows of answers with a running total, by digits; a row missing is named', async () => {
    const { nurse, url, kept } = await bedside(2)
    const { page, pressed } = await site.visit(nurse, { path: url })
    await page.getByText('Escala FLACC').waitFor()
    await expectNoAxeViolations(page)
    await pressed()
    for (const digit of ['1', '2', '0', '1']) {
      await page.keyboard.press(digit)
      await page.keyboard.press('Enter')
    }
    await page.getByText('Falta 1 renglón').waitFor()
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Consolabilidad: Falta calificar este renglón/ })
      .waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'flacc-desk-missing')
    await page.getByRole('group', { name: 'Consolabilidad' }).getByRole('radio', { name: /^2/ }).focus()
    await page.keyboard.press('2')
    await page.getByText('6 de 10 · Moderado').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^Guardado: dolor 6 de 10 · Moderado/).waitFor()
    expect((await pressed()).pointer).toBe(0)
    expect(await kept()).toMatchObject([
      { scale: 'FLACC', score: 6, items: { face: 1, legs: 2, activity: 0, cry: 1, consolability: 2 } },
    ])
  })

  test.each([
    ['a newborn', 0.02, /NIPS|CRIES/],
    ['five years', 5, /Escala de caras revisada/],
    ['nine years', 9, /Escala numérica/],
    ['an adult', 40, /Escala numérica/],
  ])('%s: what is proposed first fits', async (_who, years, name) => {
    const { nurse, url } = await bedside(years, years < 1 ? { birthDate: yearsAgo(0, 8) } : {})
    const { page } = await site.visit(nurse, { path: url, size: sizes.phone })
    await page.locator('.g-pain-scale-name').getByText(name).waitFor()
    await expectNoAxeViolations(page)
    expect(await fits(page)).toBe(true)
    await picture(page, `scale-${years}-phone`)
  })

  test('who cannot say it is observed at any age, and another scale asks for its reason before it is sent', async () => {
    const { nurse, url, kept } = await bedside(9)
    const { page } = await site.visit(nurse, { path: url })
    await page.getByRole('group', { name: '¿Puede decir cuánto le duele?' }).getByText('No', { exact: true }).click()
    await page.getByText(/FLACC/).first().waitFor()
    await page.getByRole('group', { name: '¿Puede decir cuánto le duele?' }).getByText('Sí', { exact: true }).click()
    await page.getByRole('button', { name: 'Cambiar de escala' }).click()
    await page.getByLabel('¿Con qué escala va a evaluar?').selectOption('VRS-4')
    await page.getByText('Elegida por usted').waitFor()
    await page.getByRole('radio', { name: /^2 moderado/ }).click()
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^¿Por qué otra escala\?: Falta este dato/ })
      .waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'other-scale-desk')
    await page.getByLabel('¿Por qué otra escala?').fill('No distingue los números')
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page.getByText(/^Guardado: dolor 2 de 3 · Moderado/).waitFor()
    expect(await kept()).toMatchObject([
      { scale: 'VRS-4', confirmedWarnings: [{ code: 'other-scale', reason: 'No distingue los números' }] },
    ])
  })

  test('the visual scale is marked on its line or typed', async () => {
    const { nurse, url, kept } = await bedside(9)
    const { page } = await site.visit(nurse, { path: url })
    await page.getByRole('button', { name: 'Cambiar de escala' }).click()
    await page.getByLabel('¿Con qué escala va a evaluar?').selectOption('VAS')
    await page.getByRole('slider', { name: 'Marque en la línea' }).click()
    expect(Number(await page.getByLabel('Medida en cm').inputValue())).toBeCloseTo(5, 0)
    await page.getByLabel('Medida en cm').fill('4.5')
    await page.getByText('4.5 de 10 · Moderado').waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'vas-desk', false)
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page.getByText(/^Guardado: dolor 4.5 de 10/).waitFor()
    expect(await kept()).toMatchObject([{ scale: 'VAS', score: 4.5 }])
  })
})

describe("the child's own screen", () => {
  test.each([
    ['numbers, phone', 9, sizes.phone, '8'],
    ['numbers, desk', 9, sizes.desk, '8'],
    ['faces, phone', 5, sizes.phone, '8 mucho'],
    ['faces, desk', 5, sizes.desk, '8 mucho'],
  ])(
    '%s: one question, big targets, nothing of the person; only a long press leaves',
    async (name, years, size, answer) => {
      const { nurse, url, patient } = await bedside(years)
      const { page } = await site.visit(nurse, { path: url, size })
      await page.getByRole('button', { name: 'Que responda la niña o el niño' }).click()
      const child = page.getByRole('dialog', { name: '¿Cuánto te duele ahora?' })
      await child.waitFor()
      expect(await page.title()).toBe('Girasol')
      const seen = `${await page.title()} ${await page.locator('body').ariaSnapshot()}`
      for (const word of [patient.givenName, patient.firstSurname, 'Expediente', 'años'])
        expect(seen).not.toContain(word)
      const targets = await child.getByRole('radio').evaluateAll((all) => all.map((it) => it.getBoundingClientRect()))
      expect(targets.length).toBe(years === 9 ? 11 : 6)
      for (const { width, height, bottom } of targets) {
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(64)
        expect(bottom).toBeLessThanOrEqual(size.height)
      }
      await expectNoAxeViolations(page)
      await child.getByRole('radio', { name: answer, exact: true }).click()
      await child.getByText('¡Gracias! Ya puedes devolver la pantalla.').waitFor()
      await picture(page, `child-${name.replace(', ', '-')}`, false)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.goBack()
      const leave = child.getByRole('button', { name: 'Personal: mantenga presionado para volver' })
      await leave.click()
      expect(await child.isVisible()).toBe(true)
      await leave.hover()
      await page.mouse.down()
      await child.waitFor({ state: 'detached' })
      await page.mouse.up()
      expect(await page.title()).toContain('Evaluar dolor')
      expect(new URL(page.url()).pathname).toBe(url)
      expect(await page.getByRole('radio', { name: answer, exact: true }).isChecked()).toBe(true)
    },
  )
})

test("the hospital's own drawings take the place of ours, and only as a whole set", async () => {
  const { nurse, url, patient } = await bedside(5)
  const coordinator = await house.signIn('coordinator', { organizationId: patient.managingOrganizationId })
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const put = async (value: number) => {
    const at = `/api/pain-scale-pictures/${patient.managingOrganizationId}/FPS-R/${value}`
    const { status, text } = await coordinator.ask('PUT', at, png, { 'content-type': 'image/png' })
    expect(status, text).toBe(200)
  }
  for (const value of [0, 2, 4, 6, 8]) await put(value)
  const { page } = await site.visit(nurse, { path: url })
  await page.getByText('Dibujo propio, no validado').waitFor()
  expect(await page.locator('img.g-face').count()).toBe(0)
  await put(10)
  await page.reload()
  await page.locator('img.g-face').nth(5).waitFor()
  expect(await page.getByText('Dibujo propio, no validado').count()).toBe(0)
  const drawn = await page
    .locator('img.g-face')
    .evaluateAll((all) => all.map((it) => (it as HTMLImageElement).naturalWidth))
  expect(drawn).toEqual([1, 1, 1, 1, 1, 1])
})

describe('when it was', () => {
  test('is now, or a time that is typed; what cannot be is refused at its field', async () => {
    const { nurse, url, kept } = await bedside(9)
    const { page } = await site.visit(nurse, { path: url })
    await page.getByRole('radio', { name: '3', exact: true }).click()
    await page.getByRole('button', { name: 'Cambiar la hora' }).click()
    await page.getByLabel('Hora', { exact: true }).fill('25:00')
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Hora del dolor/ })
      .waitFor()
    await expectNoAxeViolations(page)
    await page.getByLabel('Día', { exact: true }).fill('ayer')
    await page.getByLabel('Hora', { exact: true }).fill('23:10')
    await picture(page, 'time-desk')
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page.getByText(/^Guardado: dolor 3 de 10 · Leve, a las 23:10\./).waitFor()
    expect(await kept()).toMatchObject([{ score: 3, lateEntry: true }])
  })

  test('is asked where the score has been standing for a quarter of an hour', async () => {
    const { nurse, url, kept } = await bedside(9)
    const { page } = await site.visit(nurse, { path: url, clock: true })
    await page.getByRole('radio', { name: '6', exact: true }).click()
    await page.clock.setSystemTime(new Date(Date.now() + 16 * 60_000))
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page.getByText(/¿A qué hora fue\? Confirme o corrija y guarde\./).waitFor()
    await page.getByLabel('Hora', { exact: true }).and(page.locator(':focus')).waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'time-asked-desk')
    expect(await kept()).toEqual([])
    await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
    await page.getByText(/^Guardado: dolor 6 de 10/).waitFor()
    expect((await kept()).length).toBe(1)
  })
})

test('what was typed survives a reload and a cut line, which keeps it once when the network is back', async () => {
  const { nurse, url, kept } = await bedside(9)
  const { page, context } = await site.visit(nurse, { path: url })
  await page.getByRole('radio', { name: '8', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Pecho derecho' }).check()
  await page.reload()
  await page.getByText('Aquí está lo que había escrito y no se guardó.').waitFor()
  expect(await page.getByRole('radio', { name: '8', exact: true }).isChecked()).toBe(true)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
  await page.getByText('Aún sin guardar de esta persona').waitFor()
  await expectNoAxeViolations(page)
  await picture(page, 'offline-desk', false)
  await context.setOffline(false)
  await page.getByText('Aún sin guardar de esta persona').waitFor({ state: 'detached', timeout: 20_000 })
  await page.getByRole('region', { name: 'Últimas evaluaciones' }).getByText('8 de 10 · Intenso').waitFor()
  expect(await kept()).toMatchObject([{ score: 8, sites: ['chest-right'] }])
})

describe('in the record', () => {
  test('the tab lists what was assessed, marks mistakes with their reason and leads to the sheet', async () => {
    const { nurse, record, keep, kept } = await bedside(9)
    const { page } = await site.visit(nurse, { path: `${record}#dolor` })
    const panel = page.getByRole('tabpanel', { name: 'Dolor' })
    await panel.getByRole('heading', { name: 'Aún no hay evaluaciones de dolor' }).waitFor()
    await expectNoAxeViolations(page)
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    await keep({
      scale: 'NRS',
      score: 8,
      effectiveDateTime: at(5),
      sites: ['head', 'back-lower'],
      cause: 'tumour',
      action: 'analgesic',
      note: 'Llora al moverse',
    })
    await keep({ scale: 'NRS', score: 2, effectiveDateTime: at(3), atRest: true })
    await page.reload()
    await panel.getByText('8 de 10 · Intenso').waitFor()
    await panel.getByText('Cabeza, espalda baja').waitFor()
    await panel.getByText('Tumor · Analgésico').waitFor()
    await expectNoAxeViolations(page)
    await picture(page, 'tab-desk')
    await page.setViewportSize(sizes.phone)
    expect(await fits(page)).toBe(true)
    await picture(page, 'tab-phone')
    await panel
      .getByRole('button', { name: /^Marcar como error: evaluación del/ })
      .first()
      .click()
    await page.getByLabel('¿Por qué es un error?').fill('Era de otra cama')
    await page.getByRole('dialog').getByRole('button', { name: 'Marcar como error' }).click()
    await panel.getByText('1 marcado como error').waitFor()
    expect((await kept()).filter(({ status }: { status: string }) => status === 'final').length).toBe(1)
    await panel.getByRole('link', { name: 'Evaluar dolor' }).click()
    await page.getByRole('heading', { level: 1, name: 'Evaluar dolor' }).waitFor()
  })

  test('a mistake seen right after saving is marked from the sheet', async () => {
    const { nurse, url, kept } = await bedside(9)
    const { page } = await site.visit(nurse, { path: url })
    await page.getByRole('button', { name: 'Sin dolor: guardar 0' }).click()
    await page.getByRole('button', { name: 'Fue un error' }).click()
    await page.getByLabel('¿Por qué es un error?').fill('Toqué sin querer')
    await page.getByRole('dialog').getByRole('button', { name: 'Marcar como error' }).click()
    await page.getByText('Es la primera evaluación de esta persona.').waitFor()
    expect(await kept()).toMatchObject([{ status: 'entered-in-error' }])
  })
})

test('dark, in English, and for an adult', async () => {
  const { nurse, url } = await bedside(40)
  const { page } = await site.visit(nurse, { path: url, dark: true })
  await page.evaluate(() => localStorage.setItem('girasol.language', 'en'))
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Assess pain' }).waitFor()
  await page.getByRole('radio', { name: '7', exact: true }).click()
  await page.getByRole('group', { name: 'Back', exact: true }).getByRole('button', { name: 'Lower back' }).click()
  await page.getByText('7 of 10 · Severe').waitFor()
  await expectNoAxeViolations(page)
  await picture(page, 'dark-english-desk')
  await page.setViewportSize(sizes.phone)
  expect(await fits(page)).toBe(true)
  await picture(page, 'dark-english-phone')
  await expectNoAxeViolations(page)
})
