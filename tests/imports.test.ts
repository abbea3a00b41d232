import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import readXlsx from 'read-excel-file/node'
import { forgetOldImports } from 'server/imports/forget'
import { expect, test } from 'vitest'
import {
  aCurp,
  aRow,
  bring,
  commit,
  csvRecords,
  csvText,
  DAY,
  ELEVEN_DIGITS,
  latin1,
  missing,
  multipart,
  type PatientCells,
  patientHeaders,
  patientsCsv,
  real,
  rowsOf,
  send,
  settled,
  utf16be,
  utf16le,
  workbook,
  zip,
} from './support/files.js'
import { openHouse, type Person } from './support/house.js'

const house = await openHouse()

async function openDesk() {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  return { hospital, clerk, clues: hospital.clues, row: (cells: PatientCells = {}) => aRow(hospital.clues, cells) }
}

const people = async (organizationId: string) => {
  const [row] = await house.sql<
    { n: number }[]
  >`select count(*)::int as n from patients where managing_organization_id = ${organizationId} and status = 'active'`
  return row?.n
}

const names = (organizationId: string) =>
  house.sql<{ given: string; first: string; second: string | null; born: string; sex: string; nss: string | null }[]>`
    select given_name as given, first_surname as first, second_surname as second, birth_date::text as born, sex::text as sex, nss
    from patients where managing_organization_id = ${organizationId} order by record_number`

const codesOf = async (clerk: Person, id: string, state = 'rejected') =>
  (await rowsOf(clerk, id, state)).map(({ row, findings }) => [
    row,
    ...findings
      .filter(({ severity }: { severity: string }) => severity === 'error')
      .map(({ column, code }: { column: string | null; code: string }) => `${column}:${code}`),
  ])

const spelled = { nombre: 'Íñigo', primer_apellido: "D'Amico", segundo_apellido: 'Muñoz' }

test.each([
  ['UTF-8', (text: string) => Buffer.from(text), 'utf-8'],
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`), 'utf-8'],
  ['UTF-16 little endian', (text: string) => utf16le(text), 'utf-16le'],
  ['UTF-16 big endian', (text: string) => utf16be(text), 'utf-16be'],
  ['UTF-16 little endian without its mark', (text: string) => utf16le(text, false), 'utf-16le'],
  ['UTF-16 big endian without its mark', (text: string) => utf16be(text, false), 'utf-16be'],
  ['Latin-1', latin1, 'windows-1252'],
])('names are read from %s as they are written, whatever the separator', async (_case, encode, encoding) => {
  for (const separator of [',', ';', '\t']) {
    const { hospital, clerk, row } = await openDesk()
    const read = await bring(clerk, { file: encode(patientsCsv([row(spelled), row()], patientHeaders, separator)) })
    expect(read).toMatchObject({ status: 'ready', rows: 2, accepted: 2, format: 'csv', encoding, separator })
    await commit(clerk, read.id)
    expect((await names(hospital.id))[0]).toMatchObject({ given: 'Íñigo', first: "D'Amico", second: 'Muñoz' })
  }
})

test('Windows-1252 keeps its quotation marks, and one broken byte of UTF-8 spoils its row alone', async () => {
  const { hospital, clerk, row } = await openDesk()
  const file = Buffer.concat([
    Buffer.from(
      patientsCsv([
        row(spelled),
        row(spelled),
        ...Array.from({ length: 12 }, () => row({ segundo_apellido: 'Ñúñéz Íbáñéz' })),
      ]),
    ),
    Buffer.from(`,,,Ana,P`),
    Buffer.from([0xe9]),
    Buffer.from(`rez,,01/02/2015,M,,${hospital.clues}\n`),
  ])
  const read = await bring(clerk, { file })
  expect(read).toMatchObject({ encoding: 'utf-8', rows: 15, rejected: 1 })
  expect(await codesOf(clerk, read.id)).toEqual([[16, 'primer_apellido:unreadable-character']])

  const other = await openDesk()
  const quoted = patientsCsv([other.row({ primer_apellido: 'O’Farrill' })]).replace('’', '\u0092')
  await commit(other.clerk, (await bring(other.clerk, { file: latin1(quoted) })).id)
  expect((await names(other.hospital.id))[0]).toMatchObject({ first: 'O’Farrill' })
})

test('headers may stand in any order, case and accent, below a title; unknown ones are listed and ignored', async () => {
  const { hospital, clerk, clues } = await openDesk()
  const file = csvText([
    ['CENSO DE ONCOLOGÍA', '', '', '', '', '', ''],
    ['', '', '', '', '', '', ''],
    ['SEXO', 'Primer Apellido', 'Teléfono', 'CLUES', 'NOMBRE', 'FECHA NACIMIENTO', 'Observación'],
    ['h', 'Ruiz', '55', clues, 'Teo', '2015-03-27', '=1'],
  ])
  const read = await bring(clerk, { file })
  expect(read).toMatchObject({ status: 'ready', rows: 1, accepted: 1, ignoredHeaders: ['Teléfono', 'Observación'] })
  expect((await rowsOf(clerk, read.id))[0]).toMatchObject({
    row: 4,
    cells: ['h', 'Ruiz', '55', clues, 'Teo', '2015-03-27', '=1'],
  })
  await commit(clerk, read.id)
  expect(await names(hospital.id)).toMatchObject([{ given: 'Teo', first: 'Ruiz', born: '2015-03-27', sex: 'male' }])
})

test('a file that lacks needed headers, or has one twice, says which', async () => {
  const { clerk, clues } = await openDesk()
  const lacking = await bring(clerk, {
    file: csvText([
      ['nombre', 'sexo', 'clues'],
      ['Ana', 'M', clues],
    ]),
  })
  expect(lacking).toMatchObject({
    status: 'failed',
    failure: 'missing-headers',
    failureDetails: { headers: ['primer_apellido', 'fecha_nacimiento'] },
  })
  const twice = await bring(clerk, {
    file: csvText([
      ['nombre', 'primer_apellido', 'fecha_nacimiento', 'sexo', 'clues', 'Nombre'],
      ['Ana', 'Ruiz', '2015-01-02', 'M', clues, 'Eva'],
    ]),
  })
  expect(twice).toMatchObject({
    status: 'failed',
    failure: 'duplicated-headers',
    failureDetails: { headers: ['Nombre'] },
  })
})

test('a column chosen by hand outdoes its header', async () => {
  const { hospital, clerk, clues } = await openDesk()
  const file = csvText([
    ['nombre', 'Nombre', 'apellido', 'nacio', 'sexo', 'clues'],
    ['apodo', 'Ana', 'Ruiz', '2015-01-02', 'M', clues],
  ])
  const columns = { nombre: null, Nombre: 'givenName', apellido: 'firstSurname', nacio: 'birthDate' }
  const again = await bring(clerk, { file, columns })
  expect(again).toMatchObject({ status: 'ready', accepted: 1, ignoredHeaders: ['nombre'] })
  await commit(clerk, again.id)
  expect(await names(hospital.id)).toMatchObject([{ given: 'Ana' }])
  const wrong = await send(clerk, '/api/imports', { file, mapping: 'patients', columns: { nombre: 'version' } })
  expect(wrong).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/columns/nombre', code: 'unknown-field' }] },
  })
})

test('quotes, separators and line breaks stay inside their cells, and rows are numbered as spreadsheets do', async () => {
  const { hospital, clerk, row } = await openDesk()
  const rows = [row({ nombre: 'Ana "Lupita", la mayor' }), row({ entidad_nacimiento: 'nowhere\r\nat all' })]
  const file = patientsCsv(rows).replace('\r\n', '\r\n\r\n')
  const read = await bring(clerk, { file })
  expect(await codesOf(clerk, read.id)).toEqual([[4, 'entidad_nacimiento:birth-state-unknown']])
  await commit(clerk, read.id)
  expect(await names(hospital.id)).toMatchObject([{ given: 'Ana "Lupita", la mayor' }])
})

test('a quotation mark that never closes names the row where it opened', async () => {
  const { clerk, row } = await openDesk()
  const file = `${patientsCsv([row(), row()])},,,"Ana,Ruiz,,01/02/2015,M\r\n,,,Eva\r\n`
  expect(await bring(clerk, { file })).toMatchObject({
    status: 'failed',
    failure: 'quote-not-closed',
    failureDetails: { row: 4 },
    rows: 0,
  })
})

