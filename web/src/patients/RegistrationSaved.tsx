import { useEffect, useRef } from 'react'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { addressOf, paths } from '../paths'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { registration } from '../words/registration'
import { PatientBanner } from './PatientBanner'
import type { Registered } from './registering'

/** Said only once the server has said so. The next person is one key away. */
export function RegistrationSaved({ registered, onAnother }: { registered: Registered; onAnother: () => void }) {
  const words = useWords(registration)
  const { patient, diagnosis } = registered
  const next = useRef<HTMLDivElement>(null)
  useEffect(() => {
    next.current?.querySelector<HTMLElement>('a, button')?.focus()
  }, [])
  const record = addressOf(paths.patient, { patientId: patient.id })
  return (
    <>
      <PageHeader title={words.savedTitle} focus={false} />
      <div className="g-stack">
        <Banner tone="success" title={words.savedRecord(shownNumber(patient.recordNumber))}>
          {diagnosis === 'saved' && words.diagnosisSaved}
        </Banner>
        <PatientBanner patient={patient} level={2} />
        {diagnosis === 'refused' && (
          <Banner tone="warning" title={words.diagnosisRefused}>
            {words.diagnosisRefusedText}
          </Banner>
        )}
        <div className="g-row" ref={next}>
          {diagnosis === 'refused' && (
            <ButtonLink kind="primary" href={addressOf(paths.newCondition, { patientId: patient.id })}>
              {words.completeDiagnosis}
            </ButtonLink>
          )}
          <Button kind={diagnosis === 'refused' ? 'secondary' : 'primary'} icon="personAdd" onClick={onAnother}>
            {words.another}
          </Button>
          <ButtonLink href={record}>{words.openRecord}</ButtonLink>
        </div>
      </div>
    </>
  )
}
