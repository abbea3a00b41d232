import { expect, test } from 'vitest'
import { anAgreement, aPost, aSession } from './support/agreements.js'
import { openSite, sizes } from './support/page.js'
import { paragraph, publishMinutes } from './support/published.js'

const site = await openSite()
const { house } = site
const KB = 1000
const MOST = 90 * KB

/** Bytes of pages, scripts and styles as they come, compressed, without headers. */
async function weigh(path: string) {
  const mother = await house.signIn('parent-representative', { national: true })
  const visit = await site.visit(mother, { size: sizes.phone, path: '/familias' })
  const page = await visit.context.newPage()
  const session = await visit.context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const wanted = new Map<string, string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (['Document', 'Script', 'Stylesheet'].includes(type))
      wanted.set(
        requestId,
        `${type} ${response.headers['content-encoding'] ?? response.headers['Content-Encoding'] ?? 'plain'}`,
      )
  })
  const parts: string[] = []
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) bytes += encodedDataLength
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const part = wanted.get(requestId)
    if (part !== undefined) parts.push(`${part} ${encodedDataLength} with its headers`)
  })
  await page.goto(`${site.origin}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await visit.context.close()
  return { bytes, parts }
}

test('every page of families weighs at most 90 KB on the wire, compressed', async () => {
  const nation = await house.signIn('coordinator', { national: true })
  const { id } = await aSession(nation, { number: 149, heldOn: '2024-08-09' })
  const agreement = await anAgreement(nation, id, {
    responsible: await aPost(house),
    dueOn: '2024-09-01',
    text: 'Surtir',
  })
  await publishMinutes(house, {
    ...{ sessionId: id, number: 149, heldOn: '2024-08-09', blocks: [paragraph('Se habló del albergue.')] },
    figures: [{ key: 'total', reportId: id, value: 16682 }],
  })
  const paths = [
    ...['', '/minutas', `/minutas/${id}`, '/acuerdos', `/acuerdos/${agreement.id}`, '/cifras', '/cifras/hospitales'],
    ...['/puntos', '/puntos/nuevo', '/reportar', '/seguir', '/buscar', '/boletines'],
  ]
  for (const path of paths) {
    const { bytes, parts } = await weigh(`/familias${path}`)
    console.log(`/familias${path}: ${(bytes / KB).toFixed(1)} KB`)
    expect(parts.length, parts.join('\n')).toBeGreaterThan(4)
    expect(parts.filter((part) => part.includes('plain'))).toEqual([])
    expect(bytes, `${path}\n${parts.join('\n')}`).toBeLessThanOrEqual(MOST)
  }
})