test('a line of ten megabytes is refused by its number, and the rows around it are read', async () => {
  const { clerk, row } = await openDesk()
  const file = patientsCsv([row(), row({ nombre: 'x'.repeat(10 * 1024 * 1024) }), row()])
  const read = await bring(clerk, { file })
  expect(read).toMatchObject({ status: 'ready', rows: 3, accepted: 2, rejected: 1 })
  expect(await codesOf(clerk, read.id)).toEqual([[3, 'null:line-too-long']])
})

test('NUL and other control characters refuse their row and are shown where they stand', async () => {
  const { clerk, row } = await openDesk()
  const read = await bring(clerk, {
    file: patientsCsv([
      row({ nombre: 'A\0na' }),
      row({ primer_apellido: 'R\u0007uiz' }),
      row({ nombre: 'a\u202ena' }),
      row(),
    ]),
  })
  expect(await codesOf(clerk, read.id)).toEqual([
    [2, 'nombre:control-characters'],
    [3, 'primer_apellido:control-characters'],
    [4, 'nombre:control-characters'],
  ])
  expect((await rowsOf(clerk, read.id, 'rejected'))[0].cells[3]).toBe('A\u2400na')
})

test.each([
  ['nothing', Buffer.alloc(0), 'file-empty'],
  ['blanks', Buffer.from(' \r\n\r\n'), 'file-empty'],
  [
    'an old workbook',
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
    'file-old-workbook',
  ],
  [
    'a workbook with a password',
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    'file-encrypted',
  ],
  ['a PDF', Buffer.from('%PDF-1.7\n…'), 'file-pdf'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'file-image'],
  ['a web page called .xls', Buffer.from('<html><table><tr><td>nombre</td></tr></table></html>'), 'file-html'],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, ...Array(200).fill(1)]), 'file-not-table'],
])('%s is no table, whatever it is called', async (_case, file, code) => {
  const { clerk } = await openDesk()
  for (const url of ['/api/imports', '/api/imports/preview'])
    expect(await send(clerk, url, { file, mapping: 'patients' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/file', code }] },
    })
})

test('headers alone are no rows', async () => {
  const { clerk } = await openDesk()
  expect(await bring(clerk, { file: patientsCsv([]) })).toMatchObject({ status: 'failed', failure: 'no-rows' })
})

test('only multipart is taken, with one file and known fields, up to its limit', async () => {
  const { clerk, row } = await openDesk()
  const file = patientsCsv([row()])
  expect(await clerk.post('/api/imports', { file, mapping: 'patients' })).toMatchObject({
    status: 415,
    body: { type: '/problems/unsupported-media-type' },
  })
  expect((await clerk.ask('POST', '/api/imports', Buffer.from(file), { 'content-type': 'text/plain' })).status).toBe(
    415,
  )
  expect((await clerk.ask('POST', '/api/imports', Buffer.from(file), { 'content-type': 'text/csv' })).status).toBe(415)
  const ask = (fields: Record<string, string>, sent: string | Buffer | null) => {
    const { body, headers } = multipart(fields, sent)
    return clerk.ask('POST', '/api/imports', body, headers)
  }
  expect(await ask({ mapping: 'patients' }, null)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/file', code: 'required' }] },
  })
  expect(await ask({}, file)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/mapping', code: 'required' }] },
  })
  expect(await ask({ mapping: 'nobody' }, file)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/mapping', code: 'mapping-unknown' }] },
  })
  expect(await ask({ mapping: 'patients', role: 'admin' }, file)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/role', code: 'unknown-field' }] },
  })
  expect(await ask({ mapping: 'patients', columns: '{' }, file)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/columns', code: 'wrong-format' }] },
  })
  expect(await ask({ mapping: 'patients', dryRun: 'perhaps' }, file)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/dryRun', code: 'not-in-list' }] },
  })
  expect(await ask({ mapping: 'patients' }, Buffer.alloc(20 * 1024 * 1024 + 1, 'a,b\n'))).toMatchObject({
    status: 413,
    body: { type: '/problems/too-large' },
  })
  const [left] = await house.sql`select count(*)::int as n from import_files where created_by = ${clerk.userId}`
  expect(left?.['n']).toBe(0)
})

