import { expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

async function editing(size: { width: number; height: number } = sizes.desk) {
  const { person, hospitalId } = await staffOf(house)
  const colleague = await house.signIn('hospital-staff', { organizationId: hospitalId })
  const made = await person.post(
    '/api/patients',
    aPatient(hospitalId, { givenName: 'Ana', firstSurname: 'Ruiz', secondSurname: 'Cab', chosenName: null }),
  )
  const id = String(made.body.id)
  const visit = await site.visit(person, { path: `/personas/${id}/editar`, size })
  await visit.page.getByLabel('Segundo apellido').waitFor()
  const now = async () => (await person.get(`/api/patients/${id}`)).body
  return { ...visit, id, now, change: (edit: object) => colleague.patch(`/api/patients/${id}`, edit, 1) }
}

const save = { name: 'Guardar cambios' }

test.each([
  ['mine', { secondSurname: 'Cab Pech', coverage: 'imss-bienestar' }],
  ['theirs', { secondSurname: 'Caballero', coverage: 'imss-bienestar' }],
] as const)(
  'two people change the same fact: each is shown, one chooses %s, and nothing typed is lost',
  async (side, expected) => {
    const { page, now, change } = await editing()
    await page.getByLabel('Segundo apellido').fill('Cab Pech')
    await page.getByLabel('Cobertura', { exact: true }).selectOption('imss-bienestar')
    expect((await change({ secondSurname: 'Caballero', chosenName: 'Anita' })).status).toBe(200)
    await page.getByRole('button', save).click()

    await page.getByText('Otra persona guardó cambios mientras usted escribía').waitFor()
    await page.getByText(/Persona de prueba guardó a las \d\d:\d\d/).waitFor()
    const field = page.getByRole('group', { name: 'Segundo apellido' })
    expect(await field.textContent()).toMatch(/Cab Pech[\s\S]*Caballero/)
    expect(await page.getByRole('group', { name: 'Cobertura' }).count()).toBe(0) // only one of us touched it
    expect(await page.getByRole('button', { name: 'Guardar lo elegido' }).isDisabled()).toBe(true)
    await expectNoAxeViolations(page)
    await field.getByLabel(side === 'mine' ? 'Lo que usted escribió' : 'Lo que está guardado').check()
    await page.getByRole('button', { name: 'Guardar lo elegido' }).click()
    await page.getByRole('heading', { level: 1, name: 'Anita R. C.' }).waitFor()
    expect(await now()).toMatchObject({ ...expected, chosenName: 'Anita', version: 3 })
  },
)

test('two people change different facts: theirs come in, mine stay, and one looks before saving', async () => {
  const { page, now, change } = await editing()
  await page.getByLabel('Segundo apellido').fill('Cab Pech')
  expect((await change({ chosenName: 'Anita', pronoun: 'ella' })).status).toBe(200)
  await page.getByRole('button', save).click()
  await page.getByText(/guardó cambios a las \d\d:\d\d: ¿Cómo le gusta que le llamen\?, Pronombre/).waitFor()
  expect(await page.getByLabel('Segundo apellido').inputValue()).toBe('Cab Pech')
  expect(await page.getByLabel('¿Cómo le gusta que le llamen?').inputValue()).toBe('Anita')
  await expectNoAxeViolations(page)
  await page.getByRole('button', save).click()
  await page.getByRole('heading', { level: 1, name: 'Anita R. C.' }).waitFor()
  expect(await now()).toMatchObject({ secondSurname: 'Cab Pech', chosenName: 'Anita', pronoun: 'ella', version: 3 })
})

test('a reload in the middle keeps what was typed and the version it was typed on', async () => {
  const { page, now, change } = await editing()
  await page.getByLabel('Segundo apellido').fill('Cab Pech')
  expect((await change({ secondSurname: 'Caballero' })).status).toBe(200)
  await page.reload()
  await page.getByText('Aquí está lo que había escrito y no se guardó.').waitFor()
  expect(await page.getByLabel('Segundo apellido').inputValue()).toBe('Cab Pech')
  await page.getByRole('button', save).click()
  await page.getByText('Otra persona guardó cambios mientras usted escribía').waitFor()
  expect(await now()).toMatchObject({ secondSurname: 'Caballero', version: 2 })
})

test('nothing is sent when nothing changed, and only what changed when something did', async () => {
  const { page, id, now } = await editing()
  await page.getByRole('button', save).click()
  await page.getByText('No hay cambios que guardar.').waitFor()
  await page.getByLabel('Pronombre').fill('elle')
  await page.getByRole('button', { name: 'Agregar persona tutora' }).click()
  await page.getByLabel('Nombre(s)', { exact: true }).last().fill('Luz')
  await page.getByLabel('Primer apellido').last().fill('Cab')
  await page.getByLabel('Parentesco o vínculo').selectOption('grandparent')
  await page.getByRole('button', save).click()
  await page.getByRole('heading', { level: 1, name: 'Ana Ruiz Cab' }).waitFor()
  expect(await now()).toMatchObject({
    pronoun: 'elle',
    guardians: [{ givenName: 'Luz', firstSurname: 'Cab', relationship: 'grandparent', phone: null }],
  })
  const [version] = await house.sql`select changed_fields from patient_versions where patient_id = ${id}`
  expect([...(version?.['changed_fields'] ?? [])].sort()).toEqual(['guardians', 'pronoun'])
})

test('the conflict fits a phone', async () => {
  const { page, change } = await editing(sizes.phone)
  await page.getByLabel('Segundo apellido').fill('Cab Pech')
  await change({ secondSurname: 'Caballero' })
  await page.getByRole('button', save).click()
  await page.getByText('Otra persona guardó cambios mientras usted escribía').waitFor()
  await expectNoAxeViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
