import type { EarlyWarningScore, FebrileEpisode } from 'shared/early-warning'
import type { Patient } from 'shared/patients'
import { StatusTag } from '../design/Banner'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { inHospitalTime } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { earlyWarning } from '../words/early-warning'
import { bandTones } from './band-tones'
import { FeverDialog } from './FeverDialog'
import { ScoreDialog } from './ScoreDialog'

/** The early-warning scores of a person, and the clocks of their fevers. */
export function EarlyWarningPart({ patient }: { patient: Patient }) {
  return (
    <div className="g-stack">
      <Scores patient={patient} />
      <Fevers patient={patient} />
    </div>
  )
}

function Scores({ patient }: { patient: Patient }) {
  const words = useWords(earlyWarning)
  const { none } = useWords(common)
  const columns: readonly Column<EarlyWarningScore>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ effectiveDateTime }) => inHospitalTime(effectiveDateTime),
      value: ({ effectiveDateTime }) => effectiveDateTime,
    },
    {
      key: 'total',
      header: words.total,
      cell: ({ total, band }) => (
        <StatusTag tone={bandTones[band]} icon="warning">{`${words.outOf(total)} · ${words[band]}`}</StatusTag>
      ),
      value: ({ total }) => total,
    },
    {
      key: 'points',
      header: words.points,
      cell: ({ neurological, cardiovascular, respiratory, staffConcern, familyConcern }) =>
        words.pointsOf(neurological, cardiovascular, respiratory, Number(staffConcern) + Number(familyConcern)),
    },
    {
      key: 'nextDueAt',
      header: words.nextDue,
      cell: ({ nextDueAt, note }) => (
        <div>
          {nextDueAt === null ? none : inHospitalTime(nextDueAt)}
          {note && <span className="g-fact-reason">{note}</span>}
        </div>
      ),
      value: ({ nextDueAt }) => nextDueAt,
    },
  ]
  return (
    <div className="g-stack">
      <h2>{words.title}</h2>
      <FactList
        patient={patient}
        part="early-warning-scores"
        title={words.title}
        add={words.add}
        icon="warning"
        empty={{ title: words.nothing, text: words.nothingText }}
        columns={columns}
        nameOf={({ effectiveDateTime }) => words.named(inHospitalTime(effectiveDateTime))}
        form={(_score, onClose) => <ScoreDialog patient={patient} onClose={onClose} />}
      />
    </div>
  )
}

function Fevers({ patient }: { patient: Patient }) {
  const words = useWords(earlyWarning)
  const columns: readonly Column<FebrileEpisode>[] = [
    {
      key: 'arrived',
      header: words.arrived,
      title: true,
      cell: ({ arrivedAt }) => inHospitalTime(arrivedAt),
      value: ({ arrivedAt }) => arrivedAt,
    },
    {
      key: 'temperature',
      header: words.temperature,
      numeric: true,
      cell: ({ temperature }) => temperature.toFixed(1),
      value: ({ temperature }) => temperature,
    },
    {
      key: 'minutes',
      header: words.doorToAntibiotic,
      cell: (episode) => <DoorToAntibiotic episode={episode} />,
      value: ({ minutes }) => minutes,
    },
    {
      key: 'antibiotic',
      header: words.antibiotic,
      cell: ({ antibiotic, noAntibioticReason, note }) => (
        <div>
          {antibiotic ?? noAntibioticReason}
          {note && <span className="g-fact-reason">{note}</span>}
        </div>
      ),
      value: ({ antibiotic }) => antibiotic,
    },
  ]
  return (
    <div className="g-stack">
      <h2>{words.feverTitle}</h2>
      <FactList
        patient={patient}
        part="febrile-episodes"
        title={words.feverTitle}
        add={words.feverAdd}
        icon="clock"
        empty={{ title: words.feverNothing, text: words.feverNothingText }}
        columns={columns}
        nameOf={({ arrivedAt }) => words.feverNamed(inHospitalTime(arrivedAt))}
        edit={words.feverFollow}
        form={(episode, onClose) => <FeverDialog patient={patient} episode={episode} onClose={onClose} />}
      />
    </div>
  )
}

/** The hour is that of the rule; a hospital with another limit sees it in the time by which the antibiotic is due. */
const GOLDEN = 60

function DoorToAntibiotic({ episode: { minutes, dueAt } }: { episode: FebrileEpisode }) {
  const words = useWords(earlyWarning)
  const { none } = useWords(common)
  if (minutes !== null)
    return (
      <StatusTag tone={minutes <= GOLDEN ? 'success' : 'error'} icon="clock">
        {`${words.minutes(minutes)} · ${minutes <= GOLDEN ? words.within : words.after}`}
      </StatusTag>
    )
  if (dueAt === null) return none
  const late = new Date(dueAt).getTime() < Date.now()
  return (
    <div>
      <StatusTag tone={late ? 'error' : 'warning'} icon="clock">
        {late ? words.overdue : words.waiting}
      </StatusTag>
      <span className="g-fact-written">{words.before(inHospitalTime(dueAt))}</span>
    </div>
  )
}
