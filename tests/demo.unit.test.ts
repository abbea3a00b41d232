import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { passwordProblem } from 'server/access/passwords'
import { tryOut } from 'server/demo/accounts'
import { apportion, drawWord, openChance } from 'server/demo/chance'
import { type DemoPerson, makePeople } from 'server/demo/people'
import { RESERVED_CURP, RESERVED_NSS, reservedCurp } from 'server/demo/reserved-identifiers'
import { hospitalId } from 'server/network/clues-id'
import { ageGroup } from 'shared/age'
import { addDays, dayIn, daysBetween, MEXICO_CITY } from 'shared/calendar-day'
import { duplicateScore } from 'shared/duplicates'
import { checkIdentifiers } from 'shared/identifiers'
import { NewGuardian } from 'shared/patients'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'

const people = makePeople()
const levels = new Map(
  readCatalogue('hospitals', ['clues', 'level']).map(({ clues, level }) => [hospitalId(clues), level]),
)
const network = readCatalogue('demo-network', ['clues', 'uses_platform_since'])

const isChild = ({ birthDate, registeredOn }: DemoPerson) => ageGroup(birthDate, registeredOn, 18) === 'paediatric'
const children = people.filter(isChild)
const adults = people.filter((person) => !isChild(person))
const until = (day: string) => people.filter(({ recordedOn }) => recordedOn <= day)
const hospitalsOf = (some: readonly DemoPerson[]) => {
  const ids = [...new Set(some.map(({ organizationId }) => organizationId))]
  return { all: ids.length, umae: ids.filter((id) => levels.get(id) === 'umae').length }
}
const grouped = <T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
/** People who share an NSS. */
const siblings = () =>
  [
    ...grouped(
      people.filter(({ nss }) => nss !== null),
      ({ nss }) => nss,
    ).values(),
  ].filter(({ length }) => length > 1)
const share = (some: readonly DemoPerson[], fits: (person: DemoPerson) => boolean) =>
  (100 * some.filter(fits).length) / some.length

describe('the published figures', () => {
  const published = readCatalogue('published-history', [
    ...(['date', 'total', 'total_is_lower_bound', 'scope', 'added', 'added_period_days'] as const),
    ...(['paediatric_percent', 'hospitals', 'umae', 'second_level'] as const),
  ])

  test.each(published)('are met on $date', (row) => {
    const then = until(row.date)
    const counted = row.scope === 'paediatric' ? then.filter(isChild) : then
    if (row.total_is_lower_bound === 'true') expect(counted.length).toBeGreaterThan(Number(row.total))
    else expect(counted.length).toBe(Number(row.total))
    if (row.added !== '')
      expect(then.length - until(addDays(row.date, -Number(row.added_period_days))).length).toBe(Number(row.added))
    if (row.paediatric_percent !== '') expect(Math.round(share(then, isChild))).toBe(Number(row.paediatric_percent))
    const { all, umae } = hospitalsOf(then)
    if (row.hospitals !== '')
      expect([all, umae, all - umae]).toEqual([row.hospitals, row.umae, row.second_level].map(Number))
  })

  test('of 9 August 2024 are met to the unit, and nobody comes after', () => {
    expect([people.length, children.length, adults.length]).toEqual([16682, 5839, 10843])
    expect(until('2024-07-26').length).toBe(16395)
    expect(until('2024-08-09').length).toBe(16682)
    expect(hospitalsOf(people)).toEqual({ all: 74, umae: 15 })
  })

  test('grow from autumn 2020, every hospital from the day it began', () => {
    expect(people[0]?.recordedOn).toBe('2020-10-05')
    for (const { clues, uses_platform_since: since } of network) {
      const id = hospitalId(clues)
      const own = people.filter(({ organizationId }) => organizationId === id)
      expect(own[0]?.recordedOn, clues).toBe(since)
      expect(
        own.every(({ registeredOn }) => registeredOn >= since),
        clues,
      ).toBe(true)
    }
  })
})

test('the same seed gives the same people to the letter, another seed others', () => {
  const print = (some: readonly DemoPerson[]) => createHash('sha256').update(JSON.stringify(some)).digest('hex')
  expect(print(makePeople())).toBe(print(people))
  const others = makePeople('another seed')
  expect(others.length).toBe(people.length)
  expect(others[0]).not.toEqual(people[0])
})

