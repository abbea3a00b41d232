import { readFileSync } from 'node:fs'
import {
  type AssessmentFact,
  type DoseFact,
  entriesOfAssessment,
  entriesOfDose,
  entriesOfEffects,
  isRelief,
  moves,
  type Pain,
} from 'server/pain-indicators/entries'
import { figuresOf } from 'server/pain-indicators/figures'
import type { FactGroup } from 'server/pain-indicators/queries'
import { analgesicEffects, analgesicRoles, painSeverities } from 'shared/pain'
import { leastScores } from 'shared/pain-indicator-rules'
import { expect, test } from 'vitest'

const ids = { id: 'a', patientId: 'p', managingOrganizationId: 'o' }
const at = (text: string) => new Date(`${text}-06:00`)
const pain = (score: number, facts: Partial<Pain> = {}): Pain => ({
  ...{ scale: 'NRS', score, scoreMax: 10, severity: score < 4 ? 'mild' : score < 7 ? 'moderate' : 'severe' },
  ...facts,
})
const assessment = (facts: Partial<AssessmentFact> = {}): AssessmentFact => ({
  ...{ ...ids, effectiveAt: at('2024-08-08T23:50:00'), severity: 'severe', action: null },
  ...facts,
})
const dose = (facts: Partial<DoseFact> = {}): DoseFact => ({
  ...{ ...ids, role: 'rescue', opioid: false },
  ...{ givenAt: at('2024-08-08T23:40:00'), lateAt: at('2024-08-09T00:50:00'), route: 'PO', order: null },
  ...facts,
})
const said = (entries: { measure: string; met: boolean; happenedOn: string }[]) =>
  entries.map(({ measure, met, happenedOn }) => `${measure} ${happenedOn} ${met}`)

test.each(painSeverities)('a pain that is %s asks for an answer only from moderate on', (severity) => {
  const asks = severity === 'moderate' || severity === 'severe'
  const measures = entriesOfAssessment(assessment({ severity }), 30, false).map(({ measure }) => measure)
  expect(measures).toEqual(asks ? ['assessed', 'treated'] : ['assessed'])
})

test.each([
  [null, false, false],
  [null, true, true],
  ['non-drug', false, true],
  ['notify', false, false],
  ['analgesic', false, false],
  ['none', true, true],
] as const)('with action %s and a dose in time %s a pain is answered: %s', (action, answered, met) => {
  const [, treated] = entriesOfAssessment(assessment({ action }), 30, answered)
  expect(treated).toMatchObject({ met, happenedOn: '2024-08-09', lateAt: at('2024-08-09T00:20:00'), minutes: 30 })
})

test.each(analgesicRoles)('what a dose of the role %s says', (role) => {
  const answers = ['regular', 'rescue', 'adjuvant'].includes(role)
  expect(said(entriesOfDose(dose({ role }), null, null))).toEqual([
    ...(role === 'antagonist' ? ['naloxone 2024-08-08 true'] : []),
    ...(answers ? ['reassessed 2024-08-09 false'] : []),
  ])
})

test.each([
  ['not looked at again', pain(8), null, ['reassessed 2024-08-09 false']],
  ['looked at, of no pain in particular', null, pain(2), ['reassessed 2024-08-09 true']],
  ['looked at after a mild pain', pain(3), pain(0), ['reassessed 2024-08-09 true']],
  ['relieved', pain(8), pain(6), ['reassessed 2024-08-09 true', 'relieved 2024-08-09 true']],
  ['not relieved', pain(8), pain(7), ['reassessed 2024-08-09 true', 'relieved 2024-08-09 false']],
])('a dose %s', (_case, before, after, entries) => {
  expect(said(entriesOfDose(dose(), before, after))).toEqual(entries)
})

test('an opioid counts its day, naloxone does not, and a dose without a clock is not looked at again', () => {
  expect(said(entriesOfDose(dose({ opioid: true, lateAt: null }), null, null))).toEqual(['opioid-day 2024-08-08 true'])
  expect(said(entriesOfDose(dose({ opioid: true, role: 'antagonist', lateAt: null }), null, null))).toEqual([
    'naloxone 2024-08-08 true',
  ])
})

