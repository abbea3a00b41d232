import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShortageSummary } from 'shared/shortages'
import { Button, ButtonLink } from '../design/Button'
import { Card, Stat } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState, ErrorState, Skeleton } from '../design/states'
import { useReach } from '../network/HospitalField'
import { paths } from '../paths'
import { OfflineError } from '../problem'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'
import { shortages } from './api'
import { CaseTable } from './CaseTable'
import { DayAndFilters } from './DayAndFilters'
import { type BoardFilter, isNarrowed, useBoardFilter } from './filter'
import { MedicationTable } from './MedicationTable'
import { ReportDialog } from './ReportDialog'
import { ShortageMap } from './ShortageMap'
import './Shortages.css'

/** Which medicines lack, where and since when, on any day: map, sums and cases. */
export function ShortagesPage() {
  const words = useWords(shortageWords)
  const [filter, narrow] = useBoardFilter()
  const [reporting, report] = useState(false)
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            <ButtonLink icon="table" href={paths.supply}>
              {words.toForecast}
            </ButtonLink>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
            <Button kind="primary" icon="warning" onClick={() => report(true)}>
              {words.report}
            </Button>
          </>
        }
      />
      <div className="g-stack">
        <DayAndFilters filter={filter} narrow={narrow} />
        <Board filter={filter} />
      </div>
      {reporting && <ReportDialog onClose={() => report(false)} />}
    </>
  )
}

function Board({ filter }: { filter: BoardFilter }) {
  const words = useWords(shortageWords)
  const query = useInfiniteQuery(shortages(filter))
  const reach = useReach()
  const first = query.data?.pages[0]
  if (first === undefined) {
    if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={9} />
    )
  }
  const { summary, on } = first
  const cases = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (summary.total.cases === 0)
    return (
      <Card>
        {isNarrowed(filter) ? (
          <EmptyState icon="warning" title={words.noneFiltered} text={words.noneFilteredText} />
        ) : (
          <EmptyState icon="success" title={words.none} text={words.noneText} />
        )}
      </Card>
    )
  const wide = reach.national || reach.ooads.length > 0
  return (
    <div className="g-stack" aria-busy={query.isPlaceholderData}>
      <Totals total={summary.total} />
      {wide && (
        <Card>
          <ShortageMap summary={summary} on={on} filter={filter} />
        </Card>
      )}
      <Card>
        <MedicationTable summary={summary} filter={filter} />
      </Card>
      <Card>
        <CaseTable cases={cases} on={on} filter={filter} />
        {query.hasNextPage && (
          <div className="g-row g-no-print">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {words.more}
            </Button>
          </div>
        )}
      </Card>
    </div>
  )
}

function Totals({ total }: { total: ShortageSummary['total'] }) {
  const words = useWords(shortageWords)
  return (
    <section className="g-card g-shortage-totals" aria-labelledby="shortages-summary">
      <h2 id="shortages-summary" className="g-hidden">
        {words.summary}
      </h2>
      <Stat figure={shownNumber(total.cases)} label={words.casesLabel} />
      <Stat figure={shownNumber(total.hospitals)} label={words.hospitalsLabel} />
      <Stat figure={shownNumber(total.medications)} label={words.medicationsLabel} />
      <Stat figure={shownNumber(total.doses)} label={words.dosesLabel} />
      <Stat figure={shownNumber(total.longestDays)} label={words.longestLabel} />
    </section>
  )
}
