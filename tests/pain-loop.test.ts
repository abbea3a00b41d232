import { recountPain } from 'server/pain-indicators/recount'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { PainIndicators } from 'shared/pain-indicators'
import { expect, test } from 'vitest'
import { openHouse, type Person } from './support/house.js'
import { openWard } from './support/ward.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  percent: denominator === 0 ? null : expect.any(Number),
})

/** Sends what a nurse sends, with a reason for whatever the program warns of. */
async function send(nurse: Person, url: string, body: Record<string, unknown>) {
  let answer = await nurse.post(url, body)
  if (answer.body?.type === '/problems/needs-confirmation') {
    const codes = new Set<string>(answer.body.warnings.map(({ code }: { code: string }) => code))
    const confirmedWarnings = [...codes].map((code) => ({ code, reason: 'Visto con quien trata el dolor' }))
    answer = await nurse.post(url, { ...body, confirmedWarnings })
  }
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return answer.body.id as string
}

test('what a ward records through its routes moves the indicators, mistakes move them back, and the rows agree', async () => {
  const { nurse, patient } = await openWard(house, [])
  const person = `/api/patients/${patient.id}`
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const since = addDays(today, -5)
  const figures = async () =>
    PainIndicators.parse((await nurse.get(`/api/pain/indicators?on=${today}&since=${since}`)).body).total
  const assess = (minutes: number, score: number) =>
    send(nurse, `${person}/pain-assessments`, { scale: 'NRS', score, effectiveDateTime: ago(minutes) })
  const mistake = async (url: string) => {
    const answer = await nurse.post(`${url}/entered-in-error`, { reason: 'Era otra persona' })
    expect(answer.status, answer.text).toBe(201)
  }

  const pain = await assess(100, 8)
  expect(await figures()).toMatchObject({ treated: share(0, 1), reassessedInTime: share(0, 0), opioidDays: 0 })

  const dose = await send(nurse, `${person}/analgesic-administrations`, {
    ...{ role: 'rescue', drug: 'morfina', route: 'IV', dose: 2, unit: 'mg' },
    ...{ givenAt: ago(80), answersAssessmentId: pain },
  })
  expect(await figures()).toMatchObject({ treated: share(1, 1), reassessedInTime: share(0, 1), opioidDays: 1 })

  const again = await assess(55, 3)
  expect(await figures()).toMatchObject({ reassessedInTime: share(1, 1), relieved: share(1, 1) })

  const check = await send(nurse, `${person}/sedation-checks`, {
    ...{ scale: 'POSS', value: '4', respiratoryRate: 4, effectiveDateTime: ago(50), followsAdministrationId: dose },
  })
  const naloxone = await send(nurse, `${person}/analgesic-administrations`, {
    ...{ role: 'antagonist', drug: 'naloxona', route: 'IV', dose: 0.1, unit: 'mg', givenAt: ago(48) },
  })
  const effect = await send(nurse, `${person}/analgesic-adverse-effects`, {
    ...{ effect: 'pruritus', effectiveDateTime: ago(40) },
  })
  const seen = async () =>
    (await figures()).adverseEffects.filter(({ personDays }) => personDays > 0).map((row) => row.effect)
  expect(await figures()).toMatchObject({ naloxoneDoses: 1, reassessedInTime: share(1, 1), treated: share(1, 1) })
  expect(await seen()).toEqual(['pruritus', 'sedation', 'respiratory-depression'])
  expect((await recountPain(house.database)).differences).toEqual([])

  await mistake(`${person}/pain-assessments/${again}`)
  expect(await figures()).toMatchObject({ reassessedInTime: share(0, 1), relieved: share(0, 0) })
  await mistake(`${person}/analgesic-adverse-effects/${effect}`)
  await mistake(`${person}/sedation-checks/${check}`)
  await mistake(`${person}/analgesic-administrations/${naloxone}`)
  expect((await figures()).naloxoneDoses).toBe(0)
  await mistake(`${person}/analgesic-administrations/${dose}`)
  expect(await figures()).toMatchObject({ treated: share(0, 1), reassessedInTime: share(0, 0), opioidDays: 0 })
  await mistake(`${person}/pain-assessments/${pain}`)
  expect(await figures()).toMatchObject({ treated: share(0, 0), assessed: share(0, 0) })
  const { differences, standing } = await recountPain(house.database)
  expect(differences).toEqual([])
  expect(standing.map(({ measure }) => measure)).toContain('naloxone')
})
