import { useId, useState } from 'react'
import type { Counts } from 'shared/counts'
import { StatusTag } from '../design/Banner'
import { Card } from '../design/Card'
import { Icon } from '../design/Icon'
import { longDay } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { figure } from './figure'
import { TermDetail } from './TermDetail'
import { balanceCloses, type Term, type TermName, termsOf } from './terms'
import './Balance.css'

/** previous + added − removed = total, each term a button that opens what it counts. `opens` where one may look closer. */
export function Balance({ counts, opens }: { counts: Counts; opens: boolean }) {
  const words = useWords(countWords)
  const [open, setOpen] = useState<TermName>()
  const id = useId()
  const shown = termsOf(counts)
  return (
    <Card title={words.balance} actions={<Closing counts={counts} />}>
      {opens && <p className="g-balance-hint g-no-print">{words.balanceText}</p>}
      <ol className="g-balance">
        {shown.map(({ name, value }, at) => (
          <li key={name} className={`g-balance-${name}`}>
            {at > 0 && <Sign name={name} />}
            {opens ? (
              <button
                type="button"
                className="g-balance-term"
                aria-expanded={open === name}
                aria-controls={id}
                onClick={() => setOpen(open === name ? undefined : name)}
              >
                <TermWords name={name} value={value} counts={counts} />
                <Icon name="chevronDown" size={16} />
              </button>
            ) : (
              <div className="g-balance-term">
                <TermWords name={name} value={value} counts={counts} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div id={id}>
        {open && (
          <div className="g-balance-open">
            <TermDetail name={open} counts={counts} />
          </div>
        )}
      </div>
    </Card>
  )
}

function TermWords({ name, value, counts }: Term & { counts: Counts }) {
  const words = useWords(countWords)
  return (
    <>
      <span className="g-balance-figure">{figure(value)}</span>
      <span>
        {words[name]}
        {name === 'previous' && ` ${words.previousOn(longDay(counts.since))}`}
      </span>
    </>
  )
}

function Sign({ name }: { name: TermName }) {
  const words = useWords(countWords)
  const [sign, said] =
    name === 'total'
      ? ['=', words.equals]
      : name === 'removed' || name === 'transferredOut'
        ? ['−', words.minus]
        : ['+', words.plus]
  return (
    <span className="g-balance-sign">
      <span aria-hidden="true">{sign}</span>
      <span className="g-hidden">{said}</span>
    </span>
  )
}

/** Added up here once more, so that a figure that went wrong on the way is not read aloud in a session. */
function Closing({ counts }: { counts: Counts }) {
  const words = useWords(countWords)
  const closes = balanceCloses(counts)
  if (closes === null) return null
  return closes ? (
    <StatusTag tone="success">{words.closes}</StatusTag>
  ) : (
    <StatusTag tone="error">{words.doesNotClose}</StatusTag>
  )
}
