import type { PainAssessment } from 'shared/pain-assessments'
import { depths, saidPain } from './pain-said'
import './PainMark.css'

/** A score as it is shown everywhere: number, top of its scale, word and shade. */
export function PainMark(pain: Pick<PainAssessment, 'score' | 'scoreMax' | 'severity'>) {
  return (
    <span className="g-pain-mark" data-depth={pain.severity === null ? undefined : depths[pain.severity]}>
      {saidPain(pain)}
    </span>
  )
}