test('workbooks: days, numbers, zeros, formulas and errors are read as people see them', async () => {
  const { hospital, clerk, clues } = await openDesk()
  const headers = ['nombre', 'primer_apellido', 'fecha_nacimiento', 'sexo', 'clues', 'nss', 'peso_kg']
  const file = workbook(
    {
      Léame: [['Cómo usarla'], ['Escriba una persona por fila']],
      Datos: [
        headers,
        [
          'Ana',
          'Ruiz',
          { number: 42090, style: DAY },
          'M',
          clues,
          { number: 1234567897, style: ELEVEN_DIGITS },
          24.500000000000004,
        ],
        ['Eva', 'Sáenz', 42091, 'M', clues, 12345678903, 20],
        ['Ida', 'Núñez', '27/03/2015', 'M', clues, null, { xml: '<c><f>10*2</f><v>20</v></c>' }],
        ['Flor', 'Mena', '27/03/2015', 'M', clues, null, { xml: '<c><f>10*2</f></c>' }],
        ['Iris', 'Mena', '27/03/2015', 'M', { xml: '<c t="e"><v>#REF!</v></c>' }, null, null],
      ],
      Oculta: [headers],
    },
    { hidden: ['Oculta'] },
  )
  const read = await bring(clerk, { file })
  expect(read).toMatchObject({ status: 'ready', format: 'xlsx', encoding: null, rows: 5, accepted: 3 })
  expect(await codesOf(clerk, read.id)).toEqual([
    [5, 'peso_kg:formula-without-value'],
    [6, 'clues:cell-error', 'clues:clues-length'],
  ])
  const rows = await rowsOf(clerk, read.id)
  expect(rows[0].cells).toEqual(['Ana', 'Ruiz', '2015-03-27', 'M', clues, '01234567897', '24.5'])
  expect(rows[2].findings).toContainEqual({ column: 'peso_kg', code: 'formula-value', severity: 'warning' })
  await commit(clerk, read.id)
  expect(await names(hospital.id)).toMatchObject([
    { given: 'Ana', born: '2015-03-27', nss: '01234567897' },
    { given: 'Eva', born: '2015-03-28', nss: '12345678903' },
    { given: 'Ida', born: '2015-03-27', nss: null },
  ])
})

test('a workbook of the 1904 system counts its days from there', async () => {
  const { hospital, clerk, clues } = await openDesk()
  const headers = ['nombre', 'primer_apellido', 'fecha_nacimiento', 'sexo', 'clues']
  const file = workbook(
    { Datos: [headers, ['Ana', 'Ruiz', { number: 40628, style: DAY }, 'M', clues]] },
    { date1904: true },
  )
  await commit(clerk, (await bring(clerk, { file })).id)
  expect(await names(hospital.id)).toMatchObject([{ born: '2015-03-27' }])
})

test('broken, inflated and foreign archives are answered by name', async () => {
  const { clerk } = await openDesk()
  const good = workbook({ Datos: [['nombre', 'sexo']] })
  const cases: [Buffer, string][] = [
    [good.subarray(0, good.length - 40), 'file-broken'],
    [zip({ 'word/document.xml': '<w/>' }), 'file-not-table'],
    [zip({ 'xl/workbook.bin': 'x' }), 'file-old-workbook'],
    [zip({ 'xl/workbook.xml': '<workbook/>' }, 2_000_000_000), 'file-inflates'],
    [zip({ 'xl/workbook.xml': '<workbook><sheets/></workbook>' }, 10), 'file-broken'],
    [zip({ 'xl/workbook.xml': '<!DOCTYPE lolz [<!ENTITY a "b">]><workbook>&a;</workbook>' }), 'file-broken'],
    [workbook({ Vacía: [] }), 'file-empty'],
    [Buffer.from(`nombre${',x'.repeat(500)}\n`), 'too-many-columns'],
    [workbook({ Ancha: [['nombre', ...Array<string>(500).fill('x')]] }), 'too-many-columns'],
  ]
  for (const [file, failure] of cases) expect(await bring(clerk, { file })).toMatchObject({ status: 'failed', failure })
})

test('each slip of a row is refused by column and code', async () => {
  const { clerk, row, clues } = await openDesk()
  const foreign = await house.openHospital()
  const born = '27/03/2015'
  const slips: [PatientCells, ...string[]][] = [
    [{ nombre: '' }, 'nombre:required'],
    [{ nombre: '=CMD()' }, 'nombre:formula'],
    [{ nombre: '@Ana' }, 'nombre:formula'],
    [{ primer_apellido: 'x'.repeat(81) }, 'primer_apellido:too-long', 'primer_apellido:required'],
    [{ fecha_nacimiento: '' }, 'fecha_nacimiento:required'],
    [{ fecha_nacimiento: '03/27/2015' }, 'fecha_nacimiento:date-unreadable'],
    [{ fecha_nacimiento: '09/09/9999' }, 'fecha_nacimiento:required'],
    [{ fecha_nacimiento: '01/01/2199' }, 'fecha_nacimiento:future-date', 'fecha_nacimiento:after-registration'],
    [{ sexo: 'Q' }, 'sexo:not-in-list'],
    [{ sexo: 'constructor' }, 'sexo:not-in-list'],
    [{ clues: '' }, 'clues:required'],
    [{ clues: 'DFIMS' }, 'clues:clues-length'],
    [{ clues: 'DFIMS999999' }, 'clues:clues-unknown'],
    [{ clues: foreign.clues }, 'clues:hospital-out-of-reach'],
    [{ curp: `${aCurp(born, 'M').slice(0, 17)}X`, fecha_nacimiento: born, sexo: 'M' }, 'curp:curp-character'],
    [{ curp: aCurp(born, 'H'), fecha_nacimiento: born, sexo: 'M' }, 'curp:curp-sex-mismatch'],
    [{ nss: '12345678904' }, 'nss:nss-check-digit'],
    [{ agregado: '3M15OR' }, 'agregado:agregado-length'],
    [{ entidad_nacimiento: 'Ruritania' }, 'entidad_nacimiento:birth-state-unknown'],
    [{ cie10: 'Z99', fecha_diagnostico: '01/02/2024' }, 'cie10:icd10-form'],
    [{ cie10: 'C99.9', fecha_diagnostico: '01/02/2024' }, 'cie10:icd10-unknown'],
    [
      { morfologia: '9836/3', comportamiento: '1', fecha_diagnostico: '01/02/2024' },
      'comportamiento:behaviour-mismatch',
    ],
    [{ cie10: 'C91.0', fecha_diagnostico: '01/02/1999' }, 'fecha_diagnostico:before-birth'],
    [{ peso_kg: 'mucho' }, 'peso_kg:number-unreadable'],
    [{ talla_cm: '1180' }, 'talla_cm:out-of-range'],
  ]
  const read = await bring(clerk, { file: patientsCsv(slips.map(([cells]) => ({ ...row(), clues, ...cells }))) })
  expect(await codesOf(clerk, read.id)).toEqual(slips.map(([, ...codes], i) => [i + 2, ...codes]))
})

