import { useInfiniteQuery } from '@tanstack/react-query'
import type { Counts, MovementKind, Movements as MovementsAnswer } from 'shared/counts'
import { Button, ButtonLink } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { ErrorState, Skeleton } from '../design/states'
import { paths } from '../paths'
import { longDay, shownDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { movements } from './api'
import { figure } from './figure'
import { addressOf } from './question'
import type { TermName } from './terms'

/** What one term of the balance counts. Nobody is named: so many people, at that hospital, that day. */
export function TermDetail({ name, counts }: { name: TermName; counts: Counts }) {
  const words = useWords(countWords)
  const { on, since, ageRule, balance } = counts
  if (name === 'previous')
    return (
      <div className="g-stack">
        <h3>{words.previousTitle(longDay(since))}</h3>
        <p>{words.previousText}</p>
        <div className="g-row">
          <ButtonLink
            icon="calendar"
            href={`${paths.board}?${new URLSearchParams(addressOf({ on: since, since: '', rule: ageRule }))}`}
          >
            {words.openDay(longDay(since))}
          </ButtonLink>
        </div>
      </div>
    )
  if (name === 'total')
    return (
      <div className="g-stack">
        <p>{words.totalText(`${figure(counts.total.hospitals)} ${words.hospitals(counts.total.hospitals ?? 2)}`)}</p>
        <p>
          <a href="#hospitales">{words.toHospitals}</a>
        </p>
      </div>
    )
  if (name === 'removed') {
    const kinds = [
      { kind: 'merged', title: words.merged, people: balance.removed.merged },
      { kind: 'withdrawn', title: words.withdrawn, people: balance.removed.withdrawn },
      { kind: 'error', title: words.registeredInError, people: balance.removed.error },
    ] as const
    return (
      <div className="g-stack">
        <h3>{words.removedTitle}</h3>
        <p>{words.removedText}</p>
        {kinds.map(({ kind, title, people }) => (
          <Movements
            key={kind}
            on={on}
            since={since}
            kind={kind}
            title={`${title}: ${figure(people)}`}
            people={people}
          />
        ))}
      </div>
    )
  }
  const one = {
    added: { kind: 'registered', title: words.addedTitle, people: balance.added },
    transferredIn: { kind: 'transferred-in', title: words.transferredInTitle, people: balance.transferredIn ?? 0 },
    transferredOut: { kind: 'transferred-out', title: words.transferredOutTitle, people: balance.transferredOut ?? 0 },
  } as const
  return <Movements on={on} since={since} {...one[name]} />
}

function Movements({
  on,
  since,
  kind,
  title,
  people,
}: {
  on: string
  since: string
  kind: MovementKind
  title: string
  people: number | null
}) {
  const words = useWords(countWords)
  const query = useInfiniteQuery({ ...movements(on, since, kind), enabled: people !== 0 })
  const columns: readonly Column<MovementsAnswer['items'][number]>[] = [
    {
      key: 'label',
      header: words.movementHospital,
      title: true,
      cell: ({ label }) => label,
      value: ({ label }) => label,
    },
    { key: 'day', header: words.movementDay, cell: ({ day }) => shownDay(day), value: ({ day }) => day },
    {
      key: 'people',
      header: words.movementPeople,
      numeric: true,
      cell: (it) => shownNumber(it.people),
      value: (it) => it.people,
    },
  ]
  if (people === 0)
    return (
      <div>
        <h3>{title}</h3>
        <p>{words.movementsNoneText}</p>
      </div>
    )
  if (query.data === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={3} />
    )
  return (
    <div className="g-stack">
      <DataTable
        caption={title}
        columns={columns}
        rows={query.data.pages.flatMap(({ items }) => items)}
        rowKey={(it) => `${it.day} ${it.organizationId} ${it.kind}`}
        sort={{ key: 'day', descending: true }}
        empty={{ title: words.movementsNone }}
      />
      {query.hasNextPage && (
        <div className="g-row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.movementsMore}
          </Button>
        </div>
      )}
    </div>
  )
}
