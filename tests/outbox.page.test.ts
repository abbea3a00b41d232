import { describe, expect, test } from 'vitest'
import { openSite } from './support/page.js'
import { atBedside, fillIn, posting, save, savedLater, savedOnce, stored, waiting } from './support/queue.js'

const site = await openSite()

describe('the network is cut', () => {
  test('before the request leaves', async () => {
    const bed = await atBedside(site)
    const { page, context, rows } = bed
    await fillIn(page)
    await context.setOffline(true)
    await save(page)
    await waiting(page)
    expect(await page.getByRole('radio', { name: '7', exact: true }).isChecked()).toBe(false) // ready for the next
    expect(await rows()).toHaveLength(0)
    const [row] = await stored(page)
    expect(row).toMatch(/^id=[\w-]{36} userId=[\w-]{36} at=\d+ iv=.* sealed=/s)
    expect(row).not.toMatch(/NRS|Llora|abdomen|score|patient/)
    await context.setOffline(false)
    await savedLater(page)
    await savedOnce(bed)
  })

  test.each([
    ['before anything reaches the server', 'before', 0],
    ['while the body goes', 'in-request', 0],
    ['after the server has it and before it answers', 'before-answer', 1],
    ['in the middle of the answer', 'in-answer', 1],
  ] as const)('%s', async (_case, moment, made) => {
    const bed = await atBedside(site)
    const { page, line, rows } = bed
    await fillIn(page)
    line.cutAt(moment, posting)
    await save(page)
    await waiting(page)
    await page.getByRole('region', { name: 'Aún sin guardar de esta persona' }).getByText('Dolor · NRS 7').waitFor()
    await expect.poll(async () => (await rows()).length).toBe(made)
    line.mend()
    await savedLater(page)
    await savedOnce(bed)
    expect(line.requests.filter(({ line }) => posting.test(line)).length).toBe(2)
  })

  test.each([
    ['before the server has it', 'before'],
    ['after the server gave a new one', 'before-answer'],
  ] as const)('while the token is renewed, %s', async (_case, moment) => {
    const bed = await atBedside(site)
    const { page, line, rows } = bed
    await fillIn(page)
    await page.route(
      '**/pain-assessments',
      (route) => route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer no.longer.valid' } }),
      { times: 1 },
    )
    line.cutAt(moment, /^POST \/api\/sign-in\/refresh /)
    await save(page)
    await waiting(page)
    expect(await rows()).toHaveLength(0)
    line.mend()
    await savedLater(page)
    await savedOnce(bed)
  })

  test('and the page is loaded again while it waits', async () => {
    const bed = await atBedside(site)
    const { page, line, rows, context } = bed
    await fillIn(page)
    line.cutAt('in-request', posting)
    await save(page)
    await waiting(page)
    await page.route('**/pain-assessments', (route) =>
      route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
    )
    line.mend()
    await page.reload()
    await waiting(page)
    await page.getByRole('region', { name: 'Aún sin guardar de esta persona' }).getByText('Dolor · NRS 7').waitFor()
    await page.getByRole('link', { name: 'Ver', exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Sin guardar' }).waitFor()
    await page.getByText('Llora al cambiarla de lado').waitFor()
    expect(await rows()).toHaveLength(0)
    await page.unroute('**/pain-assessments')
    await context.setOffline(true)
    await context.setOffline(false)
    await savedLater(page)
    await savedOnce(bed)
  })

  test('and the page is loaded again while the request is on its way', async () => {
    const bed = await atBedside(site)
    const { page, line, rows } = bed
    await fillIn(page)
    line.cutAt('before-answer', posting)
    await page.route('**/health/live', (route) => route.abort()) // so that this page does not send it again
    await save(page)
    await expect.poll(async () => (await rows()).length).toBe(1)
    line.mend()
    await page.reload()
    await page.getByRole('radio', { name: '7', exact: true }).waitFor()
    await savedLater(page)
    expect(await page.getByText('Aquí está lo que había escrito').count()).toBe(0)
    await savedOnce(bed)
  })
})
