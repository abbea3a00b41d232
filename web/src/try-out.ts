import { useQuery } from '@tanstack/react-query'
import type { TryOut } from 'shared/access'
import { problemOf, reach } from './problem'

/** The demo's accounts; null anywhere else, where the server says 404. Asked without a token: it opens the sign-in page. */
export function useTryOut(): TryOut | null {
  const { data } = useQuery({
    queryKey: ['try-out'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<TryOut | null> => {
      const response = await reach(new Request('/api/try-out', { signal }))
      if (response.status === 404) return null
      if (!response.ok) throw await problemOf(response)
      return response.json()
    },
  })
  return data ?? null
}
