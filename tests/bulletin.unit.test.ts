import fc from 'fast-check'
import { type BulletinReport, bulletin, countInSpanish } from 'shared/bulletin'
import { checkFigures } from 'shared/check-figures'
import { describe, expect, test } from 'vitest'

const national: BulletinReport = {
  on: '2024-08-09',
  since: '2024-07-26',
  ageRule: { limit: 18, at: 'registration' },
  total: { patients: 16682, paediatric: 5839, adult: 10843, hospitals: 74, umae: 15, secondLevel: 59 },
  balance: { previous: 16395, added: 287, removed: { merged: 0, withdrawn: 0, error: 0 } },
}

test.each([
  [0, '0'],
  [287, '287'],
  [999, '999'],
  [1000, 'mil'],
  [1300, 'mil 300'],
  [5839, '5 mil 839'],
  [16682, '16 mil 682'],
  [21000, '21 mil'],
  [21001, '21 mil 1'],
  [1_000_000, 'un millón'],
  [2_345_678, '2 millones 345 mil 678'],
  [1_001_000, 'un millón mil'],
])('%i is written %s', (count, words) => {
  expect(countInSpanish(count)).toBe(words)
})

test('the national bulletin of 9 August 2024 in Spanish', () => {
  expect(bulletin(national, 'es')).toBe(
    'En todo el país, al 9 de agosto de 2024 estaban registradas en la plataforma 16 mil 682 personas con cáncer. ' +
      'En edad pediátrica: 5 mil 839 (35 por ciento); adultas: 10 mil 843 (65 por ciento). ' +
      'Las atienden 74 hospitales: 15 de alta especialidad (UMAE) y 59 de segundo nivel. ' +
      'Del 27 de julio al 9 de agosto de 2024 se sumaron 287 personas a las 16 mil 395 que ya estaban. ' +
      'Se considera pediátrica a quien tenía menos de 18 años al registrarse.',
  )
})

test('and in English', () => {
  expect(bulletin(national, 'en')).toBe(
    'Nationwide, 16,682 people with cancer were registered on the platform on 9 August 2024. ' +
      'Paediatric: 5,839 (35%); adult: 10,843 (65%). ' +
      'Care is given in 74 hospitals: 15 of high specialty (UMAE) and 59 of second level. ' +
      'From 27 July to 9 August 2024 287 people were added to the 16,395 already there. ' +
      'Paediatric means under 18 years on registration.',
  )
})

describe('wording follows the figures', () => {
  const change = (report: Partial<BulletinReport>) => bulletin({ ...national, ...report }, 'es')

  test('the place is named, and a hospital does not count hospitals', () => {
    expect(change({ scope: { kind: 'ooad', label: 'Jalisco' } })).toMatch(/^En el OOAD Jalisco, al 9/)
    const hospital = change({ scope: { kind: 'hospital', label: 'HGZ 1 Tepic' } })
    expect(hospital).toMatch(/^En HGZ 1 Tepic, al 9/)
    expect(hospital).not.toContain('hospitales')
  })

  test('one person is one, and nobody has no percentages', () => {
    const total = { patients: 1, paediatric: 1, adult: 0, hospitals: 1, umae: 0, secondLevel: 1 }
    const one = change({ total, balance: { ...national.balance, previous: 0, added: 1 } })
    expect(one).toContain('estaba registrada en la plataforma una persona con cáncer')
    expect(one).toContain('se sumó una persona')
    const none = change({ total: { ...total, patients: 0, paediatric: 0, hospitals: 0, secondLevel: 0 } })
    expect(none).not.toMatch(/por ciento|NaN|hospital/)
  })

  test('hidden figures are said to be reserved, never guessed', () => {
    const text = change({
      total: { ...national.total, paediatric: null },
      balance: { ...national.balance, added: null },
    })
    expect(text).toContain('En edad pediátrica: dato reservado;')
    expect(text).toContain('se sumaron un número reservado de personas')
    expect(text).not.toContain('null')
  })

  test('removals are said with their reason, and a period over New Year names both years', () => {
    const text = change({
      since: '2023-12-28',
      on: '2024-01-05',
      balance: { previous: 100, added: 0, removed: { merged: 3, withdrawn: 0, error: 1200 } },
    })
    expect(text).toContain('Del 29 de diciembre de 2023 al 5 de enero de 2024 no se sumaron personas a las 100')
    expect(text).toContain(
      'Se dieron de baja 3 por unir expedientes de una misma persona y mil 200 por registro equivocado.',
    )
  })

  test('a period of one day is that day', () => {
    expect(change({ since: '2024-08-08' })).toContain('El 9 de agosto de 2024 se sumaron')
  })
})

