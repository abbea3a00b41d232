import { loadCatalogues } from 'server/terminology/load'
import { expect, test } from 'vitest'
import { openHouse } from './support/house.js'

const house = await openHouse()

test('a second load of the same files changes nothing', async () => {
  const look = () => house.sql`
    select 'v' as kind, catalogue as a, version as b, rows::text as c, loaded_at::text as d from catalogue_versions
    union all select 'o', id::text, clues, name, search from organizations
    union all select system, code, label_es, search, properties::text from terminology_concepts
    order by 1, 2, 3`
  const before = await look()
  expect(before.length).toBeGreaterThan(3500)
  expect(await loadCatalogues(house.url, () => {})).toEqual([])
  expect(await look()).toEqual(before)
})
