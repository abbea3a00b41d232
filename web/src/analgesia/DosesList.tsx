import type { AnalgesicAdministration, AnalgesicFacts } from 'shared/analgesia'
import type { PainAssessment } from 'shared/pain-assessments'
import type { Patient } from 'shared/patients'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { clockTime, inHospitalTime } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { DoseDialog } from './DoseDialog'
import { saidCode, saidDose } from './said'

/** How many of them the server gives at once. */
export const pageLength = 50

/** Doses that were given, the latest first. */
export function DosesList({
  patient,
  facts,
  assessments,
  onSaved,
}: {
  patient: Patient
  facts: AnalgesicFacts
  assessments: readonly PainAssessment[]
  onSaved: (saved: AnalgesicAdministration | undefined) => void
}) {
  const words = useWords(reliefWords)
  const { none } = useWords(common)
  const columns: readonly Column<AnalgesicAdministration>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ givenAt }) => inHospitalTime(givenAt),
      value: ({ givenAt }) => givenAt,
    },
    {
      key: 'dose',
      header: words.dose,
      cell: (dose) => (
        <span>
          {saidDose(dose)} <span className="g-fact-written">{saidCode(dose.role)}</span>
          {dose.note !== null && <span className="g-fact-reason">«{dose.note}»</span>}
        </span>
      ),
      value: saidDose,
    },
    {
      key: 'order',
      header: words.order,
      cell: ({ orderId }) => (orderId === null ? words.withoutOrder : words.byOrder),
    },
    {
      key: 'answers',
      header: words.answered,
      cell: ({ answersAssessmentId }) => answeredText(assessments, answersAssessmentId) ?? none,
    },
    {
      key: 'reassess',
      header: words.reassessDue,
      cell: ({ reassessDueAt }) => (reassessDueAt === null ? words.noReassess : inHospitalTime(reassessDueAt)),
      value: ({ reassessDueAt }) => reassessDueAt,
    },
  ]
  return (
    <FactList
      patient={patient}
      part="analgesic-administrations"
      title={words.dosesTitle}
      add={words.giveFree}
      icon="clock"
      empty={{ title: words.noDoses, text: words.noDosesText }}
      columns={columns}
      nameOf={(dose) => words.namedDose(saidDose(dose), inHospitalTime(dose.givenAt))}
      above={(standing) =>
        standing.length >= pageLength ? <p className="g-relief-soft">{words.shownLatest(pageLength)}</p> : null
      }
      form={(_dose, onClose) => (
        <DoseDialog
          patient={patient}
          facts={facts}
          assessments={assessments}
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

/** '6 de 10, 14:05' of the assessment that a dose answered. */
function answeredText(assessments: readonly PainAssessment[], id: string | null): string | undefined {
  const found = assessments.find((one) => one.id === id)
  return found && `${found.score}/${found.scoreMax}, ${clockTime(found.effectiveDateTime)}`
}
