import { hospitalId } from 'server/network/clues-id'
import { describe, expect, test } from 'vitest'
import { openHouse } from './support/house.js'

const house = await openHouse()
const clerk = await house.signIn('family')

const list = async (query: string) => (await clerk.get(`/api/hospitals${query}`)).body
const names = async (query: string): Promise<string[]> =>
  (await list(query)).items.map(({ name }: { name: string }) => name)

describe('hospitals', () => {
  test('25 are UMAE and 174 second level of the regular regime; pages of a list miss none and repeat none', async () => {
    expect((await list('?level=umae&limit=200')).items).toHaveLength(25)
    expect((await list('?level=second-level&regime=imss&limit=200')).items).toHaveLength(174)
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await list(`?regime=imss-bienestar&limit=200${cursor}`)
      seen.push(...page.items.map(({ clues }: { clues: string }) => clues))
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
    } while (cursor !== '')
    expect(seen).toHaveLength(568)
    expect(new Set(seen).size).toBe(568)
  })

  test('those asked for by id come, and an id that is none is refused by name', async () => {
    const [one, other] = (await list('?limit=2')).items.map(({ id }: { id: string }) => id)
    expect((await list(`?ids=${one},${other}`)).items.map(({ id }: { id: string }) => id).sort()).toEqual(
      [one, other].sort(),
    )
    expect(await clerk.get('/api/hospitals?ids=nada')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/ids/0' }] },
    })
  })

  test('one is shown as the contract has it, a UMAE answering to no OOAD', async () => {
    const { items } = await list('?search=DFIMS000616')
    expect(items).toEqual([
      {
        id: hospitalId('DFIMS000616'),
        clues: 'DFIMS000616',
        name: 'UMAE Hospital de Pediatría CMN Siglo XXI',
        level: 'umae',
        regime: 'imss',
        state: 'DF',
        ooadCode: '37',
        reportsToOoad: null,
        position: null,
        usesPlatformSince: null,
      },
    ])
  })

  test('the OOAD is that of the place, so its UMAE are found by it', async () => {
    const { items } = await list('?ooad=14&level=umae')
    expect(items.map(({ clues }: { clues: string }) => clues).sort()).toEqual([
      'JCIMS000301',
      'JCIMS000313',
      'JCIMS000325',
    ])
  })

  test.each([
    ['Latin letters', 'UMAE'],
    ['a Cyrillic capital', 'UMAЕ'],
    ['lower case', 'umae'],
  ])('UMAE in %s finds the UMAE', async (_case, text) => {
    const found = await names(`?search=${encodeURIComponent(text)}&limit=200`)
    expect(found).toHaveLength(25)
    expect(found.every((name) => name.startsWith('UMAE'))).toBe(true)
  })

  test('words in any order, without accents; a whole word comes before one that it only begins', async () => {
    expect(await names('?search=pediatria%20occidente')).toEqual(['UMAE Hospital de Pediatría CMN de Occidente'])
    const [first, ...others] = await names('?search=hgz%201&limit=200')
    expect(first).toMatch(/\b1\b/)
    expect(others.some((name) => /\b1\d/.test(name))).toBe(true)
  })

  test('only those that use the platform, when asked', async () => {
    expect(await names('?usesPlatform=true')).toEqual([])
    const { name, clues } = await house.openHospital()
    await house.sql`update organizations set uses_platform_since = '2021-01-04' where clues = ${clues}`
    expect(await names('?usesPlatform=true')).toEqual([name])
  })

  test('signs that mean something to SQL are letters like others', async () => {
    for (const text of ['%', '_', '\\', "'", '%00', '%5C%25'])
      expect((await clerk.get(`/api/hospitals?search=${encodeURIComponent(text)}`)).status).toBe(200)
    expect((await clerk.get('/api/hospitals?search=%00')).status).toBe(400)
  })

  test.each([
    ['a filter that does not exist', 'colour=red', '#/colour', 'unknown-field'],
    ['a level that does not exist', 'level=third', '#/level', 'not-in-list'],
    ['an OOAD of three digits', 'ooad=140', '#/ooad', 'ooad-form'],
    ['too many at once', 'limit=201', '#/limit', expect.any(String)],
    ['a cursor of somebody else', 'cursor=xyz', '#/cursor', 'cursor-unknown'],
  ])('%s is refused by name', async (_case, query, pointer, code) => {
    expect(await clerk.get(`/api/hospitals?${query}`)).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
    })
  })
})

describe('OOAD', () => {
  test('the 35 are listed with their aliases', async () => {
    const { body } = await clerk.get('/api/ooads')
    expect(body.items).toHaveLength(35)
    expect(body.items.find(({ code }: { code: string }) => code === '14')).toEqual({
      code: '14',
      name: 'Jalisco',
      state: '14',
      aliases: [{ alias: 'Guadalajara', ambiguous: false }],
    })
  })

  const resolve = (text: string) => clerk.get(`/api/ooads/resolve?text=${encodeURIComponent(text)}`)

  test('Guadalajara is Jalisco', async () => {
    expect(await resolve('Guadalajara')).toMatchObject({ status: 200, body: { ooadCode: '14' } })
  })

  test('Veracruz means two and is asked about', async () => {
    expect(await resolve('Veracruz')).toMatchObject({
      status: 409,
      body: {
        type: '/problems/ambiguous',
        candidates: [
          { ooadCode: '31', name: 'Veracruz Norte' },
          { ooadCode: '32', name: 'Veracruz Sur' },
        ],
      },
    })
  })

  test('a text that means none is 404, and no text is refused by name', async () => {
    expect((await resolve('Atlántida')).status).toBe(404)
    expect(await clerk.get('/api/ooads/resolve')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/text', code: 'required' }] },
    })
  })
})
