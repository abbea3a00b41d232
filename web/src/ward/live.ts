import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DueList } from 'shared/reminders'
import { readEvents } from '../event-stream'
import { http } from '../http'
import { due } from './api'

/** Milliseconds between questions where the stream does not come, without a sign of life, and until it is asked for again. */
const askEvery = 5_000
const silence = 12_000
const again = 1_500

/**
 * What is open of a hospital, as it changes. Where the stream breaks (a lost line, a server that starts again) it is asked
 * for again, and meanwhile the list; `live` says which of the two one looks at.
 */
export function useLiveDue(organizationId: string) {
  const client = useQueryClient()
  const [live, setLive] = useState<boolean>()
  const query = useQuery({ ...due(organizationId), refetchInterval: live === true ? false : askEvery })
  useEffect(() => {
    const stop = new AbortController()
    void keepFollowing(organizationId, client, stop.signal, setLive)
    return () => stop.abort()
  }, [organizationId, client])
  return { query, live }
}

async function keepFollowing(
  organizationId: string,
  client: QueryClient,
  signal: AbortSignal,
  tell: (live: boolean) => void,
) {
  while (!signal.aborted) {
    await follow(organizationId, client, signal, tell).catch(() => undefined) // then it is asked for
    if (signal.aborted) return
    tell(false)
    await new Promise((resolve) => setTimeout(resolve, again))
  }
}

async function follow(organizationId: string, client: QueryClient, signal: AbortSignal, tell: (live: boolean) => void) {
  const broken = new AbortController()
  const leave = () => broken.abort()
  signal.addEventListener('abort', leave)
  let quiet = setTimeout(leave, silence)
  try {
    const response = await http.get('pain/due', {
      searchParams: { organizationId, limit: 200 },
      headers: { Accept: 'text/event-stream' },
      signal: broken.signal,
    })
    await readEvents(response, broken.signal, (data) => {
      clearTimeout(quiet)
      quiet = setTimeout(leave, silence)
      tell(true)
      if (data === '') return
      client.setQueryData<DueList>(due(organizationId).queryKey, JSON.parse(data))
      // What was recorded has changed the last pain of somebody
      void client.invalidateQueries({ queryKey: ['pain', 'ward', organizationId] })
    })
  } finally {
    clearTimeout(quiet)
    signal.removeEventListener('abort', leave)
  }
}
