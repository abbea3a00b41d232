import { permissions } from 'server/access/permissions'
import { expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

test('an auditor reads who did what, narrows it down, and sees the light only after the chains were walked', async () => {
  const { person, hospitalId, hospitalName } = await staffOf(house)
  const made = await person.post('/api/patients', aPatient(hospitalId, { firstSurname: 'Invisible' }))
  await person.get(`/api/patients/${made.body.id}`)
  await person.patch(`/api/patients/${made.body.id}`, { pronoun: 'ella' }, 1)
  const auditor = await house.signIn('auditor', { national: true })
  const { page } = await site.visit(auditor, { path: '/auditoria' })
  const table = page.getByRole('table')
  await table.getByRole('row').filter({ hasText: 'Cambió un expediente' }).filter({ hasText: 'Pronombre' }).waitFor()
  await table.getByRole('row').filter({ hasText: 'Creó un expediente' }).filter({ hasText: hospitalName }).waitFor()
  expect(await page.getByRole('main').textContent()).not.toContain('Invisible')
  await page.getByText('Sin verificar en esta visita').waitFor()
  await expectNoAxeViolations(page)

  await page.getByRole('button', { name: 'Verificar ahora' }).click()
  await page.getByText('Íntegro').waitFor()
  await page.getByText(/se revisaron [\d,]+ actos en \d+ cadenas/).waitFor()
  await table.getByText('Encadenado').first().waitFor()

  await page.getByLabel('Acto', { exact: true }).selectOption('update')
  await expect.poll(() => table.getByRole('row').count()).toBe(2)
  await page.getByLabel('Acto', { exact: true }).selectOption('')
  await table
    .getByRole('button', { name: /Ver los actos sobre este expediente/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Quitar el filtro: Solo un expediente' }).waitFor()
  await expect.poll(() => table.getByRole('row').filter({ hasText: 'Entró' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Quitar filtros' }).click()
  await table.getByRole('row').filter({ hasText: 'Entró' }).first().waitFor()
})

test('a changed row puts the light out and is named', async () => {
  const { person, hospitalId } = await staffOf(house)
  await person.post('/api/patients', aPatient(hospitalId))
  await house.auditTrail() // sealed
  await house.sql.begin(async (sql) => {
    await sql`alter table audit_events disable trigger audit_events_fixed`
    await sql`update audit_events set action = 'read' where organization_id = ${hospitalId} and action = 'create'`
    await sql`alter table audit_events enable trigger audit_events_fixed`
  })
  const auditor = await house.signIn('auditor', { national: true })
  const { page } = await site.visit(auditor, { path: '/auditoria' })
  await page.getByRole('button', { name: 'Verificar ahora' }).click()
  await page.getByText('Con roturas').waitFor()
  await page.getByText('el contenido no coincide con su sello').waitFor()
  await expectNoAxeViolations(page)
})

test.each([
  ['desk', sizes.desk],
  ['phone', sizes.phone],
] as const)('the permission table says every route in words: %s', async (_case, size) => {
  const auditor = await house.signIn('auditor', { national: true })
  const { page } = await site.visit(auditor, { path: '/permisos', size, dark: size === sizes.phone })
  await page.getByText('Abrir un expediente').waitFor()
  const rows = await page.getByRole('rowheader').allInnerTexts()
  expect(rows).toHaveLength(Object.keys(permissions).length)
  expect(rows.filter((text) => /\/api|GET|POST|PATCH|DELETE/.test(text))).toEqual([])
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
