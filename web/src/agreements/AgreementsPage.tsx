import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { agreementStatuses } from 'shared/working-group'
import { Answer } from '../design/Answer'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { Checkbox } from '../design/Choices'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { EmptyState } from '../design/states'
import { ooads } from '../network/api'
import { useReach } from '../network/HospitalField'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { AgreementTable } from './AgreementTable'
import { agreementBoard, downloadAgreements } from './api'
import { type AgreementFilter, noFilter, queryOf, times, useAgreementFilter } from './filter'
import { OfficeTable } from './OfficeTable'
import { States } from './States'
import './Agreements.css'

/** All agreements, late ones first, with how they go by state and office. */
export function AgreementsPage() {
  const words = useWords(agreementWords)
  const [filter, narrow] = useAgreementFilter()
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <Button icon="printer" onClick={() => print()}>
            {words.print}
          </Button>
        }
      />
      <div className="g-stack">
        <Filters filter={filter} narrow={narrow} />
        <Board filter={filter} />
      </div>
    </>
  )
}

function Board({ filter }: { filter: AgreementFilter }) {
  const words = useWords(agreementWords)
  const query = useInfiniteQuery(agreementBoard(filter))
  const narrowed = queryOf(filter).length > 0
  return (
    <Answer query={query} lines={9}>
      {({ pages }) => {
        const [first] = pages
        if (first === undefined) return null
        const { summary, on } = first
        const items = pages.flatMap((page) => page.items)
        if (!narrowed && items.length === 0)
          return (
            <Card>
              <EmptyState icon="check" title={words.none} text={words.noneText} />
            </Card>
          )
        return (
          <div className="g-stack">
            <States total={summary.total} filter={filter} />
            <Card>
              <AgreementTable
                agreements={items}
                caption={words.caption}
                empty={{ title: words.noneFiltered, text: words.noneFilteredText }}
                onExport={(format) => void downloadAgreements(filter, on, format)}
              />
              {query.hasNextPage && (
                <div className="g-row g-no-print">
                  <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {words.more}
                  </Button>
                </div>
              )}
            </Card>
            {summary.byOffice.length > 0 && (
              <Card>
                <OfficeTable summary={summary} filter={filter} />
              </Card>
            )}
          </div>
        )
      }}
    </Answer>
  )
}

type Props = { filter: AgreementFilter; narrow: (change: Partial<AgreementFilter>) => void }

function Filters({ filter, narrow }: Props) {
  const words = useWords(agreementWords)
  const offices = useQuery(ooads)
  const { national } = useReach()
  const whens = { late: words.whenLate, soon: words.whenSoon, open: words.whenOpen }
  return (
    <search className="g-card g-no-print" aria-label={words.filters}>
      <div className="g-agreement-filters">
        <SelectField
          label={words.when}
          empty={words.anyWhen}
          value={filter.when}
          onChange={({ target }) => narrow({ when: times.find((it) => it === target.value) ?? '' })}
          choices={times.map((value) => ({ value, label: whens[value] }))}
        />
        <SelectField
          label={words.status}
          empty={words.anyStatus}
          value={filter.status}
          onChange={({ target }) => narrow({ status: agreementStatuses.find((it) => it === target.value) ?? '' })}
          choices={agreementStatuses.map((value) => ({ value, label: words[value] }))}
        />
        <SelectField
          label={words.office}
          empty={words.anyOffice}
          value={filter.ooad}
          onChange={({ target }) => narrow({ ooad: target.value })}
          choices={(offices.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
        {!national && (
          <Checkbox
            label={words.mine}
            checked={filter.mine}
            onChange={({ target }) => narrow({ mine: target.checked })}
          />
        )}
        {queryOf(filter).length > 0 && (
          <Button kind="quiet" icon="close" onClick={() => narrow(noFilter)}>
            {words.clear}
          </Button>
        )}
      </div>
    </search>
  )
}
