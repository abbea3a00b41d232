import type { PublishedSessions } from 'shared/published'
import { Link } from 'wouter'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { familyMinutesWords } from '../words/families-minutes'
import { Answered, useAnswer } from './answer'
import { Page } from './Page'
import { minutesAt } from './places'

export function MinutesListPage() {
  const words = useWords(familyMinutesWords)
  const names = useWords(familyWords)
  const answer = useAnswer<PublishedSessions>('published-sessions?limit=200')
  return (
    <Page title={words.listTitle} lead={words.listLead}>
      <Answered answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.listNone}</p>
          ) : (
            <ul className="f-list">
              {items.map(({ id, number, heldOn, mode, topic, versions }) => (
                <li key={id}>
                  <Link href={minutesAt(id)}>{names.session(number)}</Link>
                  <p>{words.listDay(longDay(heldOn), names[mode])}</p>
                  {topic !== null && <p>{words.topic(topic)}</p>}
                  {versions.length > 1 && <p>{words.corrected}</p>}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  )
}
