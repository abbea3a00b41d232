import { tryOut } from 'server/demo/accounts'
import { prepareTryOut } from 'server/demo/prepare'
import type { AgreementProgress } from 'shared/agreements'
import { PublishedBulletin } from 'shared/bulletins'
import { plainText } from 'shared/minutes-plain'
import type { PublishedMinutes } from 'shared/published-minutes'
import { beforeAll, expect, test } from 'vitest'
import { openHouse, type Person, secrets } from './support/house.js'

const house = await openHouse({ demo: true })
const sessions = '/api/working-group-sessions'
let nation: Person
let last: { id: string; agenda: { note: string | null }[] }

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  last = (await nation.get(`${sessions}/${(await nation.get(`${sessions}?limit=1`)).body.items[0].id}`)).body
})

const documentOf = async (number: number): Promise<PublishedMinutes> => {
  const [row] = await house.sql`
    select document from minutes m join working_group_sessions s on s.id = m.session_id where s.number = ${number}`
  return JSON.parse(row?.['document'])
}
const figure = ({ figures }: PublishedMinutes, key: string) => figures.find((it) => it.key === key)?.value

test('149 sessions are there, seven with published minutes, and an estimated day says so', async () => {
  const rows =
    await house.sql`select number, published_at is not null as published, agenda from working_group_sessions order by number`
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 149 }, (_, n) => n + 1))
  const published = rows.filter((row) => row['published']).map(({ number }) => number)
  expect(published).toEqual([51, 60, 64, 72, 90, 138, 149])
  for (const { number, agenda } of rows)
    expect(/es una estimación/.test(JSON.stringify(agenda)), `session ${number}`).toBe(!published.includes(number))
})

test('session 149 quotes the figures of the bulletin to the unit, agreed by one and published by another', async () => {
  const document = await documentOf(149)
  expect([document.heldOn, document.mode, document.folio]).toEqual(['2024-08-09', 'virtual', 'GT-149/2024-1'])
  const said = ['total', 'paediatric', 'adult', 'paediatricPercent', 'added', 'hospitals', 'umae', 'secondLevel']
  expect(said.map((key) => figure(document, key))).toEqual([16682, 5839, 10843, 35, 287, 74, 15, 59])
  expect(figure(document, 'on')).toBe('2024-08-09')
  const text = JSON.stringify(document.blocks)
  expect(text.match(/\d{2,}/g)).toBeNull() // no figure is typed
  const [row] = await house.sql`select a.email as agreed, p.email as published from minutes m
    join users a on a.id = m.agreed_by join users p on p.id = m.published_by where m.document = ${JSON.stringify(document)}`
  expect(row).toEqual({ agreed: 'secretaria@girasol.example', published: 'nacional@girasol.example' })
})

test('it has fourteen OOAD, fourteen mothers, two of them María, and four fathers; posts without a person', async () => {
  const { institute, families } = await documentOf(149)
  const offices = institute.filter(({ postKind }) => postKind === 'ooad').map(({ place }) => place.ooadName)
  expect([offices.length, offices.includes('Jalisco')]).toEqual([14, true])
  const named = (relation: string) =>
    families.filter((it) => it.relation === relation).map(({ givenName }) => givenName)
  expect(named('mother').join(' ')).toBe(
    'Dulce Mary Anahí Beatriz Dora Karen Leticia María María Martha Mayra Nohemí Nora Rocío',
  )
  expect(named('father').join(' ')).toBe('Mario Elías Jorge José')
  expect(institute.filter(({ holder }) => holder !== null)).toEqual([])
})

test('the other sessions quote what the counts of their day reproduce, and otherwise no figure', async () => {
  const said = async (number: number) => {
    const document = await documentOf(number)
    return ['total', 'paediatricPercent', 'hospitals', 'umae', 'secondLevel'].map((key) => figure(document, key))
  }
  expect(await said(64)).toEqual([6724, 42, 55, 15, 40])
  expect(await said(72)).toEqual([7563, 40, 57, 15, 42])
  expect(await said(90)).toEqual([9216, 40, 62, 15, 47])
  for (const number of [51, 60, 138]) expect((await documentOf(number)).figures).toEqual([])
})

test('the bulletin of session 149 bears its number, and tells the figures to the unit in both languages', async () => {
  const [row] = await house.sql`select document from bulletins where status = 'approved'`
  const bulletin = PublishedBulletin.parse(JSON.parse(row?.['document']))
  expect([bulletin.number, bulletin.year, bulletin.sessionNumber]).toEqual([404, 2024, 149])
  for (const { blocks } of [bulletin.es, bulletin.en])
    for (const figure of ['16 mil 682', '5 mil 839', '287', '74'])
      expect(plainText(blocks, bulletin.figures)).toContain(figure)
})

test('agreements stand open, in progress, kept and late', async () => {
  const { body } = await nation.get('/api/agreements?limit=100')
  const states = body.items.map(({ status, late }: AgreementProgress & { late: boolean }) => (late ? 'late' : status))
  for (const state of ['open', 'in-progress', 'kept', 'late']) expect(states, state).toContain(state)
  const { agreements } = await documentOf(149)
  expect(agreements[0]?.text).toMatch(/seguimiento a la atención de los menores/)
})

test('another start writes nothing more', async () => {
  await prepareTryOut(house.database, house.url, secrets.field, () => {})
  const [row] = await house.sql`select count(*)::int as n from working_group_sessions`
  expect(row?.['n']).toBe(149)
  expect(tryOut.accounts.length).toBeGreaterThan(0)
  expect(last.agenda.at(-1)?.note).toMatch(/de la demostración/)
})
