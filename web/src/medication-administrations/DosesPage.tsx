import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { ButtonLink } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { PatientBanner } from '../patients/PatientBanner'
import { today } from '../time'
import { useWords } from '../words/define'
import { doseWords } from '../words/doses'
import { unplannedWords } from '../words/unplanned-dose'
import { worklist } from './api'
import { DayForm } from './DayForm'
import '../design/form-grid.css'
import './DosesPage.css'

/** A person's doses that wait, up to a day: all of them on one screen. */
export function DosesPage({ patientId }: { patientId: string }) {
  const words = useWords(doseWords)
  const unplanned = useWords(unplannedWords)
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const [search] = useSearchParams()
  const asked = search.get('dia') ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today()
  const organizationId = patient.managingOrganizationId
  const query = useInfiniteQuery(worklist({ organizationId, day, service: '', status: '', patientId }))
  // what was saved just now stays in sight of who saved it
  const [saved, setSaved] = useState(0)
  return (
    <>
      <PageHeader
        title={words.recordTitle}
        focus={false}
        actions={
          <>
            <ButtonLink icon="pencil" href={addressOf(paths.unplannedDose, { patientId })}>
              {unplanned.title}
            </ButtonLink>
            <ButtonLink kind="quiet" href={`${paths.worklist}?dia=${day}`}>
              {words.back}
            </ButtonLink>
          </>
        }
      />
      <div className="g-stack">
        <PatientBanner patient={patient} level={2} />
        <Answer query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return items.length === 0 && saved === 0 ? (
              <EmptyState icon="check" title={words.none} text={words.nothingWaitsText} />
            ) : (
              <DayForm patientId={patientId} items={items} saved={saved} onSaved={setSaved} />
            )
          }}
        </Answer>
      </div>
    </>
  )
}
