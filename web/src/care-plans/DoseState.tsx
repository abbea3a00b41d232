import type { PlanDose } from 'shared/care-plans'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { type DoseStateName, stateOf } from './dose-state'
import { amountText } from './dose-text'
import './care-plans.css'

/** A shape for each state beside its word, so that colour says nothing alone. */
export function StateMark({ state }: { state: DoseStateName }) {
  return (
    <svg className={`g-dose-mark g-dose-${state}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const
const shapes: Record<DoseStateName, React.ReactNode> = {
  given: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.5 8.3 2.4 2.4 4.6-5" fill="none" stroke="var(--surface)" strokeWidth="2" />
    </>
  ),
  partial: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} />
      <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
    </>
  ),
  omitted: <path d="m3 3 10 10M13 3 3 13" {...stroke} strokeWidth="2.5" />,
  planned: <circle cx="8" cy="8" r="6" {...stroke} />,
  underway: <path d="m4 2 9 6-9 6Z" fill="currentColor" />,
  late: (
    <>
      <path d="M8 1 15.5 15H.5Z" fill="currentColor" />
      <path d="M8 6v4.5M8 12v1.5" fill="none" stroke="var(--surface)" strokeWidth="1.8" />
    </>
  ),
  cancelled: <path d="M2 8h12" {...stroke} />,
}

/** 'Parcial, cantidad incompleta, se dio 1 mg'. */
export function DoseState({ dose, today }: { dose: PlanDose; today: string }) {
  const words = useWords(carePlanWords)
  const state = stateOf(dose, today)
  if (state === null) return <span className="g-dose-state">{words['entered-in-error']}</span>
  const { statusReason, doseGiven, unit } = dose
  const reason = statusReason && words[statusReason === 'partial' ? 'partial-reason' : statusReason]
  return (
    <span className="g-dose-state">
      <StateMark state={state} />
      {[words[state], reason, doseGiven !== null && words.doseGiven(amountText(doseGiven, unit))]
        .filter(Boolean)
        .join(', ')}
    </span>
  )
}
