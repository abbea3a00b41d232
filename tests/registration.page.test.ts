import type { Page } from 'playwright-core'
import { curpCheckDigit } from 'shared/curp'
import { expect, test } from 'vitest'
import { aPatient, PASSWORD } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

/** Synthetic: the names and dates of nobody. */
const withDigit = (first17: string) => `${first17}${curpCheckDigit(first17)}`
const sofia = { curp: withDigit('PELS150327MDFRPFA'), nss: '1234567890', agregado: '3F2015OR' }

/** What a hand does on a Spanish keyboard: a capital takes Shift too, an accent its dead key. */
const strokes = (text: string) =>
  [...text].reduce(
    (count, letter) => count + 1 + Number(/[A-ZÁÉÍÓÚÑ]/.test(letter)) + Number(/[áéíóúÁÉÍÓÚ]/.test(letter)),
    0,
  )

/** Types and counts. The browser's own count sees no accents, which arrive without a key of their own. */
function typist(page: Page) {
  const typist = {
    keys: 0,
    async press(...chords: string[]) {
      for (const chord of chords) {
        typist.keys += chord.split('+').length
        await page.keyboard.press(chord)
      }
    },
    async type(text: string) {
      typist.keys += strokes(text)
      await page.keyboard.type(text)
    },
  }
  return typist
}

const registered = async (hospitalId: string) =>
  house.sql`select *, birth_date::text as birth_date from patients where managing_organization_id = ${hospitalId} order by record_number`

test('a person and their diagnosis are registered from the keyboard alone, in at most 110 key presses', async () => {
  const { person, hospitalId } = await staffOf(house)
  const coordinator = await house.signIn('coordinator', { national: true })
  const figures = async () => {
    const { total, rows } = (await coordinator.get('/api/counts')).body
    const own = rows.find((row: { organizationId: string }) => row.organizationId === hospitalId)
    return { nation: Number(total.patients), hospital: Number(own?.patients ?? 0) }
  }
  const before = await figures()
  const { page, pressed } = await site.visit(person, { typed: true })
  const hands = typist(page)
  await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor()

  await hands.press('Tab', 'Tab', 'Enter') // the second task of the home page
  await page.getByRole('heading', { name: 'Registrar a una persona' }).waitFor()
  await page.getByLabel('CURP', { exact: true }).and(page.locator(':focus')).waitFor()
  await hands.type(sofia.curp.toLowerCase())
  await hands.press('Enter')
  await hands.type(sofia.nss)
  await hands.press('Enter')
  await hands.type(sofia.agregado.toLowerCase())
  await hands.press('Enter')
  for (const name of ['Sofía', 'Pérez', 'López']) {
    await hands.type(name)
    await hands.press('Enter')
  }
  // The CURP has filled in birth date, sex and state; the NSS has chosen the coverage.
  await expect.poll(() => page.getByLabel('Fecha de nacimiento').inputValue()).toBe('27/03/2015')
  expect(await page.getByLabel('Mujer').isChecked()).toBe(true)
  expect(await page.getByLabel('Entidad de nacimiento').inputValue()).toBe('DF')
  expect(await page.getByLabel('Cobertura', { exact: true }).inputValue()).toBe('imss')
  await hands.press('Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter')
  await page.getByLabel('Diagnóstico CIE-10').and(page.locator(':focus')).waitFor()
  await hands.type('c910')
  await hands.press('Enter')
  await expect.poll(() => page.getByLabel('Diagnóstico CIE-10').inputValue()).toMatch(/^C91\.0 /)
  await hands.press('Enter')
  await hands.type('h')
  await hands.press('Enter')
  await hands.type('hoy')
  await hands.press('Control+Enter')

  await page.getByRole('heading', { name: 'Persona registrada' }).waitFor()
  await page.getByText('El diagnóstico también quedó guardado.').waitFor()
  expect(page.url()).toBe(`${site.origin}/registrar`)
  const { keys, pointer } = await pressed()
  expect(pointer).toBe(0)
  expect(keys).toBeLessThanOrEqual(hands.keys)
  console.log(`registration: ${hands.keys} key presses, ${pointer} of the mouse`)
  expect(hands.keys).toBeLessThanOrEqual(110)

  const [row] = await registered(hospitalId)
  expect(row).toMatchObject({
    given_name: 'Sofía',
    first_surname: 'Pérez',
    second_surname: 'López',
    birth_date: '2015-03-27',
    sex: 'female',
    birth_state: 'DF',
    curp: sofia.curp,
    nss: '12345678903',
    agregado: '3F2015OR',
    coverage: 'imss',
  })
  const found = await house.sql`select icd10, basis_of_diagnosis from conditions where patient_id = ${row?.['id']}`
  expect(found.map((it) => ({ ...it }))).toEqual([{ icd10: 'C91.0', basis_of_diagnosis: 'histology-primary' }])

  expect(await figures()).toEqual({ nation: before.nation + 1, hospital: before.hospital + 1 })

  await page.keyboard.press('Enter') // the next person: the button has the focus
  await page.getByLabel('CURP', { exact: true }).waitFor()
  expect(await page.getByLabel('Nombre(s)', { exact: true }).inputValue()).toBe('')
})

