import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { addressOf, paths } from '../paths'
import { longDay } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { openAgreements } from './api'
import { placeIn } from './place'
import { Status } from './Status'
import './Agreements.css'

/** What earlier sessions left open or in progress, late ones first: the agenda of a session begins with it. */
export function OpenAgreements({ sessionId }: { sessionId: string }) {
  const words = useWords(agreementWords)
  const query = useQuery(openAgreements(sessionId))
  return (
    <Card title={words.openTitle}>
      <Answer query={query} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.openNone}</p>
          ) : (
            <div className="g-stack">
              <p>{words.openCount(items.length, items.filter(({ late }) => late).length)}</p>
              <ol className="g-agreement-open">
                {items.map(({ id, code, text, responsible, place, dueOn, status, late, caseAlias }) => (
                  <li key={id}>
                    <span className="g-row">
                      <Link href={addressOf(paths.agreement, { agreementId: id })}>{words.agreementCode(code)}</Link>
                      <Status status={status} late={late} />
                    </span>
                    <span className="g-agreement-text">{text}</span>
                    <span className="g-agreement-soft">
                      {[caseAlias, responsible, placeIn(place, words.national), words.dueShort(longDay(dueOn))]
                        .filter((it) => it !== null)
                        .join(' · ')}
                    </span>
                  </li>
                ))}
              </ol>
            </div>
          )
        }
      </Answer>
    </Card>
  )
}
