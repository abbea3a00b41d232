import type { Level } from 'shared/network'
import type { OpenScope } from '../access/scope.js'

export interface Period {
  on: string
  /** The period begins the day after. */
  since: string
}

export const arrayOf = (ids: readonly string[]) => `{${ids.join(',')}}`

/** Says again what the policy says, so that the index is entered by hospital. `$3` is the hospitals in reach. */
export const reach = (national: boolean, column = 'organization_id') =>
  national ? `$3::uuid[] is not null` : `${column} = any ($3::uuid[])`

export interface Place {
  organizationId: string
  clues: string
  name: string
  level: Level
  ooadCode: string | null
  ooadName: string | null
}

/** Hospitals in the order of their CLUES. */
export function readPlaces({ query }: OpenScope, ids: readonly string[]): Promise<Place[]> {
  return query<Place & Record<string, unknown>>(
    `select o.id as "organizationId", o.clues, o.name, o.level, o.ooad_code as "ooadCode", ooads.name as "ooadName"
    from organizations o left join ooads on ooads.code = o.ooad_code where o.id = any ($1::uuid[]) order by o.clues`,
    [arrayOf(ids)],
  )
}