/** The least that registers, on the open form. */
async function fillIn(page: Page, facts: { given?: string; first?: string; second?: string; born?: string } = {}) {
  const { given = 'Emilia', first = 'Rosales', second = 'Tum', born = '14/05/2016' } = facts
  await page.getByLabel('Sin CURP: motivo').selectOption('newborn')
  await page.getByLabel('Nombre(s)', { exact: true }).fill(given)
  await page.getByLabel('Primer apellido').fill(first)
  await page.getByLabel('Segundo apellido').fill(second)
  await page.getByLabel('Fecha de nacimiento').fill(born)
  await page.getByLabel('Mujer').check()
  await page.getByLabel('Cobertura', { exact: true }).selectOption('none')
}

const save = (page: Page) => page.getByRole('button', { name: 'Guardar registro' }).click()
const saved = (page: Page) => page.getByRole('heading', { name: 'Persona registrada' }).waitFor()

test('what is refused is told at its field and in a summary that takes the focus; nothing typed is lost', async () => {
  const { person, hospitalId } = await staffOf(house)
  const { page } = await site.visit(person, { path: '/registrar' })
  await page.getByLabel('Nombre(s)', { exact: true }).fill("D'Artagnan Ñ")
  await page.getByLabel('Fecha de nacimiento').fill('31/02/2015')
  await page.getByLabel('CURP', { exact: true }).fill('HEGG560427HVZRRL04')
  await page.getByLabel('Hombre').check()
  await save(page)
  const summary = page.getByRole('alert').filter({ hasText: 'Faltan por corregir' })
  await summary.waitFor()
  expect(await summary.evaluate((it) => it === document.activeElement)).toBe(true)
  await expectNoAxeViolations(page)
  await summary.getByRole('link', { name: /^Primer apellido/ }).click()
  expect(await page.getByLabel('Primer apellido').evaluate((it) => it === document.activeElement)).toBe(true)
  expect(await page.getByLabel('Nombre(s)', { exact: true }).inputValue()).toBe("D'Artagnan Ñ")
  expect(await page.getByLabel('Fecha de nacimiento').inputValue()).toBe('31/02/2015')
  expect(await registered(hospitalId)).toHaveLength(0)
})

test('a CURP with H and M swapped is compared, refused and never overwrites what was chosen', async () => {
  const { person, hospitalId } = await staffOf(house)
  const { page } = await site.visit(person, { path: '/registrar' })
  await page.getByLabel('Hombre').check()
  await page.getByLabel('CURP', { exact: true }).fill('HEGG560427MVZRRL04')
  await page.getByText('La CURP dice: Mujer. Revise cuál es correcto.').waitFor()
  await page.getByText('La CURP indica otro sexo.').waitFor()
  expect(await page.getByLabel('Hombre').isChecked()).toBe(true)
  await expect.poll(() => page.getByLabel('Fecha de nacimiento').inputValue()).toBe('27/04/1956')
  await page.getByLabel('Nombre(s)', { exact: true }).fill('Gloria')
  await page.getByLabel('Primer apellido').fill('Hernández')
  await page.getByLabel('Cobertura', { exact: true }).selectOption('none')
  await save(page)
  await page.getByRole('alert').filter({ hasText: 'CURP' }).first().waitFor()
  expect(await registered(hospitalId)).toHaveLength(0)
})

