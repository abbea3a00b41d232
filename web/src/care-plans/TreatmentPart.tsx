import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CarePlanSummary } from 'shared/care-plans'
import type { Patient } from 'shared/patients'
import { conditions } from '../conditions/api'
import { conditionName } from '../conditions/condition-name'
import { StatusTag, type Tone } from '../design/Banner'
import { ButtonLink } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { SelectField } from '../design/SelectField'
import { EmptyState, ErrorState, Skeleton } from '../design/states'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { ExampleMark } from '../protocols/ExampleMark'
import { shownDay } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { unplannedWords } from '../words/unplanned-dose'
import { carePlan, carePlans, cumulativeDoses } from './api'
import { CumulativeList } from './CumulativeList'
import { CycleBars } from './CycleBars'
import { DayCalendar } from './DayCalendar'
import { exact } from './dose-text'
import { PlanActions } from './PlanActions'
import './care-plans.css'

const tones: Record<CarePlanSummary['status'], Tone | 'neutral'> = {
  active: 'success',
  'on-hold': 'warning',
  completed: 'info',
  revoked: 'neutral',
  'entered-in-error': 'error',
}

/** Plans of a person: one at a time, the one that runs first. */
export function TreatmentPart({ patient }: { patient: Patient }) {
  const words = useWords(carePlanWords)
  const unplanned = useWords(unplannedWords)
  const plans = useQuery(carePlans(patient.id))
  const [chosen, choose] = useState('')
  const start = patient.status === 'active' && (
    <>
      <ButtonLink kind="primary" icon="calendar" href={addressOf(paths.newPlan, { patientId: patient.id })}>
        {words.start}
      </ButtonLink>
      <ButtonLink icon="pencil" href={addressOf(paths.unplannedDose, { patientId: patient.id })}>
        {unplanned.title}
      </ButtonLink>
    </>
  )
  if (plans.data === undefined) return <Waiting query={plans} />
  const shown =
    plans.data.find(({ id }) => id === chosen) ?? plans.data.find(({ status }) => status === 'active') ?? plans.data[0]
  if (shown === undefined)
    return <EmptyState icon="calendar" title={words.none} text={words.noneText} actions={start} />
  return (
    <div className="g-stack">
      <div className="g-row g-no-print g-plan-bar">
        {plans.data.length > 1 && (
          <SelectField
            label={words.plans}
            empty={false}
            value={shown.id}
            onChange={({ target }) => choose(target.value)}
            choices={plans.data.map((it) => ({ value: it.id, label: `${nameOf(words, it)} · ${words[it.status]}` }))}
          />
        )}
        {start}
      </div>
      <Plan key={shown.id} patient={patient} summary={shown} />
      <Lifetime patientId={patient.id} />
    </div>
  )
}

const nameOf = (words: typeof carePlanWords.es, { protocol, startsOn }: CarePlanSummary) =>
  words.planOf(protocol.name, protocol.number, shownDay(startsOn))

function Plan({ patient, summary }: { patient: Patient; summary: CarePlanSummary }) {
  const words = useWords(carePlanWords)
  const query = useQuery(carePlan(patient.id, summary.id))
  const diagnosis = useQuery(conditions(patient.id)).data?.find(({ id }) => id === summary.conditionId)
  const { status, statusReason, protocol, weightKg, heightCm, bsaM2, bsaFormula, intent, service } = summary
  return (
    <>
      <Card title={nameOf(words, summary)} actions={<StatusTag tone={tones[status]}>{words[status]}</StatusTag>}>
        <div className="g-stack">
          {protocol.example && <ExampleMark long />}
          {statusReason && <p>{words.statusReason(statusReason)}</p>}
          <div className="g-plan-facts">
            <DescriptionList
              items={[
                ...(diagnosis ? [{ term: words.diagnosis, value: conditionName(diagnosis) }] : []),
                { term: words.intent, value: words[intent] },
                { term: words.measures, value: `${exact(weightKg)} kg · ${exact(heightCm)} cm` },
                { term: words.surface, value: `${exact(bsaM2)} m² (${words[bsaFormula]})` },
                ...(service ? [{ term: words.service, value: service }] : []),
              ]}
            />
          </div>
          {query.data && patient.status === 'active' && <PlanActions plan={query.data} />}
        </div>
      </Card>
      {query.data ? (
        <>
          <Card>
            <CycleBars plan={query.data} />
          </Card>
          <Card title={words.calendar}>
            <DayCalendar plan={query.data} />
          </Card>
        </>
      ) : (
        <Waiting query={query} />
      )}
    </>
  )
}

function Lifetime({ patientId }: { patientId: string }) {
  const words = useWords(carePlanWords)
  const query = useQuery(cumulativeDoses(patientId))
  return (
    <Card title={words.cumulative}>
      {query.data ? <CumulativeList items={query.data} /> : <Waiting query={query} />}
    </Card>
  )
}

function Waiting({ query }: { query: { error: unknown; fetchStatus: string; refetch: () => unknown } }) {
  if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
  return query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton />
}