test.each<[string, Partial<DoseFact>, string | null]>([
  ['a syrup', {}, null],
  ['an infusion in force', { route: 'IV-infusion', order: { intervalHours: null, stoppedAt: null } }, 'infinity'],
  [
    'an infusion that was stopped',
    { route: 'SC-infusion', order: { intervalHours: null, stoppedAt: at('2024-08-10T00:10:00') } },
    '2024-08-10',
  ],
  [
    'an infusion whose order was stopped before',
    { route: 'IV-infusion', order: { intervalHours: null, stoppedAt: at('2024-08-07T10:00:00') } },
    '2024-08-08',
  ],
  ['an infusion that nobody ordered', { route: 'IV-infusion' }, null],
  ['a patch for 72 hours', { route: 'TD', order: { intervalHours: 72, stoppedAt: null } }, '2024-08-11'],
  ['a patch for 96 hours', { route: 'TD', order: { intervalHours: 96, stoppedAt: null } }, '2024-08-12'],
  ['a patch that nobody ordered', { route: 'TD' }, '2024-08-11'],
  [
    'a patch that was taken off',
    { route: 'TD', order: { intervalHours: 72, stoppedAt: at('2024-08-09T12:00:00') } },
    '2024-08-09',
  ],
])('%s is an opioid until its last day', (_case, facts, untilOn) => {
  const [day] = entriesOfDose(dose({ opioid: true, lateAt: null, ...facts }), null, null)
  expect(day).toMatchObject({ measure: 'opioid-day', happenedOn: '2024-08-08', untilOn })
})

test.each([
  [8, 6, true],
  [8, 6.1, false],
  [5, 3.5, true],
  [5, 3.6, false],
  [6.7, 4.69, true],
  [4, 5, false],
  [4, 4, false],
])('from %d to %d: relief is %s', (before, after, relief) => {
  expect(isRelief(pain(before), pain(after))).toBe(relief)
})

test('scores of other scales are compared as of 10, from where the scale begins', () => {
  const comfort = (score: number) => pain(score, { scale: 'COMFORT-B', scoreMax: 30, severity: 'severe' })
  expect(isRelief(comfort(30), comfort(25))).toBe(true) // 10.0 to 7.9
  expect(isRelief(comfort(30), comfort(26))).toBe(false) // to 8.3
  const words = (score: number) => pain(score, { scale: 'VRS-4', scoreMax: 3, severity: 'moderate' })
  expect(isRelief(words(2), words(1))).toBe(true)
  expect(isRelief(comfort(18), pain(3))).toBe(true)
})

test('every scale that does not begin at 0 is known by where it begins', () => {
  const catalogue = JSON.parse(
    readFileSync(new URL('../server/catalogue/pain-scales.json', import.meta.url), 'utf8'),
  ) as { scales: { id: string; total: { min: number } }[] }
  const least = catalogue.scales.filter(({ total }) => total.min !== 0).map(({ id, total }) => [id, total.min])
  expect(Object.fromEntries(least)).toEqual(leastScores)
})

test('an effect written twice at once is said once', () => {
  const entries = entriesOfEffects({
    ...ids,
    effectiveAt: at('2024-08-08T10:00:00'),
    effects: ['sedation', 'sedation'],
  })
  expect(entries.map(({ effect }) => effect)).toEqual(['sedation'])
})

test('what stands and what should are held against each other, entry by entry', () => {
  const unmet = entriesOfAssessment(assessment(), 30, false)
  const met = entriesOfAssessment(assessment(), 30, true)
  expect(moves(unmet, unmet)).toEqual([])
  expect(moves(unmet, met).map(({ sign, met, measure }) => [sign, met, measure])).toEqual([
    [-1, false, 'treated'],
    [1, true, 'treated'],
  ])
  expect(moves(met, []).map(({ sign }) => sign)).toEqual([-1, -1])
})

test('figures add up groups, name every effect and the settings they followed', () => {
  const group = (facts: Partial<FactGroup>): FactGroup => ({
    ...{ organizationId: 'o', measure: 'treated', met: true, answerMinutes: 30, settingsVersion: 0, facts: 1 },
    ...facts,
  })
  const figures = figuresOf({
    facts: [
      group({ facts: 3 }),
      group({ met: false, answerMinutes: 45, settingsVersion: 2, facts: 1 }),
      group({ measure: 'naloxone', answerMinutes: null, settingsVersion: null, facts: 2 }),
    ],
    days: [
      { organizationId: 'o', measure: 'opioid-day', effect: null, personDays: 4 },
      { organizationId: 'o', measure: 'adverse-effect', effect: 'pruritus', personDays: 5 },
    ],
    treatmentDays: [{ organizationId: 'o', days: 8, assessed: 6 }],
  })
  expect(figures).toMatchObject({
    assessed: { numerator: 6, denominator: 8, percent: 75 },
    treated: { numerator: 3, denominator: 4, percent: 75 },
    reassessedInTime: { numerator: 0, denominator: 0, percent: null },
    ...{ opioidDays: 4, naloxoneDoses: 2, followed: { answerMinutes: [30, 45], settingsVersions: [0, 2] } },
  })
  expect(figures.adverseEffects.map(({ effect }) => effect)).toEqual([...analgesicEffects])
  expect(figures.adverseEffects.filter(({ personDays }) => personDays > 0)).toEqual([
    { effect: 'pruritus', personDays: 5 },
  ])
})
