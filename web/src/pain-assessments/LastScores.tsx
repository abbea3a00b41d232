import { useQuery } from '@tanstack/react-query'
import { facts } from '../facts/api'
import { clockTime, inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { PainMark } from './PainMark'
import { saidAgo } from './pain-said'

const shown = 3

/** The last scores that stand, the latest first, each with its time. */
export function LastScores({ patientId }: { patientId: string }) {
  const words = useWords(painWords)
  const { data } = useQuery(facts(patientId, 'pain-assessments'))
  if (data === undefined) return <div className="g-pain-last" aria-busy="true" />
  const last = data.filter(({ status }) => status === 'final').slice(0, shown)
  return (
    <section className="g-pain-last" aria-label={words.lastScores}>
      {last.length === 0 ? (
        <p className="g-pain-soft">{words.noneBefore}</p>
      ) : (
        <ul>
          {last.map((one) => (
            <li key={one.id}>
              <PainMark score={one.score} scoreMax={one.scoreMax} severity={one.severity} />
              <span className="g-pain-soft" title={inHospitalTime(one.effectiveDateTime)}>
                {clockTime(one.effectiveDateTime)}, {saidAgo(one.effectiveDateTime)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
