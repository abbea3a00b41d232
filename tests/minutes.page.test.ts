import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { agreeOn, attend, freezeFigures, openGroup, people } from './support/minutes.js'
import { expectNoAxeViolations, expectReadable, openSite, sizes } from './support/page.js'

const site = await openSite()
const { house } = site

beforeAll(() => people(house))

const pathOf = ({ sessionId }: { sessionId: string }) => `/sesiones/${sessionId}/minuta`

async function writing(size: { width: number; height: number } = sizes.desk) {
  const group = await openGroup(house)
  await attend(house, group.sessionId)
  await freezeFigures(house, group)
  const { page, context } = await site.visit(group.secretary, { path: pathOf(group), size })
  await page.getByRole('button', { name: 'Empezar la minuta' }).click()
  const box = page.getByLabel('Texto de la minuta')
  await box.waitFor()
  const [row] = (await group.secretary.get(group.all)).body.items
  const now = async () => (await group.secretary.get(group.at(row.id))).body
  return { ...group, page, context, box, now, id: row.id as string }
}

test('two people bring minutes from the agenda to a published PDF', async () => {
  const group = await writing()
  const { page, box } = group
  await agreeOn(house, group.sessionId, 'Dar seguimiento a varias niñas')
  expect(await box.inputValue()).toContain('## Cifras')
  await box.fill('Se abrió la sesión. Hay ')
  await page.getByRole('button', { name: 'Insertar cifra' }).click()
  await page.getByRole('button', { name: /Personas registradas mil 640/ }).click()
  await page.keyboard.type(' personas')
  expect(await box.inputValue()).toBe('Se abrió la sesión. Hay {{total}} personas')
  await page.getByLabel('Vista previa').getByText('mil 640').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Dar por acordada' }).click()
  await page.getByRole('button', { name: 'Publicar…' }).click()
  await page.getByText('Usted la dio por acordada: la publica otra persona.').waitFor()
  await page.getByText('Usted la escribió sin nadie más: la publica otra persona.').waitFor()
  expect(await page.getByRole('button', { name: 'Publicar para siempre' }).isDisabled()).toBe(true)
  await expectNoAxeViolations(page)

  const visit = await site.visit(group.second, { path: pathOf(group) })
  await visit.page.getByRole('button', { name: 'Publicar…' }).click()
  await visit.page.getByRole('button', { name: 'Publicar para siempre' }).click()
  await visit.page.getByText('El documento coincide con su huella').waitFor()
  await visit.page.getByText('María, Nohemí, María').waitFor()
  const { document, sha256 } = await group.now()
  await visit.page.getByText(sha256).waitFor()
  expect(await visit.page.getByRole('link', { name: 'mil 640' }).getAttribute('href')).toBe(
    `/informes/${document.figures[0].reportId}`,
  )
  await expectNoAxeViolations(visit.page)
  const [file] = await Promise.all([
    visit.page.waitForEvent('download'),
    visit.page.getByRole('button', { name: 'Descargar PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`minuta-${document.number}-1.pdf`)
})

test('what is missing is listed with the way to it, and a number typed over is changed for its figure', async () => {
  const group = await openGroup(house)
  await freezeFigures(house, group)
  const { id, version } = await group.write('Se abrió la sesión con mil 640 personas registradas.')
  await group.secretary.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  const { page } = await site.visit(group.second, { path: pathOf(group) })
  await page.getByRole('button', { name: 'Publicar…' }).click()
  await page.getByRole('dialog').getByText('Es una cifra del informe escrita a mano').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Ir al lugar' }).click()
  const box = page.getByLabel('Texto de la minuta')
  const selected = () => box.evaluate((it: HTMLTextAreaElement) => it.value.slice(it.selectionStart, it.selectionEnd))
  await expect.poll(selected).toBe('mil 640')
  await page.getByRole('button', { name: 'Regresar a borrador' }).click()
  await page.getByRole('button', { name: 'Cambiar por la cifra del informe' }).click()
  expect(await box.inputValue()).toBe('Se abrió la sesión con {{total}} personas registradas.')
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  await page.getByRole('button', { name: 'Dar por acordada' }).click()
  // Now the first one publishes: attendance is what the server still asks for
  const other = await site.visit(group.secretary, { path: pathOf(group) })
  await other.page.getByRole('button', { name: 'Publicar…' }).click()
  await other.page.getByRole('button', { name: 'Publicar para siempre' }).click()
  await other.page.getByText('Falta la asistencia de la sesión.').waitFor()
  expect(await other.page.getByRole('link', { name: 'Asistencia' }).getAttribute('href')).toBe(
    `/sesiones/${group.sessionId}`,
  )
})

test('two people write at once: both texts stand side by side, and each place is chosen', async () => {
  const { page, box, second, at, id, now } = await writing()
  const before = await now()
  await box.fill('Uno igual\n\nLo que escribí yo\n\nFin igual')
  const theirs = 'Uno igual\n\nLo que escribió otra persona\n\nFin igual\n\nY algo más'
  expect((await second.patch(at(id), { text: theirs }, before.version)).status).toBe(200)
  await page.getByText('Otra persona guardó mientras usted escribía').waitFor()
  expect(await page.getByText('Uno igual').count()).toBe(0) // only what differs
  await page.getByRole('group', { name: 'Lugar 1' }).getByText('Lo que escribí yo').waitFor()
  await page.getByRole('group', { name: 'Lugar 1' }).getByText('Lo que escribió otra persona').waitFor()
  expect(await page.getByRole('button', { name: 'Guardar lo elegido' }).isDisabled()).toBe(true)
  await expectNoAxeViolations(page)
  await page.getByRole('group', { name: 'Lugar 1' }).getByLabel('Los dos').check()
  await page.getByRole('group', { name: 'Lugar 2' }).getByLabel('Lo que está guardado').check()
  await page.getByRole('button', { name: 'Guardar lo elegido' }).click()
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  expect((await now()).text).toBe(
    'Uno igual\n\nLo que escribí yo\n\nLo que escribió otra persona\n\nFin igual\n\nY algo más',
  )
})

test('a tab closed while one writes: the draft is there', async () => {
  const { page, box, context, id, sessionId, now } = await writing()
  await box.fill('Lo que se dijo de los catéteres')
  await page.close({ runBeforeUnload: true })
  await expect.poll(async () => (await now()).text).toBe('Lo que se dijo de los catéteres')
  const again = await context.newPage()
  await again.goto(`${site.origin}/sesiones/${sessionId}/minuta`)
  expect(await again.getByLabel('Texto de la minuta').inputValue()).toBe('Lo que se dijo de los catéteres')
  expect(id).toBeTruthy()
})

test('without a connection the text waits on the screen and over a reload, and goes by itself', async () => {
  const { page, box, context, now } = await writing()
  await context.setOffline(true)
  await box.fill('Escrito sin red')
  await page.getByText('En espera de conexión').waitFor()
  expect((await now()).text).not.toBe('Escrito sin red')
  await context.setOffline(false)
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  expect((await now()).text).toBe('Escrito sin red')
})

test('a CURP is shown at its place and nothing is saved until it is gone', async () => {
  const { page, box, now } = await writing()
  const before = (await now()).text
  await box.fill('Se habló de HEGG560427MVZRRL04 ayer')
  await page.getByText('El texto no se guardó: quite o cambie lo que identifica a una persona.').waitFor()
  expect((await now()).text).toBe(before)
  await expectNoAxeViolations(page)
  await box.fill('Se habló del caso ayer')
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  expect((await now()).text).toBe('Se habló del caso ayer')
})

test('an erratum is opened with its reason and stands beside the old one', async () => {
  const group = await openGroup(house)
  await attend(house, group.sessionId)
  const { id, version } = await group.write('Un texto publicado')
  await group.secretary.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  await group.second.post(
    group.at(id, '/publication'),
    {},
    { 'if-match': `"${version + 1}"`, 'idempotency-key': uuidv7() },
  )
  const { page } = await site.visit(group.second, { path: pathOf(group) })
  await page.getByRole('button', { name: 'Hacer una fe de erratas' }).click()
  await page.getByLabel('Motivo de la fe de erratas').fill('Faltó decir quién presenta')
  await page.getByRole('button', { name: 'Abrir la fe de erratas' }).click()
  await page.getByLabel('Texto de la minuta').fill('Un texto corregido')
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  await page.getByRole('button', { name: 'Minuta', exact: true }).click()
  await page.getByRole('article').getByText('Un texto publicado').waitFor()
  await page.getByText('Motivo: Faltó decir quién presenta').waitFor()
  await expectNoAxeViolations(page)
})

test('writing and what is published can be read on a desk and on a phone', async () => {
  const group = await openGroup(house)
  await attend(house, group.sessionId)
  await freezeFigures(house, group)
  await agreeOn(house, group.sessionId, 'Dar seguimiento a varias niñas')
  const text =
    '## Cifras\n\nHay **{{total}} personas**, {{added}} nuevas, y <b>esto</b> no se usa. Eran mil 203.\n\n- Uno\n- Dos\n\n> Gracias a las familias\n\nSe surten 403 + 290 = 683 claves.'
  const { id, version } = await group.write(text)
  await group.second.patch(group.at(id), { text: `${text}\n\nMás tarde.` }, version)
  await expectReadable(site, group.secretary, pathOf(group), 'minutes-draft')
  const last = await group.second.patch(
    group.at(id),
    { text: '## Cifras\n\nHay **{{total}} personas**, {{added}} nuevas.' },
    version + 1,
  )
  await group.secretary.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': `"${last.body.version}"` })
  const done = await group.second.post(group.at(id, '/publication'), {}, { 'if-match': `"${last.body.version + 1}"` })
  expect(done.status, done.text).toBe(201)
  await expectReadable(site, group.secretary, pathOf(group), 'minutes-published')
})