describe('figures that do not agree', () => {
  test.each([
    ['403 + 290 = 683', 'sum', 683, 693],
    ['Se revisaron 683 claves: 403 en almacén y 290 en tránsito.', 'sum', 683, 693],
    ['Hay 403 claves en almacén y 290 en tránsito, que suman 683.', 'sum', 683, 693],
    ['Hay 403 claves en almacén y 290 en tránsito, en total son 683.', 'sum', 683, 693],
    ['De 74 hospitales, de los cuales 15 son UMAE y 58 de segundo nivel.', 'sum', 74, 73],
    ['Son 16 mil 682 personas: 5 mil 839 menores y 10 mil 834 adultas.', 'sum', 16682, 16673],
    ['Hay 16 mil 682 personas; 5 mil 839 (38 por ciento) son menores.', 'percentage', 38, 35],
    ['There are 16,682 people; 5,839 (35.1%) are children.', 'percentage', 35.1, 35],
  ])('%s', (text, kind, stated, expected) => {
    expect(checkFigures(text)).toMatchObject([{ kind, stated, expected }])
  })

  test.each([
    '403 + 280 = 683',
    'Se revisaron 693 claves: 403 en almacén y 290 en tránsito.',
    'Hay 16 mil 682 personas; 5 mil 839 (35 por ciento) son menores.',
    'El 9 de agosto de 2024 había 74 hospitales: 15 UMAE y 59 de segundo nivel.',
    'Se recibieron 12 piezas, alcanza para 3 meses: 4 por semana.',
    'El 40 por ciento contestó.',
    'En el HES 25: 10 camas y 12 sillas.',
    'Alcanza para 3 meses: 4 por semana y 5 de reserva.',
    'El 12 de marzo: 4 llegadas y 5 salidas.',
    'La sesión 149 fue el 9 de agosto.',
    '',
  ])('nothing to say of: %s', (text) => {
    expect(checkFigures(text)).toEqual([])
  })

  test('the place of the wrong figure is given in the whole text', () => {
    const text = 'Primer párrafo sin cifras.\nLuego, 403 + 290 = 683.'
    const [finding] = checkFigures(text)
    expect(text.slice(finding?.at)).toBe('683.')
    expect(finding?.text).toBe('683')
  })

  test('what the bulletin words never contradicts itself', () => {
    const count = fc.integer({ min: 0, max: 40_000 })
    fc.assert(
      fc.property(
        count,
        count,
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 0, max: 99 }),
        (paediatric, adult, umae, secondLevel) => {
          const report = {
            ...national,
            total: {
              patients: paediatric + adult,
              paediatric,
              adult,
              hospitals: umae + secondLevel,
              umae,
              secondLevel,
            },
            balance: { ...national.balance, previous: paediatric + adult, added: 0 },
          }
          expect(checkFigures(bulletin(report, 'es'))).toEqual([])
          expect(checkFigures(bulletin(report, 'en'))).toEqual([])
        },
      ),
    )
  })

  test('sums are checked in every way a number is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 999_999 }), (a, b) => {
        expect(checkFigures(`${countInSpanish(a)} + ${countInSpanish(b)} = ${a + b}`)).toEqual([])
        expect(checkFigures(`${a.toLocaleString('en-US')} + ${b} = ${countInSpanish(a + b + 1)}`)).toMatchObject([
          { stated: a + b + 1, expected: a + b },
        ])
      }),
    )
  })
})
