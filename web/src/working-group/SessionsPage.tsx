import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { ButtonLink } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { addressOf, paths } from '../paths'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { groupSearchWords } from '../words/group-search'
import { groupWords, sessionModeWords } from '../words/working-group'
import { sessions } from './api'

/** All sessions, the latest first. */
export function SessionsPage() {
  const words = useWords(groupWords)
  const search = useWords(groupSearchWords)
  const modes = useWords(sessionModeWords)
  const query = useInfiniteQuery(sessions)
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <ButtonLink icon="search" href={paths.searchSessions}>
            {search.open}
          </ButtonLink>
        }
      />
      <Answer query={query} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <EmptyState title={words.noneTitle} text={words.noneText} />
          return (
            <ul>
              {items.map(({ id, number, heldOn, mode }) => (
                <li key={id}>
                  <Link href={addressOf(paths.session, { sessionId: id })}>
                    {`${words.session(number)} · ${longDay(heldOn)} · ${modes[mode]}`}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
    </>
  )
}
