import type { PainAssessment } from 'shared/pain-assessments'
import type { Patient } from 'shared/patients'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { PainHistory } from '../pain-chart/PainHistory'
import { addressOf, paths } from '../paths'
import { inHospitalTime } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { PainMark } from './PainMark'
import { saidMore, saidSites } from './pain-said'

/** A person's pain in the record: what was assessed last, and the way to the sheet. */
export function PainPart({ patient }: { patient: Patient }) {
  const words = useWords(painWords)
  const { none } = useWords(common)
  const columns: readonly Column<PainAssessment>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ effectiveDateTime }) => inHospitalTime(effectiveDateTime),
      value: ({ effectiveDateTime }) => effectiveDateTime,
    },
    {
      key: 'score',
      header: words.score,
      cell: ({ scale, ...pain }) => (
        <span>
          <PainMark score={pain.score} scoreMax={pain.scoreMax} severity={pain.severity} />{' '}
          <span className="g-fact-written">{scale}</span>
        </span>
      ),
      value: ({ score, scoreMax }) => score / scoreMax,
    },
    { key: 'where', header: words.where, cell: ({ sites }) => saidSites(sites) || none },
    {
      key: 'more',
      header: words.more,
      cell: (pain) => (
        <span>
          {saidMore(pain) || none}
          {pain.note !== null && <span className="g-fact-reason">«{pain.note}»</span>}
        </span>
      ),
    },
  ]
  return (
    <FactList
      patient={patient}
      part="pain-assessments"
      title={words.listTitle}
      add={words.assess}
      addHref={addressOf(paths.pain, { patientId: patient.id })}
      icon="pulse"
      empty={{ title: words.nothing, text: words.nothingText }}
      columns={columns}
      nameOf={({ effectiveDateTime }) => words.named(inHospitalTime(effectiveDateTime))}
      above={() => <PainHistory patient={patient} />}
    />
  )
}