describe('identifiers', () => {
  const curps = people.flatMap(({ curp }) => curp ?? [])

  test('are accepted by the identifier rules, which ask about the reserved marks and nothing else', () => {
    const findings = people.flatMap((person) => checkIdentifiers(person).findings)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['curp-name-mismatch', 'nss-subdelegation']))
    expect(
      new Set(
        findings
          .filter(({ field }) => field === 'curp')
          .map(({ position }) => position)
          .filter((p) => (p ?? 0) < 14),
      ),
    ).toEqual(new Set())
  })

  test('carry the reserved marks, and no CURP is held by two', () => {
    expect(curps.filter((curp) => !RESERVED_CURP.test(curp))).toEqual([])
    expect(people.filter(({ nss }) => nss !== null && !RESERVED_NSS.test(nss))).toEqual([])
    expect(new Set(curps).size).toBe(curps.length)
    expect(curps.length).toBeGreaterThan(16_000)
  })

  test('an NSS is shared by the brothers and sisters of one family alone', () => {
    const shared = siblings()
    expect(shared.length).toBeGreaterThan(30)
    for (const [one, other, ...more] of shared) {
      expect(more).toEqual([])
      expect([one?.firstSurname, one?.secondSurname]).toEqual([other?.firstSurname, other?.secondSurname])
      expect(one?.givenName).not.toBe(other?.givenName)
    }
    const twins = shared.filter(([one, other]) => one?.birthDate === other?.birthDate)
    expect(twins.length).toBeGreaterThan(8)
  })

  test('who has none has a reason for it', () => {
    const without = people.filter(({ curp }) => curp === null)
    expect(without.length).toBeGreaterThan(100)
    expect(without.filter((person) => person.missingIdentifierReason === null)).toEqual([])
    expect(new Set(without.map((person) => person.missingIdentifierReason)).size).toBeGreaterThan(4)
  })

  test('whatever the name, the maker makes none that could be issued', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ABCDEILMNÑOPRSTUZáéñü .’-'), minLength: 1, maxLength: 20 })
    const sex = fc.constantFrom('female' as const, 'male' as const, 'other' as const)
    const birthDate = fc.constantFrom('1999-12-31', '2000-01-01', '1931-08-20', '2024-02-29')
    fc.assert(
      fc.property(name, name, name, sex, birthDate, (givenName, firstSurname, secondSurname, letter, born) => {
        const facts = { givenName, firstSurname, secondSurname, sex: letter, birthDate: born, birthState: 'JC' }
        expect(reservedCurp(facts)).toMatch(RESERVED_CURP)
      }),
    )
  })

  test('telephones have a number that no exchange has', () => {
    const phones = people.flatMap(({ guardians }) => guardians.flatMap(({ phone }) => phone ?? []))
    expect(phones.length).toBeGreaterThan(5000)
    expect(phones.filter((phone) => !/^0\d{2} \d{3} \d{4}$/.test(phone))).toEqual([])
  })
})

