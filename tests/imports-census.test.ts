import { expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'
import { bring, commit, csvText, rowsOf, send } from './support/files.js'
import { openHouse } from './support/house.js'

const house = await openHouse()
const columns = readCatalogue('census-27', ['header_es', 'field'])
const headers = columns.map(({ header_es }) => header_es)

type Cells = Partial<Record<string, string>>
const line = (cells: Cells) => {
  for (const header of Object.keys(cells)) if (!headers.includes(header)) throw new Error(`The census has no ${header}`)
  return headers.map((header) => cells[header] ?? '')
}
const census = (...rows: Cells[]) => csvText([headers, ...rows.map(line)])

async function openDesk() {
  const hospital = await house.openHospital({
    ooadCode: '14',
    name: `HGR ${Math.trunc(Math.random() * 1e9)} Guadalajara`,
  })
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const child: Cells = {
    OOAD: 'Jalisco',
    'UNIDAD MÉDICA': hospital.clues,
    NOMBRE: 'HERNÁNDEZ GARCÍA, SOFÍA',
    'FECHA DE NACIMIENTO': '27/03/2015',
    'AGREGADO MÉDICO': '3F2015OR',
    NSS: '12345678903',
  }
  return { hospital, clerk, child }
}
const errorsOf = (
  rows: { findings: { column: string | null; code: string; severity: string }[] }[],
  severity = 'error',
) =>
  rows.map(({ findings }) =>
    findings.filter((finding) => finding.severity === severity).map(({ column, code }) => `${column}:${code}`),
  )

test('the 27 columns are read as their catalogue says, and each fact finds its place', async () => {
  const { hospital, clerk, child } = await openDesk()
  const file = census({
    ...child,
    'No.': '1',
    OOAD: 'Guadalajara',
    EDAD: '9 A 4 M',
    'INICIO DE SÍNTOMAS': '01/06/2024',
    'CONFIRMACIÓN DIAGNÓSTICA': '14/08/2024',
    DIAGNÓSTICO: 'C64 tumor de Wilms',
    ESTADIO: 'V',
    'FECHA DE ENVÍO A ONCOCREAN': '45520',
    'PRIMERA ATENCIÓN EN ONCOCREAN': '19/08/2024',
    'UNIDAD QUE REFIERE': '2',
    'INICIO DE QUIMIOTERAPIA': '22/08/2024',
    'ESQUEMA DE PRIMERA LÍNEA': 'SIOP',
    'ENVIADO A CENTRO DE REFERENCIA': '1',
    'MOTIVO DE ENVÍO': 'Cirugía',
    'ÚLTIMA CONSULTA': '30/09/2024',
    RECAÍDA: 'SI',
    DEFUNCIÓN: '02/11/2024',
    'CAUSA DE DEFUNCIÓN': 'Infección',
    COMENTARIOS: '=una nota',
  })
  const read = await bring(clerk, { file, mapping: 'census-27' })
  const rows = await rowsOf(clerk, read.id)
  expect([read.status, read.failure, errorsOf(rows)]).toEqual(['ready', null, [[]]])
  expect(read.ignoredHeaders).toEqual([])
  expect(errorsOf(rows, 'warning')[0]).toContain('COMENTARIOS:formula-text')
  expect(errorsOf(rows, 'warning')[0]).not.toContain('EDAD:age-differs')
  await commit(clerk, read.id)
  const [person] =
    await house.sql`select given_name, first_surname, second_surname, sex::text, registered_on::text, coverage::text from patients where managing_organization_id = ${hospital.id}`
  expect(person).toEqual({
    given_name: 'SOFÍA',
    first_surname: 'HERNÁNDEZ',
    second_surname: 'GARCÍA',
    sex: 'female',
    registered_on: '2024-08-19',
    coverage: 'imss',
  })
  const [condition] =
    await house.sql`select icd10, recorded_date::text, onset_date::text, referred_on::text, stage_system, stage_value from conditions where import_id = ${read.id}`
  expect(condition).toEqual({
    icd10: 'C64',
    recorded_date: '2024-08-14',
    onset_date: '2024-06-01',
    referred_on: '2024-08-16',
    stage_system: 'census',
    stage_value: 'V',
  })
  const events =
    await house.sql`select kind, effective_on::text as on, details from patient_events where import_id = ${read.id} order by kind`
  expect(events.map(({ kind, on, details }) => [kind, on, details])).toEqual([
    ['chemotherapy-start', '2024-08-22', { scheme: 'SIOP' }],
    ['comment', null, { text: '=una nota' }],
    ['death', '2024-11-02', { cause: 'Infección' }],
    ['diagnosis-text', '2024-08-14', { text: 'C64 tumor de Wilms' }],
    ['first-attention', '2024-08-19', null],
    ['last-visit', '2024-09-30', null],
    ['referral', '2024-08-16', { from: 'second-level' }],
    ['relapse', null, null],
    ['sent-to-reference', null, { reason: 'Cirugía' }],
  ])
})

test('a whole name in one cell is never split silently', async () => {
  const { hospital, clerk, child } = await openDesk()
  const named = (NOMBRE: string, day: number) => ({
    ...child,
    NSS: '',
    NOMBRE,
    'FECHA DE NACIMIENTO': `${10 + day}/03/2015`,
  })
  const file = census(
    named('HERNÁNDEZ LÓPEZ SOFÍA', 0), // each word is known as one thing only
    named('TZEC XIU YATZIL', 1), // nobody knows these words
    named('SANTIAGO MATEO ROSA', 2), // each may be either
    named('DE LA CRUZ PÉREZ, MARÍA JOSÉ', 3), // the comma says it
    named('YATZIL', 4),
  )
  const asked = await bring(clerk, { file, mapping: 'census-27' })
  const rows = await rowsOf(clerk, asked.id)
  expect(errorsOf(rows)).toEqual([
    [],
    ['NOMBRE:name-needs-splitting'],
    ['NOMBRE:name-needs-splitting'],
    [],
    ['NOMBRE:name-needs-splitting'],
  ])
  expect(errorsOf(rows, 'warning')[0]).toContain('NOMBRE:name-split')
  const { body } = await send(clerk, '/api/imports/preview', { file, mapping: 'census-27' })
  expect(body.rows[1].name).toEqual({
    givenName: 'YATZIL',
    firstSurname: 'TZEC',
    secondSurname: 'XIU',
    order: 'surnames-first',
    certain: false,
  })

  const chosen = await bring(clerk, { file, mapping: 'census-27', options: { nameOrder: 'surnames-first' } })
  expect(chosen).toMatchObject({ accepted: 4, rejected: 1 })
  await commit(clerk, chosen.id)
  const names =
    await house.sql`select first_surname, second_surname, given_name from patients where managing_organization_id = ${hospital.id} order by birth_date`
  expect(names.map((row) => Object.values(row))).toEqual([
    ['HERNÁNDEZ', 'LÓPEZ', 'SOFÍA'],
    ['TZEC', 'XIU', 'YATZIL'],
    ['SANTIAGO', 'MATEO', 'ROSA'],
    ['DE LA CRUZ', 'PÉREZ', 'MARÍA JOSÉ'],
  ])
  const turned = await bring(clerk, {
    file: census({ ...named('HERNÁNDEZ LÓPEZ SOFÍA', 9) }),
    mapping: 'census-27',
    options: { nameOrder: 'given-names-first' },
  })
  expect(errorsOf(await rowsOf(clerk, turned.id))).toEqual([['NOMBRE:name-needs-splitting']])
})

test('"Veracruz" asks, and is answered once for the whole file', async () => {
  const hospital = await house.openHospital({ ooadCode: '32' })
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { child } = await openDesk()
  const file = census(
    { ...child, OOAD: 'Veracruz', 'UNIDAD MÉDICA': hospital.clues },
    { ...child, OOAD: 'Atlantis', 'UNIDAD MÉDICA': hospital.clues, 'FECHA DE NACIMIENTO': '28/03/2015' },
  )
  const asked = await bring(clerk, { file, mapping: 'census-27' })
  expect(errorsOf(await rowsOf(clerk, asked.id))).toEqual([['OOAD:ooad-ambiguous'], ['OOAD:ooad-unknown']])
  const answered = await bring(clerk, { file, mapping: 'census-27', options: { ooads: { veracruz: '31' } } })
  const rows = await rowsOf(clerk, answered.id)
  expect(errorsOf(rows)).toEqual([[], ['OOAD:ooad-unknown']])
  expect(errorsOf(rows, 'warning')[0]).toContain('OOAD:ooad-differs')
})

test('hospitals are found by CLUES in the cell or by name however it is dotted; one out of reach is refused', async () => {
  const { hospital, clerk, child } = await openDesk()
  const number = hospital.name.split(' ')[1]
  const foreign = await house.openHospital()
  const at = (unit: string, day: number) => ({
    ...child,
    'UNIDAD MÉDICA': unit,
    'FECHA DE NACIMIENTO': `${10 + day}/03/2015`,
  })
  const file = census(
    at(`H.G.R. No. ${number} GUADALAJARA`, 0),
    at(`Unidad ${hospital.clues} (HGR)`, 1),
    at(foreign.clues, 2),
    at('Hospital de Ninguna Parte', 3),
    at('', 4),
  )
  const read = await bring(clerk, { file, mapping: 'census-27' })
  expect(errorsOf(await rowsOf(clerk, read.id))).toEqual([
    [],
    [],
    ['UNIDAD MÉDICA:hospital-out-of-reach'],
    ['UNIDAD MÉDICA:hospital-unknown'],
    ['UNIDAD MÉDICA:required'],
  ])
  const chosen = await bring(clerk, {
    file: census(at('', 5)),
    mapping: 'census-27',
    options: { organizationId: hospital.id },
  })
  expect(chosen.accepted).toBe(1)
})

test('ages that differ are flagged; dates out of order, stages and answers out of the list are refused', async () => {
  const { clerk, child } = await openDesk()
  const slips: [Cells, string[], string[]][] = [
    [{ EDAD: '4 años', 'CONFIRMACIÓN DIAGNÓSTICA': '14/08/2024' }, [], ['EDAD:age-differs']],
    [{ EDAD: '9', 'CONFIRMACIÓN DIAGNÓSTICA': '14/08/2024' }, [], []],
    [{ EDAD: 'lactante' }, [], ['EDAD:age-unreadable']],
    [
      { 'INICIO DE SÍNTOMAS': '14/08/2024', 'CONFIRMACIÓN DIAGNÓSTICA': '13/08/2024' },
      ['CONFIRMACIÓN DIAGNÓSTICA:before-symptoms'],
      [],
    ],
    [{ 'ÚLTIMA CONSULTA': '01/01/2015' }, ['ÚLTIMA CONSULTA:before-birth'], []],
    [{ ESTADIO: 'VI' }, ['ESTADIO:stage-unknown'], []],
    [{ ESTADIO: 'NA' }, [], []],
    [{ 'UNIDAD QUE REFIERE': '4' }, ['UNIDAD QUE REFIERE:not-in-list'], []],
    [{ RECAÍDA: 'quizá' }, ['RECAÍDA:date-unreadable'], []],
    [{ 'ENVIADO A CENTRO DE REFERENCIA': 'tal vez' }, ['ENVIADO A CENTRO DE REFERENCIA:yes-or-no'], []],
    [{ DIAGNÓSTICO: 'un tumor' }, [], ['DIAGNÓSTICO:diagnosis-not-coded']],
    [
      { DIAGNÓSTICO: 'TUMOR MALIGNO DEL RIÑÓN, EXCEPTO DE LA PELVIS RENAL' },
      [],
      ['CONFIRMACIÓN DIAGNÓSTICA:diagnosis-undated'],
    ],
  ]
  const file = census(
    ...slips.map(([cells], i) => ({
      ...child,
      'FECHA DE NACIMIENTO': `27/0${(i % 9) + 1}/2015`,
      NOMBRE: `PÉREZ GARCÍA, SOFÍA ${'ABCDEFGHIJKL'.charAt(i)}`,
      NSS: '',
      ...cells,
    })),
  )
  const read = await bring(clerk, { file, mapping: 'census-27' })
  const rows = await rowsOf(clerk, read.id)
  expect(errorsOf(rows)).toEqual(slips.map(([, errors]) => errors))
  const flagged = /EDAD|diagnosis/
  expect(errorsOf(rows, 'warning').map((codes) => codes.filter((code) => flagged.test(code)))).toEqual(
    slips.map(([, , warnings]) => warnings),
  )
})
