import { useQuery } from '@tanstack/react-query'
import type { AgreementDetail, AgreementProgress } from 'shared/agreements'
import { Link } from 'wouter'
import { Card } from '../design/Card'
import type { IconName } from '../design/Icon'
import { Timeline } from '../design/Timeline'
import { addressOf, paths } from '../paths'
import { namesOf } from '../patients/api'
import { shownDay } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'

/** All that was told of an agreement, newest first, with its evidence. */
export function History({ agreement: { history } }: { agreement: AgreementDetail }) {
  const words = useWords(agreementWords)
  const people = [...new Set(history.flatMap(({ recordedBy }) => recordedBy ?? []))]
  const names = useQuery(namesOf(people)).data
  return (
    <Card title={words.history}>
      {history.length === 0 ? (
        <p>{words.historyNone}</p>
      ) : (
        <Timeline
          entries={history.toReversed().map((told) => {
            const by = told.recordedBy === null ? undefined : names?.get(told.recordedBy)
            return {
              id: told.id,
              icon: iconOf(told),
              title: titleOf(told, words),
              at: { instant: told.recordedAt },
              ...(by !== undefined && { by }),
              content: <Told told={told} />,
            }
          })}
        />
      )}
    </Card>
  )
}

function Told({ told: { text, status, dueOn, formerDueOn, evidence } }: { told: AgreementProgress }) {
  const words = useWords(agreementWords)
  return (
    <>
      {status !== null && dueOn !== null && formerDueOn !== null && (
        <p>{words.progressMoved(shownDay(formerDueOn), shownDay(dueOn))}</p>
      )}
      <p className="g-agreement-text">{text}</p>
      {evidence && <EvidenceLink evidence={evidence} />}
    </>
  )
}

function EvidenceLink({
  evidence: { url, reportId, shortageId },
}: {
  evidence: NonNullable<AgreementProgress['evidence']>
}) {
  const words = useWords(agreementWords)
  if (url !== null)
    return (
      <a href={url} target="_blank" rel="noreferrer noopener">
        {words.evidenceUrl(new URL(url).host)}
      </a>
    )
  if (reportId !== null) return <Link href={addressOf(paths.report, { reportId })}>{words.evidenceReport}</Link>
  if (shortageId !== null) return <Link href={addressOf(paths.shortage, { shortageId })}>{words.evidenceShortage}</Link>
  return null
}

function iconOf({ status, dueOn }: AgreementProgress): IconName {
  if (status === 'kept') return 'success'
  if (status === 'withdrawn') return 'close'
  if (status !== null) return 'sort'
  return dueOn === null ? 'pencil' : 'calendar'
}

function titleOf({ status, dueOn, formerDueOn }: AgreementProgress, words: typeof agreementWords.es): string {
  if (status !== null) return words.progressStatus(words[status])
  if (dueOn !== null && formerDueOn !== null) return words.progressMoved(shownDay(formerDueOn), shownDay(dueOn))
  return words.progressNote
}
