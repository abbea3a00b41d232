import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { csvRecords, missing, real } from './support/files.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

const censusHeaders = ['No.', 'OOAD', 'UNIDAD MÉDICA', 'NOMBRE', 'FECHA DE NACIMIENTO', 'CONFIRMACIÓN DIAGNÓSTICA']
/** Invented names that the program does not know as given names, so that their order has to be said. */
const surnames = ['Ñáxil', 'Tzóquem', 'Wixárit', 'Yólox', 'Ucán', 'Xicoht', 'Zoquipa', 'Quimix']

/** 0 is 'aaa', 27 is 'abb': a name of its own for each row. */
const lettersOf = (at: number) =>
  [676, 26, 1].map((place) => String.fromCharCode(97 + (Math.trunc(at / place) % 26))).join('')

/** A census of a hospital in Latin-1 with semicolons, as an old spreadsheet saves it; `wrong` rows cannot be read. */
function census(clues: string, rows: number, wrong: number) {
  const lines = Array.from({ length: rows + wrong }, (_row, at) => {
    const name = `${surnames[at % 8]} ${surnames[(at + 3) % 8]} Brünh${lettersOf(at)}`
    const born = at < rows ? `${String((at % 28) + 1).padStart(2, '0')}/03/2012` : '31/02/2012'
    return [at + 1, '', clues, name, born, '14/05/2024'].join(';')
  })
  return Buffer.from([censusHeaders.join(';'), ...lines, ''].join('\r\n'), 'latin1')
}

async function openClerk(path = '/importar', size?: (typeof sizes)['phone']) {
  const desk = await staffOf(house)
  const [{ clues }] = await house.sql<
    [{ clues: string }]
  >`select clues from organizations where id = ${desk.hospitalId}`
  const visit = await site.visit(desk.person, { path, ...(size && { size }) })
  await visit.page.getByRole('heading', { level: 1, name: 'Importar' }).waitFor()
  return { ...desk, ...visit, clues }
}

const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'text/csv') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })

const people = async (hospitalId: string) => {
  const [row] = await house.sql<
    { n: number }[]
  >`select count(*)::int as n from patients where managing_organization_id = ${hospitalId} and status = 'active'`
  return row?.n
}

