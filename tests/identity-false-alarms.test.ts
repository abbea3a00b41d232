import { transact } from 'server/access/scope'
import { openSealer } from 'server/access/seal'
import { writePeople } from 'server/demo/load'
import { makePeople } from 'server/demo/people'
import { marksOf } from 'server/identity-check/check'
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { openHouse, secrets } from './support/house.js'
import { minutesParagraphs } from './support/minutes-paragraphs.js'

const house = await openHouse()
const people = makePeople()
const noTreatment = {
  ...{ plans: [], doses: [], measurements: [], firstTreatments: [], sideEffects: [], shortages: [], stock: [] },
}

beforeAll(async () => {
  await house.sql.begin((tx) => writePeople(tx, people, secrets.field, noTreatment, []))
  await house.sql`analyze patients, chosen_names`
})

const look = (text: string) =>
  transact(
    {
      ...{
        database: house.database,
        userId: uuidv7(),
        sessionId: uuidv7(),
        roles: [],
        grants: [],
        requestId: uuidv7(),
      },
      ...{
        organizationIds: [],
        national: true,
        door: 'girasol_counts',
        route: 'test',
        keyed: openSealer(secrets.field),
      },
    },
    (open) => marksOf(open, text),
  )

test('of paragraphs that name nobody, at most two in a hundred are marked, over everybody of the demonstration', async () => {
  const marked: unknown[] = []
  for (const paragraph of minutesParagraphs) {
    const marks = await look(paragraph)
    if (marks.length > 0) marked.push({ paragraph, marks: marks.map(({ kind, text }) => `${kind} ${text}`) })
  }
  expect(minutesParagraphs.length).toBeGreaterThanOrEqual(50)
  expect(marked.length / minutesParagraphs.length, JSON.stringify(marked, null, 1)).toBeLessThanOrEqual(0.02)
})

test('whoever is named in full by one of them is found, wherever they are treated', async () => {
  const some = people.filter((_, n) => n % 400 === 7)
  const missed: string[] = []
  for (const { givenName, firstSurname, secondSurname } of some)
    for (const name of [
      [givenName, firstSurname, secondSurname].filter(Boolean).join(' '),
      `${[firstSurname, secondSurname].filter(Boolean).join(' ')}, ${givenName}`.toUpperCase(),
    ])
      if ((await look(`Se resolvió lo de ${name} en la sesión.`)).length === 0) missed.push(name)
  expect(some.length).toBeGreaterThan(40)
  expect(missed).toEqual([])
})

test('a text of five thousand words is looked through within one statement’s time', async () => {
  const words = minutesParagraphs.join('\n\n')
  const times = Math.ceil(5000 / words.split(/\s+/).length)
  const names = people
    .filter((_, n) => n % 8 === 3)
    .map(({ givenName, firstSurname }) => `${givenName} ${firstSurname}`)
  const usual = await look(Array.from({ length: times }, () => words).join('\n\n'))
  expect(usual.length).toBeLessThanOrEqual(2 * times)
  // and one that holds nothing but names, which a patience of two seconds must bear too
  const worst = names.slice(0, 2000).join('. ')
  expect(worst.split(/\s+/).length).toBeGreaterThan(4000)
  expect(new Set((await look(worst)).map(({ text }) => text.toUpperCase())).size).toBe(60)
})
