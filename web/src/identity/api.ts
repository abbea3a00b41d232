import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  IdentityOverride,
  IdentityOverrides,
  identityOverrideStates,
  NewIdentityOverride,
} from 'shared/identity-overrides'
import { http } from '../http'

type State = (typeof identityOverrideStates)[number]

const key = ['identity-overrides'] as const

export const identityOverrides = (state: State) =>
  queryOptions({
    queryKey: [...key, state],
    queryFn: async ({ signal }) =>
      (await http.get('identity-overrides', { signal, searchParams: { state } }).json<IdentityOverrides>()).items,
  })

const refresh = (_done: unknown, _input: unknown, _before: unknown, context: { client: QueryClient }) =>
  context.client.invalidateQueries({ queryKey: key })

export const askOverride = mutationOptions({
  mutationKey: [...key, 'ask'],
  mutationFn: ({ body, headers }: { body: NewIdentityOverride; headers: Record<string, string> }) =>
    http.post('identity-overrides', { json: body, headers }).json<IdentityOverride>(),
  onSuccess: refresh,
})

export const decideOverride = (id: string) =>
  mutationOptions({
    mutationKey: [...key, id],
    mutationFn: (step: 'approval' | 'refusal') =>
      http.post(`identity-overrides/${id}/${step}`).json<IdentityOverride>(),
    onSuccess: refresh,
  })
