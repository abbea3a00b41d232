import type { AnalgesicFacts, SedationCheck } from 'shared/analgesia'
import type { Patient } from 'shared/patients'
import { StatusTag } from '../design/Banner'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { inHospitalTime } from '../time'
import { analgesia } from '../words/analgesia'
import { sayFindingSource } from '../words/analgesic-warnings'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { pageLength } from './DosesList'
import { SedationDialog } from './SedationDialog'

const emergencies: readonly string[] = ['sedation-emergency', 'breathing-emergency']

/** Sedation, breathing and oxygen through time, with what asks for help and what to do. */
export function ChecksList({
  patient,
  facts,
  onSaved,
}: {
  patient: Patient
  facts: AnalgesicFacts
  onSaved: (saved: SedationCheck | undefined) => void
}) {
  const words = useWords(reliefWords)
  const { none } = useWords(common)
  const columns: readonly Column<SedationCheck>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ effectiveDateTime }) => inHospitalTime(effectiveDateTime),
      value: ({ effectiveDateTime }) => effectiveDateTime,
    },
    {
      key: 'sedation',
      header: words.sedation,
      cell: ({ scale, value, note }) => (
        <span>
          {scale} {value}
          {note !== null && <span className="g-fact-reason">«{note}»</span>}
        </span>
      ),
    },
    {
      key: 'breathing',
      header: words.breathing,
      numeric: true,
      cell: ({ respiratoryRate }) => respiratoryRate ?? none,
      value: ({ respiratoryRate }) => respiratoryRate,
    },
    {
      key: 'oxygen',
      header: words.oxygen,
      numeric: true,
      cell: ({ oxygenSaturation }) => oxygenSaturation ?? none,
      value: ({ oxygenSaturation }) => oxygenSaturation,
    },
    { key: 'alerts', header: words.alerts, cell: (check) => <Alerts check={check} /> },
  ]
  return (
    <FactList
      patient={patient}
      part="sedation-checks"
      title={words.checksTitle}
      add={words.addCheck}
      icon="eye"
      empty={{ title: words.noChecks, text: words.noChecksText }}
      columns={columns}
      nameOf={({ effectiveDateTime }) => words.namedCheck(inHospitalTime(effectiveDateTime))}
      above={(standing) =>
        standing.length >= pageLength ? <p className="g-relief-soft">{words.shownLatest(pageLength)}</p> : null
      }
      form={(_check, onClose) => (
        <SedationDialog
          patient={patient}
          facts={facts}
          onClose={onClose}
          onSaved={(saved) => {
            onClose()
            onSaved(saved)
          }}
        />
      )}
    />
  )
}

/** Each alert by icon and word; in full with what its rule says to do and whence. */
export function Alerts({ check: { alerts }, full = false }: { check: Pick<SedationCheck, 'alerts'>; full?: boolean }) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  if (alerts.length === 0) return <>{words.noAlerts}</>
  return (
    <ul className="g-relief-alerts">
      {alerts.map(({ code, ruleId, text, source, confidence, limit }) => (
        <li key={code}>
          <StatusTag tone={emergencies.includes(code) ? 'error' : 'warning'} icon="warning">
            {said[code]}
          </StatusTag>
          {limit !== null && <span className="g-fact-written">{words.alertLimit(limit)}</span>}
          {full && (
            <span className="g-fact-written">
              {ruleId === null ? said.ownLimit : sayFindingSource({ text, source, confidence })}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Deep sedation or very slow breathing: an antagonist is weighed. */
export const isEmergency = ({ alerts }: Pick<SedationCheck, 'alerts'>) =>
  alerts.some(({ code }) => emergencies.includes(code))
