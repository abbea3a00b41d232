import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorkingGroupSessions } from 'shared/working-group-sessions'
import { Link } from 'wouter'
import { Button, ButtonLink } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { EmptyState, ErrorState, Skeleton } from '../design/states'
import { useReach } from '../network/HospitalField'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { groupSearchWords } from '../words/group-search'
import { sessionWords } from '../words/sessions'
import { groupWords, sessionModeWords } from '../words/working-group'
import { sessions } from './api'
import { PrepareDialog } from './PrepareDialog'
import { SessionState } from './SessionState'
import './working-group.css'

type Item = WorkingGroupSessions['items'][number]

/** All sessions, the latest first. */
export function SessionsPage() {
  const words = useWords(groupWords)
  const own = useWords(sessionWords)
  const search = useWords(groupSearchWords)
  const query = useInfiniteQuery(sessions)
  const { national } = useReach()
  const [preparing, prepare] = useState(false)
  const items = query.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            <ButtonLink icon="search" href={paths.searchSessions}>
              {search.open}
            </ButtonLink>
            <ButtonLink icon="person" href={paths.posts}>
              {own.posts}
            </ButtonLink>
            {national && (
              <Button kind="primary" icon="pencil" disabled={items === undefined} onClick={() => prepare(true)}>
                {own.prepare}
              </Button>
            )}
          </>
        }
      />
      {items === undefined ? (
        query.fetchStatus === 'paused' ? (
          <ErrorState error={new OfflineError()} />
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )
      ) : items.length === 0 ? (
        <EmptyState icon="book" title={words.noneTitle} text={words.noneText} />
      ) : (
        <div className="g-stack">
          <List items={items} />
          {query.hasNextPage && (
            <div className="g-row g-no-print">
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {own.more}
              </Button>
            </div>
          )}
        </div>
      )}
      {preparing && <PrepareDialog next={(items?.[0]?.number ?? 0) + 1} onClose={() => prepare(false)} />}
    </>
  )
}

function List({ items }: { items: readonly Item[] }) {
  const words = useWords(groupWords)
  const own = useWords(sessionWords)
  const modes = useWords(sessionModeWords)
  const columns: readonly Column<Item>[] = [
    {
      key: 'number',
      header: own.number,
      title: true,
      cell: ({ id, number }) => (
        <Link className="g-session-link" href={addressOf(paths.session, { sessionId: id })}>
          {words.session(number)}
        </Link>
      ),
    },
    { key: 'day', header: own.day, cell: ({ heldOn }) => longDay(heldOn) },
    { key: 'mode', header: own.mode, cell: ({ mode }) => modes[mode] },
    { key: 'topic', header: own.topic, cell: ({ topic }) => topic ?? '—' },
    { key: 'state', header: own.state, cell: (it) => <SessionState session={it} /> },
  ]
  return (
    <DataTable
      caption={own.caption}
      level={2}
      copy={false}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      empty={{ title: words.noneTitle }}
      pageLength={1000} // "Ver más" lengthens the list; every line that came is shown and printed
    />
  )
}
