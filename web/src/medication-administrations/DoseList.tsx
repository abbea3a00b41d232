import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MedicationAdministration } from 'shared/medication-administrations'
import type { Patient } from 'shared/patients'
import { Answer } from '../design/Answer'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { EmptyState } from '../design/states'
import { medicationName, useMedications } from '../medications/api'
import { namesOf } from '../patients/api'
import { inHospitalTime, shownDay } from '../time'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { administration, administrations } from './api'
import { DoseMistakeDialog } from './DoseMistakeDialog'
import { amount, mixture, plannedName, statusTone, statusWord, whatBecame } from './dose-said'
import './DoseList.css'

/** Every dose of a person, the latest first, with what became of it; mistakes stay, marked. */
export function DoseList({ patient }: { patient: Patient }) {
  const words = useWords(doseWords)
  const query = useInfiniteQuery(administrations(patient.id))
  return (
    <Answer query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        return items.length === 0 ? (
          <EmptyState icon="calendar" title={words.listNone} text={words.listNoneText} />
        ) : (
          <div className="g-stack">
            <ul className="g-dose-list">
              {items.map((dose) => (
                <li key={dose.id}>
                  <DoseEntry dose={dose} open={patient.status === 'active'} />
                </li>
              ))}
            </ul>
            {query.hasNextPage && (
              <div className="g-row g-no-print">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {words.more}
                </Button>
              </div>
            )}
          </div>
        )
      }}
    </Answer>
  )
}

function DoseEntry({ dose, open }: { dose: MedicationAdministration; open: boolean }) {
  const words = useWords(doseWords)
  const known = useMedications()
  const [marking, mark] = useState(false)
  const [showing, show] = useState(false)
  const recorded = dose.status === 'completed' || dose.status === 'not-done' || dose.status === 'in-progress'
  return (
    <article className="g-dose-entry">
      <div className="g-dose-entry-head">
        <h2>
          {shownDay(dose.plannedOn)} · {plannedName(known, dose)}
        </h2>
        <StatusTag tone={statusTone(dose)}>{statusWord(dose)}</StatusTag>
      </div>
      <p className="g-dose-mixture">
        {[doseWord(`route-${dose.route}`), mixture(dose), dose.plannedDose === null && words.unplanned]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <DoseFacts dose={dose} />
      {(dose.version > 1 || recorded) && (
        <div className="g-row g-no-print">
          {open && recorded && (
            <Button size="small" kind="quiet" onClick={() => mark(true)}>
              {words.mistake}
            </Button>
          )}
          <Button size="small" kind="quiet" icon="clock" aria-expanded={showing} onClick={() => show(!showing)}>
            {words.history}
          </Button>
        </div>
      )}
      {showing && <DoseHistory id={dose.id} />}
      {marking && <DoseMistakeDialog dose={dose} onClose={() => mark(false)} />}
    </article>
  )
}

/** What was given or why not; another medicine with who authorised it and whether the family was told. */
function DoseFacts({ dose }: { dose: MedicationAdministration }) {
  const words = useWords(doseWords)
  const known = useMedications()
  const names = useQuery(namesOf(dose.recordedBy === null ? [] : [dose.recordedBy])).data
  const { substitution, doseChange, status } = dose
  if (status === 'planned' || status === 'cancelled') return null
  const who = dose.recordedBy === null ? undefined : names?.get(dose.recordedBy)
  const lines = [
    `${whatBecame(known, dose)}${who ? ` ${words.by(who)}` : ''}`,
    substitution &&
      words.insteadOf(
        medicationName(known, substitution.fromMedication),
        medicationName(known, substitution.toMedication),
      ),
    substitution && words.because(substitution.reason),
    substitution && words.authorised(substitution.authorisedBy),
    substitution && (substitution.familyInformed ? words.toldLine : words.notToldLine),
    doseChange && `${words.ofPlan(String(doseChange.percent))}. ${words.because(doseChange.reason)}`,
    dose.doseGiven !== dose.plannedDose &&
      dose.plannedDose !== null &&
      words.plannedLine(amount(dose.plannedDose, dose.unit)),
    dose.lot && words.lotLine(dose.lot),
    dose.reasonNote,
    ...(dose.gateResults ?? []).map(
      ({ test, value, reason }) => `${doseWord(`gate-${test}`)}: ${value}${reason ? `. ${words.because(reason)}` : ''}`,
    ),
    ...(dose.confirmedWarnings ?? []).map(({ reason }) => words.confirmedLine(reason)),
  ].filter((line) => typeof line === 'string' && line !== '')
  return (
    <ul className="g-dose-facts">
      {lines.map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ul>
  )
}

function DoseHistory({ id }: { id: string }) {
  const words = useWords(doseWords)
  const known = useMedications()
  const query = useQuery(administration(id))
  const writers = query.data?.history.flatMap(({ replacedBy }) => replacedBy ?? []) ?? []
  const names = useQuery(namesOf([...new Set(writers)].sort())).data
  return (
    <Answer query={query} lines={2}>
      {({ history }) => (
        <ul className="g-dose-facts">
          {history.length === 0 && <li>{words.historyNone}</li>}
          {history.map(({ version, replacedAt, replacedBy, reason, before }) => (
            <li key={version}>
              {words.wasUntil(whatBecame(known, before), inHospitalTime(replacedAt))}{' '}
              {replacedBy !== null && names?.get(replacedBy) && words.by(names.get(replacedBy) ?? '')}{' '}
              {reason !== null && words.because(reason)}
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}
