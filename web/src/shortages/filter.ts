import { type ShortageFilter, shortageFilters } from 'shared/shortages'
import { useSearchParams } from 'wouter'

/** What the board is asked; an empty `on` is today, as the server knows it. */
export type BoardFilter = {
  on: string
  ooad: string
  medication: string
  organizationId: string
  status: ShortageFilter | ''
}

const names = {
  on: 'al',
  ooad: 'oficina',
  medication: 'medicamento',
  organizationId: 'hospital',
  status: 'estado',
} as const
const keys = Object.keys(names) as (keyof typeof names)[] // the keys of a constant are its names

/** The filter stands in the address: it can be kept, sent and gone back to, and names nobody. */
export function useBoardFilter(): [BoardFilter, (change: Partial<BoardFilter>) => void] {
  const [search, setSearch] = useSearchParams()
  const on = search.get(names.on) ?? ''
  const filter: BoardFilter = {
    on: /^\d{4}-\d{2}-\d{2}$/.test(on) ? on : '',
    ooad: search.get(names.ooad) ?? '',
    medication: search.get(names.medication) ?? '',
    organizationId: search.get(names.organizationId) ?? '',
    status: shortageFilters.find((it) => it === search.get(names.status)) ?? '',
  }
  return [filter, (change) => setSearch(new URLSearchParams(addressOfFilter({ ...filter, ...change })))]
}

/** Only what differs from the usual. */
export function addressOfFilter(filter: Partial<BoardFilter>): string[][] {
  return keys.flatMap((key) => (filter[key] ? [[names[key], filter[key]]] : []))
}

/** As the server takes it. */
export function askedOf(filter: BoardFilter): Record<string, string> {
  return Object.fromEntries(keys.flatMap((key) => (filter[key] ? [[key, filter[key]]] : [])))
}

export const isNarrowed = ({ ooad, medication, organizationId, status }: BoardFilter): boolean =>
  [ooad, medication, organizationId, status].some((it) => it !== '')
