import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from 'shared/imports'
import { Link } from 'wouter'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { Steps } from '../design/Steps'
import { ErrorState, Skeleton } from '../design/states'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { inHospitalTime, shownNumber } from '../time'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import { type Chosen, isSettled, ownImports } from './api'
import { ChooseFile } from './ChooseFile'
import { useMappingName } from './mapping-name'
import { Review } from './Review'
import { StatusOf } from './StatusOf'
import { Templates } from './Templates'

/** Milliseconds between two looks at the list while something in it moves. */
const lookEvery = 3000

/** Bring a file, look at what it is, and see how earlier ones went. */
export function ImportsPage() {
  const words = useWords(importWords)
  const [chosen, setChosen] = useState<Chosen>()
  const choose = (file: File) => setChosen({ file, number: (chosen?.number ?? 0) + 1 })
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <div className="g-stack g-stack-loose">
        <Steps
          label={words.steps}
          steps={[words.stepFile, words.stepReview, words.stepRead, words.stepSave]}
          now={chosen ? 1 : 0}
        />
        {chosen ? (
          <Review key={chosen.number} chosen={chosen} onOther={() => setChosen(undefined)} />
        ) : (
          <Card title={words.newImport}>
            <div className="g-stack">
              <ChooseFile onFile={choose} />
              <Templates />
            </div>
          </Card>
        )}
        <OwnImports />
      </div>
    </>
  )
}

function OwnImports() {
  const words = useWords(importWords)
  const mappingName = useMappingName()
  const query = useInfiniteQuery({
    ...ownImports,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some((it) => !isSettled(it))) ? lookEvery : false,
  })
  if (query.data === undefined) {
    if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={4} />
    )
  }
  const columns: readonly Column<Import>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ id, createdAt }) => (
        <Link href={addressOf(paths.import, { importId: id })} aria-label={words.open(inHospitalTime(createdAt))}>
          {inHospitalTime(createdAt)}
        </Link>
      ),
      value: ({ createdAt }) => createdAt,
    },
    { key: 'what', header: words.what, cell: ({ mapping }) => mappingName(mapping) },
    { key: 'status', header: words.status, cell: (it) => <StatusOf it={it} />, value: ({ status }) => status },
    {
      key: 'rows',
      header: words.rows,
      numeric: true,
      cell: ({ rows }) => shownNumber(rows),
      value: ({ rows }) => rows,
    },
    {
      key: 'accepted',
      header: words.accepted,
      numeric: true,
      cell: ({ accepted }) => shownNumber(accepted),
      value: ({ accepted }) => accepted,
    },
    {
      key: 'rejected',
      header: words.rejected,
      numeric: true,
      cell: ({ rejected }) => shownNumber(rejected),
      value: ({ rejected }) => rejected,
    },
  ]
  return (
    <div className="g-stack">
      <DataTable
        caption={words.own}
        level={2}
        columns={columns}
        rows={query.data.pages.flatMap(({ items }) => items)}
        rowKey={({ id }) => id}
        empty={{ title: words.ownNone, text: words.ownNoneText }}
        copy={false}
      />
      {query.hasNextPage && (
        <div className="g-row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  )
}
