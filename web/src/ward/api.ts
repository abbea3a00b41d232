import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { AnsweredCall, DueList, WardList } from 'shared/reminders'
import { http } from '../http'

/** What a hospital has open; kept fresh by its stream (live.ts). */
export const due = (organizationId: string) =>
  queryOptions({
    queryKey: ['pain', 'due', organizationId],
    queryFn: ({ signal }) =>
      http.get('pain/due', { searchParams: { organizationId, limit: 200 }, signal }).json<DueList>(),
  })

/** People on treatment or with something due; '' is any service. */
export const ward = (organizationId: string, service: string) =>
  infiniteQueryOptions({
    queryKey: ['pain', 'ward', organizationId, service],
    placeholderData: keepPreviousData,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get('pain/ward', {
          searchParams: {
            ...{ organizationId, limit: 200 },
            ...(service && { service }),
            ...(pageParam && { cursor: pageParam }),
          },
          signal,
        })
        .json<WardList>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** Whoever was to be called has been called. */
export const answerCall = mutationOptions({
  mutationKey: ['pain', 'called'],
  mutationFn: ({ id, headers }: { id: string; headers: Record<string, string> }) =>
    http.post(`pain/due/${id}/called`, { headers }).json<AnsweredCall>(),
  onSettled: (_saved, _error, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['pain', 'due'] }),
})
