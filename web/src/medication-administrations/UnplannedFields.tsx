import { purposes, routes } from 'shared/medications'
import { gateTestNames, gateTests } from 'shared/protocols'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { SelectField } from '../design/SelectField'
import { TextAreaField, TextField } from '../design/TextField'
import { refusedAt } from '../form'
import { mayEnterSpine, useMedications } from '../medications/api'
import { MedicationField } from '../medications/MedicationField'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { lineWords } from '../words/protocol-lines'
import { unplannedWords } from '../words/unplanned-dose'
import { shownGateUnit, unitName } from './dose-said'
import { ofMedicine, type UnplannedValues } from './unplanned-values'
import '../design/form-grid.css'

interface FieldsProps {
  values: UnplannedValues
  refused: readonly FieldProblem[]
  set: (change: Partial<UnplannedValues>) => void
}

/** What was given, how, when and why; mixture and laboratory for whoever has them. */
export function UnplannedFields({ values, refused, set }: FieldsProps) {
  const words = useWords(unplannedWords)
  const doses = useWords(doseWords)
  const lines = useWords(lineWords)
  const known = useMedications()
  const medicine = known.get(values.medication)
  const spine = values.route === 'IT'
  const error = (name: string) => refusedAt(refused, name)
  return (
    <div className="g-stack">
      <div className="g-form-grid">
        <div className="g-span-6">
          <MedicationField
            id="medication"
            label={words.medication}
            hint={spine ? doses.toSpine : undefined}
            error={error('medication')}
            value={values.medication}
            onChange={(medication) => set({ medication, ...ofMedicine(known.get(medication), values) })}
            // what was chosen stays in the list, so that its refusal can be read beside it
            among={(it) => !spine || mayEnterSpine(it) || it.code === values.medication}
          />
        </div>
        <div className="g-span-6">
          <SelectField
            id="purpose"
            label={words.purpose}
            error={error('purpose')}
            value={values.purpose}
            onChange={({ target }) => set({ purpose: target.value })}
            choices={purposes.map((value) => ({ value, label: lines[value] }))}
          />
        </div>
        <div className="g-span-6">
          <SelectField
            id="route"
            label={words.route}
            error={error('route')}
            value={values.route}
            onChange={({ target }) => set({ route: target.value })}
            choices={routes.map((value) => ({ value, label: doseWord(`route-${value}`) }))}
          />
        </div>
        <div className="g-span-3">
          <TextField
            id="doseGiven"
            label={words.doseGiven}
            inputMode="decimal"
            width="short"
            error={error('doseGiven')}
            value={values.doseGiven}
            onChange={({ target }) => set({ doseGiven: target.value })}
          />
        </div>
        <div className="g-span-3">
          <SelectField
            id="unit"
            label={words.unit}
            width="short"
            error={error('unit')}
            value={values.unit}
            onChange={({ target }) => set({ unit: target.value })}
            choices={(medicine?.units ?? []).map((unit) => ({ value: unit, label: unitName(unit) }))}
          />
        </div>
        <div className="g-span-6">
          <DateField
            id="day"
            label={words.day}
            error={error('day')}
            value={values.day}
            onChange={(day) => set({ day })}
          />
        </div>
        <div className="g-span-3">
          <TextField
            id="time"
            type="time"
            label={words.time}
            width="short"
            error={error('time')}
            value={values.time}
            onChange={({ target }) => set({ time: target.value })}
          />
        </div>
        {(medicine?.highCost || values.folio !== '' || error('folio') !== undefined) && (
          <div className="g-span-6">
            <TextField
              id="folio"
              label={words.folio}
              maxLength={60}
              width="medium"
              error={error('folio')}
              value={values.folio}
              onChange={({ target }) => set({ folio: target.value })}
            />
          </div>
        )}
        <TextAreaField
          id="reasonNote"
          label={words.reasonNote}
          hint={words.reasonHint}
          maxLength={500}
          error={error('reasonNote')}
          value={values.reasonNote}
          onChange={({ target }) => set({ reasonNote: target.value })}
        />
      </div>
      <MixtureFields values={values} refused={refused} set={set} />
      <GateFields values={values} refused={refused} set={set} />
    </div>
  )
}

const mixture = ['diluent', 'diluentMl', 'infusionMinutes', 'lot'] as const
const filled = (texts: readonly (string | undefined)[]) => texts.some((text) => text !== undefined && text !== '')

function MixtureFields({ values, refused, set }: FieldsProps) {
  const words = useWords(unplannedWords)
  const error = (name: string) => refusedAt(refused, name)
  const units = { diluent: undefined, diluentMl: 'mL', infusionMinutes: words.minutes, lot: undefined }
  const open = filled(mixture.map((name) => values[name])) || mixture.some((name) => error(name) !== undefined)
  return (
    <Disclosure title={words.mixture} open={open}>
      <div className="g-form-grid">
        {mixture.map((name) => (
          <div key={name} className="g-span-6">
            <TextField
              id={name}
              label={words[name]}
              optional
              maxLength={name === 'diluent' ? 80 : 60}
              width={units[name] === undefined ? 'medium' : 'short'}
              {...(units[name] !== undefined && { inputMode: 'decimal', after: units[name] })}
              error={error(name)}
              value={values[name]}
              onChange={({ target }) => set({ [name]: target.value })}
            />
          </div>
        ))}
      </div>
    </Disclosure>
  )
}

function GateFields({ values, refused, set }: FieldsProps) {
  const words = useWords(unplannedWords)
  const error = (test: string) => refusedAt(refused, `gates/${test}`)
  const open = filled(Object.values(values.gates)) || gateTestNames.some((test) => error(test) !== undefined)
  return (
    <Disclosure title={words.gates} open={open}>
      <div className="g-form-grid">
        {gateTestNames.map((test) => (
          <div key={test} className="g-span-6">
            <TextField
              id={`gates-${test}`}
              label={doseWord(`gate-${test}`)}
              inputMode="decimal"
              width="short"
              optional
              after={shownGateUnit(gateTests[test])}
              error={error(test)}
              value={values.gates[test] ?? ''}
              onChange={({ target }) => set({ gates: { ...values.gates, [test]: target.value } })}
            />
          </div>
        ))}
      </div>
    </Disclosure>
  )
}
