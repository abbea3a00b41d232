import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { openHouse } from './support/house.js'
import { painOf } from './support/pain.js'

const house = await openHouse()
/** An instant of 8 August 2024, by the clock of Mexico City. */
const at = (clock: string) => new Date(`2024-08-08T${clock}:00-06:00`)

async function aWard() {
  const { id: organizationId } = await house.openHospital()
  const patientId = uuidv7()
  const stands = () =>
    house.sql`select measure::text, happened_on::text as day, met from pain_entries where patient_id = ${patientId}
      group by source_id, measure, happened_on, met, effect having sum(sign) = 1 `.then((rows) =>
      rows.map(({ measure, day, met }) => `${measure} ${day.slice(8)} ${met}`).sort(),
    )
  return { ...painOf(house, { patientId, organizationId }), patientId, organizationId, stands }
}

test('a severe pain that a dose answers and that yields goes through the whole loop, and back when each was a mistake', async () => {
  const ward = await aWard()
  const pain = await ward.assess({ at: at('10:00'), score: 8 })
  const hurt = ['assessed 08 true', 'treated 08 false']
  expect(await ward.stands()).toEqual(hurt)
  const dose = await ward.give({ at: at('10:20'), opioid: true, answers: pain.id })
  const answered = ['assessed 08 true', 'opioid-day 08 true', 'reassessed 08 false', 'treated 08 true']
  expect(await ward.stands()).toEqual(answered)
  const again = await ward.assess({ at: at('11:00'), score: 3 })
  const relieved = ['opioid-day 08 true', 'reassessed 08 true', 'relieved 08 true', 'treated 08 true']
  expect(await ward.stands()).toEqual(['assessed 08 true', 'assessed 08 true', ...relieved])
  await again.withdraw()
  expect(await ward.stands()).toEqual(answered)
  await dose.withdraw()
  expect(await ward.stands()).toEqual(hurt)
  await pain.withdraw()
  expect(await ward.stands()).toEqual([])
})
