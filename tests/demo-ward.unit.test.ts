import { pastCourses, presentCourses } from 'server/demo/courses'
import { makePain } from 'server/demo/pain'
import { makePeople } from 'server/demo/people'
import type { DemoTreatment } from 'server/demo/treatment'
import { expect, test } from 'vitest'

const HOUR = 3_600_000

test('at whatever minute of the day it starts, nobody in the ward of now gets a drug too soon after the last', () => {
  const present = presentCourses(pastCourses(makePeople()), '2026-11-26')
  const plans = present.map(({ person }) => ({ patientId: person.id, status: 'active', weightKg: 24 }))
  const treatment = { plans, doses: [] } as unknown as DemoTreatment // all that pains are told from
  const soon: string[] = []
  let doses = 0
  for (let minute = 0; minute < 24 * 60; minute += 10) {
    const now = new Date(Date.UTC(2026, 10, 26, 6, minute))
    for (const { patientId, facts } of makePain([], present, treatment, now)) {
      const last = new Map<string, number>()
      for (const fact of facts) {
        if (fact.kind !== 'dose') continue
        doses++
        const since = fact.at - (last.get(fact.drug) ?? 0)
        if (since < (fact.drug === 'paracetamol' ? 5 : 3) * HOUR)
          soon.push(`${now.toISOString()} ${patientId} ${fact.drug} after ${Math.round(since / 60_000)} minutes`)
        last.set(fact.drug, fact.at)
      }
    }
  }
  expect(doses).toBeGreaterThan(10_000)
  expect(soon).toEqual([])
})
