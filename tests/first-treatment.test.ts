import type { OpenScope } from 'server/access/scope'
import { isTreatmentKnown, postFirstTreatment } from 'server/treatment-indicators/first-treatment'
import { recountTreatment } from 'server/treatment-indicators/recount'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { TreatmentIndicators } from 'shared/treatment-indicators'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { aDose, type Dose, given, postDoses } from './support/doses.js'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const ago = (days: number) => addDays(today, -days)

const diagnosis = {
  basisOfDiagnosis: 'histology-primary',
  icd10: 'C91.0',
  topography: 'C42.1',
  morphology: '9836/3',
}

/** A hospital with one child, and the acts that move the first treatment. */
async function aChild({ diagnosedOn }: { diagnosedOn: string | null }) {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const born = { birthDate: '2015-01-02', registeredOn: ago(60) }
  const { body, text } = await clerk.post('/api/patients', aPatient(hospital.id, born))
  const patientId: string = body.id
  expect(patientId, text).toBeTruthy()
  const diagnose = async (recordedDate: string) => {
    const answer = await clerk.post(`/api/patients/${patientId}/conditions`, { ...diagnosis, recordedDate })
    expect(answer.status, answer.text).toBe(201)
    return answer.body.id as string
  }
  if (diagnosedOn !== null) await diagnose(diagnosedOn)
  /** `meanwhile` runs before the transaction ends. */
  const post = (treatedOn?: string, meanwhile?: () => Promise<void>) =>
    house.database.transact({ role: 'girasol_clinic', organizationIds: [hospital.id] }, async (transaction) => {
      await postFirstTreatment(transaction as unknown as OpenScope, patientId, treatedOn)
      await meanwhile?.()
    })
  return {
    hospital,
    clerk,
    patientId,
    diagnose,
    post,
    known: (day: string) =>
      house.database.transact({ role: 'girasol_clinic', organizationIds: [hospital.id] }, (transaction) =>
        isTreatmentKnown(transaction as unknown as OpenScope, patientId, day),
      ),
    dose: async (day: string, facts: Partial<Dose> = {}) => {
      const dose = aDose({ managingOrganizationId: hospital.id, plannedOn: day, patientId, ...given(day), ...facts })
      await postDoses(house, today, [{ after: dose }])
      await post(day)
      return dose
    },
    procedure: async (kind: string, day: string) => {
      await house.sql`insert into procedures (id, patient_id, managing_organization_id, kind, performed_on, details)
        values (${uuidv7()}, ${patientId}, ${hospital.id}, ${kind}, ${day}, '{}')`
      await post(day)
    },
    postings: () =>
      house.sql`select sign, kind, treated_on::text, diagnosed_on::text, days, posted_on::text from first_treatments
        where patient_id = ${patientId} order by id`.then((rows) =>
        rows.map(({ sign, kind, treated_on, diagnosed_on, days, posted_on }) => {
          expect(posted_on).toBe(today)
          return [sign, kind, treated_on, diagnosed_on, days]
        }),
      ),
    figures: async (on = today, since = ago(90)) => {
      const answer = await clerk.get(`/api/treatment-indicators?on=${on}&since=${since}`)
      return TreatmentIndicators.parse(answer.body).total.firstTreatment
    },
  }
}

test('the first antineoplastic dose is posted once with its days from the diagnosis; later ones post nothing', async () => {
  const child = await aChild({ diagnosedOn: ago(30) })
  await child.dose(ago(31), { purpose: 'supportive' })
  await child.dose(ago(29), { status: 'not-done', statusReason: 'not-available', givenAt: null, doseGiven: null })
  expect(await child.postings()).toEqual([])
  expect(await child.known(ago(27))).toBe(false)
  await child.dose(ago(27))
  await child.dose(ago(20))
  expect(await child.postings()).toEqual([[1, 'medication', ago(27), ago(30), 3]])
  expect(await Promise.all([ago(28), ago(27), ago(26)].map(child.known))).toEqual([false, true, true])
  expect(await child.figures()).toEqual({ numerator: 1, denominator: 1, percent: 100, withoutDiagnosisDate: 0 })
})

test('a treatment recorded late but given before takes the place of the first, on its own day', async () => {
  const child = await aChild({ diagnosedOn: ago(30) })
  await child.dose(ago(20))
  await child.procedure('catheter', ago(29))
  await child.procedure('surgery', ago(28))
  expect(await child.postings()).toEqual([
    [1, 'medication', ago(20), ago(30), 10],
    [-1, 'medication', ago(20), ago(30), 10],
    [1, 'surgery', ago(28), ago(30), 2],
  ])
  expect(await child.figures()).toMatchObject({ numerator: 1, denominator: 1 })
})

