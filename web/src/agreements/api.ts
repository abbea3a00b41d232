import {
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import type {
  AgreementDetail,
  AgreementEdit,
  Agreements,
  CaseLink,
  FollowedCases,
  NewAgreement,
  NewProgress,
  OpenAgreements,
  SessionAgreements,
} from 'shared/agreements'
import type { GroupPlace, PostKind } from 'shared/working-group'
import { download } from '../download'
import { http, ifMatch } from '../http'
import { currentLanguage } from '../preferences'
import { type AgreementFilter, askedOf } from './filter'

export const agreementBoard = (filter: AgreementFilter) =>
  infiniteQueryOptions({
    queryKey: ['agreements', 'board', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      http
        .get('agreements', { searchParams: { ...askedOf(filter), ...(pageParam && { cursor: pageParam }) }, signal })
        .json<Agreements>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** What waits for whoever is signed in. */
export const waitingAgreements = queryOptions({
  queryKey: ['agreements', 'waiting'],
  queryFn: async ({ signal }) =>
    (await http.get('agreements', { searchParams: { limit: 1 }, signal }).json<Agreements>()).mine,
})

export const agreement = (id: string) =>
  queryOptions({
    queryKey: ['agreements', id],
    queryFn: ({ signal }) => http.get(`agreements/${id}`, { signal }).json<AgreementDetail>(),
  })

export const sessionAgreements = (sessionId: string) =>
  queryOptions({
    queryKey: ['agreements', 'session', sessionId],
    queryFn: ({ signal }) =>
      http.get(`working-group-sessions/${sessionId}/agreements`, { signal }).json<SessionAgreements>(),
  })

export const openAgreements = (sessionId: string) =>
  queryOptions({
    queryKey: ['agreements', 'open', sessionId],
    queryFn: ({ signal }) =>
      http.get(`working-group-sessions/${sessionId}/open-agreements`, { signal }).json<OpenAgreements>(),
  })

export type GroupPost = { id: string; kind: PostKind; name: string; place: GroupPlace }

/** Every post that can answer for something. */
export const groupPosts = queryOptions({
  queryKey: ['working-group', 'posts', 'all'],
  queryFn: async ({ signal }) => {
    const found: GroupPost[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: GroupPost[]; nextCursor: string | null } = await http
        .get('working-group-posts', { searchParams: { limit: 200, ...(cursor && { cursor }) }, signal })
        .json()
      found.push(...page.items)
      cursor = page.nextCursor
    }
    return found
  },
})

export function downloadAgreements(filter: AgreementFilter, on: string, format: 'csv' | 'xlsx') {
  return download(
    'agreements',
    { ...askedOf(filter), format, lang: currentLanguage() },
    `girasol-acuerdos-${on}.${format}`,
  )
}

type Sent<Body> = { body: Body; headers: Record<string, string> }

export const makeAgreement = (sessionId: string) =>
  mutationOptions({
    mutationKey: ['agreements', 'session', sessionId, 'make'],
    mutationFn: ({ body, headers }: Sent<NewAgreement>) =>
      http.post(`working-group-sessions/${sessionId}/agreements`, { json: body, headers }).json<AgreementDetail>(),
    onSuccess: (saved, _input, _before, { client }) => stands(client, saved),
  })

export const editAgreement = (id: string) =>
  mutationOptions({
    mutationKey: ['agreements', id, 'edit'],
    mutationFn: ({ body, version }: { body: AgreementEdit; version: number }) =>
      http.patch(`agreements/${id}`, { json: body, headers: ifMatch(version) }).json<AgreementDetail>(),
    onSuccess: (saved, _input, _before, { client }) => stands(client, saved),
  })

export const tellProgress = (id: string) =>
  mutationOptions({
    mutationKey: ['agreements', id, 'progress'],
    mutationFn: ({ body, headers }: Sent<NewProgress>) =>
      http.post(`agreements/${id}/progress`, { json: body, headers }).json<AgreementDetail>(),
    onSuccess: (saved, _input, _before, { client }) => stands(client, saved),
  })

/** The answer is how the agreement stands now; every list is asked anew. */
function stands(client: QueryClient, saved: AgreementDetail) {
  client.setQueryData(agreement(saved.id).queryKey, saved)
  return client.invalidateQueries({ queryKey: ['agreements'] })
}

export const followedCases = queryOptions({
  queryKey: ['agreements', 'cases'],
  queryFn: ({ signal }) => http.get('agreements/cases', { signal }).json<FollowedCases>(),
})

export const linkCase = (agreementId: string) =>
  mutationOptions({
    mutationKey: ['agreements', 'cases', agreementId],
    mutationFn: (patientId: string) =>
      http.put(`agreements/${agreementId}/case`, { json: { patientId } }).json<CaseLink>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['agreements', 'cases'] }),
  })
