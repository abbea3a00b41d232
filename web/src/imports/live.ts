import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Import } from 'shared/imports'
import { readEvents } from '../event-stream'
import { http } from '../http'
import { isSettled, oneImport, ownImports } from './api'

/** Milliseconds between two questions where the stream does not come through. */
const askEvery = 1500

/**
 * The state of an import as it changes: events of the server as they come, or asked for again and again where something on
 * the way keeps them. After a reload it goes on where it is.
 */
export function useLiveImport(id: string) {
  const client = useQueryClient()
  const [streaming, setStreaming] = useState(false)
  const query = useQuery({
    ...oneImport(id),
    refetchInterval: ({ state: { data } }) => (data && !isSettled(data) && !streaming ? askEvery : false),
  })
  const moving = query.data !== undefined && !isSettled(query.data)
  useEffect(() => {
    if (!moving) return
    const stop = new AbortController()
    setStreaming(true)
    follow(id, client, stop.signal)
      .catch(() => undefined) // then it is asked for
      .finally(() => {
        if (!stop.signal.aborted) setStreaming(false)
      })
    return () => stop.abort()
  }, [id, client, moving])
  useEffect(() => {
    if (!moving) void client.invalidateQueries({ queryKey: ownImports.queryKey })
  }, [moving, client])
  return query
}

async function follow(id: string, client: QueryClient, signal: AbortSignal) {
  const response = await http.get(`imports/${id}`, { headers: { Accept: 'text/event-stream' }, signal })
  await readEvents(response, signal, (data) => {
    if (data !== '') client.setQueryData<Import>(oneImport(id).queryKey, JSON.parse(data))
  })
}
