import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AgendaPoint } from 'shared/agenda-points'
import { type AgendaPointStatus, agendaPointStatuses } from 'shared/working-group'
import { Link, useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { EmptyState } from '../design/states'
import { useReach } from '../network/HospitalField'
import { addressOf, paths } from '../paths'
import { inHospitalTime } from '../time'
import { pointWords } from '../words/agenda-points'
import { useWords } from '../words/define'
import { agendaPoints } from './api'
import { type Decision, PointDialog } from './PointDialog'
import { PointStatus } from './PointStatus'
import '../design/Card.css'
import './Points.css'

/** What families ask to be spoken of, the newest first, and what is done with it. */
export function PointsPage() {
  const words = useWords(pointWords)
  const [search, setSearch] = useSearchParams()
  const status = agendaPointStatuses.find((it) => it === search.get('estado')) ?? ''
  const [saved, setSaved] = useState(false)
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <div className="g-stack">
        <search className="g-card g-no-print" aria-label={words.filters}>
          <SelectField
            label={words.status}
            width="medium"
            empty={words.anyStatus}
            value={status}
            onChange={({ target }) => setSearch(target.value ? { estado: target.value } : {})}
            choices={agendaPointStatuses.map((value) => ({ value, label: words[value] }))}
          />
        </search>
        {saved && (
          <Banner tone="success" onClose={() => setSaved(false)}>
            {words.saved}
          </Banner>
        )}
        <Inbox status={status} onSaved={() => setSaved(true)} />
      </div>
    </>
  )
}

function Inbox({ status, onSaved }: { status: AgendaPointStatus | ''; onSaved: () => void }) {
  const words = useWords(pointWords)
  const query = useInfiniteQuery(agendaPoints(status))
  const [deciding, decide] = useState<{ point: AgendaPoint; decision: Decision } | null>(null)
  return (
    <>
      <Answer query={query} lines={8}>
        {({ pages }) => {
          const points = pages.flatMap(({ items }) => items)
          if (points.length === 0)
            return (
              <div className="g-card">
                <EmptyState
                  icon="info"
                  title={status === '' ? words.none : words.noneFiltered}
                  text={status === '' ? words.noneText : words.noneFilteredText}
                />
              </div>
            )
          return (
            <div className="g-stack">
              <p role="status">{words.waiting(pages[0]?.waiting ?? 0)}</p>
              <ol className="g-points">
                {points.map((point) => (
                  <Point key={point.id} point={point} onDecide={(decision) => decide({ point, decision })} />
                ))}
              </ol>
              {query.hasNextPage && (
                <div className="g-row g-no-print">
                  <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {words.more}
                  </Button>
                </div>
              )}
            </div>
          )
        }}
      </Answer>
      {deciding && <PointDialog {...deciding} onSaved={onSaved} onClose={() => decide(null)} />}
    </>
  )
}

function Point({ point, onDecide }: { point: AgendaPoint; onDecide: (decision: Decision) => void }) {
  const words = useWords(pointWords)
  const { national } = useReach()
  const { status, text, sessionId, sessionNumber, answer, raisedAt } = point
  return (
    <li className="g-card g-stack">
      <div className="g-row">
        <PointStatus status={status} />
        <span className="g-point-soft">{words.raised(inHospitalTime(raisedAt))}</span>
        {sessionId !== null && sessionNumber !== null && (
          <Link href={addressOf(paths.session, { sessionId })}>{words.inSession(sessionNumber)}</Link>
        )}
      </div>
      <p className="g-point-text">{text}</p>
      {answer !== null && (
        <p className="g-point-text">
          <strong>{status === 'declined' ? words.reason : words.answer}:</strong> {answer}
        </p>
      )}
      {national && (
        <div className="g-row g-no-print">
          <Button size="small" icon="calendar" onClick={() => onDecide('schedule')}>
            {status === 'scheduled' ? words.reschedule : words.schedule}
          </Button>
          <Button size="small" icon="check" onClick={() => onDecide('answer')}>
            {words.doAnswer}
          </Button>
          <Button size="small" kind="quiet" icon="close" onClick={() => onDecide('decline')}>
            {words.decline}
          </Button>
        </div>
      )}
    </li>
  )
}
