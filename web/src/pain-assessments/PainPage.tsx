import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PainAssessment } from 'shared/pain-assessments'
import type { Patient } from 'shared/patients'
import { useSearchParams } from 'wouter'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { PageHeader, PersonBanner } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { FactMistakeDialog } from '../facts/FactMistakeDialog'
import { WaitingItems } from '../outbox/WaitingItems'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { calledName } from '../patients/shown'
import { clockTime, inHospitalTime, shownNumber } from '../time'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { patients as personWords } from '../words/patients'
import { painScales } from './api'
import { LastScores } from './LastScores'
import { PainSheet } from './PainSheet'
import { saidPain } from './pain-said'
import './PainPage.css'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The bedside: how much it hurts now. `?tras=` names the analgesic dose whose effect is looked at, so that its
 * reassessment closes.
 */
export function PainPage({ patientId }: { patientId: string }) {
  const words = useWords(painWords)
  const person = useWords(personWords)
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  return (
    <div className="g-pain-page">
      <PageHeader
        title={words.assess}
        focus={false}
        actions={
          <ButtonLink kind="quiet" href={`${addressOf(paths.patient, { patientId })}#dolor`}>
            {words.back}
          </ButtonLink>
        }
      />
      <div className="g-stack">
        <PersonBanner
          name={calledName(patient)}
          pronoun={patient.pronoun ?? undefined}
          birthDate={patient.birthDate}
          level={2}
          facts={[{ term: person.record, value: shownNumber(patient.recordNumber) }]}
        />
        {patient.status === 'active' ? (
          <Assessing patient={patient} />
        ) : (
          <EmptyState icon="info" title={words.inactive} text={words.inactiveText} />
        )}
      </div>
    </div>
  )
}

function Assessing({ patient }: { patient: Patient }) {
  const words = useWords(painWords)
  const { data: scales } = useSuspenseQuery(painScales)
  const [search] = useSearchParams()
  const after = search.get('tras') ?? ''
  const [saved, setSaved] = useState<PainAssessment>()
  const [marking, mark] = useState(false)
  const follows = saved === undefined && uuid.test(after) ? after : undefined
  return (
    <>
      {saved && (
        <Banner
          tone="success"
          actions={
            <Button size="small" onClick={() => mark(true)}>
              {words.wasMistake}
            </Button>
          }
        >
          {words.saved(saidPain(saved), clockTime(saved.effectiveDateTime))}
        </Banner>
      )}
      {follows && <p className="g-pain-soft">{words.followsDose}</p>}
      <WaitingItems patientId={patient.id} />
      <LastScores patientId={patient.id} />
      <PainSheet
        patient={patient}
        scales={scales.items}
        followsAdministrationId={follows}
        onSaved={(it) => {
          setSaved(it)
          scrollTo({ top: 0 })
        }}
        onWaiting={() => {
          setSaved(undefined)
          scrollTo({ top: 0 })
        }}
      />
      {saved && marking && (
        <FactMistakeDialog
          fact={saved}
          part="pain-assessments"
          name={words.named(inHospitalTime(saved.effectiveDateTime))}
          onClose={() => {
            mark(false)
            setSaved(undefined)
          }}
        />
      )}
    </>
  )
}
