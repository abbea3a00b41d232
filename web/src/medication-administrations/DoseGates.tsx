import type { WorklistItem } from 'shared/medication-administrations'
import { gateTests, type LaboratoryGate } from 'shared/protocols'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { numeral, shownGateUnit } from './dose-said'
import { type DoseValues, isOutside } from './dose-values'

/** What the protocol asks the laboratory before this dose. A value outside asks why the dose went on. */
export function DoseGates({
  item,
  values,
  refused,
  set,
}: {
  item: WorklistItem
  values: DoseValues
  refused: readonly FieldProblem[]
  set: (change: Partial<DoseValues>) => void
}) {
  const words = useWords(doseWords)
  if (item.gates.length === 0) return null
  return (
    <fieldset className="g-dose-gates">
      <legend className="g-field-label">{words.gates}</legend>
      {item.gates.map((gate) => {
        const { test } = gate
        const typed = values.gates[test] ?? { value: '', reason: '' }
        const path = `doses/${item.id}/gates/${test}`
        const change = (next: Partial<typeof typed>) =>
          set({ gates: { ...values.gates, [test]: { ...typed, ...next } } })
        return (
          <div key={test} className="g-form-grid">
            <TextField
              id={`${path.replaceAll('/', '-')}-value`}
              label={doseWord(`gate-${test}`)}
              hint={<Expected gate={gate} />}
              inputMode="decimal"
              width="short"
              optional
              after={shownUnit(gate)}
              error={refusedAt(refused, `${path}/value`)}
              value={typed.value}
              onChange={({ target }) => change({ value: target.value })}
            />
            {isOutside(item, test, typed.value) && (
              <TextField
                id={`${path.replaceAll('/', '-')}-reason`}
                label={words.gateReason}
                maxLength={300}
                error={refusedAt(refused, `${path}/reason`)}
                value={typed.reason}
                onChange={({ target }) => change({ reason: target.value })}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

const shownUnit = ({ test }: LaboratoryGate) => shownGateUnit(gateTests[test])

function Expected({ gate }: { gate: LaboratoryGate }) {
  const words = useWords(doseWords)
  const unit = shownUnit(gate)
  return (
    <>
      {gate.min !== undefined && words.gateMin(numeral(gate.min), unit)}{' '}
      {gate.max !== undefined && words.gateMax(numeral(gate.max), unit)}
    </>
  )
}