test('what can be true of somebody is taken: siblings with one NSS, ten digits, no identifier, words for sex and state', async () => {
  const { hospital, clerk, row } = await openDesk()
  const family = {
    primer_apellido: 'Xool',
    segundo_apellido: 'Canul',
    nss: '1234567890',
    fecha_nacimiento: '27/03/2015',
  }
  const read = await bring(clerk, {
    file: patientsCsv([
      row({ ...family, nombre: 'Itzel', agregado: '3F2015OR', sexo: 'mujer' }),
      row({ ...family, nombre: 'Citlali', agregado: '3F2015OR', sexo: 'Femenino' }),
      row({
        ...family,
        nombre: 'Yaretzi',
        agregado: '3F2017OR',
        fecha_nacimiento: '27/03/2017',
        sexo: 'M',
        entidad_nacimiento: 'Yucatán',
      }),
      row({ primer_apellido: 'Desconocido', entidad_nacimiento: 'NE' }),
    ]),
  })
  expect(read).toMatchObject({ rows: 4, accepted: 4 })
  await commit(clerk, read.id)
  expect((await names(hospital.id)).map(({ given, nss }) => [given, nss]).slice(0, 3)).toEqual([
    ['Itzel', '12345678903'],
    ['Citlali', '12345678903'],
    ['Yaretzi', '12345678903'],
  ])
  const [missing] =
    await house.sql`select first_surname, missing_name_reason, missing_identifier_reason from patients where managing_organization_id = ${hospital.id} and birth_state = 'NE'`
  expect(missing).toMatchObject({
    first_surname: null,
    missing_name_reason: 'not-in-file',
    missing_identifier_reason: 'not-in-file',
  })
})

test('F in one row makes M doubtful in all others, unless a CURP says', async () => {
  const { clerk, row } = await openDesk()
  const born = '27/03/2015'
  const read = await bring(clerk, {
    file: patientsCsv([
      row({ sexo: 'M' }),
      row({ sexo: 'F' }),
      row({ sexo: 'M', fecha_nacimiento: born, curp: aCurp(born, 'M') }),
      row({ sexo: 'H' }),
    ]),
  })
  expect(await codesOf(clerk, read.id)).toEqual([
    [2, 'null:sex-letters-mixed'],
    [3, 'sexo:sex-letter-f'],
  ])
})

test('482 good rows and 18 bad ones: 482 people, and a file of exactly the 18', async () => {
  const { hospital, clerk, row } = await openDesk()
  const bad = new Set(Array.from({ length: 18 }, (_, i) => 5 + i * 27))
  const rows = Array.from({ length: 500 }, (_, i) => (bad.has(i) ? row({ nombre: '=1+1', nss: '123' }) : row()))
  const read = await bring(clerk, { file: latin1(patientsCsv(rows, patientHeaders, ';')) })
  expect(read).toMatchObject({ rows: 500, accepted: 482, rejected: 18, duplicates: 0 })
  expect(await commit(clerk, read.id)).toMatchObject({ status: 'committed', accepted: 482, rejected: 18 })
  expect(await people(hospital.id)).toBe(482)

  const { text, headers } = await clerk.get(`/api/imports/${read.id}/errors?format=csv`)
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(text.startsWith('\ufeff')).toBe(true)
  const lines: Record<string, string>[] = csvRecords(text)
  expect(lines.map(({ row: line }) => Number(line))).toEqual([...bad].map((i) => i + 2))
  expect(Object.keys(lines[0] ?? {})).toEqual([...patientHeaders, 'row', 'column', 'code', 'explanation'])
  for (const line of lines) {
    expect(line['nombre']).toBe("'=1+1")
    expect(line['column']).toBe('nombre | nss')
    expect(line['code']).toBe('formula | nss-length')
    expect(line['explanation']).toContain('NSS tiene 11 números')
  }
  const english = await clerk.get(`/api/imports/${read.id}/errors?format=csv&lang=en`)
  expect(english.text).toContain('The NSS has 11 digits')
  const accepted = await clerk.get(`/api/imports/${read.id}/errors`, { accept: 'text/csv' })
  expect(accepted.text).toBe(text)

  const { body, headers: xlsxHeaders } = await download(clerk, `/api/imports/${read.id}/errors?format=xlsx`)
  expect(xlsxHeaders['content-disposition']).toBe('attachment; filename="import-errors.xlsx"')
  const sheets = await readXlsx(body)
  const sheet = sheets[1]?.data ?? []
  expect(sheet).toHaveLength(19)
  expect(sheet[1]?.[3]).toBe("'=1+1")

  // The corrected file goes in as it came back: its added columns are ignored
  const corrected = text.replaceAll("'=1+1", 'Ana').replaceAll(',123,', ',,')
  const again = await bring(clerk, { file: corrected })
  expect(again).toMatchObject({ rows: 18, accepted: 18, ignoredHeaders: ['row', 'column', 'code', 'explanation'] })
})

