import { useId, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../design/Button'
import { Icon } from '../design/Icon'
import { useReach } from '../network/HospitalField'
import { paths } from '../paths'
import { useWords } from '../words/define'
import { identityKindWords, identityRemedyWords, identityWords } from '../words/identity'
import { AskDialog } from './AskDialog'
import { type LinePart, lineAround } from './line-around'
import type { PlacedMark } from './marks-in'
import './Marks.css'

/**
 * Where a text that everybody may read seems to say who somebody is: each line with its place marked, what it looks like in
 * plain words, and the ways on. `onNotAPerson` receives the words that the writer says are nobody's name. Coordinators of the
 * nation may ask a second person to let a place stand.
 */
export function Marks({
  marks,
  onNotAPerson,
}: {
  marks: readonly PlacedMark[]
  onNotAPerson?: (words: string) => void
}) {
  const words = useWords(identityWords)
  const kinds = useWords(identityKindWords)
  const remedies = useWords(identityRemedyWords)
  const { national: mayAsk } = useReach()
  const [asking, ask] = useState<string>()
  const id = useId()
  if (marks.length === 0) return null
  return (
    <section className="g-marks" aria-labelledby={id}>
      <div role="alert">
        <h2 id={id} className="g-marks-title">
          <Icon name="shield" /> {words.found(marks.length)}
        </h2>
      </div>
      <p>{words.why}</p>
      <ol>
        {marks.map((mark) => (
          <li key={`${mark.source} ${mark.at}`}>
            <p className="g-marks-line">
              <Line parts={lineAround(mark.source, mark)} />
            </p>
            <p className="g-marks-kind">
              <Icon name={mark.kind === 'word' ? 'help' : 'warning'} size={18} />
              <span>
                {kinds[mark.kind]} {remedies[mark.kind]}
              </span>
            </p>
            {(mark.kind === 'word' || mayAsk) && mark.kind !== 'curp' && mark.kind !== 'nss' && (
              <div className="g-row g-no-print">
                {mark.kind === 'word' && onNotAPerson && (
                  <Button size="small" onClick={() => onNotAPerson(mark.text)}>
                    {words.notAPerson}
                  </Button>
                )}
                {mayAsk && (
                  <Button size="small" onClick={() => ask(mark.text)}>
                    {words.askSecond}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {mayAsk && (
        <p className="g-no-print">
          <Link href={paths.identityOverrides}>{words.toWaiting}</Link>
        </p>
      )}
      {asking !== undefined && <AskDialog text={asking} onClose={() => ask(undefined)} />}
    </section>
  )
}

function Line({ parts: [before, marked, after] }: { parts: LinePart }) {
  return (
    <>
      {before}
      <mark>{marked}</mark>
      {after}
    </>
  )
}
