import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from './support/house.js'
import { expectNoAxeViolations, openSite } from './support/page.js'
import {
  atBedside,
  fillIn,
  nothingWaits,
  posting,
  save,
  savedLater,
  savedOnce,
  stored,
  typed,
  waiting,
} from './support/queue.js'

const site = await openSite()
const { house } = site

const hour = 3_600_000
const postings = ({ line }: Awaited<ReturnType<typeof atBedside>>) =>
  line.requests.filter(({ line }) => posting.test(line)).length

/** An entry that waits behind a dead line. */
async function waitingBed(options: { clock?: boolean } = {}) {
  const bed = await atBedside(site, options)
  await fillIn(bed.page)
  bed.line.cutAt('before', posting)
  await save(bed.page)
  await waiting(bed.page)
  return bed
}

async function enter(page: Page, email: string) {
  await page.getByLabel('Correo').fill(email)
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await page.getByRole('navigation', { name: 'Principal' }).waitFor()
}

async function comeBack(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' })
  await dialog.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Continuar' }).click()
  await dialog.waitFor({ state: 'detached' })
}

const leaveBy = async (page: Page) => {
  await page.getByRole('button', { name: 'Persona de prueba' }).click()
  await page.getByRole('button', { name: 'Salir', exact: true }).click()
}

describe('sent late', () => {
  test('its time is asked once, after the session ended by itself, and nothing goes before the answer', async () => {
    const bed = await waitingBed({ clock: true })
    const { page, line, rows } = bed
    const pressed = Date.now()
    await page.clock.fastForward('14:00')
    await page.clock.fastForward('26:00')
    const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' })
    await dialog.getByText('1 registro sin guardar queda cifrado en este equipo').waitFor()
    await expectNoAxeViolations(page)
    line.mend()
    await comeBack(page)
    await page.getByText('1 registro espera que confirme la hora.').waitFor()
    expect(await rows()).toHaveLength(0)
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Confirmar hora' }).click()
    const question = page.getByRole('dialog', { name: '¿A qué hora fue?' })
    await question.getByText('Dolor · NRS 7').waitFor()
    await expectNoAxeViolations(page)
    await question.getByRole('button', { name: 'Confirmar y enviar' }).click()
    await savedLater(page)
    await savedOnce(bed)
    const [row] = await rows()
    expect(Math.abs(new Date(row?.['effective_at']).getTime() - pressed)).toBeLessThan(30_000)
  })

  test('one that the server had saved already stays as it was first, whatever time is typed then', async () => {
    const bed = await atBedside(site, { clock: true })
    const { page, line, rows } = bed
    await fillIn(page)
    line.cutAt('before-answer', posting)
    await save(page)
    await waiting(page)
    await expect.poll(async () => (await rows()).length).toBe(1)
    const [first] = await rows()
    await page.clock.setSystemTime(Date.now() + hour)
    line.mend()
    await page.getByRole('button', { name: 'Confirmar hora' }).click()
    await page.getByLabel('Hora', { exact: true }).fill('00:01')
    await page.getByRole('button', { name: 'Confirmar y enviar' }).click()
    await page.getByText('Ese registro ya se había guardado como se escribió la primera vez.').waitFor()
    await savedOnce(bed)
    expect((await rows())[0]?.['effective_at']).toEqual(first?.['effective_at'])
  })

  test('with a time that cannot be is not sent, and the time that is typed is', async () => {
    const { page, line, rows } = await waitingBed({ clock: true })
    await page.clock.setSystemTime(Date.now() + hour)
    line.mend()
    await page.getByRole('button', { name: 'Confirmar hora' }).click()
    const question = page.getByRole('dialog', { name: '¿A qué hora fue?' })
    await question.getByLabel('Día').fill('31/02/2026')
    await page.keyboard.press('Tab')
    await question.getByRole('button', { name: 'Confirmar y enviar' }).click()
    await question.getByText('La fecha y hora no se pueden leer.').waitFor()
    expect(await rows()).toHaveLength(0)
    await question.getByLabel('Día').fill('ayer')
    await question.getByLabel('Hora', { exact: true }).fill('10:15')
    await question.getByRole('button', { name: 'Confirmar y enviar' }).click()
    await savedLater(page)
    const [row] = await rows()
    expect(row).toMatchObject(typed)
    expect(new Date(row?.['effective_at']).toISOString()).toMatch(/T16:15:00/)
  })
})

