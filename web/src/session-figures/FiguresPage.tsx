import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays } from 'shared/calendar-day'
import { figureSources, sessionFigures as known } from 'shared/figure-keys'
import type { SessionFigures } from 'shared/session-figures'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { EmptyState } from '../design/states'
import { useReach } from '../network/HospitalField'
import { inHospitalTime, longDay, shownNumber, today } from '../time'
import { useWords } from '../words/define'
import { sessionFigureWords } from '../words/session-figures'
import { SessionFrame } from '../working-group/SessionFrame'
import { sessionFigures } from './api'
import { FigureTable } from './FigureTable'
import { FreezeFigures } from './FreezeFigures'

/** The figures of a session: of which day they are, how each reads, and how it is put into a text. */
export function FiguresPage({ sessionId }: { sessionId: string }) {
  const words = useWords(sessionFigureWords)
  return (
    <SessionFrame
      sessionId={sessionId}
      part="figures"
      actions={
        <Button icon="printer" onClick={() => print()}>
          {words.print}
        </Button>
      }
    >
      {(session) => <Figures session={session} />}
    </SessionFrame>
  )
}

function Figures({ session }: { session: WorkingGroupSession }) {
  const words = useWords(sessionFigureWords)
  const { national } = useReach()
  const [frozen, setFrozen] = useState(false)
  const query = useQuery(sessionFigures(session.id))
  const freeze = (again: boolean) =>
    national &&
    session.heldOn <= today() &&
    session.minutesStatus !== 'published' && ( // an open erratum may quote others
      <FreezeFigures session={session} again={again} onFrozen={() => setFrozen(true)} />
    )
  return (
    <Answer query={query} lines={8}>
      {(figures) =>
        figures.frozenAt === null ? (
          <EmptyState
            icon="report"
            title={words.noneTitle}
            text={`${words.noneText} ${
              session.heldOn > today() ? words.noneAhead(longDay(session.heldOn)) : national ? '' : words.noneReader
            }`}
            actions={freeze(false)}
          />
        ) : (
          <div className="g-stack">
            {frozen && (
              <Banner tone="success" onClose={() => setFrozen(false)}>
                {words.frozen}
              </Banner>
            )}
            <Day figures={figures} frozenAt={figures.frozenAt} />
            {figureSources.map((source) => (
              <FigureTable
                key={source}
                source={source}
                reportId={figures.reports.find((report) => report.source === source)?.reportId}
                items={figures.items.filter(({ key }) => known[key].source === source)}
              />
            ))}
            <Card title={words.insertTitle}>
              <p>{words.insertText}</p>
            </Card>
            <div className="g-row g-no-print">{freeze(true)}</div>
          </div>
        )
      }
    </Answer>
  )
}

function Day({ figures: { on, since, items }, frozenAt }: { figures: SessionFigures; frozenAt: string }) {
  const words = useWords(sessionFigureWords)
  const reserved = items.filter(({ value }) => value === null).length
  return (
    <Card title={words.cutTitle}>
      <div className="g-stack">
        {on !== null && since !== null && (
          <>
            <p>
              <strong>{words.cut(longDay(on))}</strong> {words.frozenAt(inHospitalTime(frozenAt))}
            </p>
            <p>{words.cutText(longDay(addDays(since, 1)), longDay(on))}</p>
          </>
        )}
        {reserved > 0 && (
          <Banner tone="info" title={words.reservedTitle(reserved, shownNumber(reserved))}>
            {words.reservedText}
          </Banner>
        )}
      </div>
    </Card>
  )
}