async function download(person: Person, url: string) {
  const answer = await house.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${person.token}` } })
  return { body: answer.rawPayload, headers: answer.headers }
}

test('the same file twice adds nothing, under its name or another encoding; a dry run never does', async () => {
  const { hospital, clerk, row } = await openDesk()
  const file = patientsCsv([
    row(),
    row(spelled),
    row({ nss: '12345678903', agregado: '3F2015OR', sexo: 'M', fecha_nacimiento: '27/03/2015' }),
  ])
  const trial = await bring(clerk, { file, dryRun: true })
  expect(trial).toMatchObject({ status: 'ready', accepted: 3, dryRun: true })
  expect(await clerk.post(`/api/imports/${trial.id}/commit`)).toMatchObject({
    status: 409,
    body: { type: '/problems/import-dry-run' },
  })

  const first = await bring(clerk, { file })
  const rival = await bring(clerk, { file: utf16le(file) })
  expect(await commit(clerk, first.id)).toMatchObject({ accepted: 3, duplicates: 0 })
  expect(await commit(clerk, first.id)).toMatchObject({ status: 'committed', accepted: 3 })
  expect(await commit(clerk, rival.id)).toMatchObject({ accepted: 0, duplicates: 3 })
  const again = await bring(clerk, { file: latin1(file) })
  expect(again).toMatchObject({ accepted: 0, duplicates: 3 })
  expect(await commit(clerk, again.id)).toMatchObject({ status: 'committed', accepted: 0 })
  expect(await people(hospital.id)).toBe(3)
})

test('two commits at once write each person once', async () => {
  const { hospital, clerk, row } = await openDesk()
  const file = patientsCsv(Array.from({ length: 40 }, () => row()))
  const [one, other] = await Promise.all([bring(clerk, { file }), bring(clerk, { file })])
  const done = await Promise.all([commit(clerk, one.id), commit(clerk, other.id), commit(clerk, one.id)])
  expect(done.every(({ status }) => status === 'committed')).toBe(true)
  expect(await people(hospital.id)).toBe(40)
  const [events] =
    await house.sql`select count(*)::int as n from audit_inbox where organization_id = ${hospital.id} and action = 'create'`
  const [sealed] =
    await house.sql`select count(*)::int as n from audit_events where organization_id = ${hospital.id} and action = 'create'`
  expect(events?.['n'] + sealed?.['n']).toBe(40)
})

test('a row that says who is registered already is a duplicate; one that may is accepted and pointed at', async () => {
  const { hospital, clerk, clues } = await openDesk()
  const born = '27/03/2015'
  const curp = aCurp(born, 'M')
  const register = (facts: Record<string, unknown>) =>
    clerk.post('/api/patients', {
      managingOrganizationId: hospital.id,
      birthDate: '2015-03-27',
      sex: 'female',
      coverage: 'imss',
      ...facts,
    })
  const byCurp = await register({ givenName: 'Xóchitl', firstSurname: 'Poot', curp })
  const byNss = await register({
    givenName: 'Nicté',
    firstSurname: 'Balam',
    secondSurname: 'Ek',
    nss: '12345678903',
    agregado: '3F2015OR',
  })
  const byName = await register({ givenName: 'Zyanya', firstSurname: 'Uc', missingIdentifierReason: 'not-at-hand' })
  expect([byCurp.status, byNss.status, byName.status]).toEqual([201, 201, 201])
  const base = { fecha_nacimiento: born, sexo: 'M', clues }
  const read = await bring(clerk, {
    file: patientsCsv([
      { ...base, nombre: 'Xochil', primer_apellido: 'Put', curp },
      {
        ...base,
        nombre: 'Nicte',
        primer_apellido: 'Balám',
        segundo_apellido: 'Ek',
        nss: '1234567890',
        agregado: '3F2015OR',
      },
      { ...base, nombre: 'ZYANYA', primer_apellido: 'UC' },
      { ...base, nombre: 'Zyanya', primer_apellido: 'Huc' },
      {
        ...base,
        nombre: 'Ixchel',
        primer_apellido: 'Balam',
        segundo_apellido: 'Ek',
        nss: '12345678903',
        agregado: '3F2015OR',
      },
      {
        ...base,
        nombre: 'Ixchel',
        primer_apellido: 'Balam',
        segundo_apellido: 'Ek',
        nss: '12345678903',
        agregado: '3F2015OR',
      },
    ]),
  })
  expect(read).toMatchObject({ rows: 6, accepted: 2, duplicates: 4 })
  const rows = await rowsOf(clerk, read.id)
  expect(rows.map(({ state, patientId }) => [state, patientId])).toEqual(
    [
      ['duplicate', byCurp.body.id],
      ['duplicate', byNss.body.id],
      ['duplicate', byName.body.id],
      ['accepted', null],
      ['accepted', null],
      ['duplicate', null],
    ].map(([state, id], i) => [state, i === 5 ? rows[5].patientId : id]),
  )
  expect(rows[3].findings.map(({ code }: { code: string }) => code)).toContain('possible-duplicate')
  expect(rows[5].findings.map(({ code }: { code: string }) => code)).toContain('duplicate-in-file')
})

test('a CURP that another hospital holds refuses its row and names nobody; a likely match there opens a case only', async () => {
  const { clerk, clues } = await openDesk()
  const other = await openDesk()
  const born = '27/03/2015'
  const curp = aCurp(born, 'M')
  const base = { managingOrganizationId: other.hospital.id, birthDate: '2015-03-27', sex: 'female', coverage: 'imss' }
  await other.clerk.post('/api/patients', { ...base, givenName: 'Tonalli', firstSurname: 'Quiej', curp })
  await other.clerk.post('/api/patients', {
    ...base,
    givenName: 'Metztli',
    firstSurname: 'Ajpop',
    secondSurname: 'Cuz',
    missingIdentifierReason: 'not-at-hand',
  })
  const cells = { fecha_nacimiento: born, sexo: 'M', clues }
  const read = await bring(clerk, {
    file: patientsCsv([
      { ...cells, nombre: 'Tonalli', primer_apellido: 'Quiej', curp },
      { ...cells, nombre: 'Metztli', primer_apellido: 'Ajpop', segundo_apellido: 'Cuz' },
    ]),
  })
  expect(await codesOf(clerk, read.id)).toEqual([[2, 'null:curp-held-elsewhere']])
  const [showing] = await house.sql`select count(*)::integer as n from foreign_matches where user_id = ${clerk.userId}`
  expect(showing?.['n']).toBe(1)
  const accepted = (await rowsOf(clerk, read.id, 'accepted'))[0]
  expect(accepted.findings.map(({ code }: { code: string }) => code)).not.toContain('possible-duplicate')
  await commit(clerk, read.id)
  const cases =
    await house.sql`select c.score from reconciliation_cases c join patients p on p.id = c.patient_id where p.import_id = ${read.id}`
  expect(cases).toHaveLength(1)
})

test('who was registered while the file waited is not written again', async () => {
  const { hospital, clerk, clues } = await openDesk()
  const born = '27/03/2015'
  const curp = aCurp(born, 'M')
  const cells = { fecha_nacimiento: born, sexo: 'M', clues }
  const read = await bring(clerk, {
    file: patientsCsv([
      { ...cells, nombre: 'Yunuen', primer_apellido: 'Tzintzun', curp },
      { ...cells, nombre: 'Eréndira', primer_apellido: 'Huacuz' },
      { ...cells, nombre: 'Nana', primer_apellido: 'Cutzi' },
    ]),
  })
  expect(read.accepted).toBe(3)
  const base = { managingOrganizationId: hospital.id, birthDate: '2015-03-27', sex: 'female', coverage: 'imss' }
  await clerk.post('/api/patients', { ...base, givenName: 'Yunuén', firstSurname: 'Tzintzún', curp })
  await clerk.post('/api/patients', {
    ...base,
    givenName: 'Eréndira',
    firstSurname: 'Huacuz',
    missingIdentifierReason: 'not-at-hand',
  })
  expect(await commit(clerk, read.id)).toMatchObject({ status: 'committed', accepted: 1, duplicates: 2 })
  expect(await people(hospital.id)).toBe(3)
})

test('undo takes a batch off the roll, gives its rows free, and is refused once somebody was edited', async () => {
  const { hospital, clerk, row } = await openDesk()
  const file = patientsCsv([row({ cie10: 'C91.0', fecha_diagnostico: '01/02/2024', peso_kg: '20' }), row()])
  const first = await bring(clerk, { file })
  await commit(clerk, first.id)
  const written = await rowsOf(clerk, first.id, 'committed')
  const patient = await clerk.get(`/api/patients/${written[1].patientId}`)
  await clerk.patch(`/api/patients/${patient.body.id}`, { givenName: 'Corregida' }, patient.body.version)
  expect(await clerk.ask('DELETE', `/api/imports/${first.id}`)).toMatchObject({
    status: 409,
    body: { type: '/problems/import-changed', people: 1 },
  })
  expect(await people(hospital.id)).toBe(2)

  const other = await openDesk()
  const again = patientsCsv([
    other.row({ cie10: 'C91.0', fecha_diagnostico: '01/02/2024', peso_kg: '20' }),
    other.row(),
  ])
  const batch = await bring(other.clerk, { file: again })
  expect(await commit(other.clerk, batch.id)).toMatchObject({ status: 'committed', undoUntil: expect.any(String) })
  expect(await other.clerk.ask('DELETE', `/api/imports/${batch.id}`)).toMatchObject({
    status: 200,
    body: { status: 'undone', undoUntil: null },
  })
  expect(await people(other.hospital.id)).toBe(0)
  const ledger =
    await house.sql`select kind, sum(sign)::int as n, string_agg(distinct reason, ',') as reason from registry_entries where organization_id = ${other.hospital.id} group by kind order by kind::text`
  expect(ledger.map(({ kind, n, reason }) => [kind, n, reason])).toEqual([
    ['error', -2, 'import-undone'],
    ['registered', 2, null],
  ])
  const [facts] =
    await house.sql`select (select string_agg(status, ',') from conditions where import_id = ${batch.id}) as conditions,
    (select string_agg(status, ',') from patient_events where import_id = ${batch.id}) as events`
  expect(facts).toEqual({ conditions: 'entered-in-error', events: 'entered-in-error' })
  const third = await bring(other.clerk, { file: again })
  expect(await commit(other.clerk, third.id)).toMatchObject({ accepted: 2 })
  expect(await people(other.hospital.id)).toBe(2)
})

test('a file is discarded before its commit, and a batch is not undone after a day', async () => {
  const { clerk, row } = await openDesk()
  const read = await bring(clerk, { file: patientsCsv([row()]) })
  expect(await clerk.ask('DELETE', `/api/imports/${read.id}`)).toMatchObject({
    status: 200,
    body: { status: 'discarded', rows: 0 },
  })
  expect(await rowsOf(clerk, read.id)).toEqual([])
  expect((await clerk.post(`/api/imports/${read.id}/commit`)).status).toBe(409)
  const old = await bring(clerk, { file: patientsCsv([row()]) })
  await commit(clerk, old.id)
  await house.sql`update imports set committed_at = now() - interval '25 hours' where id = ${old.id}`
  expect(await clerk.ask('DELETE', `/api/imports/${old.id}`)).toMatchObject({
    status: 409,
    body: { type: '/problems/undo-expired' },
  })
})

test('a file discarded while it is read stays discarded', async () => {
  const { clerk, row } = await openDesk()
  const file = patientsCsv(Array.from({ length: 3000 }, () => row()))
  const { body } = await send(clerk, '/api/imports', { file, mapping: 'patients' })
  expect((await clerk.ask('DELETE', `/api/imports/${body.id}`)).body.status).toBe('discarded')
  // The next file is read behind it
  await bring(clerk, { file: patientsCsv([row()]) })
  await wait(500)
  expect((await clerk.get(`/api/imports/${body.id}`)).body).toMatchObject({
    status: 'discarded',
    rows: 0,
    failure: null,
  })
  const [kept] = await house.sql`select count(*)::int as n from import_rows where import_id = ${body.id}`
  expect(kept?.['n']).toBe(0)
})

test('cases of somebody who reaches several hospitals need to be one of theirs', async () => {
  const [ooadCode, file] = ['14', 'caso\n1\n2\n']
  const one = await house.openHospital({ ooadCode })
  const coordinator = await house.signIn('coordinator', { ooadCode })
  await house.openHospital({ ooadCode })
  const refused = await send(coordinator, '/api/imports', { file, mapping: 'deidentified-cases' })
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/options/organizationId', code: 'required' }] },
  })
  const options = { organizationId: one.id, dataset: 'own-cases' }
  const read = await bring(coordinator, { file, mapping: 'deidentified-cases', options })
  expect(await commit(coordinator, read.id)).toMatchObject({ status: 'committed', accepted: 2 })
  expect((await coordinator.get('/api/deidentified-cases?dataset=own-cases')).body.items).toHaveLength(2)
})

test("another person's import does not exist, not even to a colleague", async () => {
  const { hospital, clerk, row } = await openDesk()
  const { id } = await bring(clerk, { file: patientsCsv([row()]) })
  const colleague = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const national = await house.signIn('coordinator', { national: true })
  for (const person of [colleague, national]) {
    for (const [method, url] of [
      ['GET', `/api/imports/${id}`],
      ['GET', `/api/imports/${id}/rows`],
      ['GET', `/api/imports/${id}/errors`],
      ['POST', `/api/imports/${id}/commit`],
      ['DELETE', `/api/imports/${id}`],
    ] as const)
      expect((await person.ask(method, url)).status).toBe(404)
    expect((await person.get('/api/imports')).body.items).toEqual([])
  }
  expect((await clerk.get('/api/imports')).body.items).toHaveLength(1)
})

test('a national coordinator brings rows of any hospital; one whose reach became one hospital sees the file no more', async () => {
  const one = await house.openHospital()
  const other = await house.openHospital()
  const national = await house.signIn('coordinator', { national: true })
  const read = await bring(national, { file: patientsCsv([aRow(one.clues), aRow(other.clues)]) })
  expect(await commit(national, read.id)).toMatchObject({ accepted: 2 })
  expect([await people(one.id), await people(other.id)]).toEqual([1, 1])
  const shrunk = await bring(national, { file: patientsCsv([aRow(one.clues), aRow(other.clues)]) })
  await house.sql`update grants set national = false, organization_id = ${one.id} where user_id = ${national.userId}`
  expect((await national.post(`/api/imports/${shrunk.id}/commit`)).status).toBe(404)
  expect([await people(one.id), await people(other.id)]).toEqual([1, 1])
})

test('the same key and file answer the same import; another file under the key is 422', async () => {
  const { clerk, row } = await openDesk()
  const file = patientsCsv([row()])
  const key = `import-${Math.random()}`
  const first = await send(clerk, '/api/imports', { file, mapping: 'patients', key })
  const again = await send(clerk, '/api/imports', { file, mapping: 'patients', key })
  expect([first.status, again.status]).toEqual([202, 202])
  expect(again.body).toEqual(first.body)
  expect((await send(clerk, '/api/imports', { file: patientsCsv([row()]), mapping: 'patients', key })).status).toBe(422)
  expect((await clerk.get('/api/imports')).body.items).toHaveLength(1)
  await settled(clerk, first.body.id)
})

test('progress is told live and ends when the file is settled', async () => {
  const { clerk, row } = await openDesk()
  const { body } = await send(clerk, '/api/imports', {
    file: patientsCsv(Array.from({ length: 3000 }, () => row())),
    mapping: 'patients',
  })
  const { text, headers } = await clerk.get(`/api/imports/${body.id}`, { accept: 'text/event-stream' })
  expect(headers['content-type']).toContain('text/event-stream')
  const states = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''))
  expect(states.length).toBeGreaterThan(1)
  expect(states.at(-1)).toMatchObject({ id: body.id, status: 'ready', rows: 3000, progress: 1 })
  expect(
    (await (await house.signIn('hospital-staff')).get(`/api/imports/${body.id}`, { accept: 'text/event-stream' }))
      .status,
  ).toBe(404)
})

test('a preview shows the file and how it would be read, and keeps nothing', async () => {
  const { clerk, row } = await openDesk()
  const file = patientsCsv([...Array.from({ length: 25 }, () => row()), row()], patientHeaders, ';')
  const { status, body } = await send(clerk, '/api/imports/preview', { file: latin1(file) })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    format: 'csv',
    separator: ';',
    mapping: 'patients',
    missingHeaders: [],
    ignoredHeaders: [],
  })
  expect(body.rows).toHaveLength(20)
  expect(body.columns[3]).toEqual({ header: 'nombre', field: 'givenName' })
  const lacking = await send(clerk, '/api/imports/preview', { file: 'nombre,sexo\nAna,M\n', mapping: 'patients' })
  expect(lacking.body).toMatchObject({
    mapping: 'patients',
    missingHeaders: ['primer_apellido', 'fecha_nacimiento', 'clues'],
    rows: [{ row: 2, cells: ['Ana', 'M'] }],
  })
  const [kept] =
    await house.sql`select (select count(*) from imports where created_by = ${clerk.userId})::int + (select count(*) from import_files where created_by = ${clerk.userId})::int as n`
  expect(kept?.['n']).toBe(0)
})

test('the same person spelled twice in one file is pointed at', async () => {
  const { clerk, row } = await openDesk()
  const born = { fecha_nacimiento: '27/03/2015', sexo: 'M' }
  const read = await bring(clerk, {
    file: patientsCsv([
      row({ ...born, nombre: 'Xóchitl', primer_apellido: 'Jiménez', segundo_apellido: 'Baeza' }),
      row({ ...born, nombre: 'Sochil', primer_apellido: 'Giménez', segundo_apellido: 'Baeza' }),
      row({ ...born, nombre: 'Teresa', primer_apellido: 'Jiménez', segundo_apellido: 'Baeza' }),
    ]),
  })
  const codes = (await rowsOf(clerk, read.id)).map(({ findings }) => findings.map(({ code }: { code: string }) => code))
  expect(codes.map((found) => found.includes('possible-duplicate-in-file'))).toEqual([false, true, false])
})

test('an upload that breaks off leaves nothing, and one too large is told so over a real connection', async () => {
  const { clerk } = await openDesk()
  const port = await listening()
  const parts = async () => {
    const [row] = await house.sql`select count(*)::int as n from import_files where created_by = ${clerk.userId}`
    return row?.['n']
  }
  const { body, headers } = multipart({ mapping: 'patients' }, Buffer.alloc(21 * 1024 * 1024, 'a,b\n'))
  const post = (sent: Buffer, cut: number) =>
    new Promise<number | string>((resolve) => {
      const client = request(
        {
          port,
          method: 'POST',
          path: '/api/imports',
          headers: { ...headers, 'content-length': sent.length, authorization: `Bearer ${clerk.token}` },
        },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        },
      )
      client.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      client.write(sent.subarray(0, cut), () => {
        if (cut < sent.length) setTimeout(() => client.destroy(), 300)
        else client.end()
      })
    })
  await post(body, 3 * 1024 * 1024)
  await expect.poll(parts).toBe(0)
  expect(await post(body, body.length)).toBe(413)
  await expect.poll(parts).toBe(0)
})

let listeningOn: Promise<number> | undefined
function listening(): Promise<number> {
  listeningOn ??= house.app
    .listen({ port: 0, host: '127.0.0.1' })
    .then(() => (house.app.server.address() as { port: number }).port)
  return listeningOn
}

test('rows of old files and parts of uploads that broke off are forgotten; counts stay', async () => {
  const { clerk, row } = await openDesk()
  const old = await bring(clerk, { file: patientsCsv([row()]) })
  const young = await bring(clerk, { file: patientsCsv([row()]) })
  await house.sql`update imports set created_at = now() - interval '31 days' where id = ${old.id}`
  await house.sql`insert into import_files (import_id, part, created_by, recorded_at, bytes) values (gen_random_uuid(), 0, ${clerk.userId}, now() - interval '2 days', 'x')`
  await forgetOldImports(house.database)
  expect([(await rowsOf(clerk, old.id)).length, (await rowsOf(clerk, young.id)).length]).toEqual([0, 1])
  expect(await clerk.post(`/api/imports/${old.id}/commit`)).toMatchObject({
    status: 409,
    body: { type: '/problems/import-not-ready' },
  })
  expect((await clerk.get(`/api/imports/${old.id}`)).body.rows).toBe(1)
  const [left] = await house.sql`select count(*)::int as n from import_files where created_by = ${clerk.userId}`
  expect(left?.['n']).toBe(0)
})

test('a mapping is saved for the next file of the same shape', async () => {
  const { hospital, clerk } = await openDesk()
  const mapping = {
    name: 'Censo de oncología',
    base: 'patients',
    columns: { paciente: 'givenName', ap: 'firstSurname', nac: 'birthDate' },
    options: { organizationId: hospital.id },
  }
  const saved = await clerk.post('/api/import-mappings', mapping)
  expect(saved).toMatchObject({ status: 201, body: mapping })
  expect((await clerk.get('/api/import-mappings')).body.items).toEqual([saved.body])
  const file = csvText([
    ['paciente', 'ap', 'nac', 'sexo'],
    ['Ana', 'Ruiz', '27032015', 'M'],
  ])
  const read = await bring(clerk, { file, mapping: saved.body.id })
  expect(read).toMatchObject({ mapping: saved.body.id, accepted: 1 })
  const stranger = await openDesk()
  expect((await send(stranger.clerk, '/api/imports', { file, mapping: saved.body.id })).status).toBe(400)
  const elsewhere = await send(stranger.clerk, '/api/imports', {
    file,
    mapping: 'patients',
    options: { organizationId: hospital.id },
  })
  expect(elsewhere).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/options/organizationId', code: 'hospital-out-of-reach' }] },
  })
})

test.each(['patients', 'census-27', 'deidentified-cases'])(
  'the template of %s is read by its own mapping, and its example registers nobody',
  async (mapping) => {
    const { clerk } = await openDesk()
    for (const format of ['csv', 'xlsx']) {
      const { body, headers } = await download(clerk, `/api/imports/template?mapping=${mapping}&format=${format}`)
      expect(headers['content-disposition']).toBe(`attachment; filename="template-${mapping}.${format}"`)
      expect(await bring(clerk, { file: body, mapping })).toMatchObject({
        status: 'ready',
        rows: 1,
        accepted: 0,
        rejected: 1,
        ignoredHeaders: [],
      })
    }
  },
)

const messyCell = fc.oneof(
  fc.constantFrom(
    '',
    '"',
    '""',
    'a"b',
    "D'Amico",
    'Ñandú',
    '=1',
    '-',
    'NA',
    '27/03/2015',
    'M',
    'x,y',
    'x;y',
    '\ufeff',
    '\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

test('no row is lost: what is not accepted is rejected or a duplicate, however messy the file', async () => {
  const { clerk, row, clues } = await openDesk()
  const base = row()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.constantFrom(...patientHeaders), messyCell, { maxKeys: 4 }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.constantFrom(',', ';', '\t'),
      async (slips, separator) => {
        const rows = slips.map((slip) => ({ ...base, ...slip, clues }))
        const read = await bring(clerk, { file: patientsCsv(rows, patientHeaders, separator) })
        expect(read).toMatchObject({ status: 'ready', rows: rows.length })
        expect(read.accepted + read.rejected + read.duplicates).toBe(read.rows)
        const kept = await rowsOf(clerk, read.id)
        expect(kept.map((it) => it.row)).toEqual(rows.map((_, i) => i + 2))
        for (const { state, findings } of kept)
          if (state === 'rejected')
            expect(findings.some(({ severity }: { severity: string }) => severity === 'error')).toBe(true)
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)

test.skipIf(missing('nwtco.csv'))(
  'nwtco.csv: 4,028 children, 571 relapses, all of them, once, and none a person of the roll',
  async () => {
    const national = await house.signIn('coordinator', { national: true })
    const file = real('nwtco.csv')
    const read = await bring(national, { file, mapping: 'deidentified-cases' })
    expect(read).toMatchObject({ status: 'ready', rows: 4028, accepted: 4028, rejected: 0 })
    const [before] = await house.sql`select count(*)::int as n from patients`
    expect(await commit(national, read.id)).toMatchObject({ status: 'committed', accepted: 4028 })
    const [after] = await house.sql`select count(*)::int as n from patients`
    expect(after).toEqual(before)
    const [sum] =
      await house.sql`select count(*)::int as n, count(*) filter (where relapse)::int as relapses, count(*) filter (where histology = 'unfavourable')::int as unfavourable,
    count(*) filter (where stage = 'IV')::int as fourth, min(iccc3_subgroup) as subgroup, max(iccc3_version) as version, min(morphology) as morphology from deidentified_cases where dataset = 'nwtco'`
    const source: Record<string, string>[] = csvRecords(file.toString())
    expect(sum).toEqual({
      n: 4028,
      relapses: 571,
      unfavourable: source.filter(({ histol }) => histol === '2').length,
      fourth: source.filter(({ stage }) => stage === '4').length,
      subgroup: 'VIa',
      version: 'IARC-2017',
      morphology: '8960/3',
    })
    const again = await bring(national, { file, mapping: 'deidentified-cases' })
    expect(await commit(national, again.id)).toMatchObject({ accepted: 0, duplicates: 4028 })
    const list = await national.get('/api/deidentified-cases?dataset=nwtco&limit=1')
    expect(list.body.items).toMatchObject([{ dataset: 'nwtco', topography: 'C64.9', iccc3Group: 'VI' }])
    const staff = await openDesk()
    expect((await staff.clerk.get('/api/deidentified-cases')).body.items).toEqual([])
    await national.ask('DELETE', `/api/imports/${read.id}`)
    const [left] = await house.sql`select count(*)::int as n from deidentified_cases where dataset = 'nwtco'`
    expect(left?.['n']).toBe(0)
  },
)

test.skipIf(missing('childcancer_north_portugal.csv'))(
  'childcancer_north_portugal.csv: 406 cases, survival from diagnosis, blanks kept missing',
  async () => {
    const national = await house.signIn('coordinator', { national: true })
    const file = real('childcancer_north_portugal.csv')
    const { body } = await send(national, '/api/imports/preview', { file })
    expect(body).toMatchObject({
      mapping: 'deidentified-cases',
      dataset: 'childcancer-north-portugal',
      ignoredHeaders: ['U', 'V', 'Residence'],
    })
    const read = await bring(national, { file, mapping: 'deidentified-cases' })
    expect(read).toMatchObject({ rows: 406, accepted: 406, rejected: 0 })
    await commit(national, read.id)
    const [sum] =
      await house.sql`select count(*) filter (where iccc3_group = 'I')::int as leukaemias, count(*) filter (where iccc3_group is null)::int as blank,
    count(*) filter (where deceased is null)::int as unknown, count(*) filter (where survival_days is null)::int as unfollowed, count(*) filter (where sex = 'female')::int as girls
    from deidentified_cases where dataset = 'childcancer-north-portugal'`
    const source: Record<string, string>[] = csvRecords(file.toString())
    expect(sum).toEqual({
      leukaemias: source.filter(({ ICCGroup }) => ICCGroup === '1').length,
      blank: 5,
      unknown: 9,
      unfollowed: 13,
      girls: source.filter(({ Sex }) => Sex === '1').length,
    })
    const [first] =
      await house.sql`select age_months, survival_days, iccc3_group, sex, deceased from deidentified_cases where dataset = 'childcancer-north-portugal' and case_number = '1'`
    expect(first).toEqual({ age_months: 0, survival_days: 888, iccc3_group: 'IV', sex: 'male', deceased: true })
  },
)

test.skipIf(missing('pediatric_high_grade_glioma.csv'))(
  'pediatric_high_grade_glioma.csv: 57 cases of group III',
  async () => {
    const national = await house.signIn('coordinator', { national: true })
    const read = await bring(national, {
      file: real('pediatric_high_grade_glioma.csv'),
      mapping: 'deidentified-cases',
    })
    expect(read).toMatchObject({ rows: 57, accepted: 57 })
    await commit(national, read.id)
    const groups =
      await house.sql`select distinct iccc3_group from deidentified_cases where dataset = 'pediatric-high-grade-glioma'`
    expect(groups).toMatchObject([{ iccc3_group: 'III' }])
  },
)

test('whoever has used up the hour of foreign look-ups learns nothing more from a file', async () => {
  const { clerk, clues } = await openDesk()
  await house.sql`insert into foreign_matches (id, user_id) select gen_random_uuid(), ${clerk.userId} from generate_series(1, 10)`
  const read = await bring(clerk, {
    file: patientsCsv([
      {
        nombre: 'Gloria',
        primer_apellido: 'Hernández',
        segundo_apellido: 'García',
        fecha_nacimiento: '27/04/1956',
        sexo: 'M',
        clues,
        curp: 'HEGG560427MVZRRL04',
      },
    ]),
  })
  expect(read).toMatchObject({ status: 'failed', failure: 'too-many-foreign' })
})