describe('the server', () => {
  test.each([
    [503, { 'Retry-After': '1' }, '/problems/unavailable'],
    [429, { 'Retry-After': '1' }, '/problems/too-many-requests'],
    [500, {}, '/problems/internal'],
    [200, { 'Content-Type': 'text/html' }, 'a page of the hospital’s gateway'],
  ] as const)('that answers %i is tried again until it has saved', async (status, headers, type) => {
    const bed = await atBedside(site)
    const { page, rows } = bed
    await fillIn(page)
    await page.route(
      '**/pain-assessments',
      (route) =>
        route.fulfill({
          status,
          headers: { 'Content-Type': 'application/problem+json', ...headers },
          body: JSON.stringify({ type, status }),
        }),
      { times: 1 },
    )
    await save(page)
    await waiting(page)
    expect(await rows()).toHaveLength(0)
    await savedLater(page)
    await savedOnce(bed)
  })

  test('that refuses at once leaves everything on the sheet, and the queue empty', async () => {
    const { page, patientId, person, rows } = await atBedside(site)
    await fillIn(page)
    expect((await person.post(`/api/patients/${patientId}/withdrawal`, withdrawal)).status).toBe(201)
    await save(page)
    await page.getByText('Este expediente ya no está activo.').waitFor()
    expect(await page.getByRole('radio', { name: '7', exact: true }).isChecked()).toBe(true)
    expect(await page.getByLabel('Nota (opcional)').inputValue()).toBe(typed.note)
    await expect
      .poll(() => page.evaluate(() => Object.keys(sessionStorage)))
      .toContain(`draft:pain-assessment/${patientId}`)
    expect(await stored(page)).toEqual([])
    expect(await rows()).toHaveLength(0)
  })

  test('that refuses later brings it back whole; it is discarded only when one says so twice', async () => {
    const { page, line, patientId, person, rows } = await waitingBed()
    expect((await person.post(`/api/patients/${patientId}/withdrawal`, withdrawal)).status).toBe(201)
    line.mend()
    await page.getByText('1 registro no se guardó.').waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Revisar' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sin guardar' }).waitFor()
    await page.getByText('Este expediente ya no está activo.').waitFor()
    const shown = await page.getByRole('region', { name: 'Dolor · NRS 7' }).textContent()
    for (const said of ['Abdomen alto', 'Analgésico', 'Tumor', typed.note]) expect(shown).toContain(said)
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Descartar' }).click()
    const question = page.getByRole('dialog', { name: '¿Descartar este registro?' })
    await expectNoAxeViolations(page)
    await question.getByRole('button', { name: 'Cancelar' }).click()
    expect(await stored(page)).toHaveLength(1)
    await page.getByRole('button', { name: 'Descartar' }).click()
    await question.getByRole('button', { name: 'Sí, descartar' }).click()
    await page.getByRole('heading', { name: 'No hay nada sin guardar' }).waitFor()
    await expectNoAxeViolations(page)
    expect(await stored(page)).toEqual([])
    expect(await rows()).toHaveLength(0)
  })

  test('that refuses a time from a clock that is fast gets it corrected, under the same key', async () => {
    const bed = await atBedside(site, { clock: true })
    const { page, line, rows } = bed
    await page.clock.setSystemTime(Date.now() + 2 * hour)
    await fillIn(page)
    line.cutAt('before', posting)
    await save(page)
    await waiting(page)
    line.mend()
    await page.getByRole('link', { name: 'Revisar' }).click()
    await page.getByText('La fecha es posterior a hoy.').first().waitFor()
    await page.getByRole('button', { name: 'Corregir y enviar' }).click()
    const dialog = page.getByRole('dialog', { name: 'Corregir: Dolor · NRS 7' })
    await expectNoAxeViolations(page)
    await dialog.getByLabel('Día').fill('ayer')
    await dialog.getByLabel('Hora', { exact: true }).fill('22:40')
    await dialog.getByRole('button', { name: 'Enviar de nuevo' }).click()
    await savedLater(page)
    await savedOnce(bed)
    expect(new Date((await rows())[0]?.['effective_at']).toISOString()).toMatch(/T04:40:00/)
  })
})