test('who may be registered already is shown beside the form, stops it, and once judged different never again', async () => {
  const { person, hospitalId } = await staffOf(house)
  const twin = { givenName: 'Emilia', firstSurname: 'Rosales', secondSurname: 'Tum', birthDate: '2016-05-14' }
  await person.post('/api/patients', aPatient(hospitalId, { ...twin, sex: 'female' }))
  const { page } = await site.visit(person, { path: '/registrar' })
  await fillIn(page)
  await page.getByText('ROSALES TUM, Emilia').waitFor()
  await page.getByText('Coincide: el mismo nombre, la misma fecha de nacimiento.').waitFor()
  await expectNoAxeViolations(page)
  await save(page)
  await page.getByText('Puede que esta persona ya esté registrada').waitFor()
  expect(await registered(hospitalId)).toHaveLength(1)
  await page.getByRole('button', { name: 'Son personas distintas' }).click()
  await save(page)
  await saved(page)
  expect(await registered(hospitalId)).toHaveLength(2)
  expect(await house.sql`select * from distinct_patients where managing_organization_id = ${hospitalId}`).toHaveLength(
    1,
  )
})

test('a CURP that another hospital holds names that hospital and offers the transfer, nothing else', async () => {
  const elsewhere = await staffOf(house)
  const curp = withDigit('ROTE160514MDFSMMA')
  const facts = { givenName: 'Emilia', firstSurname: 'Rosales', secondSurname: 'Tum', birthDate: '2016-05-14' }
  await elsewhere.person.post('/api/patients', aPatient(elsewhere.hospitalId, { ...facts, sex: 'female', curp }))
  const { person, hospitalId } = await staffOf(house)
  const { page } = await site.visit(person, { path: '/registrar' })
  await fillIn(page, { given: 'Emilia', first: 'Rosales', second: 'Tum' })
  await page.getByLabel('CURP', { exact: true }).fill(curp)
  await save(page)
  await page.getByText('Esta CURP ya está registrada en otro hospital').waitFor()
  await page.getByText(elsewhere.hospitalName).waitFor()
  expect(await page.getByText('ROSALES TUM').count()).toBe(0)
  await expectNoAxeViolations(page)
  expect(await registered(hospitalId)).toHaveLength(0)
})

test('without a line it waits, says so, survives leaving the page and is sent once when the line is back', async () => {
  const { person, hospitalId } = await staffOf(house)
  const { page, context } = await site.visit(person, { path: '/registrar' })
  await fillIn(page)
  await page.getByText('No encontramos a nadie parecido').waitFor()
  await context.setOffline(true)
  await save(page)
  await page.getByText('En espera de conexión').waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: 'Inicio' }).click()
  await page.getByRole('link', { name: 'Registrar', exact: true }).click()
  await page.getByText('En espera de conexión').waitFor()
  expect(await page.getByLabel('Nombre(s)', { exact: true }).inputValue()).toBe('Emilia')
  await context.setOffline(false)
  await saved(page)
  expect(await registered(hospitalId)).toHaveLength(1)
})

test('an answer that is lost on the way is asked for again with the same key: one person', async () => {
  const { person, hospitalId } = await staffOf(house)
  const { page } = await site.visit(person, { path: '/registrar' })
  await fillIn(page)
  let lost = 0
  await page.route('**/api/patients', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await save(page)
  await saved(page)
  expect(lost).toBe(1)
  expect(await registered(hospitalId)).toHaveLength(1)
})

test('a reload and a session that ends lose nothing that was typed, and the tab keeps none of it in clear', async () => {
  const { person, hospitalId } = await staffOf(house)
  const { page } = await site.visit(person, { path: '/registrar' })
  await fillIn(page, { given: 'Xóchitl Guadalupe' })
  await page.getByRole('button', { name: 'Agregar persona tutora' }).click()
  await page.getByLabel('Teléfono').fill('55 1234')
  // last: an open list hides the rest of the page from readers, and from this test
  await page.getByLabel('Diagnóstico CIE-10').fill('leucemia linfo')
  await page.reload()
  await page.getByText('Aquí está lo que había escrito y no se guardó.').waitFor()
  await expectNoAxeViolations(page)
  expect(await page.getByLabel('Nombre(s)', { exact: true }).first().inputValue()).toBe('Xóchitl Guadalupe')
  expect(await page.getByLabel('Fecha de nacimiento').inputValue()).toBe('14/05/2016')
  expect(await page.getByLabel('Diagnóstico CIE-10').inputValue()).toBe('leucemia linfo')
  expect(await page.getByLabel('Teléfono').inputValue()).toBe('55 1234')
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  )
  expect(stored).toContain('draft:registration')
  expect(stored).not.toMatch(/Xóchitl|Rosales|14\/05|2016/)

  await page.getByLabel('Diagnóstico CIE-10').fill('')
  await page.getByRole('button', { name: /^Quitar a la persona tutora/ }).click()
  await house.sql`update sessions set ended_at = now() where user_id = ${person.userId}`
  await save(page)
  const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' })
  await dialog.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Continuar' }).click()
  await saved(page)
  const [row, ...more] = await registered(hospitalId)
  expect(row).toMatchObject({ given_name: 'Xóchitl Guadalupe' })
  expect(more).toHaveLength(0)
})

