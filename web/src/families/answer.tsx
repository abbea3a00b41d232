import { type ReactNode, useEffect, useState } from 'react'
import { onConnectionChange } from '../connection'
import { Button } from '../design/Button'
import { OfflineError, Problem } from '../problem'
import { send } from '../send'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { Note } from './Note'

/** What the pages of this visit have read: shown at once when one comes back, and without a connection. */
const kept = new Map<string, unknown>()

/** The next person at this phone finds nothing. */
export const forgetAnswers = () => kept.clear()

export type Answer<T> = { data: T | undefined; error: unknown; again: () => void }

const asJson = (response: Response): Promise<unknown> => response.json()

/** What a page asks of the server; asked again when the connection is back. Another address is another answer. */
export function useAnswer<T>(path: string, read: (response: Response) => Promise<unknown> = asJson): Answer<T> {
  const [, redraw] = useState({})
  const [failed, fail] = useState<{ path: string; error: unknown }>()
  const [turn, setTurn] = useState(0)
  const again = () => {
    fail(undefined)
    setTurn((before) => before + 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again, and `read` is the page's own, always the same
  useEffect(() => {
    const stop = new AbortController()
    send(new Request(`/api/${path}`, { signal: stop.signal }))
      .then(read)
      .then(
        (data) => {
          kept.set(path, data)
          redraw({})
        },
        (error: unknown) => {
          if (!stop.signal.aborted) fail({ path, error })
        },
      )
    return () => stop.abort()
  }, [path, turn])
  const error = failed?.path === path ? failed.error : undefined
  const offline = error instanceof OfflineError
  useEffect(() => {
    if (!offline) return
    return onConnectionChange((online) => {
      if (!online) return
      fail(undefined)
      setTurn((before) => before + 1)
    })
  }, [offline])
  return { data: kept.get(path) as T | undefined, error, again }
}

/** The answer, or why there is none yet. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ReactNode }) {
  const words = useWords(familyWords)
  if (answer.data !== undefined) return children(answer.data)
  if (answer.error !== undefined) return <Failed error={answer.error} again={answer.again} />
  return (
    <p role="status" className="f-loading">
      {words.loading}
    </p>
  )
}

function Failed({ error, again }: { error: unknown; again: () => void }) {
  const words = useWords(familyWords)
  if (error instanceof Problem && error.status === 404)
    return (
      <Note tone="info" title={words.notFoundTitle}>
        <p>{words.notFoundText}</p>
      </Note>
    )
  return (
    <Note tone="warning" title={words.failedTitle}>
      <p>{sayFailure(error, words)}</p>
      {error instanceof Problem && error.instance !== '' && <p>{words.failedNumber(error.instance)}</p>}
      <Button onClick={again}>{words.tryAgain}</Button>
    </Note>
  )
}

/** A failure in one sentence. */
export function sayFailure(error: unknown, words: typeof familyWords.es): string {
  if (error instanceof OfflineError) return words.failedOffline
  if (error instanceof Problem && error.status === 429) return words.busy
  return words.failedServer
}