describe('the people', () => {
  test.each([
    ['I', 47],
    ['III', 12],
    ['II', 8.5],
    ['VIII', 6.5],
    ['X', 4],
  ])('children have tumours of ICCC-3 group %s in the real proportion', (group, percent) => {
    expect(Math.abs(share(children, ({ condition }) => condition.iccc3Group === group) - percent)).toBeLessThan(0.3)
  })

  test.each([
    ['breast', /^C50/, 15, 25],
    ['cervix', /^C53/, 6, 10],
    ['prostate', /^C61/, 6, 11],
    ['colon and rectum', /^C(18|20)/, 8, 13],
    ['lymphoma', /^C8[1-5]/, 6, 11],
    ['leukaemia', /^C9[1-5]/, 7, 12],
  ])('adults have %s in a plausible part', (_name, code, least, most) => {
    const percent = share(adults, ({ condition }) => code.test(condition.icd10))
    expect(percent).toBeGreaterThan(least)
    expect(percent).toBeLessThan(most)
  })

  test('boys are somewhat more among children, women among adults, and a few are neither', () => {
    const boys = share(children, ({ sex }) => sex === 'male')
    const women = share(adults, ({ sex }) => sex === 'female')
    expect(boys).toBeGreaterThan(53)
    expect(boys).toBeLessThan(60)
    expect(women).toBeGreaterThan(53)
    expect(women).toBeLessThan(65)
    expect(people.filter(({ sex }) => sex === 'other' || sex === 'unknown').length).toBeGreaterThan(2)
  })

  test('diagnoses pass the consistency checks, and a few are asked about', () => {
    const verdicts = people.map(({ condition }) => condition.checks.filter(({ verdict }) => verdict !== 'ok'))
    expect(verdicts.flat().filter(({ verdict }) => verdict === 'invalid')).toEqual([])
    const asked = verdicts.filter(({ length }) => length > 0).length
    expect(asked).toBeGreaterThan(50)
    expect(asked).toBeLessThan(people.length * 0.03)
  })

  test('every child has somebody who answers for them, as the contract takes it', () => {
    expect(children.filter(({ guardians }) => guardians.length === 0)).toEqual([])
    const guardians = children.flatMap((child) => child.guardians.map(({ id: _, ...guardian }) => guardian))
    expect(guardians.filter((guardian) => !NewGuardian.safeParse(guardian).success)).toEqual([])
    expect(new Set(guardians.map(({ relationship }) => relationship)).size).toBeGreaterThan(4)
  })

  test('names are of the usual kinds and top-heavy', () => {
    const surnames = grouped(people, ({ firstSurname }) => firstSurname)
    const [commonest] = [...surnames].sort(([, a], [, b]) => b.length - a.length)
    expect(commonest?.[0]).toBe('Hernández')
    const has = (pattern: RegExp) =>
      people.some((p) => pattern.test(`${p.givenName}|${p.firstSurname}|${p.secondSurname ?? ''}`))
    for (const kind of [/ñ/i, /['’]/, /\bde la\b/i, /\|(Pech|Canul|Chan)\b/, / .*\|.*\|/])
      expect(has(kind), String(kind)).toBe(true)
    expect(people.filter(({ secondSurname }) => secondSurname === null).length).toBeGreaterThan(100)
    expect(people.filter(({ chosenName }) => chosenName !== null).length).toBeGreaterThan(20)
  })

  test('brothers, sisters and twins are no duplicates of each other', () => {
    const pairs = siblings().flatMap(([one, other]) => (one && other ? [{ one, other }] : []))
    expect(pairs.length).toBeGreaterThan(30)
    expect(pairs.filter(({ one, other }) => duplicateScore(one, other).score >= 0.5)).toEqual([])
  })
})

describe('the days', () => {
  test('of a life stand in order', () => {
    const wrong = people.filter(({ birthDate, diagnosedOn, registeredOn, recordedOn, condition }) => {
      const order = [birthDate, condition.onsetDate ?? diagnosedOn, diagnosedOn, registeredOn, recordedOn]
      return (
        order.some((day, index) => index > 0 && day < (order[index - 1] ?? day)) ||
        condition.recordedDate !== diagnosedOn
      )
    })
    expect(wrong).toEqual([])
    expect(Math.max(...people.map(({ birthDate }) => daysBetween(birthDate, '2024-08-09')))).toBeLessThan(100 * 365.25)
  })

  test('on which something was written are working hours of that day in Mexico, in the order of the ids', () => {
    expect(people.filter((one) => dayIn(MEXICO_CITY, new Date(one.recordedAt)) !== one.recordedOn)).toEqual([])
    expect(people.filter((one) => dayIn('America/Tijuana', new Date(one.recordedAt)) !== one.recordedOn)).toEqual([])
    const ids = people.map(({ id }) => id.slice(0, 13))
    expect(ids).toEqual([...ids].sort())
  })

  test('after the diagnosis hold relapses, deaths and visits, none after the last day', () => {
    const events = people.flatMap((person) => person.events.map((event) => ({ ...event, person })))
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['chemotherapy-start', 'relapse', 'last-visit', 'death']),
    )
    expect(events.filter(({ effectiveOn, person }) => effectiveOn < person.diagnosedOn)).toEqual([])
    expect(events.filter(({ recordedAt }) => recordedAt >= '2024-08-10')).toEqual([])
    const early = events.filter(
      (event) =>
        event.effectiveOn > dayIn(MEXICO_CITY, new Date(event.recordedAt)) ||
        event.recordedAt < event.person.recordedAt,
    )
    expect(early).toEqual([])
    const alive = people.flatMap(({ events: own }) => {
      const death = own.find(({ kind }) => kind === 'death')
      return death === undefined ? [] : own.filter(({ effectiveOn }) => effectiveOn > death.effectiveOn)
    })
    expect(alive).toEqual([])
  })
})

describe('chance', () => {
  test('draws by weight', () => {
    const chance = openChance('weights')
    const draw = drawWord('rare:1 often:9 never:0')
    const drawn = Array.from({ length: 20_000 }, () => draw(chance))
    expect(drawn.filter((word) => word === 'rare').length / 20_000).toBeCloseTo(0.1, 1)
    expect(drawn).not.toContain('never')
  })

  test('parts sum to the whole and none is off by one', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), weights, (total, shares) => {
        const parts = apportion(total, shares)
        const sum = shares.reduce((a, b) => a + b, 0)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        for (const [index, part] of parts.entries())
          expect(Math.abs(part - (total * (shares[index] ?? 0)) / sum)).toBeLessThan(1)
      }),
    )
  })
})

test('the try-out accounts have passwords that the program would take, one each, and all kinds of reach', () => {
  expect(
    tryOut.accounts.filter(({ email, password }) => passwordProblem(password, email.split(/[@.]/)) !== null),
  ).toEqual([])
  expect(new Set(tryOut.accounts.map(({ password }) => password)).size).toBe(tryOut.accounts.length)
  expect(tryOut.accounts.every(({ email }) => email.endsWith('@girasol.example'))).toBe(true)
  const coordinators = tryOut.accounts.filter(({ role }) => role === 'coordinator')
  expect(new Set(coordinators.map(({ scope }) => scope)).size).toBe(3)
})