test('a dose entered in error leaves, and the next one is the first', async () => {
  const child = await aChild({ diagnosedOn: ago(30) })
  const wrong = await child.dose(ago(29))
  await child.dose(ago(10))
  const mistaken = { ...wrong, status: 'entered-in-error' as const }
  await postDoses(house, today, [{ before: wrong, after: mistaken }])
  await child.post()
  expect((await child.postings()).slice(1)).toEqual([
    [-1, 'medication', ago(29), ago(30), 1],
    [1, 'medication', ago(10), ago(30), 20],
  ])
  expect(await child.figures()).toMatchObject({ numerator: 0, denominator: 1, percent: 0 })
})

test('without a diagnosis a person is told apart, and a diagnosis recorded later gives the days', async () => {
  const child = await aChild({ diagnosedOn: null })
  await child.dose(ago(5))
  expect(await child.figures()).toEqual({ numerator: 0, denominator: 0, percent: null, withoutDiagnosisDate: 1 })
  const id = await child.diagnose(ago(6))
  expect(await child.figures()).toEqual({ numerator: 1, denominator: 1, percent: 100, withoutDiagnosisDate: 0 })
  const undone = await child.clerk.post(`/api/patients/${child.patientId}/conditions/${id}/entered-in-error`, {
    reason: 'Capturado en otra persona',
  })
  expect(undone.status, undone.text).toBe(201)
  expect(await child.figures()).toMatchObject({ denominator: 0, withoutDiagnosisDate: 1 })
})

test('what is recorded today leaves the figures of yesterday as they were', async () => {
  const child = await aChild({ diagnosedOn: ago(30) })
  const yesterday = await child.figures(ago(1))
  await child.dose(ago(28))
  expect(await child.figures(ago(1))).toEqual(yesterday)
  expect(await child.figures()).toMatchObject({ numerator: 1, denominator: 1 })
})

test('two who record the first doses of one person at once post one', async () => {
  const child = await aChild({ diagnosedOn: ago(30) })
  await postDoses(
    house,
    today,
    [ago(9), ago(8)].map((day) => ({
      after: aDose({
        managingOrganizationId: child.hospital.id,
        plannedOn: day,
        patientId: child.patientId,
        ...given(day),
      }),
    })),
  )
  let second: Promise<void> | undefined
  await child.post(ago(8), async () => {
    second = child.post(ago(9))
    let done = false
    void second.then(() => {
      done = true
    })
    for (let waits = 0; !done && waits === 0; ) {
      const [row] =
        await house.sql`select count(*)::int as waits from pg_locks where locktype = 'advisory' and not granted`
      waits = row?.['waits'] ?? 0
    }
  })
  await second
  expect(await child.postings()).toEqual([[1, 'medication', ago(9), ago(30), 21]])
})

test('the ledger is never changed, and holds no person for those who read figures', async () => {
  const child = await aChild({ diagnosedOn: ago(30) })
  await child.dose(ago(29))
  await expect(house.sql`update first_treatments set days = 0`).rejects.toThrow('never changed')
  await expect(house.sql`delete from first_treatments`).rejects.toThrow('never changed')
  const reads = (columns: string, organizationIds: string[]) =>
    house.database.transact({ role: 'girasol_counts', organizationIds }, ({ query }) =>
      query(`select ${columns} from first_treatments`, []),
    )
  await expect(reads('patient_id', [child.hospital.id])).rejects.toMatchObject({ code: '42501' })
  expect(await reads('days', [child.hospital.id])).toEqual([{ days: 1 }])
  expect(await reads('days', [(await house.openHospital()).id])).toEqual([])
})

test('first treatments agree with the records, and the recount names the hospital where one was not posted', async () => {
  expect((await recountTreatment(house.database)).startDifferences).toEqual([])
  const child = await aChild({ diagnosedOn: ago(30) })
  await child.dose(ago(20))
  await house.sql`insert into procedures (id, patient_id, managing_organization_id, kind, performed_on, details)
    values (${uuidv7()}, ${child.patientId}, ${child.hospital.id}, 'radiotherapy', ${ago(25)}, '{}')`
  expect((await recountTreatment(house.database)).startDifferences).toEqual([
    { hospital: child.hospital.clues, people: 1 },
  ])
})
