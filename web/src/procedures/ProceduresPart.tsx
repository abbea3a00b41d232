import type { Patient } from 'shared/patients'
import { lastingKinds, type Procedure } from 'shared/procedures'
import { StatusTag } from '../design/Banner'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { shownDay } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { procedures as procedureWords } from '../words/procedures'
import { saidDetails } from './fields'
import { ProcedureDialog } from './ProcedureDialog'

/** What was done beside chemotherapy, with what is still in place or under way. */
export function ProceduresPart({ patient }: { patient: Patient }) {
  const words = useWords(procedureWords)
  const { none } = useWords(common)
  const nameOf = ({ kind, performedOn }: Procedure) => words.named(words[kind], shownDay(performedOn))
  const columns: readonly Column<Procedure>[] = [
    {
      key: 'kind',
      header: words.kind,
      title: true,
      cell: ({ kind }) => words[kind],
      value: ({ kind }) => words[kind],
    },
    {
      key: 'performedOn',
      header: words.performedOn,
      cell: ({ performedOn }) => shownDay(performedOn),
      value: ({ performedOn }) => performedOn,
    },
    {
      key: 'endedOn',
      header: words.endedOn,
      cell: ({ kind, endedOn }) =>
        endedOn !== null ? (
          shownDay(endedOn)
        ) : lastingKinds.includes(kind) ? (
          <StatusTag tone="info" icon="clock">
            {kind === 'catheter' ? words.stillIn : words.underWay}
          </StatusTag>
        ) : (
          none
        ),
      value: ({ endedOn }) => endedOn,
    },
    {
      key: 'details',
      header: words.details,
      cell: ({ kind, details, note }) => (
        <div>
          {saidDetails(words, kind, details)}
          {note && <span className="g-fact-reason">{note}</span>}
        </div>
      ),
      value: ({ kind, details }) => saidDetails(words, kind, details),
    },
  ]
  return (
    <FactList
      patient={patient}
      part="procedures"
      title={words.title}
      add={words.add}
      icon="hospital"
      empty={{ title: words.nothing, text: words.nothingText }}
      columns={columns}
      nameOf={nameOf}
      edit={words.complete}
      form={(procedure, onClose) => <ProcedureDialog patient={patient} procedure={procedure} onClose={onClose} />}
    />
  )
}