test('a census goes in: what it is, its errors, the good rows, once; and is taken back', async () => {
  const { page, clues, hospitalId } = await openClerk()
  const file = census(clues, 40, 3)
  await choose(page, 'censo.csv', file)
  await page.getByText('Latin-1 (Windows-1252)').waitFor()
  await page.getByText('punto y coma').waitFor()
  expect(await page.getByLabel('¿Qué es cada fila?').inputValue()).toBe('census-27')
  await page.getByText('Ñáxil').first().waitFor()
  await expectNoAxeViolations(page)
  await page.getByLabel('Los apellidos').check()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()

  await page.getByRole('heading', { name: 'Resultado' }).waitFor()
  await page.getByText('40', { exact: true }).waitFor()
  const wrong = page.getByRole('table', { name: 'Filas por corregir' })
  await wrong.getByText('No es una fecha del calendario').first().waitFor()
  expect(await wrong.locator('tbody tr').count()).toBe(3)
  await wrong.getByText('FECHA DE NACIMIENTO').first().waitFor()
  await wrong.getByText('31/02/2012').first().waitFor()
  await expectNoAxeViolations(page)
  expect(await people(hospitalId)).toBe(0)

  await page.getByRole('button', { name: 'Descargar 3 con errores' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ])
  const errors = await readFile(await download.path(), 'utf8')
  expect(errors.trim().split('\r\n')).toHaveLength(4)
  expect(errors).toContain('date-unreadable')

  await page.getByRole('button', { name: 'Guardar 40 filas buenas' }).click()
  const asked = page.getByRole('dialog', { name: 'Guardar en el registro' })
  await asked.getByText('Las 3 filas con errores no se guardan').waitFor()
  await expectNoAxeViolations(page)
  await asked.getByRole('button', { name: 'Guardar 40 filas buenas' }).click()
  await page.getByText('Se guardaron 40 filas').waitFor()
  expect(await people(hospitalId)).toBe(40)

  // the same file again adds nobody
  await page.getByRole('link', { name: 'Todos sus archivos' }).click()
  await page.getByText('Guardado', { exact: true }).waitFor()
  await choose(page, 'censo.csv', file)
  await page.getByLabel('Los apellidos').check()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('heading', { name: 'Resultado' }).waitFor()
  await page.getByRole('tab', { name: 'Repetidas (40)' }).waitFor()
  expect(await page.getByRole('button', { name: /^Guardar/ }).count()).toBe(0)
  expect(await people(hospitalId)).toBe(40)

  await page.getByRole('link', { name: 'Todos sus archivos' }).click()
  await page.getByRole('row').filter({ hasText: 'Guardado' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await page.getByRole('dialog', { name: 'Deshacer 40 filas guardadas' }).getByText('Nada se borra').waitFor()
  await page.getByRole('button', { name: 'Deshacer lo guardado' }).click()
  await page.getByText('Se deshizo lo guardado').waitFor()
  expect(await people(hospitalId)).toBe(0)
})

test('a column under another name is said once, and the mapping is kept for the next file', async () => {
  const { page, clues } = await openClerk()
  const header = 'Nombre,Apellido de familia,fecha_nacimiento,sexo,clues,folio interno'
  await choose(page, 'hoja.csv', Buffer.from(`${header}\nWixárit,Tzóquem,27/03/2015,M,${clues},7\n`))
  await page.getByLabel('¿Qué es cada fila?').selectOption('patients')
  await page.getByText(/Faltan columnas necesarias: primer_apellido/).waitFor()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('alert').and(page.locator(':focus')).getByText('primer_apellido').waitFor()
  await page.getByLabel('Se guarda como: Apellido de familia').selectOption('firstSurname')
  await page
    .getByText(/Faltan columnas necesarias/)
    .first()
    .waitFor({ state: 'hidden' })
  await page.getByText('Guardar esta correspondencia para otra vez').click()
  await page.getByLabel('Nombre', { exact: true }).fill('Hoja de la clínica')
  await page.getByRole('button', { name: 'Guardar correspondencia' }).click()
  await page.getByText('La correspondencia «Hoja de la clínica» quedó guardada.').waitFor()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('button', { name: 'Guardar 1 fila buena' }).waitFor()
  await page.getByText('folio interno').waitFor()
  await page.getByRole('link', { name: 'Todos sus archivos' }).click()
  await choose(page, 'otra.csv', Buffer.from(`${header}\nUcán,Yólox,28/03/2015,M,${clues},8\n`))
  await page.getByLabel('¿Qué es cada fila?').selectOption({ label: 'Hoja de la clínica (Personas)' })
  const field = page.getByLabel('Se guarda como: Apellido de familia')
  await expect.poll(() => field.inputValue()).toBe('firstSurname')
})

test('cases without identity go in from their own columns and are not people', async () => {
  const person = await house.signIn('coordinator', { national: true })
  const { page } = await site.visit(person, { path: '/importar' })
  const rows = Array.from(
    { length: 60 }, // numbered after the study's own 4,028
    (_case, at) => `${at + 1},${at + 5001},1,2,${(at % 4) + 1},3,${at % 7 ? 0 : 1},4121,50,1`,
  )
  const header = 'rownames,seqno,instit,histol,stage,study,rel,edrel,age,in.subcohort'
  await choose(page, 'wilms.csv', Buffer.from([header, ...rows, ''].join('\n')))
  await page.getByText('Es el conjunto público «nwtco»').waitFor()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('button', { name: 'Guardar 60 filas buenas' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Guardar 60 filas buenas' }).click()
  await page.getByText('Se guardaron 60 filas').waitFor()
  const [row] = await house.sql<{ n: number }[]>`select count(*)::int as n from deidentified_cases`
  expect(row?.n).toBe(60)
})

test.skipIf(missing('nwtco.csv'))('nwtco.csv goes in through the screen, and a second time adds nothing', async () => {
  const person = await house.signIn('coordinator', { national: true })
  const { page } = await site.visit(person, { path: '/importar' })
  const file = real('nwtco.csv')
  const kept = async () => {
    const [row] = await house.sql<
      { n: number; relapses: number }[]
    >`select count(*)::int as n, count(*) filter (where relapse)::int as relapses from deidentified_cases where dataset = 'nwtco' and case_number::int < 5000`
    return row
  }
  const relapses = csvRecords(file.toString()).filter(({ rel }: Record<string, string>) => rel === '1').length
  const before = await kept()
  await choose(page, 'nwtco.csv', file)
  await page.getByText('Es el conjunto público «nwtco»').waitFor()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('heading', { name: 'Resultado' }).waitFor({ timeout: 60_000 })
  const save = page.getByRole('button', { name: /^Guardar [\d,]+ filas buenas$/ })
  await save.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Guardar/ })
    .click()
  await page.getByText(/Se guardaron [\d,]+ filas/).waitFor({ timeout: 60_000 })
  expect(await kept()).toEqual({ n: 4028, relapses })
  expect(before?.n).toBeLessThan(4028)

  await page.getByRole('link', { name: 'Todos sus archivos' }).click()
  await choose(page, 'nwtco.csv', file)
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('tab', { name: 'Repetidas (4,028)' }).waitFor({ timeout: 60_000 })
  expect(await page.getByRole('button', { name: /^Guardar/ }).count()).toBe(0)
  expect(await kept()).toEqual({ n: 4028, relapses })
})

test.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), /Es una imagen/],
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), /Es un PDF/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), /Excel antiguo/],
  ['nothing', Buffer.alloc(0), /El archivo está vacío/],
])('%s is refused with its remedy', async (_what, bytes, said) => {
  const { page } = await openClerk('/importar', sizes.phone)
  await choose(page, 'archivo.csv', bytes)
  await page.getByText(said).first().waitFor()
  await expectNoAxeViolations(page)
})

