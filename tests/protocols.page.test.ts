import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { exampleProtocolId } from 'server/protocols/example-id'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site
const nation = await house.signIn('coordinator', { national: true })
const mark = 'Ejemplo, no usar en pacientes'

/** Nothing is wider than the window. */
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

const versionsOf = async (code: string) => {
  const [row] = await house.sql`select id from protocols where code = ${code}`
  const { body } = await nation.get(`/api/protocols/${row?.['id']}`)
  return body as { id: string; versions: { id: string; number: number; status: string; version: number }[] }
}
const definitionOf = async (code: string) => {
  const { id, versions } = await versionsOf(code)
  return (await nation.get(`/api/protocols/${id}/versions/${versions[0]?.id}`)).body.definition
}
const saved = (page: Page) => page.getByText(/^Guardado \d\d:\d\d/).waitFor()

test.each(Object.entries(sizes))(
  'the library and a protocol are read on a %s, each example marked',
  async (_name, size) => {
    const { person } = await staffOf(house)
    const { page } = await site.visit(person, { path: '/protocolos', size })
    await page.getByRole('link', { name: /Tumor de Wilms/ }).waitFor()
    expect(await page.getByText(mark, { exact: true }).count()).toBe(6)
    expect(await page.getByRole('button', { name: 'Nuevo protocolo' }).count()).toBe(0)
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)

    await page.getByLabel('Con fase de').selectOption('maintenance')
    await page.getByRole('link', { name: /mantenimiento/ }).waitFor()
    await expect.poll(() => page.getByText(mark, { exact: true }).count()).toBe(1)
    await page.getByRole('link', { name: /mantenimiento/ }).click()
    await page.getByText('Mercaptopurina').first().waitFor()
    await page.getByText('75 mg/m²', { exact: true }).first().waitFor()
    await page.getByText(/AALL0232/).waitFor()
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)
    await page.getByText('1 a 84', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Por día' }).click()
    await page.getByRole('tabpanel').getByText('1.5 mg/m², máximo 2 mg', { exact: true }).first().waitFor()
    await expectNoAxeViolations(page)

    await page.emulateMedia({ media: 'print' })
    const marks = page.getByText(mark, { exact: true })
    expect(await marks.count()).toBe(2)
    for (const it of await marks.all()) expect(await it.isVisible()).toBe(true)
  },
)

test('a coordinator writes a protocol with the editor, sees what is wrong at its field, and puts it in use', async () => {
  const { page } = await site.visit(nation, { path: '/protocolos' })
  await page.getByRole('button', { name: 'Nuevo protocolo' }).click()
  await page.getByLabel('Protocolo', { exact: true }).fill('Esquema de prueba')
  await page.getByLabel('Clave', { exact: true }).fill('Esquema Ñ')
  await page.getByRole('button', { name: 'Crear borrador' }).click()
  await page.getByText('Use letras minúsculas sin acento', { exact: false }).waitFor()
  await expectNoAxeViolations(page)
  await page.getByLabel('Clave', { exact: true }).fill('esquema-de-prueba')
  await page.getByRole('button', { name: 'Crear borrador' }).click()

  await page.getByRole('button', { name: 'Agregar fase' }).click()
  await page.getByLabel('Nombre de la fase').fill('Inducción')
  await page.getByRole('button', { name: 'Agregar medicamento' }).click()
  await page.getByLabel('Medicamento', { exact: true }).selectOption('vincristina')
  await page.getByLabel('Vía').selectOption('IT')
  await page.getByText('Ese medicamento nunca va por vía intratecal', { exact: false }).first().waitFor()
  await page.getByLabel('Cantidad por m²').fill('1,5')
  await page.getByLabel('Tope de una dosis').fill('2')
  await page.getByText('Falta la unidad.', { exact: false }).first().waitFor()
  await expectNoAxeViolations(page)
  // the review leads to the field
  await page.getByRole('button', { name: /Unidad Falta la unidad/ }).click()
  expect(await page.getByLabel('Unidad').evaluate((it) => it === document.activeElement)).toBe(true)
  await page.getByLabel('Unidad').selectOption('mg')
  await page.getByLabel('Vía').selectOption('IV')
  await page.getByLabel('Copiar este día a otros').fill('8, 15-16')
  await page.getByRole('button', { name: 'Copiar día' }).click()
  await page.getByRole('button', { name: /^Día 16,/ }).waitFor()
  await page.getByRole('button', { name: 'Agregar fuente' }).click()
  await page.getByLabel('Cita').fill('Publicación de prueba')
  await page.getByText('Sin errores ni avisos. Se puede poner en uso.').waitFor()
  await saved(page)
  const definition = await definitionOf('esquema-de-prueba')
  expect(definition.phases[0].days.map(({ day }: { day: number }) => day)).toEqual([1, 8, 15, 16])
  expect(definition.phases[0].days[3].medications).toEqual([
    {
      ...{ medication: 'vincristina', purpose: 'antineoplastic', basis: 'per-m2', amount: 1.5, unit: 'mg', cap: 2 },
      route: 'IV',
    },
  ])

  await page.getByRole('button', { name: 'Poner en uso' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Poner en uso' }).click()
  await page.getByText('Esta versión ya no se puede editar').waitFor()
  expect((await versionsOf('esquema-de-prueba')).versions).toMatchObject([{ number: 1, status: 'in-use' }])
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: 'Volver al protocolo' }).click()
  await page.getByRole('button', { name: 'Nueva versión' }).waitFor()
  expect(await page.getByRole('link', { name: 'Editar el borrador' }).count()).toBe(0)
})

