import type { PublishedAgreement } from 'shared/published'
import type { AgreementStatus } from 'shared/working-group'
import { Link } from 'wouter'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyAgreementWords } from '../words/families-agreements'
import { Answered, useAnswer } from './answer'
import { Note } from './Note'
import { Page } from './Page'
import { minutesAt, paths } from './places'
import { sayStanding } from './standing'

/** One agreement: who answers, by when, how it stands, and all that was told of it. */
export function AgreementPage({
  params: { agreementId = '' },
}: {
  params: Readonly<Record<string, string | undefined>>
}) {
  const words = useWords(familyAgreementWords)
  const answer = useAnswer<PublishedAgreement>(`published-agreements/${encodeURIComponent(agreementId)}`)
  const it = answer.data
  return (
    <Page
      title={it ? words.one(it.code) : words.title}
      lead={it && words.agreedOn(it.sessionNumber, longDay(it.heldOn))}
      spoken={
        it && [words.one(it.code), it.text, sayStanding(it, words), ...it.progress.map(({ text }) => text)].join('. ')
      }
      back={{ href: paths.agreements, words: words.back }}
      printable
    >
      <Answered answer={answer}>{(found) => <Agreement it={found} />}</Answered>
    </Page>
  )
}

function Agreement({ it }: { it: PublishedAgreement }) {
  const words = useWords(familyAgreementWords)
  const place = it.place.hospital ?? it.place.ooadName
  return (
    <>
      <p className="f-said">{it.text}</p>
      <Note tone={it.late ? 'warning' : it.status === 'kept' ? 'success' : 'info'} title={sayStanding(it, words)}>
        <p>{words.answers([it.responsible, place].filter(Boolean).join(', '))}</p>
      </Note>
      {it.caseAlias !== null && (
        <Note tone="info" title={`${words.caseWhat}: ${it.caseAlias}`}>
          <p>{words.caseText}</p>
        </Note>
      )}
      <h2>{words.progress}</h2>
      {it.progress.length === 0 && <p>{words.progressNone}</p>}
      <ol className="f-list">
        {it.progress.map(({ id, postedOn, text, status, dueOn, evidenceUrl }) => (
          <li key={id}>
            <p>
              <strong>{longDay(postedOn)}</strong>
            </p>
            <p>{text}</p>
            {status !== null && <p>{words.toStatus(words[statusWord[status]])}</p>}
            {dueOn !== null && <p>{words.moved(longDay(dueOn))}</p>}
            {evidenceUrl !== null && (
              <a href={evidenceUrl} rel="noreferrer">
                {words.evidence}
              </a>
            )}
          </li>
        ))}
      </ol>
      <p className="g-no-print">
        <Link href={minutesAt(it.sessionId)}>{words.readMinutes}</Link>
      </p>
    </>
  )
}

const statusWord = {
  open: 'statusOpen',
  'in-progress': 'statusIn-progress',
  kept: 'statusKept',
  withdrawn: 'statusWithdrawn',
} as const satisfies Record<AgreementStatus, string>