test('a rehearsal shows everything and offers no saving', async () => {
  const { page, clues, hospitalId } = await openClerk('/importar', sizes.phone)
  await choose(page, 'censo.csv', census(clues, 3, 1))
  await page.getByLabel('Los apellidos').check()
  await page.getByLabel('Solo ensayar').check()
  await page.getByRole('button', { name: 'Ensayar con todas las filas' }).click()
  await page.getByText('Fue un ensayo: no se guardó nada.').waitFor()
  expect(await page.getByRole('button', { name: /^Guardar/ }).count()).toBe(0)
  await expectNoAxeViolations(page)
  expect(await people(hospitalId)).toBe(0)
})

test('a reload while a file is read loses nothing, and without the stream the state is asked for', async () => {
  const { page, clues } = await openClerk()
  let streams = 0
  await page.route('**/api/imports/*', async (route) => {
    if (!route.request().headers()['accept']?.includes('text/event-stream')) return route.continue()
    streams++
    return route.abort()
  })
  await choose(page, 'censo.csv', census(clues, 4000, 5))
  await page.getByLabel('Los apellidos').check()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.waitForURL(/importar\/[0-9a-f-]{36}$/)
  await page.reload()
  await page.getByRole('heading', { name: 'Resultado' }).waitFor({ timeout: 60_000 })
  await page.getByText('4,005', { exact: true }).waitFor()
  await page.goto(`${site.origin}/importar`)
  await page.getByRole('row').filter({ hasText: '4,005' }).getByText('Por guardar').waitFor()
  expect(streams).toBeGreaterThan(0)
})

test('a file that comes through the stream moves while one looks', async () => {
  const { page, clues } = await openClerk()
  const seen: string[] = []
  page.on('request', (request) => {
    if (/api\/imports\/[0-9a-f-]{36}$/.test(request.url())) seen.push(request.headers()['accept'] ?? '')
  })
  await choose(page, 'censo.csv', census(clues, 2000, 0))
  await page.getByLabel('Los apellidos').check()
  await page.getByRole('button', { name: 'Comprobar todas las filas' }).click()
  await page.getByRole('button', { name: 'Guardar 2,000 filas buenas' }).waitFor({ timeout: 60_000 })
  expect(seen.filter((it) => it.includes('text/event-stream')).length).toBe(1)
  // once for the state, once for the stream: nothing is polled beside it
  expect(seen.length).toBeLessThanOrEqual(3)
})

test('the page can be read on a desk and on a phone, light and dark, empty and full', async () => {
  const { person, clues } = await openClerk()
  for (const [size, dark] of [
    [sizes.desk, true],
    [sizes.phone, false],
  ] as const) {
    const { page, context } = await site.visit(person, { size, dark, path: '/importar' })
    await page.getByText('Aún no ha traído ningún archivo').waitFor()
    await page.getByText('Descargar una plantilla').click()
    await expectNoAxeViolations(page)
    await choose(page, 'censo.csv', census(clues, 8, 2))
    await page.getByText('Primeras filas').waitFor()
    await expectNoAxeViolations(page)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(sideways).toBeLessThanOrEqual(0)
    await context.close()
  }
})
