import fc from 'fast-check'
import { dosesQuery } from 'server/treatment-indicators/queries'
import { ageGroup, ageLimits } from 'shared/age'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { Figures } from 'shared/treatment-indicators'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { aDose, type Dose, given, omitted, planThen, postDoses } from './support/doses.js'
import { type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const FORTNIGHT = 'on=2024-08-09&since=2024-07-26'

/** Somebody as the roll's ledger knows them: with each birth date that was held true, from the day it was. */
async function born(hospital: Hospital, births: readonly { on: string; birthDate: string }[]): Promise<string> {
  const patientId = uuidv7()
  const post = (kind: string, sign: number, { on, birthDate }: { on: string; birthDate: string }) =>
    house.sql`insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, birth_date, sex, registered_on)
      values (${patientId}, ${hospital.id}, ${kind}, ${sign}, ${on}, ${birthDate}, 'female', '2024-01-01')`
  for (const [at, birth] of births.entries()) {
    const before = births[at - 1]
    if (before !== undefined) await post('reclassified', -1, { ...before, on: birth.on })
    await post(before === undefined ? 'registered' : 'reclassified', 1, birth)
  }
  return patientId
}

const starts = (hospital: Hospital, patientId: string, treatedOn: string, days: number) =>
  house.sql`insert into first_treatments (patient_id, organization_id, kind, treated_on, diagnosed_on, days, posted_on, sign)
    values (${patientId}, ${hospital.id}, 'medication', ${treatedOn}, ${addDays(treatedOn, -days)}, ${days}, ${treatedOn}, 1)`

async function reader(hospital: Hospital) {
  const person = await house.signIn('coordinator', { organizationId: hospital.id })
  const ask = async (query: string) => {
    const answer = await person.get(`/api/treatment-indicators?${query}`)
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }
  return { person, ask, total: async (query: string): Promise<Figures> => (await ask(query)).total }
}

test('a dose belongs to the age of its planned day, a first treatment to that of its day; the birthday itself is adult', async () => {
  const hospital = await house.openHospital({ ooadCode: '14' })
  // 18 on 1 August 2024
  const patientId = await born(hospital, [{ on: '2024-01-01', birthDate: '2006-08-01' }])
  const facts = { managingOrganizationId: hospital.id, patientId }
  await planThen(house, aDose({ ...facts, plannedOn: '2024-07-31' }), '2024-07-01', '2024-08-02', given('2024-08-02'))
  await planThen(house, aDose({ ...facts, plannedOn: '2024-08-01' }), '2024-07-01', '2024-08-01', omitted('infection'))
  await starts(hospital, patientId, '2024-08-01', 2)
  const { ask, total } = await reader(hospital)
  const young = await ask(`${FORTNIGHT}&ageGroup=paediatric`)
  expect(young).toMatchObject({ ageGroup: 'paediatric', ageLimit: 18, total: { doses: 1, given: 1 } })
  expect(young.rows).toMatchObject([{ key: hospital.clues, doses: 1, given: 1, firstTreatment: { denominator: 0 } }])
  const grown = await total(`${FORTNIGHT}&ageGroup=adult`)
  expect(grown).toMatchObject({ doses: 1, given: 0, omitted: { numerator: 1 } })
  expect(grown.firstTreatment).toMatchObject({ numerator: 1, denominator: 1 })
  expect(await total(`${FORTNIGHT}&ageGroup=paediatric&ageLimit=19`)).toMatchObject({ doses: 2 })
  const all = await ask(FORTNIGHT)
  expect([all.total.doses, 'ageGroup' in all, 'ageLimit' in all]).toEqual([2, false, false])
})

test('a birth date corrected later moves no figure of a day before it', async () => {
  const hospital = await house.openHospital({ ooadCode: '14' })
  const patientId = await born(hospital, [
    { on: '2024-01-01', birthDate: '2014-05-05' },
    { on: '2024-08-05', birthDate: '1994-05-05' },
  ])
  await planThen(
    house,
    aDose({ managingOrganizationId: hospital.id, plannedOn: '2024-08-01', patientId }),
    ...(['2024-07-01', '2024-08-01', given('2024-08-01')] as const),
  )
  const { total } = await reader(hospital)
  const doses = async (on: string, ageGroup: string) =>
    (await total(`on=${on}&since=2024-07-26&ageGroup=${ageGroup}`)).doses
  expect([await doses('2024-08-04', 'paediatric'), await doses('2024-08-04', 'adult')]).toEqual([1, 0])
  expect([await doses('2024-08-05', 'paediatric'), await doses('2024-08-05', 'adult')]).toEqual([0, 1])
})

test('whatever was recorded, the groups are a recount of the rows and add up to everybody, under every limit', async () => {
  const BASE = '2024-03-01'
  const life = fc.record({
    years: fc.integer({ min: 13, max: 20 }),
    birthday: fc.integer({ min: 0, max: 30 }),
    doses: fc.array(fc.record({ planned: fc.nat(30), outcome: fc.constantFrom('given', 'omitted', 'planned') }), {
      maxLength: 4,
    }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 1, maxLength: 10 }),
      fc.constantFrom(...ageLimits),
      async (lives, limit) => {
        const hospital = await house.openHospital()
        const rows: { dose: Dose; birthDate: string }[] = []
        for (const { years, birthday, doses } of lives) {
          const [year, rest] = [Number(BASE.slice(0, 4)) - years, addDays(BASE, birthday).slice(4)]
          const birthDate = `${year}${rest}`
          const patientId = await born(hospital, [{ on: BASE, birthDate }])
          for (const { planned, outcome } of doses) {
            const before = aDose({
              ...{ managingOrganizationId: hospital.id, plannedOn: addDays(BASE, planned), patientId },
            })
            const facts =
              outcome === 'given' ? given(before.plannedOn) : outcome === 'omitted' ? omitted('not-available') : {}
            rows.push({ dose: { ...before, ...facts }, birthDate })
            await postDoses(house, BASE, [{ after: before }])
            await postDoses(house, BASE, [{ before, after: { ...before, ...facts } }])
          }
        }
        const [on, since] = [addDays(BASE, 31), addDays(BASE, -1)]
        const { total } = await reader(hospital)
        const asked = `on=${on}&since=${since}`
        const groups = { paediatric: 0, adult: 0 }
        for (const group of ['paediatric', 'adult'] as const) {
          const own = rows.filter(({ dose, birthDate }) => ageGroup(birthDate, dose.plannedOn, limit) === group)
          const figures = await total(`${asked}&ageGroup=${group}&ageLimit=${limit}`)
          groups[group] = figures.doses
          expect([figures.doses, figures.given, figures.omitted.byReason[0]?.doses, figures.withoutRecord]).toEqual([
            own.length,
            ...(['completed', 'not-done', 'planned'] as const).map(
              (status) => own.filter(({ dose }) => dose.status === status).length,
            ),
          ])
        }
        expect(groups.paediatric + groups.adult).toBe((await total(asked)).doses)
      },
    ),
    { numRuns: 15 },
  )
})

