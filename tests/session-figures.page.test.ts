import { beforeAll, expect, test } from 'vitest'
import type { Hospital, Person } from './support/house.js'
import { entries, post } from './support/ledger.js'
import { expectReadable, openSite } from './support/page.js'
import { publishMinutes } from './support/published.js'

const site = await openSite()
const { house } = site
const sessions = '/api/working-group-sessions'

let hospital: Hospital
let writer: Person
let second: Person
let mother: Person
let sessionId = ''

beforeAll(async () => {
  hospital = await house.openHospital({ level: 'umae', ooadCode: '14' })
  writer = await house.signIn('coordinator', { national: true })
  second = await house.signIn('coordinator', { national: true })
  mother = await house.signIn('parent-representative', { national: true })
  await post(house, [
    ...entries(1203, { organizationId: hospital.id, postedOn: '2024-01-10', birthDate: '1980-01-01' }),
    ...entries(420, { organizationId: hospital.id, postedOn: '2024-08-02' }),
  ])
  const session = await writer.post(sessions, { heldOn: '2024-08-09', mode: 'virtual', topic: 'Trasplante' })
  sessionId = session.body.id
})

test('the secretary freezes the figures, which say of which Friday they are and how they are inserted', async () => {
  const path = `/sesiones/${sessionId}/cifras`
  await expectReadable(site, writer, path, 'figures-empty')
  const { page, context } = await site.visit(writer, { path })
  await page.getByRole('heading', { name: 'Todavía no hay cifras de esta sesión' }).waitFor()
  await page.getByRole('button', { name: 'Congelar las cifras' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('9 de agosto de 2024').waitFor()
  await dialog.getByRole('button', { name: 'Congelar las cifras' }).click()
  await page.getByText('Corte del viernes 9 de agosto de 2024', { exact: true }).waitFor()
  const people = page.getByRole('table', { name: 'Personas' })
  await people.getByRole('row', { name: /^Personas registradas mil 623/ }).waitFor()
  await people.getByRole('row', { name: /^Porcentaje de personas adultas 74 por ciento/ }).waitFor()
  await page.getByRole('table', { name: 'Dolor' }).getByText('dato reservado').first().waitFor()
  await page.getByRole('link', { name: 'Ver el informe de abasto' }).click()
  await page.getByRole('heading', { level: 1, name: 'Informe de abasto al 9 de agosto de 2024' }).waitFor()
  await context.close()
  await expectReadable(site, writer, path, 'figures')
})

test('a representative opens the report of a published session and reads what it says to families', async () => {
  await publishMinutes(house, { sessionId, number: 1, heldOn: '2024-08-09' })
  const { reports } = (await writer.get(`${sessions}/${sessionId}/figures`)).body
  for (const [source, says] of [
    ['treatment', 'Dosis programadas'],
    ['supply', 'Casos de desabasto abiertos'],
  ] as const) {
    const { reportId } = reports.find((report: { source: string }) => report.source === source)
    const path = `/informes/${reportId}`
    const { page, context } = await site.visit(mother, { path })
    await page.getByRole('heading', { name: 'Cifras para las familias' }).waitFor()
    await page.getByText(says, { exact: true }).waitFor()
    await page.getByText('Huella comprobada en este equipo').waitFor()
    await context.close()
    await expectReadable(site, mother, path, `report-${source}`)
  }
})

test('one writes the bulletin, is warned of what does not agree, and another approves it', async () => {
  const path = `/sesiones/${sessionId}/boletin`
  await expectReadable(site, writer, path, 'bulletin-empty')
  const { page, context } = await site.visit(writer, { path })
  await page.getByRole('button', { name: 'Preparar boletín' }).click()
  const spanish = page.getByRole('region', { name: 'Español' })
  const text = spanish.getByLabel('Texto')
  await expect.poll(() => text.inputValue()).toContain('{{total}} personas con cáncer')
  await spanish.locator('.g-figure', { hasText: 'mil 623' }).first().waitFor()
  await text.fill('Hay 683 claves: 403 y 290. ')
  await spanish.getByText('Dice 683 y debería ser 693.').waitFor()
  await text.fill('Son ')
  await spanish.getByLabel('Insertar cifra').selectOption({ label: 'Personas registradas: mil 623' })
  expect(await text.inputValue()).toBe('Son {{total}}')
  await spanish.getByText('No se encontró nada que corregir.').waitFor()
  await page.getByRole('button', { name: 'Agregar fotografía' }).click()
  await page.getByLabel('Dirección (https)').fill('https://fotos.example/149.jpg')
  await page.getByLabel('Pie de foto').fill('La mesa de trabajo')
  await page.getByRole('button', { name: 'Guardar borrador' }).click()
  await page.getByText(/^Guardado \d/).waitFor()
  await page.getByText('Lo aprueba otra persona de la coordinación nacional.').waitFor()
  await context.close()
  await expectReadable(site, writer, path, 'bulletin-draft')

  const other = await site.visit(second, { path })
  const approve = async () => {
    await other.page.getByRole('button', { name: 'Aprobar boletín' }).click()
    await other.page.getByRole('dialog').getByRole('button', { name: 'Aprobar boletín' }).click()
  }
  await approve()
  await other.page.getByRole('link', { name: /Fotografía 1, .*consentimiento/ }).waitFor()
  const [{ id, version }] = (await writer.get(`${sessions}/${sessionId}/bulletins`)).body.items
  const { photos } = (await writer.get(`/api/bulletins/${id}`)).body
  const [{ hidden: _, ...shown }] = photos
  const mended = await writer.patch(`/api/bulletins/${id}`, { photos: [{ ...shown, consent: true }] }, version)
  expect(mended.status, mended.text).toBe(200)
  await other.page.reload()
  await approve()
  await other.page.getByText('Aprobado el').waitFor()
  await other.page.getByText('Son mil 623').waitFor()
  await other.page.getByText('Huella (SHA-256)').waitFor()
  await other.context.close()
  await expectReadable(site, second, path, 'bulletin-approved')
})
