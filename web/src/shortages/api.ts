import {
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import type { CaseReports } from 'shared/shortage-reports'
import type {
  NewShortage,
  ReportedShortage,
  ShortageCase,
  ShortageEdit,
  ShortageNote,
  Shortages,
} from 'shared/shortages'
import { download } from '../download'
import { http, ifMatch } from '../http'
import { currentLanguage } from '../preferences'
import { askedOf, type BoardFilter } from './filter'

export const shortages = (filter: BoardFilter) =>
  infiniteQueryOptions({
    queryKey: ['shortages', 'board', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      http
        .get('shortages', {
          searchParams: { ...askedOf(filter), limit: 200, ...(pageParam && { cursor: pageParam }) },
          signal,
        })
        .json<Shortages>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const shortage = (id: string) =>
  queryOptions({
    queryKey: ['shortages', id],
    queryFn: ({ signal }) => http.get(`shortages/${id}`, { signal }).json<ShortageCase>(),
  })

/** With `contacts` each one that is shown leaves an event: it is asked for once, and not again behind the person's back. */
export const caseReports = (id: string, contacts: boolean) =>
  queryOptions({
    queryKey: ['shortages', id, 'reports', contacts],
    ...(contacts && { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
    queryFn: ({ signal }) =>
      http
        .get(`shortages/${id}/reports`, { searchParams: { ...(contacts && { contacts: 'true' }) }, signal })
        .json<CaseReports>(),
  })

/** `on` is the day the screen shows; the file is asked for that day, even if midnight has passed. */
export function downloadShortages(filter: BoardFilter, on: string, format: 'csv' | 'xlsx') {
  return download(
    'shortages',
    { ...askedOf({ ...filter, on }), format, lang: currentLanguage() },
    `girasol-desabasto-${on}.${format}`,
  )
}

export const reportShortage = mutationOptions({
  mutationKey: ['shortages', 'report'],
  mutationFn: ({ body, headers }: { body: NewShortage; headers: Record<string, string> }) =>
    http.post('shortages', { json: body, headers }).json<ReportedShortage>(),
  onSuccess: (saved, _input, _before, { client }) => stands(client, saved),
})

export const editShortage = (id: string) =>
  mutationOptions({
    mutationKey: ['shortages', id, 'edit'],
    mutationFn: ({ body, version }: { body: ShortageEdit; version: number }) =>
      http.patch(`shortages/${id}`, { json: body, headers: ifMatch(version) }).json<ShortageCase>(),
    onSuccess: (saved, _input, _before, { client }) => stands(client, saved),
  })

export const addNote = (id: string) =>
  mutationOptions({
    mutationKey: ['shortages', id, 'note'],
    mutationFn: ({ body, headers }: { body: ShortageNote; headers: Record<string, string> }) =>
      http.post(`shortages/${id}/notes`, { json: body, headers }).json<ShortageCase>(),
    onSuccess: (saved, _input, _before, { client }) => stands(client, saved),
  })

/** The answer is how the case stands now; the boards are asked anew. */
function stands(client: QueryClient, saved: ShortageCase) {
  client.setQueryData(shortage(saved.id).queryKey, saved)
  return client.invalidateQueries({ queryKey: ['shortages', 'board'] })
}
