import { describe, expect, test } from 'vitest'
import { openHouse } from './support/house.js'

const house = await openHouse()
const clerk = await house.signIn('coordinator', { national: true })

const search = async (system: string, text: string, rest = '') =>
  (await clerk.get(`/api/terminology/${system}?search=${encodeURIComponent(text)}${rest}`)).body.items as {
    code: string
    label: string
    labelEn: string | null
    isLeaf: boolean
  }[]
const codes = async (system: string, text: string) => (await search(system, text)).map(({ code }) => code)

describe('a search', () => {
  test.each([
    ['with its point', 'icd10', 'C91.0'],
    ['without it', 'icd10', 'c910'],
    ['of a site', 'topography', 'C716'],
    ['of a morphology with its letter', 'morphology', 'M9470/3'],
    ['of a morphology without bar', 'morphology', '94703'],
  ])('by code %s finds that code first', async (_case, system, text) => {
    const [first] = await codes(system, text)
    expect(first?.replace(/[./]/g, '')).toBe(text.toUpperCase().replace(/[./M]/g, ''))
  })

  test('by the beginning of a code lists what begins so, in order', async () => {
    const found = await codes('icd10', 'C91')
    expect(found.slice(0, 3)).toEqual(['C91', 'C91.0', 'C91.1'])
    expect(found.every((code) => code.startsWith('C91'))).toBe(true)
  })

  test.each([
    ['accents do not matter', 'icd10', 'leucemia linfoblastica aguda', 'C91.0'],
    ['words in another order', 'icd10', 'aguda linfoblástica leucemia', 'C91.0'],
    ['beginnings of words', 'morphology', 'meduloblas', '9470/3'],
    ['a word of English', 'morphology', 'medulloblastoma', '9470/3'],
    ['a synonym', 'morphology', 'tumor de wilms', '8960/3'],
    ['letters of another alphabet', 'topography', 'Сerebelo', 'C71.6'],
  ])('%s', async (_case, system, text, code) => {
    expect((await codes(system, text))[0]).toBe(code)
  })

  test('best first: labels that start with the text, then labels that hold it, then synonyms, then pieces', async () => {
    const found = await search('morphology', 'blastoma')
    const labels = found.map(({ label }) => label.toLowerCase())
    const place = (test: (label: string) => boolean) => labels.findIndex(test)
    const starts = place((label) => label.startsWith('blastoma'))
    const piece = place((label) => label.startsWith('neuroblastoma'))
    expect(starts).toBe(0)
    expect(piece).toBeGreaterThan(starts)
  })

  test('without words all are listed by code, page after page', async () => {
    const first = (await clerk.get('/api/terminology/topography?limit=200')).body
    expect(first.items[0]).toMatchObject({ code: 'C00.0', labelEn: 'External upper lip', isLeaf: true })
    const second = (await clerk.get(`/api/terminology/topography?limit=200&cursor=${first.nextCursor}`)).body
    expect(first.items.length + second.items.length).toBe(330)
    expect(second.nextCursor).toBeNull()
  })

  test('what means nothing finds nothing, and a system that does not exist is 404', async () => {
    expect(await codes('icd10', 'zzzzzz')).toEqual([])
    expect((await clerk.get('/api/terminology/icd10?search=%25')).status).toBe(200)
    expect((await clerk.get('/api/terminology/icd10?search=%00%25')).status).toBe(400)
    expect((await clerk.get('/api/terminology/snomed?search=a')).status).toBe(404)
    expect((await clerk.get(`/api/terminology/icd10?search=${'a'.repeat(81)}`)).body.errors).toEqual([
      { pointer: '#/search', code: 'search-too-long' },
    ])
  })
})

describe('ICCC-3', () => {
  const classify = (query: string) => clerk.get(`/api/classification/iccc3?${query}`)

  test('medulloblastoma of the cerebellum is IIIc.1', async () => {
    expect(await classify('topography=C71.6&morphology=9470/3')).toMatchObject({
      status: 200,
      body: {
        version: 'IARC-2017',
        group: 'III',
        subgroup: 'IIIc',
        division: 'IIIc.1',
        label: { es: expect.any(String) },
      },
    })
  })

  test('codes may come without point and bar; each version answers for itself', async () => {
    const { body } = await classify('topography=c716&morphology=94703&version=SEER-ICCC3-2005')
    expect(body).toMatchObject({ version: 'SEER-ICCC3-2005', subgroup: 'IIIc' })
  })

  test('a pair that is not classified is 404', async () => {
    expect((await classify('topography=C49.9&morphology=8850/0')).status).toBe(404)
  })

  test.each([
    ['a site of another form', 'topography=X1&morphology=9470/3', { pointer: '#/topography', code: 'topography-form' }],
    [
      'a morphology of another form',
      'topography=C71.6&morphology=x',
      { pointer: '#/morphology', code: 'morphology-form' },
    ],
    ['no morphology', 'topography=C71.6', { pointer: '#/morphology', code: 'required' }],
    [
      'a version that does not exist',
      'topography=C71.6&morphology=9470/3&version=IARC-1996',
      { pointer: '#/version', code: 'not-in-list' },
    ],
  ])('%s is refused by name', async (_case, query, error) => {
    expect(await classify(query)).toMatchObject({ status: 400, body: { errors: [error] } })
  })
})

describe('stages', () => {
  test('neuroblastoma is staged by INRGSS in a child; a tumour without codes by what the census says', async () => {
    const { body } = await clerk.get('/api/classification/stages?topography=C74.9&morphology=9500/3&ageYears=2')
    expect(body.malignancy).toMatchObject({ id: expect.stringMatching(/^NB/) })
    const inrgss = body.systems.find(({ system }: { system: string }) => system === 'inrgss')
    expect(inrgss.values.map(({ value }: { value: string }) => value)).toEqual(['L1', 'L2', 'M', 'MS'])
    const none = await clerk.get('/api/classification/stages')
    expect(none.body.malignancy).toBeNull()
    expect(none.body.systems.map(({ system }: { system: string }) => system)).toEqual(['census'])
  })
})

test('the editions that are loaded are listed, each with its file', async () => {
  const { items } = (await clerk.get('/api/catalogues')).body
  expect(items).toHaveLength(12)
  expect(items).toContainEqual({
    catalogue: 'icd10',
    version: 'OMS-OPS-2010',
    rows: 889,
    source: 'server/catalogue/icd10-oncology.csv',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    current: true,
    loadedAt: expect.any(String),
  })
  expect(items.filter(({ catalogue }: { catalogue: string }) => catalogue === 'iccc3')).toMatchObject([
    { version: expect.any(String), current: true },
    { current: true },
    { current: true },
  ])
})
