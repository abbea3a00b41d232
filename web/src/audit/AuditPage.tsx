import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, ButtonLink } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { EmptyState, ErrorState, Skeleton } from '../design/states'
import { paths } from '../paths'
import { OfflineError } from '../problem'
import { audit as auditWords } from '../words/audit'
import { useWords } from '../words/define'
import { auditEvents } from './api'
import { type Chosen, everything } from './chosen'
import { EventTable } from './EventTable'
import { Filters } from './Filters'
import { Verification } from './Verification'
import './AuditPage.css'

export function AuditPage() {
  const words = useWords(auditWords)
  const [chosen, choose] = useState<Chosen>(everything)
  const { userName: _, hospital: __, ...filter } = chosen
  const list = useInfiniteQuery(auditEvents(filter))
  const events = list.data?.pages.flatMap(({ items }) => items)
  const narrow = (change: Partial<Chosen>) => choose({ ...chosen, ...change })
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <ButtonLink href={paths.permissions} icon="table">
            {words.permissionsTitle}
          </ButtonLink>
        }
      />
      <div className="g-stack">
        <Verification />
        <Filters chosen={chosen} onChoose={choose} />
        {events === undefined ? (
          list.fetchStatus === 'paused' ? (
            <ErrorState error={new OfflineError()} />
          ) : list.error ? (
            <ErrorState error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            <Skeleton lines={10} />
          )
        ) : events.length === 0 ? (
          <EmptyState icon="shield" title={words.none} text={words.noneText} />
        ) : (
          <>
            <EventTable
              events={events}
              onUser={(userId, userName) => narrow({ userId, userName })}
              onPatient={(patientId) => narrow({ patientId })}
            />
            {list.hasNextPage && (
              <div>
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {words.more}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </>
  )
}