test('nobody sees the doses of another hospital by way of an age', async () => {
  const [own, other] = [await house.openHospital(), await house.openHospital()]
  for (const { id } of [own, other]) {
    const patientId = await born({ id } as Hospital, [{ on: '2024-01-01', birthDate: '2014-05-05' }])
    const dose = aDose({ managingOrganizationId: id, plannedOn: '2024-08-01', patientId })
    await planThen(house, dose, '2024-07-01', '2024-08-01', given('2024-08-01'))
    await starts({ id } as Hospital, patientId, '2024-08-01', 1)
  }
  const { ask } = await reader(own)
  const answer = await ask(`${FORTNIGHT}&ageGroup=paediatric`)
  expect(answer.rows.map(({ key }: { key: string }) => key)).toEqual([own.clues])
  expect(answer.total).toMatchObject({ doses: 1, firstTreatment: { denominator: 1 } })
  // the reader's own role learns no birth date and no person
  const counts = { role: 'girasol_counts' as const, organizationIds: [own.id] }
  for (const text of ['select birth_date from registry_entries', "select * from girasol_births('{}', '2024-08-09')"])
    await expect(house.database.transact(counts, ({ query }) => query(text, []))).rejects.toThrow()
  expect(dosesQuery(false)).not.toContain('patient')
})

test.each([
  ['a group that does not exist', 'ageGroup=child', '#/ageGroup'],
  ['a limit that no rule knows', 'ageGroup=adult&ageLimit=17', '#/ageLimit'],
  ['a limit without its group', 'ageLimit=18', '#/ageLimit'],
])('%s is refused by name', async (_case, query, pointer) => {
  const { person } = await reader(await house.openHospital())
  const answer = await person.get(`/api/treatment-indicators?${query}`)
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer])
  const asked = [...new URLSearchParams(query)].map(([name, value]) => [
    name,
    name === 'ageLimit' ? Number(value) : value,
  ])
  const report = await person.post('/api/reports', { kind: 'treatment', ...Object.fromEntries(asked) })
  expect([report.status, report.body.errors[0].pointer]).toEqual([400, pointer])
})

async function withOneChild(): Promise<{ hospital: Hospital; person: Person }> {
  const hospital = await house.openHospital({ ooadCode: '14' })
  const patientId = await born(hospital, [{ on: '2024-01-01', birthDate: '2014-05-05' }])
  const dose = aDose({ managingOrganizationId: hospital.id, plannedOn: '2024-08-01', patientId })
  await planThen(house, dose, '2024-07-01', '2024-08-01', given('2024-08-01'))
  return { hospital, person: (await reader(hospital)).person }
}

test('the file and the frozen report are of the group and say so', async () => {
  const { person } = await withOneChild()
  const csv = await person.get(`/api/treatment-indicators?${FORTNIGHT}&ageGroup=adult&format=csv`)
  expect(csv.headers['content-disposition']).toContain('girasol-indicadores-de-tratamiento-adultos-hospital-2024-08-09')
  expect(csv.text.split('\r\n').filter(Boolean)).toHaveLength(1) // headings alone
  const young = await person.get(`/api/treatment-indicators?${FORTNIGHT}&ageGroup=paediatric&ageLimit=16&format=csv`)
  expect(young.text.split('\r\n').filter(Boolean)).toHaveLength(2)
  const book = await person.get(`/api/treatment-indicators?${FORTNIGHT}&ageGroup=paediatric&format=xlsx`)
  expect([book.status, book.text.slice(0, 2)]).toEqual([200, 'PK'])

  const asked = { kind: 'treatment', on: '2024-08-09', since: '2024-07-26', ageGroup: 'paediatric', ageLimit: 16 }
  const { body } = await person.post('/api/reports', asked)
  const report = (await person.get(`/api/reports/${body.id}`)).body
  expect(report).toMatchObject({ ageGroup: 'paediatric', ageLimit: 16, total: { doses: 1 } })
  expect(report.on <= today).toBe(true)
})
