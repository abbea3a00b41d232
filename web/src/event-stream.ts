/**
 * Events of the server as they come, until either side ends. EventSource cannot carry the token, so the stream is read by
 * hand: events part at an empty line. `onEvent` gets the data of each, '' for a sign of life. Returns at once where
 * something on the way keeps streams.
 */
export async function readEvents(response: Response, signal: AbortSignal, onEvent: (data: string) => void) {
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
    for (const part of parts) onEvent(dataOf(part))
  }
}

function dataOf(event: string): string {
  return event
    .split('\n')
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []))
    .join('\n')
}
