import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { BulletinText, FrozenReport, NewReport, Report, ReportList } from 'shared/reports'
import type * as z from 'zod'
import { http, type idempotencyKeys } from '../http'

export const reports = infiniteQueryOptions({
  queryKey: ['reports'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    http
      .get('reports', { searchParams: { limit: 50, ...(pageParam && { cursor: pageParam }) }, signal })
      .json<ReportList>(),
  getNextPageParam: ({ nextCursor }) => nextCursor,
})

/** `seal` is the SHA-256 the server named; `genuine` whether the bytes that came have it, null if one cannot tell. */
export type SealedReport = { report: Report; seal: string; genuine: boolean | null }

/** Never asked for twice: it does not change. */
export const report = (id: string) =>
  queryOptions({
    queryKey: ['reports', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<SealedReport> => {
      const response = await http.get(`reports/${id}`, { signal })
      const seal = (response.headers.get('ETag') ?? '').replace(/^W\/|"/g, '')
      const bytes = await response.arrayBuffer()
      return { report: JSON.parse(new TextDecoder().decode(bytes)), seal, genuine: await hasSeal(bytes, seal) }
    },
  })

export const bulletinOf = (id: string, lang: 'es' | 'en') =>
  queryOptions({
    queryKey: ['reports', id, 'bulletin', lang],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      http.get(`reports/${id}/bulletin`, { searchParams: { lang }, signal }).json<BulletinText>(),
  })

/** Pressed twice, or sent again after a lost connection, it freezes one report. */
export const freezeReport = (keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationFn: (input: z.input<typeof NewReport>) =>
      http.post('reports', { json: input, headers: keys.headersFor(input) }).json<z.infer<typeof FrozenReport>>(),
    onSuccess: (_made, _input, _before, { client }) => {
      keys.done()
      return client.invalidateQueries({ queryKey: ['reports'], exact: true })
    },
  })

/** Browsers give the digest on https and on this computer's own address only. */
async function hasSeal(bytes: ArrayBuffer, seal: string): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle || !/^[0-9a-f]{64}$/.test(seal)) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === seal
}
