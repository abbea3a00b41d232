import type { PlanDose } from 'shared/care-plans'
import { medicationName, useMedications } from '../medications/api'
import { useWords } from '../words/define'
import { lineWords } from '../words/protocol-lines'
import { DoseState } from './DoseState'
import { amountText, derivationText } from './dose-text'
import './care-plans.css'

/** Doses of one day: what, how much, by which route, and how it was reckoned. */
export function DoseList({ doses, states }: { doses: readonly PlanDose[]; states?: { today: string } }) {
  const routes = useWords(lineWords)
  const known = useMedications()
  return (
    <ul className="g-doses">
      {doses.map((dose) => (
        <li key={`${dose.phase} ${dose.cycle} ${dose.day} ${dose.line}`}>
          <span className="g-dose-name">{medicationName(known, dose.medication)}</span>
          <strong className="g-dose-amount">{amountText(dose.plannedDose, dose.unit)}</strong>
          <span className="g-dose-how">
            {routes[dose.route]} · {derivationText(dose)}
          </span>
          {states && <DoseState dose={dose} today={states.today} />}
        </li>
      ))}
    </ul>
  )
}
