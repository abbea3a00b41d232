import { doseBases, doseUnits, purposes, routes } from 'shared/medications'
import { gateTestNames, gateTests } from 'shared/protocols'
import { Button, IconButton } from '../design/Button'
import { FieldGroup } from '../design/Field'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { medicationName, useMedications } from '../medications/api'
import { useWords } from '../words/define'
import { editorWords } from '../words/protocol-editor'
import { lineWords } from '../words/protocol-lines'
import { emptyBand, emptyGate, type LineField, type LineTree, replaced, without } from './editor-tree'
import { fieldOf } from './field-of'
import type { LineProps } from './LineEditor'
import { shownUnit } from './line-text'

/** The form of one line: only the fields that fit its basis. */
export function LineFields({ line, pointer, issues, put }: LineProps) {
  const words = useWords(editorWords)
  const said = useWords(lineWords)
  const known = useMedications()
  const field = fieldOf(issues, pointer)
  const medication = known.get(line.medication)
  const names = [...known.values()]
    .map(({ code }) => ({ value: code, label: medicationName(known, code) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'es-MX'))
  const listed = line.medication === '' || known.has(line.medication)
  const set = (name: LineField, value: string, typed = true) =>
    put({ ...line, [name]: value }, typed ? name : undefined)
  const typed = (name: LineField) => ({
    value: line[name],
    onChange: ({ target }: { target: { value: string } }) => set(name, target.value),
  })
  const chosen = (name: LineField) => ({
    value: line[name],
    onChange: ({ target }: { target: { value: string } }) => set(name, target.value, false),
  })
  const amountLabel =
    line.basis === 'per-m2'
      ? words.amountPer('m²')
      : line.basis === 'per-kg'
        ? words.amountPer('kg')
        : line.basis === 'auc'
          ? words.amountAuc
          : words.amount
  return (
    <div className="g-form-grid">
      <div className="g-span-5">
        <SelectField
          {...field('medication')}
          label={words.medication}
          value={line.medication}
          onChange={({ target }) => put(withMedication(line, target.value, known.get(target.value)?.kind))}
          choices={listed ? names : [{ value: line.medication, label: line.medication }, ...names]}
        />
      </div>
      <div className="g-span-3">
        <SelectField
          {...field('purpose')}
          label={words.purpose}
          {...chosen('purpose')}
          choices={purposes.map((value) => ({ value, label: said[value] }))}
        />
      </div>
      <div className="g-span-4">
        <SelectField
          {...field('route')}
          label={words.route}
          {...chosen('route')}
          choices={routes.map((value) => ({ value, label: said[value] }))}
        />
      </div>
      <div className="g-span-4">
        <SelectField
          {...field('basis')}
          label={words.basis}
          {...chosen('basis')}
          choices={doseBases.map((value) => ({ value, label: said[value] }))}
        />
      </div>
      {line.basis !== 'age-band' && (
        <div className="g-span-3">
          <TextField {...field('amount')} label={amountLabel} inputMode="decimal" {...typed('amount')} />
        </div>
      )}
      <div className="g-span-2">
        <SelectField
          {...field('unit')}
          label={words.unit}
          {...chosen('unit')}
          choices={(medication?.units ?? doseUnits).map((value) => ({ value, label: shownUnit(value) }))}
        />
      </div>
      <div className="g-span-3">
        <TextField {...field('cap')} label={words.cap} optional inputMode="decimal" {...typed('cap')} />
      </div>
      {line.basis === 'age-band' && <Bands line={line} pointer={pointer} issues={issues} put={put} />}
      <div className="g-span-3">
        <TextField {...field('rounding/to')} label={words.roundTo} optional inputMode="decimal" {...typed('roundTo')} />
      </div>
      <div className="g-span-3">
        <SelectField
          {...field('rounding/mode')}
          label={words.roundMode}
          empty={false}
          {...chosen('roundMode')}
          choices={[
            { value: 'nearest', label: words.nearest },
            { value: 'down', label: words.roundedDown },
          ]}
        />
      </div>
      <div className="g-span-3">
        <TextField
          {...field('infusionMinutes')}
          label={words.infusionMinutes}
          optional
          inputMode="numeric"
          {...typed('infusionMinutes')}
        />
      </div>
      <div className="g-span-3">
        <TextField
          {...field('offsetMinutes')}
          label={words.offsetMinutes}
          hint={words.offsetHint}
          optional
          {...typed('offsetMinutes')}
        />
      </div>
      <div className="g-span-5">
        <TextField {...field('diluent')} label={words.diluent} optional maxLength={80} {...typed('diluent')} />
      </div>
      <div className="g-span-2">
        <TextField
          {...field('diluentMl')}
          label={words.diluentMl}
          optional
          inputMode="decimal"
          {...typed('diluentMl')}
        />
      </div>
      <div className="g-span-5">
        <TextField {...field('note')} label={words.note} optional maxLength={300} {...typed('note')} />
      </div>
      <Gates line={line} pointer={pointer} issues={issues} put={put} />
    </div>
  )
}

/** A support medicine chosen on a new line is support; what was chosen by hand stays. */
const withMedication = (
  line: LineTree,
  medication: string,
  kind: 'antineoplastic' | 'supportive' | undefined,
): LineTree => ({
  ...line,
  medication,
  purpose: line.medication === '' && kind !== undefined ? kind : line.purpose,
})

function Bands({ line, pointer, issues, put }: LineProps) {
  const words = useWords(editorWords)
  const field = fieldOf(issues, pointer)
  const { id, error } = field('ageBands')
  return (
    <FieldGroup label={words.ageBands} hint={words.ageBandsHint} id={id} error={error}>
      <div className="g-stack">
        {line.ageBands.map((band, at) => (
          <div key={band.key} className="g-editor-row">
            {(['from', 'to', 'amount'] as const).map((name) => (
              <TextField
                key={name}
                {...field(`ageBands/${at}/${name}`)}
                label={name === 'from' ? words.bandFrom : name === 'to' ? words.bandTo : words.bandAmount}
                inputMode="decimal"
                value={band[name]}
                onChange={({ target }) =>
                  put(
                    { ...line, ageBands: replaced(line.ageBands, { ...band, [name]: target.value }) },
                    `${band.key} ${name}`,
                  )
                }
              />
            ))}
            <IconButton
              icon="close"
              label={`${words.removeRow} ${at + 1}`}
              onClick={() => put({ ...line, ageBands: without(line.ageBands, band.key) })}
            />
          </div>
        ))}
        <div className="g-row">
          <Button
            size="small"
            onClick={() => put({ ...line, ageBands: [...line.ageBands, emptyBand(line.ageBands.at(-1)?.to ?? '0')] })}
          >
            {words.addBand}
          </Button>
        </div>
      </div>
    </FieldGroup>
  )
}

function Gates({ line, pointer, issues, put }: LineProps) {
  const words = useWords(editorWords)
  const said = useWords(lineWords)
  const field = fieldOf(issues, pointer)
  const unit = (test: string) =>
    gateTestNames.some((name) => name === test)
      ? ` (${gateTests[test as 'platelets'].replace('10*3/uL', '10³/µL')})`
      : ''
  return (
    <FieldGroup label={words.gates} hint={words.gatesHint} id={field('gates').id} optional>
      <div className="g-stack">
        {line.gates.map((gate, at) => (
          <div key={gate.key} className="g-editor-row">
            <SelectField
              {...field(`gates/${at}/test`)}
              label={words.gateTest}
              value={gate.test}
              onChange={({ target }) => put({ ...line, gates: replaced(line.gates, { ...gate, test: target.value }) })}
              choices={gateTestNames.map((value) => ({ value, label: said[value] }))}
            />
            {(['min', 'max'] as const).map((name) => (
              <TextField
                key={name}
                {...field(`gates/${at}/${name}`)}
                label={`${name === 'min' ? words.gateMin : words.gateMax}${unit(gate.test)}`}
                inputMode="decimal"
                value={gate[name]}
                onChange={({ target }) =>
                  put(
                    { ...line, gates: replaced(line.gates, { ...gate, [name]: target.value }) },
                    `${gate.key} ${name}`,
                  )
                }
              />
            ))}
            <IconButton
              icon="close"
              label={`${words.removeRow} ${at + 1}`}
              onClick={() => put({ ...line, gates: without(line.gates, gate.key) })}
            />
          </div>
        ))}
        <div className="g-row">
          <Button size="small" onClick={() => put({ ...line, gates: [...line.gates, emptyGate()] })}>
            {words.addGate}
          </Button>
        </div>
      </div>
    </FieldGroup>
  )
}