/** A draft of a new protocol of the network with one sound line, open in the editor. */
async function openDraft(code: string, size: { width: number; height: number } = sizes.desk) {
  const made = await nation.post('/api/protocols', { code, name: `Borrador ${code}`, organizationId: null })
  const { id: versionId, protocol } = made.body
  const address = `/api/protocols/${protocol.id}/versions/${versionId}`
  const medication = {
    ...{ medication: 'vincristina', purpose: 'antineoplastic', basis: 'per-m2', amount: 1.5, unit: 'mg', cap: 2 },
    route: 'IV',
  }
  const definition = {
    phases: [
      {
        ...{ name: 'Inducción', kind: 'induction', cycleDays: 28, cycles: 1 },
        days: [{ day: 1, medications: [medication] }],
      },
    ],
    sources: [{ citation: 'Una cita' }],
  }
  expect((await nation.patch(address, { definition }, 1)).status).toBe(200)
  const path = `/protocolos/${protocol.id}/versiones/${versionId}/editar`
  const { page } = await site.visit(nation, { path, size })
  await page.getByRole('button', { name: 'Editar Vincristina' }).waitFor()
  return { page, address, definition }
}

test('what is typed stands over a reload, also what is no number yet', async () => {
  const { page, address } = await openDraft('recarga')
  await page.getByRole('button', { name: 'Editar Vincristina' }).click()
  await page.getByLabel('Nota').fill('Con cuidado')
  await page.getByLabel('Cantidad por m²').fill('1.5 o 2')
  await page.getByText('Escriba solo el número', { exact: false }).first().waitFor()
  await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name.startsWith('draft:protocol/')))
  await page.waitForTimeout(300)
  await page.reload()
  await page.getByRole('button', { name: 'Editar Vincristina' }).click()
  expect(await page.getByLabel('Cantidad por m²').inputValue()).toBe('1.5 o 2')
  expect(await page.getByLabel('Nota').inputValue()).toBe('Con cuidado')
  expect((await nation.get(address)).body.definition.phases[0].days[0].medications[0].amount).toBe(1.5)
  await page.getByLabel('Cantidad por m²').fill('2')
  await saved(page)
  expect((await nation.get(address)).body.definition.phases[0].days[0].medications[0]).toMatchObject({
    ...{ amount: 2, note: 'Con cuidado' },
  })
})

test('parts are copied, moved and removed, and every step is undone', async () => {
  const { page } = await openDraft('pasos')
  const lines = page.getByRole('button', { name: /^Editar / })
  const phases = page.getByRole('navigation', { name: 'Fases y días' }).getByRole('button', { name: /^Inducción/ })
  await page.getByRole('button', { name: 'Copiar: Vincristina' }).click()
  await page.getByLabel('Medicamento', { exact: true }).selectOption('prednisona')
  expect(await lines.allInnerTexts()).toHaveLength(2)
  await page.getByRole('button', { name: 'Subir: Prednisona' }).click()
  expect(await lines.first().textContent()).toMatch(/Prednisona/)
  await page.getByRole('button', { name: 'Quitar: Prednisona' }).click()
  expect(await lines.count()).toBe(1)
  const undo = page.getByRole('button', { name: 'Deshacer' })
  await undo.click()
  expect(await lines.first().textContent()).toMatch(/Prednisona/)
  await undo.click()
  expect(await lines.first().textContent()).toMatch(/Vincristina/)
  await page.getByRole('button', { name: 'Copiar fase' }).click()
  expect(await phases.count()).toBe(2)
  await undo.click()
  expect(await phases.count()).toBe(1)
  await page.getByRole('button', { name: 'Rehacer' }).click()
  expect(await phases.count()).toBe(2)
})

test('a basis shows its fields only, and keeps what was typed under another', async () => {
  const { page } = await openDraft('bases', sizes.phone)
  await page.getByRole('button', { name: 'Editar Vincristina' }).click()
  expect(await fits(page)).toBe(true)
  await page.getByLabel('Base de la dosis').selectOption('age-band')
  expect(await page.getByLabel(/^Cantidad/).count()).toBe(0)
  await page.getByRole('button', { name: 'Agregar edad' }).click()
  await page.getByLabel('Hasta (años)').fill('2')
  await page.getByRole('button', { name: 'Agregar edad' }).click()
  expect(await page.getByLabel('Desde (años)').last().inputValue()).toBe('2')
  await page.getByRole('button', { name: 'Agregar estudio' }).click()
  await page.getByLabel('Estudio').selectOption('neutrophils')
  await page.getByLabel('Mínimo (10³/µL)').fill('0.75')
  expect(await fits(page)).toBe(true)
  await expectNoAxeViolations(page)
  await page.getByLabel('Base de la dosis').selectOption('per-kg')
  expect(await page.getByLabel('Cantidad por kg').inputValue()).toBe('1.5')
  expect(await page.getByLabel('Hasta (años)').count()).toBe(0)
})

