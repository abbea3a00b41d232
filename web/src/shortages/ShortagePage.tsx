import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShortageCase } from 'shared/shortages'
import { useSearch } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { medicationName, useMedications } from '../medications/api'
import { paths } from '../paths'
import { namesOf } from '../patients/api'
import { Problem } from '../problem'
import { holds, useSession } from '../session'
import { inHospitalTime, longDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'
import { shortage } from './api'
import { ChangeState } from './ChangeState'
import { Closed } from './Closed'
import { FamilyReports } from './FamilyReports'
import { History } from './History'
import { Promised } from './Promised'
import { Status } from './Status'
import './Shortages.css'

/** One case: its clock, what may come next, who answers for it and by when, and all that happened. */
export function ShortagePage({ shortageId }: { shortageId: string }) {
  const words = useWords(shortageWords)
  const known = useMedications()
  const query = useQuery(shortage(shortageId))
  const it = query.data
  return (
    <>
      <PageHeader
        title={it ? medicationName(known, it.medication) : words.caseTab}
        tabTitle={words.caseTab}
        lead={it && words.caseLead(it.hospital, it.ooadName ?? '')}
        actions={
          <>
            <ButtonLink icon="warning" href={paths.shortages}>
              {words.back}
            </ButtonLink>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
          </>
        }
      />
      <Answer query={query} lines={8}>
        {(found) => <Case key={found.id} shortage={found} />}
      </Answer>
    </>
  )
}

function Case({ shortage: it }: { shortage: ShortageCase }) {
  const words = useWords(shortageWords)
  const arrived = useSearch()
  const session = useSession()
  const coordinates = 'user' in session && holds(session.user, ['coordinator'])
  const [conflict, setConflict] = useState<Problem | null>(null)
  const client = useQueryClient()
  const failed = (error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 412) return
    setConflict(error)
    void client.invalidateQueries({ queryKey: ['shortages'] })
  }
  return (
    <div className="g-stack">
      {arrived === 'abierto' && <Banner tone="success">{words.opened}</Banner>}
      {arrived === 'sumado' && <Banner tone="info">{words.joined}</Banner>}
      {conflict && <Stale problem={conflict} onClose={() => setConflict(null)} />}
      {it.doses === 0 && it.history.some(({ kind }) => kind === 'withdrawn') && (
        <Banner tone="info" title={words.noneWaits}>
          {it.closedAt === null && words.noneWaitsText}
        </Banner>
      )}
      <Card title={words.clock} actions={<Status status={it.status} />}>
        <div className="g-stack">
          <p className="g-shortage-clock">
            {(it.closedAt === null ? words.clockRuns : words.clockStopped)(Math.floor(it.hours / 24), it.hours % 24)}
          </p>
          <DescriptionList
            items={[
              { term: words.openedAt, value: inHospitalTime(it.openedAt) },
              ...(it.closedAt === null ? [] : [{ term: words.closedAt, value: inHospitalTime(it.closedAt) }]),
              { term: words.doses, value: shownNumber(it.doses) },
              { term: words.expected, value: it.expectedOn === null ? words.notExpected : longDay(it.expectedOn) },
              { term: words.responsible, value: it.responsible ?? words.nobody },
            ]}
          />
        </div>
      </Card>
      {it.closedAt === null ? (
        <div className="g-stack g-no-print">
          <ChangeState shortage={it} onFailed={failed} />
          <Promised shortage={it} onFailed={failed} />
        </div>
      ) : (
        <Closed shortage={it} />
      )}
      {coordinates && it.history.some(({ kind }) => kind === 'family-report') && <FamilyReports shortageId={it.id} />}
      <History shortage={it} />
    </div>
  )
}

/** Somebody was faster: what is shown now is theirs. */
function Stale({ problem, onClose }: { problem: Problem; onClose: () => void }) {
  const words = useWords(shortageWords)
  const { changedBy, changedAt } = problem.details
  const by = typeof changedBy === 'string' ? changedBy : ''
  const names = useQuery(namesOf(by ? [by] : [])).data
  const at = typeof changedAt === 'string' ? inHospitalTime(changedAt) : ''
  return (
    <Banner tone="warning" title={words.staleTitle} onClose={onClose}>
      {words.staleText(names?.get(by) ?? words.someone, at)}
    </Banner>
  )
}
