import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadCatalogues } from 'server/terminology/load'
import { BadCatalogue } from 'server/terminology/official-file'
import { replaceCatalogue } from 'server/terminology/replace'
import { beforeEach, describe, expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'
import { aPatient, openHouse } from './support/house.js'
import { productionEnv } from './support/program.js'

const house = await openHouse()
const quiet = () => {}
const ours = readCatalogue('icd10-oncology', ['code', 'label_es', 'sex_limit'])
const sexes: Record<string, string> = { F: 'MUJER', M: 'HOMBRE' }

/** All rows that catalogues are kept in. */
const everything = () => house.sql`
  select 'v' as kind, catalogue as a, version as b, rows::text as c, current::text as d, loaded_at::text as e from catalogue_versions
  union all select 'o', id::text, clues, name, search, level::text from organizations
  union all select system, code, label_es, search, properties::text, current::text from terminology_concepts
  union all select 'i', version, rule_no::text, rule::text, '', '' from iccc3_rules
  union all select 's', kind, position::text, rule::text, '', '' from staging_rules
  order by 1, 2, 3`

interface OfficialRow {
  key: string
  name: string
  sex?: string
}

/** A file as the DGIS publishes it: its column names, codes without point, Latin-1, semicolons. */
function officialIcd10(change: (rows: OfficialRow[]) => OfficialRow[]) {
  const rows = ours.map(({ code, label_es, sex_limit }) => ({
    key: code.replace('.', ''),
    name: label_es,
    sex: sexes[sex_limit] ?? 'NO',
  }))
  const lines = change(rows).map(({ key, name, sex = 'NO' }) => `${key};"${name.replaceAll('"', '""')}";${sex}`)
  return Buffer.from(['CATALOG_KEY;NOMBRE;LSEX', ...lines].join('\r\n'), 'latin1')
}

const replace = (bytes: Buffer, name = 'icd10', version = '2025') =>
  replaceCatalogue(house.url, { name, version, bytes, fileName: 'DIAGNOSTICOS_2025.csv' })

const refusal = async (bytes: Buffer, name?: string, version?: string): Promise<BadCatalogue> => {
  const before = await everything()
  const error = await replace(bytes, name, version).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(await everything()).toEqual(before)
  if (!(error instanceof BadCatalogue)) throw error ?? new Error('The file was taken')
  return error
}

beforeEach(async () => {
  await loadCatalogues(house.url, quiet, 'icd10')
})

test('a second load of the same files changes nothing', async () => {
  const before = await everything()
  expect(before.length).toBeGreaterThan(4000)
  expect(await loadCatalogues(house.url, quiet)).toEqual([])
  expect(await everything()).toEqual(before)
})

test('two loads at once into an empty database give one catalogue', async () => {
  await house.sql`truncate catalogue_versions, terminology_concepts, iccc3_rules, staging_rules`
  const loads = await Promise.all([loadCatalogues(house.url, quiet), loadCatalogues(house.url, quiet)])
  expect(loads.map(({ length }) => length).sort()).toEqual([0, 10])
  const [count] = await house.sql`select count(*)::int as n from terminology_concepts`
  expect(count?.['n']).toBe(889 + 330 + 1546)
})

describe('an official ICD-10', () => {
  test('takes the place of ours; what it says no more keeps its label and takes no new diagnosis', async () => {
    const hospital = await house.openHospital()
    const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
    const { body: person } = await clerk.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-01' }))
    const conditions = `/api/patients/${person.id}/conditions`
    const diagnosis = { icd10: 'C91.0', basisOfDiagnosis: 'clinical', recordedDate: '2024-02-20' }
    const before = (await clerk.post(conditions, diagnosis)).body
    expect(before.labels.icd10.es).toMatch(/leucemia/i)

    const difference = await replace(
      officialIcd10((rows) => [
        ...rows
          .filter(({ key }) => key !== 'C910')
          .map((row) => (row.key === 'C716' ? { ...row, name: 'Cerebelo, señal' } : row)),
        { key: 'C980', name: 'Tumor de prueba' },
        { key: 'J459', name: 'Asma' },
      ]),
    )
    expect(difference).toEqual({
      rows: ours.length,
      added: ['C98.0'],
      changed: ['C71.6'],
      gone: ['C91.0'],
      leftOut: 1,
    })

    const search = async (text: string) => (await clerk.get(`/api/terminology/icd10?search=${text}`)).body.items
    expect((await search('C71.6'))[0]).toMatchObject({ label: 'Cerebelo, señal', properties: { edition: '2025' } })
    expect((await search('C98.0'))[0]).toMatchObject({ label: 'Tumor de prueba', isLeaf: true })
    expect((await search('C91.0'))[0]?.code).not.toBe('C91.0')
    expect((await clerk.get(conditions)).body.items[0].labels).toEqual(before.labels)
    expect(await clerk.post(conditions, diagnosis)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/icd10', code: 'icd10-unknown' }] },
    })
    const editions = (await clerk.get('/api/catalogues')).body.items
    expect(editions.filter(({ catalogue }: { catalogue: string }) => catalogue === 'icd10')).toMatchObject([
      { version: '2025', current: true, source: 'DIAGNOSTICOS_2025.csv', rows: ours.length },
      { version: 'OMS-OPS-2010', current: false },
    ])

    // the next start leaves it, the command that names it brings ours back
    expect(await loadCatalogues(house.url, quiet)).toEqual([])
    expect(await loadCatalogues(house.url, quiet, 'icd10')).toEqual(['icd10'])
    expect((await search('C91.0'))[0]?.code).toBe('C91.0')
    expect(await search('C98.0')).toEqual([])
  })

  test.each([
    ['UTF-8 with commas', (text: string) => Buffer.from(text.replaceAll(';', ','))],
    ['UTF-8 with its mark and tabs', (text: string) => Buffer.from(`\uFEFF${text.replaceAll(';', '\t')}`)],
    ['UTF-16 of a spreadsheet', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('may come as %s', async (_case, encode) => {
    const rows = ours.map(({ code }) => `${code};Nombre con ñ y á de ${code}`)
    const { changed } = await replace(encode(['Clave;Descripción', ...rows].join('\n')))
    expect(changed).toHaveLength(ours.length)
    const [row] = await house.sql`select label_es from terminology_concepts where system = 'icd10' and code = 'C61'`
    expect(row?.['label_es']).toBe('Nombre con ñ y á de C61')
  })

  test('is refused whole when one cell cannot be taken, each named by row and column', async () => {
    const { faults, message } = await refusal(
      officialIcd10((rows) => [
        ...rows,
        { key: 'C9', name: 'Clave corta' },
        { key: 'C710', name: 'Otra vez' },
        { key: 'C985', name: '' },
      ]),
    )
    const row = ours.length + 2
    expect(message).toMatch(/nothing was changed/)
    expect(faults).toEqual([
      { row, column: 'CATALOG_KEY', value: 'C9', code: 'code-form' },
      { row: row + 1, column: 'CATALOG_KEY', value: 'C710', code: 'code-twice' },
      { row: row + 2, column: 'NOMBRE', value: '', code: 'required' },
    ])
  })

  test.each<[string, Buffer, RegExp]>([
    [
      'without its column of names',
      Buffer.from('CATALOG_KEY;OTRA\nC710;x'),
      /header lacks label_es; it has «CATALOG_KEY», «OTRA»/,
    ],
    ['that is a part of one', officialIcd10((rows) => rows.slice(0, 50)), /would go: this is not the whole catalogue/],
    ['that speaks of something else', Buffer.from('CATALOG_KEY;NOMBRE\nJ459;Asma'), /None of the rows/],
    ['without rows', Buffer.from('CATALOG_KEY;NOMBRE\n'), /has no rows/],
    ['that is empty', Buffer.from(''), /file-empty/],
    ['that is a workbook', Buffer.from('PK\u0003\u0004rest'), /save the sheet as CSV/],
    ['with a quote that never ends', Buffer.from('CATALOG_KEY;NOMBRE\nC710;"Cerebro'), /quote-not-closed/],
  ])('file %s is refused with its reason', async (_case, bytes, words) => {
    expect((await refusal(bytes)).message).toMatch(words)
  })

  test('edition and catalogue must be named rightly', async () => {
    const whole = officialIcd10((rows) => rows)
    expect((await refusal(whole, 'icd10', 'la de 2025')).message).toMatch(/--version/)
    expect((await refusal(whole, 'ooads')).message).toMatch(/Only icd10, topography, morphology, iccc3, hospitals/)
  })
})

describe('other official files', () => {
  const file = (name: string) => readFileSync(new URL(`../server/catalogue/${name}.csv`, import.meta.url))
  /** Not one that a test of this file opened. */
  const real = (clues: string) => !clues.startsWith('ZZTST')
  const edit = (name: string, change: (text: string) => string) => Buffer.from(change(file(name).toString('utf8')))

  test('what a file does not say stays as it was', async () => {
    const codes = readCatalogue('icdo3-topography', ['code', 'label_es'])
    const bare = ['code;label_es', ...codes.map(({ code, label_es }) => `${code};"${label_es}"`)].join('\n')
    expect(await replace(Buffer.from(bare), 'topography')).toMatchObject({ changed: [] })
    const [row] = await house.sql`
      select label_en, properties from terminology_concepts where system = 'topography' and code = 'C62.9'`
    expect(row).toMatchObject({ label_en: expect.any(String), properties: { paired_organ: '1', sex_limit: 'M' } })
  })

  test('our own files change nothing but the edition', async () => {
    for (const [name, source] of [
      ['topography', 'icdo3-topography'],
      ['morphology', 'icdo3-morphology'],
      ['hospitals', 'hospitals'],
    ] as const) {
      const { gone, ...rest } = await replace(file(source), name)
      expect({ ...rest, gone: gone.filter(real) }).toMatchObject({ added: [], changed: [], gone: [], leftOut: 0 })
    }
  })

  test('hospitals are added and renamed, and none is taken away', async () => {
    const difference = await replace(
      edit('hospitals', (text) =>
        text
          .replace('HGZ 1 Aguascalientes', 'HGZ 1 «El Nuevo»')
          .replace(/^ASIMS000016.*\n/m, '')
          .concat('ASIMS999999,HGZ 99 Nuevo,second-level,imss,AS,01,01,0,,,HGZ,\n'),
      ),
      'hospitals',
      '2027-01',
    )
    expect(difference).toMatchObject({ added: ['ASIMS999999'], changed: ['ASIMS000021'] })
    expect(difference.gone.filter(real)).toEqual(['ASIMS000016'])
    const [gone] = await house.sql`select name from organizations where clues = 'ASIMS000016'`
    expect(gone?.['name']).toBe('HGZ 2 Aguascalientes')
    const { faults } = await refusal(
      edit('hospitals', (text) => text.concat('ASIMS999998,HGZ 98,third,imss,AS,99,01,0,95,,HGZ,\n')),
      'hospitals',
    )
    expect(faults.map(({ column, code }) => [column, code])).toEqual([
      ['level', 'not-in-list'],
      ['ooad_code', 'ooad-unknown'],
      ['latitude', 'not-a-number'],
    ])
  })

  test('one version of ICCC-3 is replaced, the others stand; rules that cannot be read are refused', async () => {
    const only2017 = (text: string) => {
      const [header, ...lines] = text.split('\n')
      return [header, ...lines.filter((line) => line.startsWith('IARC-2017'))].join('\n')
    }
    const whole = edit('iccc3', only2017)
    expect(await replace(whole, 'iccc3', 'IARC-2017')).toMatchObject({ rows: 144, added: [], changed: [], gone: [] })
    const versions = await house.sql`select version, count(*)::int as n from iccc3_rules group by 1 order by 1`
    expect(versions.map(({ n }) => n)).toEqual([144, 130, 136])
    expect((await refusal(whole, 'iccc3', '2030')).message).toMatch(/must be one of them/)
    const { faults } = await refusal(
      edit('iccc3', (text) => only2017(text).replace('C000-C809', 'C000-CXYZ')),
      'iccc3',
      'IARC-2017',
    )
    expect(faults).toMatchObject([{ column: 'topography', code: 'not-a-range' }])
  })
})

test('the command lists, loads and replaces, and says what is wrong', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'girasol-catalogues-'))
  const root = path.resolve(import.meta.dirname, '..')
  const run = (...words: string[]) => {
    const env = { ...process.env, ...productionEnv(0, house.url, house.url) }
    const { status, stdout, stderr } = spawnSync('node', ['server/bin/catalogues.mjs', ...words], {
      ...{ cwd: root, encoding: 'utf8', env },
    })
    return { status, text: stdout + stderr }
  }
  try {
    const file = path.join(folder, 'oficial.csv')
    writeFileSync(
      file,
      officialIcd10((rows) => [...rows, { key: 'C980', name: 'Tumor de prueba' }]),
    )
    expect(run('replace', 'icd10', file, '--version', '2025')).toEqual({
      status: 0,
      text: expect.stringMatching(/icd10 is now edition 2025, 890 rows[\s\S]*added 1: C98\.0/),
    })
    expect(run().text).toMatch(/\* icd10 +2025 +890 rows[\s\S]* {2}icd10 +OMS-OPS-2010/)
    expect(run('load').text).toMatch(/nothing to load/)
    expect(run('load', 'icd10').text).toMatch(/Loaded icd10 OMS-OPS-2010/)
    writeFileSync(file, 'CATALOG_KEY;NOMBRE\nC7;Cerebro\n')
    expect(run('replace', 'icd10', file, '--version', '2026')).toEqual({
      status: 1,
      text: expect.stringMatching(/nothing was changed[\s\S]*row 2, column CATALOG_KEY: «C7» \(code-form\)/),
    })
    expect(run('replace', 'icd10', path.join(folder, 'nada.csv'), '--version', '1')).toMatchObject({ status: 1 })
    expect(run('replace', 'icd10')).toMatchObject({ status: 2 })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