test("somebody else's change in between is told, and nothing typed is lost", async () => {
  const { page, address, definition } = await openDraft('dos-manos')
  expect((await nation.patch(address, { definition, changeNote: 'De otra persona' }, 2)).status).toBe(200)
  await page.getByLabel('Nombre de la fase').fill('Mi fase')
  await page.getByText('Otra persona guardó este borrador mientras usted lo editaba.').waitFor()
  await expectNoAxeViolations(page)
  expect(await page.getByLabel('Nombre de la fase').inputValue()).toBe('Mi fase')
  await page.getByRole('button', { name: 'Guardar lo mío' }).click()
  await saved(page)
  expect((await nation.get(address)).body).toMatchObject({ version: 4, definition: { phases: [{ name: 'Mi fase' }] } })
})

test("a hospital's variant is compared with its base side by side", async () => {
  const { person, hospitalId } = await staffOf(house, 'coordinator')
  const protocolId = exampleProtocolId('wilms-i-ii')
  for (const size of Object.values(sizes)) {
    const { page } = await site.visit(person, { path: `/protocolos/${protocolId}`, size })
    await page.getByRole('tabpanel').getByText('Dactinomicina').first().waitFor()
    expect(await page.getByRole('button', { name: 'Nueva versión' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Variante de mi hospital' }).click()
    await page.getByLabel('Clave', { exact: true }).fill(`wilms-${size.width}`)
    await page.getByRole('button', { name: 'Crear borrador' }).click()
    await page.getByRole('button', { name: 'Editar Dactinomicina' }).click()
    await page.getByLabel('Cantidad por kg').fill('0.04')
    await saved(page)
    await page.getByRole('link', { name: 'Volver al protocolo' }).click()
    await page.getByText(/Variante de «Tumor de Wilms/).waitFor()
    await page.getByRole('link', { name: 'Comparar con la base' }).click()
    await page.getByText('0.045 mg/kg, máximo 2.3 mg · Intravenosa').waitFor()
    await page.getByText('0.04 mg/kg, máximo 2.3 mg · Intravenosa').waitFor()
    await page.getByText('Cambió: cantidad').waitFor()
    expect(await page.getByRole('heading', { name: /^Día / }).allInnerTexts()).toEqual(['Día 1'])
    expect(await page.getByText(mark, { exact: true }).first().isVisible()).toBe(true)
    expect(await fits(page)).toBe(true)
    await expectNoAxeViolations(page)
  }
  const rows = await house.sql`select example from protocols where organization_id = ${hospitalId}`
  expect(rows.map(({ example }) => example)).toEqual([true, true])
})

test('a file is taken as a draft; what is wrong in one is listed by its place and nothing is kept', async () => {
  const { person, hospitalId } = await staffOf(house, 'coordinator')
  const text = readFileSync(new URL('../server/catalogue/protocols/lla-induccion.json', import.meta.url), 'utf8')
  const faulty = JSON.parse(text)
  const [line] = faulty.definition.phases[0].days[7].medications
  line.route = 'IT'
  delete line.unit
  const { page } = await site.visit(person, { path: '/protocolos' })
  await page.getByRole('button', { name: 'Importar JSON' }).click()
  const dialog = page.getByRole('dialog')
  const choose = (content: string) =>
    dialog
      .getByLabel('Archivo JSON')
      .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  const take = () => dialog.getByRole('button', { name: 'Importar', exact: true }).click()
  await choose('esto no es')
  await dialog.getByText('El archivo no es JSON.', { exact: false }).waitFor()
  await choose(JSON.stringify(faulty))
  await take()
  await dialog.getByText('2 errores en el archivo. No se guardó nada.').first().waitFor()
  await dialog.getByText('Protocolo I, fase A, día 8, renglón 1, Unidad').waitFor()
  await dialog.getByText('Ese medicamento nunca va por vía intratecal', { exact: false }).waitFor()
  await expectNoAxeViolations(page)
  expect(await house.sql`select * from protocols where organization_id = ${hospitalId}`).toHaveLength(0)
  await choose(text)
  await take()
  await page.getByRole('button', { name: 'Editar Prednisona' }).waitFor()
  await page.getByText('Sin errores ni avisos. Se puede poner en uso.').waitFor()

  // a second time there is a draft already: it is opened instead
  await page.goto(`${site.origin}/protocolos`)
  await page.getByRole('button', { name: 'Importar JSON' }).click()
  await choose(text)
  await take()
  await dialog.getByRole('link', { name: 'Abrir ese borrador' }).click()
  await page.getByRole('button', { name: 'Editar Prednisona' }).waitFor()
})
