import { expect, test } from 'vitest'
import { openHouse } from './support/house.js'

const house = await openHouse()
const hospital = await house.openHospital()
const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
const ask = async (query = '') => (await nurse.get(`/api/pain-scales${query}`)).body

test('the scales come with their words, and none is proposed without an age', async () => {
  const { version, items, proposed, sedationScales } = await ask()
  expect([version, items.length, proposed, sedationScales.length]).toEqual(['1.0', 20, [], 4])
  expect(items.find(({ id }: { id: string }) => id === 'FLACC')).toMatchObject({
    name: { es: 'Escala FLACC (cara, piernas, actividad, llanto, consolabilidad)', en: 'FLACC' },
    total: { min: 0, max: 10 },
    items: [{ id: 'face', label: { es: 'Cara', en: 'Face' } }, {}, {}, {}, {}],
    actionThreshold: 4,
    source: 'Merkel SI et al., Pediatr Nurs 1997;23:293-297',
  })
})

test.each<[string, string[]]>([
  ['?ageInDays=3', ['NIPS', 'PIPP-R', 'CRIES', 'N-PASS', 'COMFORT-B']],
  ['?ageInMonths=9', ['FLACC', 'LLANTO', 'EVENDOL', 'COMFORT-B']],
  ['?ageInMonths=60', ['FPS-R', 'WBF', 'PHT']],
  ['?ageInMonths=60&canSelfReport=false', ['FLACC', 'LLANTO', 'CHEOPS', 'EVENDOL', 'r-FLACC', 'COMFORT-B']],
  ['?ageInMonths=40&canSelfReport=true', ['WBF', 'PHT']],
  ['?ageInMonths=96', ['NRS', 'VAS', 'FPS-R']],
  ['?ageInMonths=600', ['NRS', 'VAS', 'VRS-4', 'DN4']],
  ['?ageInMonths=600&canSelfReport=false', ['PAINAD', 'CPOT', 'BPS']],
])('%s proposes', async (query, proposed) => {
  expect((await ask(query)).proposed).toEqual(proposed)
})

test.each([
  ['?ageInMonths=-1', '#/ageInMonths', 'too-small'],
  ['?ageInMonths=ocho', '#/ageInMonths', 'wrong-type'],
  ['?canSelfReport=yes', '#/canSelfReport', 'not-in-list'],
  ['?age=3', '#/age', 'unknown-field'],
])('%s is refused', async (query, pointer, code) => {
  expect((await ask(query)).errors).toEqual([{ pointer, code }])
})
