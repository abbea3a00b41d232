import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { IdentityMark } from 'shared/identity-marks'
import type {
  IdentityCheckAnswer,
  IdentityOverride,
  IdentityOverrides,
  identityOverrideStates,
  NewIdentityOverride,
} from 'shared/identity-overrides'
import { http } from '../http'
import { Problem } from '../problem'

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

/** Looks a text through before it is saved; a pause of the editor asks again. */
export const identityCheck = (text: string) =>
  queryOptions({
    queryKey: ['identity-checks', text],
    gcTime: 0, // nothing of the text stays behind
    queryFn: async ({ signal }) =>
      (await http.post('identity-checks', { json: { text }, signal }).json<IdentityCheckAnswer>()).marks,
  })

const code = /^identifies-(curp|nss|phone|email|name|word)$/

/** The places that a 409 `identifies-a-patient` names in the text at `pointer`. */
export function marksIn(error: unknown, pointer: string, text: string): IdentityMark[] {
  if (!(error instanceof Problem)) return []
  return error.errors.flatMap((place) => {
    const [, kind] = code.exec(place.code) ?? []
    const { at, length } = place as { at?: unknown; length?: unknown }
    if (kind === undefined || place.pointer !== pointer || typeof at !== 'number' || typeof length !== 'number')
      return []
    return [{ kind: kind as IdentityMark['kind'], at, length, text: text.slice(at, at + length) }]
  })
}
