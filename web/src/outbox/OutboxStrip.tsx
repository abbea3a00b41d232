import { lazy, Suspense, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from '../design/Icon'
import { paths } from '../paths'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { looks, standingOf, useOutbox } from './useOutbox'
import './OutboxStrip.css'

const ClockDialog = lazy(async () => ({ default: (await import('./ClockDialog')).ClockDialog }))

/**
 * How many entries wait, under the head of every page. It is always there, so that its words are read aloud when they
 * appear; it never takes the focus: somebody may be typing, or a child may hold the device.
 */
export function OutboxStrip() {
  const words = useWords(outboxWords)
  const { items } = useOutbox()
  const [asking, ask] = useState(false)
  const of = (...standings: readonly string[]) => items.filter((item) => standings.includes(standingOf(item)))
  const waiting = of('waiting').length
  const refused = of('refused', 'expired').length
  const asks = of('asks')
  useUnsaved(items.some(({ kept }) => !kept))
  return (
    <>
      <div role="status" className="g-no-print">
        {items.length > 0 && (
          <div className="g-outbox-strip">
            {refused > 0 && (
              <span className="g-outbox-mark g-tone-error">
                <Says icon={looks.refused.icon} words={words.refusedMark(refused)} />
                <Link href={paths.outbox}>{words.review}</Link>
              </span>
            )}
            {asks.length > 0 && (
              <span className="g-outbox-mark g-tone-warning">
                <Says icon={looks.asks.icon} words={words.asksMark(asks.length)} />
                <button type="button" className="g-outbox-ask" onClick={() => ask(true)}>
                  {words.confirmTime}
                </button>
              </span>
            )}
            {waiting > 0 && (
              <span className="g-outbox-mark g-tone-info">
                <Says icon={looks.waiting.icon} words={words.waitingMark(waiting)} />
                <Link href={paths.outbox}>{words.look}</Link>
              </span>
            )}
          </div>
        )}
      </div>
      {asking && asks.length > 0 && (
        <Suspense>
          <ClockDialog items={asks} onClose={() => ask(false)} />
        </Suspense>
      )}
    </>
  )
}

const Says = ({ icon, words }: { icon: IconName; words: string }) => (
  <span className="g-outbox-says">
    <Icon name={icon} />
    <span>{words}</span>
  </span>
)

/** What the browser would not store goes with the page: closing it asks first. */
function useUnsaved(held: boolean) {
  useEffect(() => {
    if (!held) return
    const stop = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stop)
    return () => removeEventListener('beforeunload', stop)
  }, [held])
}
