import type { AgreementSummary } from 'shared/agreements'
import { Link } from 'wouter'
import { Card } from '../design/Card'
import { paths } from '../paths'
import { shownNumber } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { type AgreementFilter, queryOf } from './filter'

const parts = ['late', 'on-time', 'kept', 'withdrawn'] as const

/** How all of them go: the list first, each state a way to its own; then the same as a bar. */
export function States({ total, filter }: { total: AgreementSummary['total']; filter: AgreementFilter }) {
  const words = useWords(agreementWords)
  const pending = total.open + total.inProgress
  const shown = { late: total.late, 'on-time': pending - total.late, kept: total.kept, withdrawn: total.withdrawn }
  const labels = {
    late: words.stateLate,
    'on-time': words.stateOnTime,
    kept: words.stateKept,
    withdrawn: words.stateWithdrawn,
  }
  const to: Record<(typeof parts)[number], Partial<AgreementFilter>> = {
    late: { when: 'late', status: '' },
    'on-time': { when: 'open', status: '' },
    kept: { when: '', status: 'kept' },
    withdrawn: { when: '', status: 'withdrawn' },
  }
  return (
    <Card title={words.states}>
      <div className="g-stack">
        <ul className="g-agreement-states">
          {parts.map((part) => (
            <li key={part}>
              <span className={`g-agreement-swatch g-agreement-${part}`} aria-hidden="true" />
              <Link href={`${paths.agreements}?${new URLSearchParams(queryOf({ ...filter, ...to[part] }))}`}>
                {labels[part]}
              </Link>
              <strong>{shownNumber(shown[part])}</strong>
            </li>
          ))}
        </ul>
        <div className="g-agreement-bar" aria-hidden="true">
          {parts.map(
            (part) =>
              shown[part] > 0 && (
                <span key={part} className={`g-agreement-${part}`} style={{ flexGrow: shown[part] }} />
              ),
          )}
        </div>
        <p className="g-agreement-soft">
          {words.onTimeDetail(shownNumber(total.open), shownNumber(total.inProgress), shownNumber(total.late))}
        </p>
      </div>
    </Card>
  )
}
