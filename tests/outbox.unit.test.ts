import fc from 'fast-check'
import {
  asksClock,
  backOff,
  clockField,
  isExpired,
  mayQueue,
  momentOf,
  outboxLimits,
  queuedKinds,
  verdictOf,
  withClock,
} from 'shared/outbox'
import { describe, expect, test } from 'vitest'

const patientId = '0197c3a0-1111-7abc-8def-0123456789ab'
const other = '0197c3a0-2222-7abc-8def-0123456789ab'
const minutes = 60_000
const now = Date.parse('2026-03-02T14:30:00.000Z')

describe('what may wait', () => {
  test.each([
    ['pain-assessment', `patients/${patientId}/pain-assessments`],
    ['analgesic-administration', `patients/${patientId}/analgesic-administrations`],
    ['sedation-check', `patients/${patientId}/sedation-checks`],
  ] as const)('%s may', (kind, path) => expect(mayQueue(kind, path, patientId)).toBe(true))

  test.each([
    ['another person', `patients/${other}/pain-assessments`, patientId],
    ['another part', `patients/${patientId}/care-plans`, patientId],
    ['the part of another kind', `patients/${patientId}/sedation-checks`, patientId],
    ['something after it', `patients/${patientId}/pain-assessments/1/entered-in-error`, patientId],
    ['something before it', `../patients/${patientId}/pain-assessments`, patientId],
    ['a leading stroke', `/patients/${patientId}/pain-assessments`, patientId],
    ['a name in place of the id', 'patients/Emilia Rosales/pain-assessments', 'Emilia Rosales'],
  ])('%s may not', (_case, path, id) => expect(mayQueue('pain-assessment', path, id)).toBe(false))
})

describe('the moment of an entry', () => {
  test.each(queuedKinds)('%s: is the moment of the press where none was typed', (kind) => {
    const { body, clock } = withClock(kind, { scale: 'NRS', score: 4 }, now)
    expect(clock).toBe('pressed')
    expect(body).toEqual({ scale: 'NRS', score: 4, [clockField(kind)]: '2026-03-02T14:30:00.000Z' })
    expect(momentOf(kind, body)).toBe(now)
  })

  test.each(queuedKinds)('%s: that was typed is never changed', (kind) => {
    const typed = { scale: 'NRS', [clockField(kind)]: '2026-03-02T08:00:00-06:00' }
    expect(withClock(kind, typed, now)).toEqual({ body: typed, clock: 'typed' })
  })

  test.each([
    ['pressed just now', 'pressed', 0, false],
    ['pressed 30 minutes ago', 'pressed', 30 * minutes, false],
    ['pressed more than 30 minutes ago', 'pressed', 30 * minutes + 1, true],
    ['typed hours ago', 'typed', 300 * minutes, false],
    ['confirmed already', 'confirmed', 300 * minutes, false],
    ['pressed on a clock that was set back by an hour since', 'pressed', -60 * minutes, true],
    ['pressed on a clock that was set right by seconds', 'pressed', -59_000, false],
  ] as const)('%s', (_case, clock, age, asks) => expect(asksClock(clock, now - age, now)).toBe(asks))
})

describe('nothing stays longer than twelve hours', () => {
  test.each([
    ['twelve hours', 12 * 60 * minutes, false],
    ['a moment more', 12 * 60 * minutes + 1, true],
    ['a clock set back by a day', -24 * 60 * minutes, true],
    ['a clock set back by an hour', -60 * minutes, false],
  ])('%s', (_case, age, expired) => expect(isExpired(now - age, now)).toBe(expired))
})

describe('what an answer means', () => {
  test.each([
    [200, undefined, 'saved'],
    [201, undefined, 'saved'],
    [204, undefined, 'again'],
    [302, undefined, 'again'],
    [400, '/problems/invalid-request', 'refused'],
    [401, '/problems/unauthorized', 'sign-in'],
    [403, '/problems/forbidden', 'refused'],
    [404, '/problems/not-found', 'refused'],
    [408, undefined, 'again'],
    [409, '/problems/needs-confirmation', 'refused'],
    [409, '/problems/not-active', 'refused'],
    [422, '/problems/idempotency-key-reused', 'saved-before'],
    [422, '/problems/other', 'refused'],
    [425, undefined, 'again'],
    [429, '/problems/too-many-requests', 'again'],
    [500, '/problems/internal', 'again'],
    [502, undefined, 'again'],
    [503, '/problems/unavailable', 'again'],
  ])('%i %s: %s', (status, type, verdict) => expect(verdictOf(status, type)).toBe(verdict))

  test('nothing but 200 and 201 ever counts as saved', () =>
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.option(fc.string(), { nil: undefined }), (status, type) => {
        expect(verdictOf(status, type) === 'saved').toBe(status === 200 || status === 201)
      }),
    ))
})

describe('the pause before the next try', () => {
  test.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [6, 60_000],
    [2_000, 60_000],
  ])('after %i tries: %i ms', (tries, pause) => expect(backOff(tries)).toBe(pause))

  test('is at least what the server asks for', () => {
    expect(backOff(1, 90)).toBe(90_000)
    expect(backOff(5, 1)).toBe(32_000)
  })
})

test('the limits are those of the design', () =>
  expect(outboxLimits).toEqual({ items: 50, hours: 12, lateMinutes: 30 }))
