import type { WorklistItem } from 'shared/medication-administrations'
import { Link } from 'wouter'
import { StatusTag } from '../design/Banner'
import { Icon } from '../design/Icon'
import { useMedications } from '../medications/api'
import { addressOf, paths } from '../paths'
import { shownNss } from '../patients/shown'
import { clockTime, inHospitalTime, shownDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { mixture, plannedName, statusTone, statusWord } from './dose-said'

/** One person and what they are to get: pressed anywhere on its button, it opens the record of the day. */
export function PersonDay({ doses, day }: { doses: readonly WorklistItem[]; day: string }) {
  const words = useWords(doseWords)
  const known = useMedications()
  const [first] = doses
  if (first === undefined) return null
  const { patient, patientId, service, daysLate, plannedOn } = first
  const waits = doses.some(({ status }) => status === 'planned' || status === 'in-progress')
  const facts = [
    words.years(patient.ageYears),
    patient.nss !== null && `${words.nss} ${shownNss(patient.nss)}`,
    patient.agregado !== null && `${words.agregado} ${patient.agregado}`,
    `${words.recordNumber} ${shownNumber(patient.recordNumber)}`,
    service,
  ].filter(Boolean)
  return (
    <article className="g-person-day">
      <div className="g-person-day-head">
        <div>
          <h3 translate="no">{patient.displayName}</h3>
          <p>{facts.join(' · ')}</p>
          {daysLate > 0 && (
            <p className="g-person-day-late">
              <StatusTag tone="error" icon="clock">
                {words.daysLate(daysLate)}
              </StatusTag>{' '}
              {words.plannedFor(shownDay(plannedOn))}
            </p>
          )}
        </div>
        <Link
          href={`${addressOf(paths.doses, { patientId })}?dia=${day}`}
          className={`g-button ${waits ? 'g-button-primary' : 'g-button-secondary'} g-no-print`}
          aria-label={waits ? words.recordFor(patient.displayName) : words.seeFor(patient.displayName)}
        >
          <Icon name={waits ? 'pencil' : 'eye'} />
          <span>{waits ? words.record : words.see}</span>
        </Link>
      </div>
      <ul className="g-person-day-doses">
        {doses.map((dose) => (
          <li key={dose.id}>
            <span>
              <strong>{plannedName(known, dose)}</strong>{' '}
              <span className={dose.route === 'IT' ? 'g-dose-spine' : 'g-dose-mixture'}>
                {[doseWord(`route-${dose.route}`), mixture(dose)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span>
              <StatusTag tone={statusTone(dose)}>{statusWord(dose)}</StatusTag>{' '}
              {dose.statusReason !== null && doseWord(`reason-${dose.statusReason}`)}{' '}
              {dose.givenAt !== null &&
                (dose.status === 'in-progress' ? words.since(inHospitalTime(dose.givenAt)) : clockTime(dose.givenAt))}
            </span>
          </li>
        ))}
      </ul>
    </article>
  )
}
