import type { AdverseEvent } from 'shared/adverse-events'
import type { Patient } from 'shared/patients'
import { StatusTag, type Tone } from '../design/Banner'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { shownDay } from '../time'
import { adverseEvents as eventWords } from '../words/adverse-events'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { AdverseEventDialog } from './AdverseEventDialog'
import { gradeWord } from './grades'
import { saidTerm } from './said-term'

const tones: readonly (Tone | 'neutral')[] = ['neutral', 'neutral', 'info', 'warning', 'error', 'error']

/** What the treatment did to the person, the newest first, by number and word of its grade. */
export function AdverseEventsPart({ patient }: { patient: Patient }) {
  const words = useWords(eventWords)
  const { none } = useWords(common)
  const nameOf = ({ term, onsetOn }: AdverseEvent) => words.named(saidTerm(term), shownDay(onsetOn))
  const columns: readonly Column<AdverseEvent>[] = [
    {
      key: 'term',
      header: words.term,
      title: true,
      cell: ({ term }) => saidTerm(term),
      value: ({ term }) => saidTerm(term),
    },
    {
      key: 'grade',
      header: words.grade,
      cell: ({ grade }) => (
        <StatusTag tone={tones[grade] ?? 'neutral'} icon="warning">{`${grade} · ${gradeWord(words, grade)}`}</StatusTag>
      ),
      value: ({ grade }) => grade,
    },
    {
      key: 'onsetOn',
      header: words.onsetOn,
      cell: ({ onsetOn }) => shownDay(onsetOn),
      value: ({ onsetOn }) => onsetOn,
    },
    {
      key: 'cycle',
      header: words.cycle,
      cell: ({ cycle, cycleDay }) => (cycle === null || cycleDay === null ? none : words.inCycle(cycle, cycleDay)),
      value: ({ cycle, cycleDay }) => (cycle === null || cycleDay === null ? null : words.inCycle(cycle, cycleDay)),
    },
    {
      key: 'outcome',
      header: words.outcome,
      cell: ({ outcome, resolvedOn, actionTaken, relation, suspectedMedication, note }) => (
        <div>
          {[words[outcome], resolvedOn && shownDay(resolvedOn)].filter(Boolean).join(', ')}
          {actionTaken && <span className="g-fact-written">{words[`action-${actionTaken}`]}</span>}
          {relation && <span className="g-fact-written">{words.relatedAs(words[relation], suspectedMedication)}</span>}
          {note && <span className="g-fact-reason">{note}</span>}
        </div>
      ),
      value: ({ outcome }) => words[outcome],
    },
  ]
  return (
    <FactList
      patient={patient}
      part="adverse-events"
      title={words.title}
      add={words.add}
      icon="warning"
      empty={{ title: words.nothing, text: words.nothingText }}
      columns={columns}
      nameOf={nameOf}
      edit={words.follow}
      form={(event, onClose) => <AdverseEventDialog patient={patient} event={event} onClose={onClose} />}
    />
  )
}
