import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Import } from 'shared/imports'
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

/** EventSource cannot carry the token, so the stream is read by hand: events part at an empty line. */
async function follow(id: string, client: QueryClient, signal: AbortSignal) {
  const response = await http.get(`imports/${id}`, { headers: { Accept: 'text/event-stream' }, signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) return
  // After the head of the answer has come, only this ends the connection.
  const leave = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', leave)
  let unread = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done || signal.aborted) return
    unread += value
    const parts = unread.split('\n\n')
    unread = parts.pop() ?? ''
    for (const part of parts) {
      const data = dataOf(part)
      if (data !== '') client.setQueryData<Import>(oneImport(id).queryKey, JSON.parse(data))
    }
  }
}

function dataOf(event: string): string {
  return event
    .split('\n')
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []))
    .join('\n')
}
