import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Hospital, HospitalList, Level, OoadList } from 'shared/network'
import { http } from '../http'

export type HospitalFilter = { level: Level | ''; ooad: string; search: string; everywhere: boolean }

/** A page of hospitals; `everywhere` also those that do not use the platform yet. */
export const hospitals = (filter: HospitalFilter) =>
  infiniteQueryOptions({
    queryKey: ['hospitals', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get('hospitals', {
          searchParams: {
            limit: 100,
            ...(filter.level && { level: filter.level }),
            ...(filter.ooad && { ooad: filter.ooad }),
            ...(filter.search && { search: filter.search }),
            ...(filter.everywhere ? {} : { usesPlatform: 'true' }),
            ...(pageParam && { cursor: pageParam }),
          },
          signal,
        })
        .json<HospitalList>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** One hospital by its CLUES; null when there is none. */
export const hospital = (clues: string) =>
  queryOptions({
    queryKey: ['hospitals', 'clues', clues],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Hospital | null> => {
      const found = await http.get('hospitals', { searchParams: { search: clues }, signal }).json<HospitalList>()
      return found.items.find((it) => it.clues === clues) ?? null
    },
  })

/** The 35, which do not change while one looks. */
export const ooads = queryOptions({
  queryKey: ['ooads'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('ooads', { signal }).json<OoadList>(),
})

/** Hospitals that other facts name by id; at most 100. */
export const hospitalsByIds = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['hospitals', 'ids', ids],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      if (ids.length === 0) return []
      const found = await http
        .get('hospitals', { searchParams: { ids: ids.join(','), limit: 100 }, signal })
        .json<HospitalList>()
      return found.items
    },
  })

export type Reach = { ids: readonly string[]; ooads: readonly string[]; national: boolean }

/** Hospitals by name: those of the ids, those that answer to the offices, or of the nation those that use the platform. */
export const hospitalsInReach = (reach: Reach) =>
  queryOptions({
    queryKey: ['hospitals', 'reach', reach],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const ask = (searchParams: Record<string, string>) =>
        http.get('hospitals', { searchParams: { ...searchParams, limit: 200 }, signal }).json<HospitalList>()
      const lists = await Promise.all([
        ...(reach.national ? [ask({ usesPlatform: 'true' })] : []),
        ...reach.ooads.map(async (ooad) => ({
          items: (await ask({ ooad })).items.filter(({ reportsToOoad }) => reportsToOoad === ooad),
        })),
        ...(reach.ids.length > 0 ? [ask({ ids: reach.ids.join(',') })] : []),
      ])
      const found = new Map(lists.flatMap(({ items }) => items.map((it) => [it.id, it] as const)))
      return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'es-MX', { numeric: true }))
    },
  })
