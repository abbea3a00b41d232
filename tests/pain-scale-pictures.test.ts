import { describe, expect, test } from 'vitest'
import { openHouse, type Person } from './support/house.js'

const house = await openHouse()

const bytes = (hex: string, more = 'more') => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(more)])
const png = bytes('89504e470d0a1a0a')
const jpeg = bytes('ffd8ffe0')
const webp = bytes('524946460400000057454250')
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

async function openWard() {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const all = `/api/pain-scale-pictures?organizationId=${hospital.id}`
  const url = (place = 'WBF/4') => `/api/pain-scale-pictures/${hospital.id}/${place}`
  const put = (body: Buffer, type = 'image/png', place?: string, who: Person = coordinator) =>
    who.ask('PUT', url(place), body, { 'content-type': type })
  return { hospital, nurse, coordinator, all, url, put }
}

test.each([
  ['PNG', png, 'image/png', 'png'],
  ['JPEG', jpeg, 'image/jpeg', 'jpeg'],
  ['WebP', webp, 'image/webp', 'webp'],
])('a %s is what its staff see, and can do nothing but be seen', async (_name, picture, type, extension) => {
  const { hospital, nurse, all, url, put } = await openWard()
  const { status, body } = await put(picture, type)
  const kept = {
    ...{ organizationId: hospital.id, scale: 'WBF', value: 4, mediaType: type, bytes: picture.length },
    recordedAt: expect.any(String),
  }
  expect({ status, body }).toEqual({ status: 200, body: kept })
  expect((await nurse.get(all)).body).toEqual({ items: [kept], nextCursor: null })
  const response = await house.app.inject({ url: url(), headers: { authorization: `Bearer ${nurse.token}` } })
  expect(response.statusCode).toBe(200)
  expect(response.rawPayload.equals(picture)).toBe(true)
  expect(response.headers).toMatchObject({
    'content-type': type,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'content-disposition': `inline; filename="WBF-4.${extension}"`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  expect(await house.auditTrail()).toContainEqual(['create', 'PainScalePicture', 'WBF/4'])
})

test('another in its place replaces it, and taken away it is gone', async () => {
  const { coordinator, nurse, all, url, put } = await openWard()
  await put(png)
  await put(jpeg, 'image/jpeg')
  await put(png, 'image/png', 'FPS-R/10')
  const items = async () =>
    (await nurse.get(all)).body.items.map(({ scale, value, mediaType }: Record<string, unknown>) => [
      scale,
      value,
      mediaType,
    ])
  expect(await items()).toEqual([
    ['FPS-R', 10, 'image/png'],
    ['WBF', 4, 'image/jpeg'],
  ])
  expect((await coordinator.ask('DELETE', url())).status).toBe(204)
  expect(await items()).toEqual([['FPS-R', 10, 'image/png']])
  expect((await nurse.get(url())).status).toBe(404)
  expect((await coordinator.ask('DELETE', url())).status).toBe(404)
  expect(await house.auditTrail()).toContainEqual(['withdraw', 'PainScalePicture', 'WBF/4'])
})

describe('refused is', () => {
  test.each<[string, Buffer, string, number]>([
    ['SVG', svg, 'image/svg+xml', 415],
    ['SVG that calls itself PNG', svg, 'image/png', 400],
    ['JPEG that calls itself PNG', jpeg, 'image/png', 400],
    ['nothing', Buffer.alloc(0), 'image/png', 400],
    ['a RIFF that is no picture', bytes('524946460400000057415645'), 'image/webp', 400],
    ['text', Buffer.from('hola'), 'text/plain', 415],
    ['JSON', Buffer.from('{}'), 'application/json', 415],
    ['more than 200,000 bytes', bytes('89504e470d0a1a0a', 'x'.repeat(199_993)), 'image/png', 413],
  ])('%s', async (_case, picture, type, status) => {
    const { nurse, put, all } = await openWard()
    const answer = await put(picture, type)
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body.errors).toEqual([{ pointer: '#', code: 'picture-type' }])
    expect((await nurse.get(all)).body.items).toEqual([])
  })

  test.each(['WBF/3', 'WBF/04', 'WBF/x', 'NRS/4', 'FLACC/1', 'XYZ/1', 'WBF/-1'])(
    'a place where no drawing can be: %s',
    async (place) => {
      const { put } = await openWard()
      expect((await put(png, 'image/png', place)).status).toBe(404)
    },
  )

  test('exactly 200,000 bytes are not', async () => {
    const { put } = await openWard()
    expect((await put(bytes('89504e470d0a1a0a', 'x'.repeat(199_992)))).status).toBe(200)
  })

  test('who does not coordinate the hospital', async () => {
    const [own, other] = [await openWard(), await openWard()]
    await own.put(png)
    expect((await own.put(png, 'image/png', 'WBF/6', own.nurse)).status).toBe(403)
    expect((await own.nurse.ask('DELETE', own.url())).status).toBe(403)
    expect((await own.put(png, 'image/png', 'WBF/6', other.coordinator)).status).toBe(404)
    for (const who of [other.nurse, other.coordinator]) {
      expect((await who.get(own.url())).status).toBe(404)
      expect((await who.get(own.all)).status).toBe(404)
    }
    expect((await other.coordinator.ask('DELETE', own.url())).status).toBe(404)
    expect((await own.nurse.get(own.url())).status).toBe(200)
  })

  test('a stranger, before the picture is taken', async () => {
    const [own, other] = [await openWard(), await openWard()]
    const big = bytes('89504e470d0a1a0a', 'x'.repeat(300_000))
    expect((await own.put(big, 'image/png', 'WBF/6', other.coordinator)).status).toBe(404)
  })
})
