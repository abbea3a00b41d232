import { expect, test } from 'vitest'
import { aPatient } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes, staffOf } from './support/page.js'

const site = await openSite()
const { house } = site

async function recordOf(pains: number, hoursAgo = 0) {
  const staff = await staffOf(house)
  const made = await staff.person.post('/api/patients', aPatient(staff.hospitalId, { birthDate: '2013-02-03' }))
  expect(made.status, made.text).toBe(201)
  const { id, managingOrganizationId } = made.body
  await house.sql`
    insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at, sites)
    select gen_random_uuid(), ${id}, ${managingOrganizationId}, 'NRS', '1.0', n % 11, 10,
      (case when n % 11 >= 7 then 'severe' when n % 11 >= 4 then 'moderate' when n % 11 > 0 then 'mild' else 'none' end)::pain_severity,
      date_trunc('milliseconds', now()) - (n * 3 + ${hoursAgo}) * interval '1 hour', case when n % 2 = 0 then array['abdomen-upper'] else array['head', 'knee-left'] end
    from generate_series(1, ${pains}) n`
  await house.sql`
    insert into analgesic_administrations (id, patient_id, managing_organization_id, role, drug, route, dose, unit, given_at)
    select gen_random_uuid(), ${id}, ${managingOrganizationId}, 'rescue', case when n = 1 then 'morfina' else 'paracetamol' end, 'IV', 2, 'mg', now() - n * interval '5 hours'
    from generate_series(1, 3) n`
  return { ...staff, url: `/personas/${id}#pain` }
}

const drawn = { name: /^El último dolor es 1 de 10/ }

test.each(['desk', 'phone'] as const)(
  'pain, doses and places are seen and read on a %s, light and dark',
  async (size) => {
    const { person, url } = await recordOf(40)
    for (const dark of [false, true]) {
      const { page } = await site.visit(person, { path: url, size: sizes[size], dark })
      await page.getByRole('tab', { name: 'Dolor' }).click()
      await page.getByRole('img', drawn).waitFor()
      await page.getByRole('img', { name: 'Dónde ha dolido' }).waitFor()
      await expectNoAxeViolations(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(sizes[size].width)
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/pain-${size}-${dark ? 'dark' : 'light'}.png`,
          fullPage: true,
        })
    }
  },
)

test('the day, the week and all of it say how many; the table holds what the drawing does', async () => {
  const { person, url } = await recordOf(40)
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('tab', { name: 'Dolor' }).click()
  await page.getByText('7 evaluaciones; la peor, 7.0 de 10. 3 dosis de analgésico.').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Todo', exact: true }).click()
  await page.getByText('40 evaluaciones; la peor, 10.0 de 10. 3 dosis de analgésico.').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Ver como tabla' }).first().click()
  await page.getByRole('cell', { name: 'Morfina 2 mg, intravenosa' }).waitFor()
  await page.getByRole('button', { name: 'Ver como tabla' }).click()
  await page.getByRole('row', { name: /Cabeza 20 10\.0/ }).waitFor()
  await expectNoAxeViolations(page)
})

test('a person without pain in the period is told so', async () => {
  const { person, url } = await recordOf(3, 72)
  const { page } = await site.visit(person, { path: url })
  await page.getByRole('tab', { name: 'Dolor' }).click()
  await page.getByRole('heading', { name: 'Nadie evaluó el dolor en este periodo' }).waitFor()
  await expectNoAxeViolations(page)
})