describe('whose it is', () => {
  test('signing out asks, and then nothing stays', async () => {
    const { page, line, rows, person } = await waitingBed()
    await leaveBy(page)
    const question = page.getByRole('dialog', { name: 'Hay registros sin guardar' })
    await expectNoAxeViolations(page)
    await question.getByRole('button', { name: 'Quedarme' }).click()
    await waiting(page)
    expect(await stored(page)).toHaveLength(1)
    line.mend()
    await page.route('**/pain-assessments', (route) => route.abort('connectionreset'))
    await leaveBy(page)
    await question.getByRole('button', { name: 'Salir y borrarlos' }).click()
    await page.getByLabel('Correo').waitFor()
    expect(await stored(page)).toEqual([])
    await page.unroute('**/pain-assessments')
    await enter(page, person.email)
    await nothingWaits(page)
    expect(await rows()).toHaveLength(0)
  })

  test('after a session that ended by itself another person neither sees nor sends it; its owner does', async () => {
    const bed = await waitingBed({ clock: true })
    const { page, line, rows, hospitalId, person } = bed
    const colleague = await house.signIn('hospital-staff', { organizationId: hospitalId })
    await page.clock.fastForward('14:00')
    await page.clock.fastForward('03:00')
    await page.getByRole('button', { name: 'Salir y descartar lo escrito' }).click()
    await page.getByLabel('Correo').waitFor()
    line.mend()
    const before = postings(bed)
    await enter(page, colleague.email)
    await page.goto(`${line.origin}/sin-guardar`)
    await page.getByRole('heading', { name: 'No hay nada sin guardar' }).waitFor()
    await sleep(page)
    expect(postings(bed)).toBe(before)
    expect(await rows()).toHaveLength(0)
    const [row] = await stored(page)
    expect(row).toContain(`userId=${person.userId}`)
    await leaveBy(page)
    await page.getByLabel('Correo').waitFor()
    expect(await stored(page)).toHaveLength(1)
    await enter(page, person.email)
    await savedLater(page)
    await savedOnce(bed)
  })

  test('a session that was ended elsewhere is asked for again, and then it goes once', async () => {
    const bed = await atBedside(site)
    const { page, rows, person } = bed
    await fillIn(page)
    await house.sql`update sessions set ended_at = now() where user_id = ${person.userId}`
    await save(page)
    await page.getByRole('dialog', { name: 'Su sesión terminó' }).waitFor()
    expect(await rows()).toHaveLength(0)
    await comeBack(page)
    await savedLater(page)
    await savedOnce(bed)
  })

  test('two tabs show the same entry and one of them sends it', async () => {
    const bed = await waitingBed()
    const { page, context, line } = bed
    line.mend()
    await context.route('**/pain-assessments', (route) => route.abort('connectionreset'))
    const second = await context.newPage()
    await second.goto(`${line.origin}/`)
    await waiting(second)
    line.cut()
    await context.unroute('**/pain-assessments')
    // so slow that the second tab finds the line again while the first is sending
    await context.route('**/pain-assessments', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 6_500))
      await route.continue()
    })
    let begun = 0
    context.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/pain-assessments')) begun += 1
    })
    line.mend()
    await Promise.all([nothingWaits(page), nothingWaits(second)])
    await sleep(page)
    expect(begun).toBe(1)
    await savedOnce(bed)
  })
})

describe('as many as a shift without a line', () => {
  test('fifty wait, the next stays on its sheet, and all go in their order', async () => {
    const { page, line, rows, patientId } = await atBedside(site)
    line.cut()
    for (let count = 1; count <= 50; count++) {
      await page.getByRole('button', { name: 'Sin dolor: guardar 0' }).click()
      await page.getByText(`${count} registro`, { exact: false }).first().waitFor()
    }
    await fillIn(page)
    await save(page)
    await page.getByText('Ya hay 50 registros sin guardar en este equipo.').waitFor()
    expect(await page.getByLabel('Nota (opcional)').inputValue()).toBe(typed.note)
    expect(await stored(page)).toHaveLength(50)
    await page.getByRole('link', { name: 'Ver', exact: true }).first().click() // there without a line too
    await page.getByRole('heading', { level: 1, name: 'Sin guardar' }).waitFor()
    expect(await page.getByRole('region', { name: 'Dolor · NRS 0' }).count()).toBe(50)
    line.mend()
    await expect.poll(async () => (await rows()).length, { timeout: 60_000 }).toBe(50)
    const all = await house.sql`
      select effective_at from pain_assessments where patient_id = ${patientId} order by recorded_at`
    expect(all.map((it) => it['effective_at'].getTime())).toEqual(
      all.map((it) => it['effective_at'].getTime()).sort((a, b) => a - b),
    )
  })
})

const withdrawal = { kind: 'withdrawn', reason: 'Pidió salir del padrón' }

/** Long enough for a request that must not be made. */
const sleep = (page: Page) => page.waitForResponse('**/health/live', { timeout: 1_000 }).catch(() => undefined)
