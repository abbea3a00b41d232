import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import type { Patient } from 'shared/patients'
import { conditions as conditionsQuery } from '../conditions/api'
import { ConditionList } from '../conditions/ConditionList'
import { Button, ButtonLink } from '../design/Button'
import { ErrorBoundary } from '../design/ErrorBoundary'
import { Menu, MenuItem } from '../design/Menu'
import { Skeleton } from '../design/states'
import { type Tab, Tabs } from '../design/Tabs'
import { WaitingItems } from '../outbox/WaitingItems'
import { addressOf, paths } from '../paths'
import { shownNumber } from '../time'
import { conditions as conditionWords } from '../words/conditions'
import { useWords } from '../words/define'
import { doseWords } from '../words/doses'
import { painWords } from '../words/pain'
import { record as recordWords } from '../words/record'
import { patient as patientQuery, timeline as timelineQuery } from './api'
import { Gone } from './Gone'
import { PatientBanner } from './PatientBanner'
import { PersonData } from './PersonData'
import { RecordTimeline } from './RecordTimeline'
import { recordParts } from './record-parts'
import { Summary } from './Summary'
import { useTabTitle } from './tab-title'
import { WithdrawDialog } from './WithdrawDialog'
import './RecordPage.css'

export function RecordPage({ patientId }: { patientId: string }) {
  const words = useWords(recordWords)
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const conditions = useQuery(conditionsQuery(patientId))
  const history = useQuery(timelineQuery(patientId))
  const [withdrawing, withdraw] = useState(false)
  useTabTitle(words.tab(shownNumber(patient.recordNumber)))
  return (
    <div className="g-stack">
      <PatientBanner patient={patient} level={1} />
      {patient.status === 'active' ? (
        <Actions patient={patient} onWithdraw={() => withdraw(true)} />
      ) : (
        <Gone patient={patient} history={history.data?.items ?? []} />
      )}
      <WaitingItems patientId={patientId} />
      <Tabs
        label={words.sections}
        tabs={[
          {
            key: 'summary',
            title: words.summary,
            // on paper the parts below say it all
            content: (
              <div className="g-no-print">
                <Summary patient={patient} conditions={conditions} history={history} />
              </div>
            ),
          },
          tab('diagnoses', words.diagnoses, <ConditionList patient={patient} conditions={conditions} />),
          ...recordParts.map(({ key, title, Part }) =>
            tab(
              key,
              words[title],
              <ErrorBoundary>
                <Suspense fallback={<Skeleton />}>
                  <Part patient={patient} />
                </Suspense>
              </ErrorBoundary>,
            ),
          ),
          tab('data', words.data, <PersonData patient={patient} />),
          tab('history', words.history, <RecordTimeline history={history} />),
        ]}
      />
      {withdrawing && <WithdrawDialog patient={patient} onClose={() => withdraw(false)} />}
    </div>
  )
}

/** On paper there are no tabs, so each part says its name. */
function tab(key: string, title: string, content: ReactNode): Tab {
  return {
    key,
    title,
    content: (
      <>
        <h2 className="g-print-only g-record-part">{title}</h2>
        {content}
      </>
    ),
  }
}

function Actions({ patient, onWithdraw }: { patient: Patient; onWithdraw: () => void }) {
  const words = useWords(recordWords)
  const diagnosis = useWords(conditionWords)
  const doses = useWords(doseWords)
  const pain = useWords(painWords)
  const to = { patientId: patient.id }
  return (
    <div className="g-row g-no-print">
      <ButtonLink kind="primary" icon="report" href={addressOf(paths.newCondition, to)}>
        {diagnosis.add}
      </ButtonLink>
      <ButtonLink icon="pulse" href={addressOf(paths.pain, to)}>
        {pain.assess}
      </ButtonLink>
      <ButtonLink icon="calendar" href={addressOf(paths.doses, to)}>
        {doses.recordTitle}
      </ButtonLink>
      <ButtonLink icon="pencil" href={addressOf(paths.editPatient, to)}>
        {words.edit}
      </ButtonLink>
      <Button icon="printer" onClick={() => print()}>
        {words.print}
      </Button>
      <Menu label={words.more} icon="menu">
        {(close) => (
          <MenuItem
            icon="close"
            onClick={() => {
              close()
              onWithdraw()
            }}
          >
            {words.withdraw}
          </MenuItem>
        )}
      </Menu>
    </div>
  )
}
