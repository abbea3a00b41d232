import fc from 'fast-check'
import { replanned } from 'server/care-plans/replan'
import { addDays, daysBetween } from 'shared/calendar-day'
import { type Body, plannedRows } from 'shared/planned-doses'
import type { ProtocolDefinition } from 'shared/protocols'
import { administrationStatuses } from 'shared/treatment'
import { expect, test } from 'vitest'
import { aLine } from './support/protocols.js'

type Doses = Parameters<typeof replanned>[1]
const startsOn = '2026-03-02'

const lines = fc.constantFrom(
  aLine(),
  aLine({ medication: 'ciclofosfamida', amount: 1000, cap: undefined, rounding: { to: 10, mode: 'nearest' } }),
  aLine({ medication: 'dactinomicina', basis: 'per-kg', amount: 0.045, cap: 2.3 }),
  aLine({
    medication: 'metotrexato',
    route: 'IT',
    basis: 'age-band',
    amount: undefined,
    cap: undefined,
    rounding: undefined,
    ageBands: [
      { from: 0, to: 3, amount: 8 },
      { from: 3, to: 9, amount: 12 },
      { from: 9, to: null, amount: 15 },
    ],
  }),
)
const definitions: fc.Arbitrary<ProtocolDefinition> = fc
  .array(
    fc.record({
      cycleDays: fc.integer({ min: 7, max: 28 }),
      cycles: fc.integer({ min: 1, max: 4 }),
      days: fc.uniqueArray(
        fc.record({
          day: fc.integer({ min: 1, max: 28 }),
          medications: fc.array(lines, { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3, selector: ({ day }) => day },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((phases) => ({ phases: phases.map((phase) => ({ name: 'Fase', kind: 'cycle', ...phase })), sources: [] }))
const bodies: fc.Arbitrary<Body> = fc.record({
  birthDate: fc.integer({ min: 500, max: 6000 }).map((days) => addDays(startsOn, -days)),
  weightKg: fc.double({ min: 5, max: 100, noNaN: true }),
  heightCm: fc.double({ min: 60, max: 190, noNaN: true }),
  bsaFormula: fc.constantFrom('mosteller', 'haycock'),
  glomerularFiltration: fc.constant(null),
})
/** A plan some way on: each dose in some state. */
const plans = fc.record({
  definition: definitions,
  before: bodies,
  seed: fc.infiniteStream(fc.constantFrom(...administrationStatuses)),
})

function standing({
  definition,
  before,
  seed,
}: {
  definition: ProtocolDefinition
  before: Body
  seed: Iterator<string>
}): Doses {
  return plannedRows(definition, before, startsOn).rows.map((row, at) => ({
    ...row,
    id: String(at),
    status: seed.next().value,
  })) as unknown as Doses
}

test('only what is planned is re-planned; given, begun, undone and cancelled doses are never among it', () => {
  fc.assert(
    fc.property(plans, bodies, fc.integer({ min: -30, max: 30 }), (plan, after, shift) => {
      const doses = standing(plan)
      const { moved, impossible } = replanned(plan.definition, doses, after, shift)
      expect(moved.map(({ dose }) => dose.id)).toEqual(
        doses.filter(({ status }) => status === 'planned').map(({ id }) => id),
      )
      expect(impossible).toEqual([])
      for (const { dose, plannedOn } of moved) expect(daysBetween(dose.plannedOn, plannedOn)).toBe(shift)
    }),
  )
})

test('re-planning for the same body on the same days changes nothing', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const doses = standing(plan)
      for (const { dose, plannedOn, plannedDose, bsaM2 } of replanned(plan.definition, doses, plan.before, 0).moved)
        expect({ plannedOn, plannedDose, bsaM2 }).toEqual({
          plannedOn: dose.plannedOn,
          plannedDose: dose.plannedDose,
          bsaM2: dose.bsaM2,
        })
    }),
  )
})

test('what is re-planned is what a plan begun now for that body would have', () => {
  fc.assert(
    fc.property(plans, bodies, (plan, body) => {
      const after = { ...body, birthDate: plan.before.birthDate }
      const anew = plannedRows(plan.definition, after, startsOn).rows
      const placed = new Map(anew.map((row) => [`${row.phase} ${row.cycle} ${row.day} ${row.line}`, row]))
      for (const { dose, plannedDose, derivation } of replanned(plan.definition, standing(plan), after, 0).moved) {
        const row = placed.get(`${dose.phase} ${dose.cycle} ${dose.day} ${dose.line}`)
        expect({ plannedDose, derivation }).toEqual({ plannedDose: row?.plannedDose, derivation: row?.derivation })
      }
    }),
  )
})
