import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CountGroup, Counts, Fortnights, MovementKind, Movements, Pyramid } from 'shared/counts'
import { download } from '../download'
import { http } from '../http'
import { currentLanguage } from '../preferences'
import { asked, type Question } from './question'

export const counts = (question: Question, groupBy: CountGroup = 'hospital') =>
  queryOptions({
    queryKey: ['counts', groupBy, question],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.get('counts', { searchParams: { ...asked(question), groupBy }, signal }).json<Counts>(),
  })

export const fortnights = (question: Question, count: number) =>
  queryOptions({
    queryKey: ['counts', 'fortnights', count, question.on, question.rule],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http
        .get('counts/fortnights', { searchParams: { ...asked({ ...question, since: '' }), count }, signal })
        .json<Fortnights>(),
  })

export const pyramid = (on: string) =>
  queryOptions({
    queryKey: ['counts', 'pyramid', on],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.get('counts/pyramid', { searchParams: on === '' ? {} : { on }, signal }).json<Pyramid>(),
  })

/** What a term of the balance counts, day by day and hospital by hospital. */
export const movements = (on: string, since: string, kind: MovementKind) =>
  infiniteQueryOptions({
    queryKey: ['counts', 'movements', on, since, kind],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get('counts/removals', {
          searchParams: { on, since, kind, limit: 100, ...(pageParam && { cursor: pageParam }) },
          signal,
        })
        .json<Movements>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

type Table = { path: string; name: string; more?: Readonly<Record<string, string | number>> }

/** The tables that can be taken along, and the word that names each (words/counts.ts). */
export const tables = {
  tableByHospital: { path: 'counts', name: 'hospitales', more: { groupBy: 'hospital' } },
  tableByOffice: { path: 'counts', name: 'oficinas', more: { groupBy: 'ooad' } },
  tableByTumour: { path: 'counts', name: 'tumores', more: { groupBy: 'iccc3' } },
  tableByFortnight: { path: 'counts/fortnights', name: 'quincenas', more: { count: 26 } },
  tableByAge: { path: 'counts/pyramid', name: 'edades' },
} as const satisfies Record<string, Table>
export type TableName = keyof typeof tables

/** `on` is the day the figures on the screen are of; the file is asked for that day, even if midnight has passed. */
export function downloadTable(name: TableName, question: Question, on: string, format: 'csv' | 'xlsx') {
  const table: Table = tables[name]
  const { since, ageLimit, ageAt } = asked(question)
  const period = table.path === 'counts' && since !== undefined ? { since } : {}
  const rule = name === 'tableByAge' || ageLimit === undefined || ageAt === undefined ? {} : { ageLimit, ageAt }
  return download(
    table.path,
    { on, ...period, ...rule, ...table.more, format, lang: currentLanguage() },
    `girasol-${table.name}-${on}.${format}`,
  )
}