test('a session that ends for lack of use leaves what was typed on the screen and sealed in the tab', async () => {
  const { person, hospitalId } = await staffOf(house)
  const { page } = await site.visit(person, { clock: true })
  await page.getByRole('link', { name: 'Registrar', exact: true }).click()
  await fillIn(page, { given: 'Ixchel' })
  const cleared = page.waitForResponse((response) => response.url().endsWith('/api/sign-out'))
  await page.clock.fastForward('14:00')
  await page.getByRole('dialog', { name: 'Su sesión está por terminar' }).waitFor()
  await expectNoAxeViolations(page)
  await page.clock.fastForward('03:00')
  await cleared
  const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' })
  await dialog.waitFor()
  await expectNoAxeViolations(page)
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage))).toContain('draft:registration')
  await dialog.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Continuar' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await page.getByLabel('Nombre(s)', { exact: true }).inputValue()).toBe('Ixchel')
  await save(page)
  await saved(page)
  expect(await registered(hospitalId)).toHaveLength(1)
})

test('somebody else at the same computer finds nothing of it', async () => {
  const { person, hospitalId } = await staffOf(house)
  const colleague = await house.signIn('hospital-staff', { organizationId: hospitalId })
  const { page } = await site.visit(person, { path: '/registrar' })
  await fillIn(page, { given: 'Secreta' })
  await page.getByRole('button', { name: 'Persona de prueba' }).click()
  await page.getByRole('button', { name: 'Salir', exact: true }).click()
  await page.getByLabel('Correo').fill(colleague.email)
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await page.getByRole('link', { name: 'Registrar', exact: true }).click()
  await page.getByRole('heading', { name: 'Registrar a una persona' }).waitFor()
  expect(await page.getByLabel('Nombre(s)', { exact: true }).inputValue()).toBe('')
})

test('a search that finds nobody goes on to the form with what was typed; no name reaches an address or a title', async () => {
  const { person } = await staffOf(house)
  const { page, context } = await site.visit(person, { path: '/buscar' })
  const titles: string[] = []
  page.on('framenavigated', async () => titles.push(await page.title()))
  await page.getByRole('searchbox').fill('María de la Luz Quetzal Xiu')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nadie coincide' }).waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Registrar con lo que escribió' }).click()
  await page.getByLabel('Primer apellido').waitFor()
  expect(await page.getByLabel('Nombre(s)', { exact: true }).inputValue()).toBe('María de la Luz')
  expect(await page.getByLabel('Primer apellido').inputValue()).toBe('Quetzal')
  expect(await page.getByLabel('Segundo apellido').inputValue()).toBe('Xiu')
  titles.push(await page.title())
  expect(titles.join()).not.toMatch(/Quetzal|Luz/)
  expect(page.url()).not.toMatch(/Quetzal|Luz/)
  await context.close()
})

test.each([
  ['desk, light', sizes.desk, false],
  ['desk, dark', sizes.desk, true],
  ['phone, light', sizes.phone, false],
  ['phone, dark', sizes.phone, true],
] as const)('registration and search have no accessibility violation: %s', async (_case, size, dark) => {
  const { person, hospitalId } = await staffOf(house)
  await person.post('/api/patients', aPatient(hospitalId, { firstSurname: 'Buscada' }))
  const { page } = await site.visit(person, { path: '/registrar', size, dark })
  await page.getByLabel('CURP', { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.getByText('Sitio, morfología, etapa').click()
  await page.getByLabel('Topografía (sitio)').waitFor()
  await expectNoAxeViolations(page)
  await page.goto(`${site.origin}/buscar`)
  await page.getByRole('searchbox').fill('Buscada')
  await page.getByRole('link', { name: /BUSCADA/ }).waitFor()
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
