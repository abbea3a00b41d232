import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReportList } from 'shared/reports'
import { Link } from 'wouter'
import { figure } from '../counts/figure'
import { Button, ButtonLink } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { ErrorState, Skeleton } from '../design/states'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { holds, useSession } from '../session'
import { inHospitalTime, longDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import { reports } from './api'

type Item = ReportList['items'][number]

/** Every frozen report the person may read, newest first. */
export function ReportsPage() {
  const words = useWords(reportWords)
  const rules = useWords(countWords)
  const session = useSession()
  const query = useInfiniteQuery(reports)
  const makes = 'user' in session && holds(session.user, ['coordinator'])
  const columns: readonly Column<Item>[] = [
    {
      key: 'on',
      header: words.on,
      title: true,
      cell: ({ id, on }) => <Link href={addressOf(paths.report, { reportId: id })}>{longDay(on)}</Link>,
      value: ({ on }) => on,
    },
    {
      key: 'kind',
      header: words.kind,
      cell: (item) => kindOf(item, words),
      value: ({ kind }) => kind,
    },
    {
      key: 'frozenAt',
      header: words.frozenAt,
      cell: ({ frozenAt }) => inHospitalTime(frozenAt),
      value: ({ frozenAt }) => frozenAt,
    },
    {
      key: 'patients',
      header: words.patients,
      numeric: true,
      cell: ({ kind, patients }) => (kind === 'counts' ? figure(patients) : '—'),
      value: ({ patients }) => patients,
    },
    {
      key: 'added',
      header: words.added,
      numeric: true,
      cell: ({ kind, added }) => (kind === 'counts' ? figure(added) : '—'),
      value: ({ added }) => added,
    },
    {
      key: 'rule',
      header: words.rule,
      cell: ({ ageRule }) => (ageRule === null ? '—' : rules.ruleShort(String(ageRule.limit), ageRule.at)),
      value: ({ ageRule }) => (ageRule === null ? null : `${ageRule.limit} ${ageRule.at}`),
    },
    { key: 'folio', header: words.folio, cell: ({ id }) => <code>{shortFolio(id)}</code>, value: ({ id }) => id },
  ]
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          makes && (
            <ButtonLink kind="primary" icon="report" href={paths.board}>
              {words.newReport}
            </ButtonLink>
          )
        }
      />
      {query.data === undefined ? (
        <Waiting query={query} />
      ) : (
        <div className="g-stack">
          <DataTable
            caption={words.listCaption}
            level={2}
            columns={columns}
            rows={query.data.pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
            empty={
              makes
                ? { title: words.empty, text: words.emptyText }
                : { title: words.emptyPublic, text: words.emptyPublicText }
            }
          />
          {query.hasNextPage && (
            <div className="g-row">
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {words.more}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

function Waiting({ query }: { query: { error: unknown; fetchStatus: string; refetch: () => unknown } }) {
  if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton lines={6} />
}

/** What it tells of; of doses and of pain, the share that stands in the list. */
function kindOf({ kind, onTime, painTreated }: Item, words: typeof reportWords.es): string {
  if (kind === 'counts' || kind === 'supply') return words[kind]
  const percent = (kind === 'pain' ? painTreated : onTime)?.percent ?? null
  if (percent === null) return words[kind]
  const shown = shownNumber(percent, 1)
  return kind === 'pain' ? words.painTreated(shown) : words.treatmentOnTime(shown)
}

/** The end of an id is the part that differs; the whole one stands on the report. */
function shortFolio(id: string) {
  return id.slice(-12).toUpperCase()
}
