import { readFile } from 'node:fs/promises'
import { sealAll } from 'server/keepers'
import { figureInWords } from 'shared/figure-words'
import type { PublishedMinutes } from 'shared/published-minutes'
import { beforeAll, expect, test } from 'vitest'
import { aPatient, type Hospital, type Person } from './support/house.js'
import { people } from './support/minutes.js'
import { expectNoAxeViolations, openSite } from './support/page.js'
import { pagesOf } from './support/pdf.js'

const site = await openSite()
const { house } = site
const sessions = '/api/working-group-sessions'

let secretary: Person
let second: Person
let hospital: Hospital

beforeAll(async () => {
  await people(house)
  hospital = await house.openHospital()
  secretary = await house.signIn('coordinator', { national: true })
  second = await house.signIn('coordinator', { national: true })
  await secretary.post('/api/working-group-posts', { kind: 'oncology-coordination', name: 'Coordinación de Oncología' })
})

test('a session goes from its agenda to its published PDF, by the secretary and a second person, and stays as it was', async () => {
  const { page } = await site.visit(secretary, { path: '/sesiones' })
  await page.getByRole('button', { name: 'Preparar sesión' }).click()
  const dialog = page.getByRole('dialog', { name: 'Preparar una sesión' })
  await dialog.getByLabel('Número').fill('149')
  await dialog.getByLabel('Día de la sesión').fill('09/08/2024')
  await dialog.getByRole('button', { name: 'Preparar', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sesión 149' }).waitFor()
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  const card = page.getByRole('region', { name: 'Asistencia' })
  const post = card.getByRole('combobox', { name: 'Puesto', exact: true })
  await post.click()
  await post.pressSequentially('Oncología')
  await page.getByRole('option', { name: /Coordinación de Oncología/ }).click()
  await card.getByRole('button', { name: /^Quitar: Coordinación de Oncología/ }).waitFor()
  const name = card.getByLabel('Nombre de pila')
  for (const mother of ['María', 'María']) {
    await name.fill(mother)
    await name.press('Enter')
    await expect.poll(() => name.inputValue()).toBe('')
  }
  await card.getByRole('heading', { name: 'Madres: 2' }).waitFor()

  const parts = page.getByRole('navigation', { name: 'Partes de la sesión' })
  await parts.getByRole('link', { name: 'Cifras' }).click()
  await page.getByRole('button', { name: 'Congelar las cifras' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Congelar las cifras' }).click()
  await page.getByRole('table', { name: 'Personas' }).waitFor()

  await parts.getByRole('link', { name: 'Acuerdos' }).click()
  const agreement = await secretary.post(`${sessions}/${sessionId}/agreements`, {
    ...{ text: 'Dar seguimiento a la atención de varios menores', dueOn: '2024-08-30' },
    responsible: (await secretary.get('/api/working-group-posts')).body.items[0].id,
  })
  expect(agreement.status, agreement.text).toBe(201)
  await page.reload()
  await page.getByText('Dar seguimiento a la atención de varios menores').waitFor()

  await parts.getByRole('link', { name: 'Minuta' }).click()
  await page.getByRole('button', { name: 'Empezar la minuta' }).click()
  const box = page.getByLabel('Texto de la minuta')
  await box.fill(
    '## Cifras\n\nLa plataforma tiene {{total}} personas: {{paediatric}} niñas y niños y {{adult}} adultas. ',
  )
  await page.getByRole('button', { name: 'Insertar cifra' }).click()
  await page.getByRole('button', { name: /^Personas que se sumaron/ }).click()
  await page.keyboard.type(' son nuevas.')
  await page.keyboard.press('Control+s')
  await page.getByText(/Guardado \d\d:\d\d/).waitFor()
  await page.getByRole('button', { name: 'Dar por acordada' }).click()
  await page.getByRole('button', { name: 'Publicar…' }).click()
  await page.getByText('Usted la dio por acordada: la publica otra persona.').waitFor()

  const other = (await site.visit(second, { path: `/sesiones/${sessionId}/minuta` })).page
  await other.getByRole('button', { name: 'Publicar…' }).click()
  await other.getByRole('button', { name: 'Publicar para siempre' }).click()
  await other.getByText('El documento coincide con su huella').waitFor()
  await expectNoAxeViolations(other)

  const pdf = async () => {
    const [file] = await Promise.all([
      other.waitForEvent('download'),
      other.getByRole('button', { name: 'Descargar PDF' }).click(),
    ])
    return readFile(await file.path())
  }
  const published = (await second.get(`/api/published-sessions/${sessionId}`)).body as PublishedMinutes
  const before = await pdf()
  const said = (await pagesOf(before)).join(' ').replace(/\s+/g, ' ')
  const [figure] = published.figures
  const report = (
    await (await house.signIn('parent-representative', { national: true })).get(`/api/reports/${figure?.reportId}`)
  ).body
  const { patients, paediatric, adult } = report.total
  expect({ patients, paediatric, adult, added: report.balance.added }).toEqual({
    ...{ patients: 1640, paediatric: 437, adult: 1203, added: 437 },
  })
  const words = (key: 'total' | 'paediatric' | 'adult' | 'added', value: number) => figureInWords(key, value, 'es')
  expect(said).toContain(
    `La plataforma tiene ${words('total', patients)} personas: ${words('paediatric', paediatric)} niñas y niños y ${words('adult', adult)} adultas. ${words('added', report.balance.added)} son nuevas.`,
  )
  expect(said).toContain('Madres (2): María, María')
  expect(said).toContain('149-1')

  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  for (let n = 0; n < 3; n++) expect((await nurse.post('/api/patients', aPatient(hospital.id))).status).toBe(201)
  await sealAll(house.database)
  expect((await pdf()).equals(before)).toBe(true)
  expect((await second.get('/api/counts')).body.total.patients).toBe(patients + 3)

  const write = other.getByRole('button', { name: 'Anotar un acuerdo' })
  const open = async (part: string) =>
    other.getByRole('navigation', { name: 'Partes de la sesión' }).getByRole('link', { name: part }).click()
  await open('Acuerdos')
  await other.getByRole('link', { name: 'Acuerdo 149-1' }).waitFor()
  expect(await write.count()).toBe(0)
  await open('Minuta')
  await other.getByRole('button', { name: 'Hacer una fe de erratas' }).click()
  await other.getByLabel('Motivo de la fe de erratas').fill('Faltó un acuerdo que sí se tomó')
  await other.getByRole('button', { name: 'Abrir la fe de erratas' }).click()
  await other.getByLabel('Texto de la minuta').waitFor()
  await open('Acuerdos')
  await write.waitFor()
}, 240_000)
