import type { WorklistItem } from 'shared/medication-administrations'
import { statusReasons } from 'shared/treatment'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import { useMedications } from '../medications/api'
import type { FieldProblem } from '../problem'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { DoseGates } from './DoseGates'
import { amount, mixture, plannedName, statusTone, statusWord, unitName } from './dose-said'
import { type Choice, canBegin, type DoseValues, isChanged, numberOf, percentOf, rechosen } from './dose-values'
import { SubstitutionFields } from './SubstitutionFields'

export interface DoseFormProps {
  item: WorklistItem
  values: DoseValues | undefined
  refused: readonly FieldProblem[]
  /** `undefined` takes the answer back. */
  onChange: (values: DoseValues | undefined, mended: readonly string[]) => void
  onLabel: () => void
}

const notGivenReasons = statusReasons.filter((reason) => reason !== 'partial')

/** One dose: what was planned, and one press for what became of it. */
export function DoseForm({ item, values, refused, onChange, onLabel }: DoseFormProps) {
  const words = useWords(doseWords)
  const known = useMedications()
  const name = plannedName(known, item)
  const at = (field: string) => `doses/${item.id}/${field}`
  const choose = (choice: Choice) => onChange(rechosen(item, values, choice), [`doses/${item.id}`])
  const set = (change: Partial<DoseValues>) => values && onChange({ ...values, ...change }, Object.keys(change).map(at))
  const id = `doses-${item.id}`
  return (
    <article className="g-dose" aria-labelledby={`${id}-name`}>
      <div className="g-dose-head">
        <div>
          <h3 id={`${id}-name`}>{name}</h3>
          <p className={item.route === 'IT' ? 'g-dose-mixture g-dose-spine' : 'g-dose-mixture'}>
            {[doseWord(`route-${item.route}`), mixture(item)].filter(Boolean).join(' · ')}
          </p>
          {item.status === 'in-progress' && (
            <p>
              <StatusTag tone={statusTone(item)}>{statusWord(item)}</StatusTag>{' '}
              {item.givenAt !== null && words.since(inHospitalTime(item.givenAt))}
            </p>
          )}
        </div>
        <div className="g-row">
          {values && (
            <Button size="small" kind="quiet" icon="close" onClick={() => onChange(undefined, [`doses/${item.id}`])}>
              {words.clearChoice}
            </Button>
          )}
          <Button size="small" kind="quiet" icon="printer" aria-label={words.labelOf(name)} onClick={onLabel}>
            {words.label}
          </Button>
        </div>
      </div>
      <RadioGroup
        row
        label={words.what}
        name={`${id}-choice`}
        value={values?.choice ?? ''}
        onChange={({ target }) => choose(target.value as Choice)} // one of the choices below
        choices={[
          { value: 'given', label: words.given },
          { value: 'partial', label: words.inPart },
          ...(canBegin(item) ? [{ value: 'begun', label: words.begun }] : []),
          { value: 'not-given', label: words.notGiven },
        ]}
      />
      {values?.choice === 'begun' && (
        <>
          <DoseGates item={item} values={values} refused={refused} set={set} />
          <div className="g-form-grid">
            <WhenFields item={item} values={values} refused={refused} set={set} />
          </div>
          <p className="g-field-hint">{words.begunHint}</p>
        </>
      )}
      {values && values.choice !== 'not-given' && values.choice !== 'begun' && (
        <>
          <DoseGates item={item} values={values} refused={refused} set={set} />
          {values.choice === 'partial' || values.instead || isChanged(item, values) ? (
            <GivenFields item={item} values={values} refused={refused} set={set} />
          ) : (
            <Disclosure title={`${words.details} (${amount(numberOf(values.dose), item.unit)}, ${values.time})`}>
              <GivenFields item={item} values={values} refused={refused} set={set} />
            </Disclosure>
          )}
          {values.choice === 'partial' && <p className="g-field-hint">{words.shortageHint}</p>}
        </>
      )}
      {values?.choice === 'not-given' && (
        <>
          <div className="g-reasons">
            <RadioGroup
              row
              id={`${id}-reason`}
              label={words.reason}
              name={`${id}-reason`}
              error={refusedAt(refused, at('reason'))}
              value={values.reason}
              onChange={({ target }) => set({ reason: target.value })}
              choices={notGivenReasons.map((value) => ({ value, label: doseWord(`reason-${value}`) }))}
            />
          </div>
          {values.reason === 'not-available' && <p className="g-field-hint">{words.shortageHint}</p>}
          <TextField
            id={`${id}-note`}
            label={words.note}
            hint={words.noteHint}
            optional={values.reason !== 'other'}
            maxLength={500}
            error={refusedAt(refused, at('note'))}
            value={values.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        </>
      )}
    </article>
  )
}

interface PartProps {
  item: WorklistItem
  values: DoseValues
  refused: readonly FieldProblem[]
  set: (change: Partial<DoseValues>) => void
}

function GivenFields({ item, values, refused, set }: PartProps) {
  const words = useWords(doseWords)
  const error = (field: string) => refusedAt(refused, `doses/${item.id}/${field}`)
  const id = (field: string) => `doses-${item.id}-${field}`
  const percent = percentOf(item, values)
  const typed = (text: string) => {
    const value = numberOf(text)
    if (item.plannedDose !== null && Number.isFinite(value))
      set({ dose: String(Math.round(item.plannedDose * value * 100) / 10_000) })
  }
  return (
    <div className="g-form-grid">
      <TextField
        id={id('dose')}
        label={words.dose}
        inputMode="decimal"
        width="short"
        after={values.instead ? undefined : unitName(item.unit)}
        hint={!values.instead && percent !== undefined && percent !== 100 ? words.ofPlan(String(percent)) : undefined}
        error={error('dose')}
        value={values.dose}
        onChange={({ target }) => set({ dose: target.value })}
      />
      {values.choice === 'given' && !values.instead && item.plannedDose !== null && (
        <TextField
          label={words.percent}
          inputMode="decimal"
          width="short"
          after="%"
          key={percent}
          defaultValue={percent ?? ''}
          onBlur={({ target }) => typed(target.value)}
        />
      )}
      {isChanged(item, values) && (
        <TextField
          id={id('changeReason')}
          label={words.changeReason}
          maxLength={300}
          error={error('changeReason')}
          value={values.changeReason}
          onChange={({ target }) => set({ changeReason: target.value })}
        />
      )}
      <WhenFields item={item} values={values} refused={refused} set={set} />
      <SubstitutionFields item={item} values={values} refused={refused} set={set} />
    </div>
  )
}

/** When it was given or begun, and of which lot; the folio where the medicine needs one. */
function WhenFields({ item, values, refused, set }: PartProps) {
  const words = useWords(doseWords)
  const medicine = useMedications().get(item.medication)
  const error = (field: string) => refusedAt(refused, `doses/${item.id}/${field}`)
  const id = (field: string) => `doses-${item.id}-${field}`
  const begun = values.choice === 'begun'
  return (
    <>
      <DateField
        id={id('day')}
        label={begun ? words.begunOn : words.givenOn}
        error={error('day')}
        value={values.day}
        onChange={(day) => set({ day })}
      />
      <TextField
        id={id('time')}
        type="time"
        label={words.givenTime}
        width="short"
        error={error('time')}
        value={values.time}
        onChange={({ target }) => set({ time: target.value })}
      />
      <TextField
        id={id('lot')}
        label={words.lot}
        optional
        maxLength={60}
        width="medium"
        error={error('lot')}
        value={values.lot}
        onChange={({ target }) => set({ lot: target.value })}
      />
      {(medicine?.highCost || values.folio !== '' || error('folio') !== undefined) && (
        <TextField
          id={id('folio')}
          label={words.folio}
          maxLength={60}
          width="medium"
          error={error('folio')}
          value={values.folio}
          onChange={({ target }) => set({ folio: target.value })}
        />
      )}
    </>
  )
}
