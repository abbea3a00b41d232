import type { AnalgesicFacts } from 'shared/analgesia'
import { isOpioid } from 'shared/analgesic-drugs'
import { type OrderQuestion, orderFindings } from 'shared/analgesic-plan-checks'
import { type AnalgesicUnit, analgesicRoles, controlledFractions } from 'shared/pain'
import { Button } from '../design/Button'
import { RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { shownAmount } from '../words/analgesic-warnings'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { Cautions } from './Cautions'
import { DoseRange, LiveFindings } from './DoseRange'
import { DrugFields } from './DrugFields'
import {
  codeOf,
  derivationOf,
  fractionOf,
  type OrderValues,
  type PlanFor,
  type PlanValues,
  subjectOf,
} from './plan-values'
import { saidCode } from './said'

const orderRoles = analgesicRoles.filter((role) => role !== 'antagonist')

/** One order: drug, dose with its derivation and the published range, clock, and the prescription of an opioid. */
export function OrderFields({
  index,
  values,
  who,
  facts,
  questions,
  refused,
  onChange,
  onRemove,
}: {
  index: number
  values: PlanValues
  who: PlanFor
  facts: AnalgesicFacts
  questions: readonly (OrderQuestion | undefined)[]
  refused: readonly FieldProblem[]
  onChange: (change: Partial<OrderValues>, mended: readonly string[]) => void
  onRemove: () => void
}) {
  const words = useWords(reliefWords)
  const order = values.orders[index]
  if (order === undefined) return null
  const at = `orders/${index}/`
  const id = (field: string) => `orders-${index}-${field}`
  const set = (change: Partial<OrderValues>, ...fields: string[]) =>
    onChange(
      change,
      [...Object.keys(change), ...fields].map((field) => `${at}${field}`),
    )
  const error = (field: string) => refusedAt(refused, `${at}${field}`)
  const derived = derivationOf(order, values, who, facts)
  const question = questions[index]
  const before = questions.slice(0, index).filter((one) => one !== undefined)
  const subject = subjectOf(order, values, who)
  const unit = order.unit === '' ? '' : saidCode(order.unit)
  return (
    <fieldset className="g-relief-order-form">
      <legend>{words.orderNumber(index + 1)}</legend>
      <div className="g-form-grid">
        <DrugFields
          values={order}
          refused={refused}
          facts={facts}
          freeRole="regular"
          at={at}
          roles={orderRoles}
          onChange={set}
        />
        <div className="g-span-4">
          <RadioGroup
            label={words.doseBy}
            row
            value={order.by}
            onChange={({ target }) =>
              set({ by: target.value === 'dose' ? 'dose' : 'perKg' }, 'dose', 'perKg', 'roundTo')
            }
            choices={[
              { value: 'perKg', label: words.perKg },
              { value: 'dose', label: words.wholeDose },
            ]}
          />
        </div>
        <div className="g-span-4">
          <TextField
            id={id(order.by)}
            label={order.by === 'perKg' ? words.dosePerKg(unit) : words.doseIn(unit)}
            inputMode="decimal"
            width="short"
            error={error(order.by) ?? (order.by === 'perKg' ? error('dose') : undefined)}
            value={order.amount}
            onChange={({ target }) => set({ amount: target.value }, 'dose', 'perKg')}
          />
        </div>
        {order.by === 'perKg' && (
          <div className="g-span-4">
            <TextField
              id={id('roundTo')}
              label={words.roundTo(unit)}
              optional
              inputMode="decimal"
              width="short"
              error={error('roundTo')}
              value={order.roundTo}
              onChange={({ target }) => set({ roundTo: target.value })}
            />
          </div>
        )}
        {!order.route.endsWith('-infusion') && (
          <div className="g-span-4">
            <TextField
              id={id('intervalHours')}
              label={words.interval}
              optional={order.role !== 'regular'}
              inputMode="decimal"
              width="short"
              error={error('intervalHours')}
              value={order.intervalHours}
              onChange={({ target }) => set({ intervalHours: target.value })}
            />
          </div>
        )}
        <div className="g-span-4">
          <TextField
            id={id('maxDosesPerDay')}
            label={words.maxDoses}
            optional={order.role !== 'rescue'}
            inputMode="numeric"
            width="short"
            error={error('maxDosesPerDay')}
            value={order.maxDosesPerDay}
            onChange={({ target }) => set({ maxDosesPerDay: target.value })}
          />
        </div>
        {subject.drug !== '' && order.route !== '' && order.unit !== '' && (
          <div className="g-relief-reckoning">
            {derived && (
              <p>
                <strong>{words.comesTo(shownAmount(derived.dose, derived.unit))}</strong>{' '}
                {words.derived(
                  shownAmount(derived.perKg, derived.unit),
                  shownAmount(derived.weightKg, null),
                  shownAmount(derived.raw, derived.unit),
                )}
                {derived.cap !== null &&
                  derived.raw > derived.cap &&
                  words.cappedAt(shownAmount(derived.cap, derived.unit))}
              </p>
            )}
            <DoseRange protocol={facts.protocol} subject={subject} unit={order.unit as AnalgesicUnit} />
            <Cautions facts={facts} subject={subject} />
            {question && (
              <LiveFindings
                protocol={facts.protocol}
                question={question}
                findings={orderFindings(facts.protocol, [...before, question], before.length, {
                  protocolName: who.protocol,
                  beforeMg: new Map(), // what was in force a day ago is the server's to know
                })}
              />
            )}
          </div>
        )}
        {isOpioid(codeOf(order)) && (
          <>
            <div className="g-span-4">
              <SelectField
                id={id('controlledFraction')}
                label={words.fractionOfLaw}
                error={error('controlledFraction')}
                value={fractionOf(order) ?? ''}
                onChange={({ target }) => set({ fraction: target.value }, 'controlledFraction')}
                choices={controlledFractions.map((value) => ({ value, label: words.fraction(value) }))}
              />
            </div>
            <div className="g-span-4">
              <TextField
                id={id('prescriptionFolio')}
                label={words.folioOf}
                maxLength={60}
                code
                error={error('prescriptionFolio')}
                value={order.folio}
                onChange={({ target }) => set({ folio: target.value }, 'prescriptionFolio')}
              />
            </div>
            <div className="g-span-4">
              <DateField
                id={id('expiresOn')}
                label={words.expiresOn}
                hint={words.futureDay}
                error={error('expiresOn')}
                value={order.expiresOn}
                onChange={(expiresOn) => set({ expiresOn })}
              />
            </div>
          </>
        )}
      </div>
      <div>
        <Button size="small" kind="quiet" icon="close" onClick={onRemove}>
          {words.removeOrder(index + 1)}
        </Button>
      </div>
    </fieldset>
  )
}
