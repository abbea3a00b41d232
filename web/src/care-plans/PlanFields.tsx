import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BodyMeasurement } from 'shared/body-measurements'
import type { Condition } from 'shared/conditions'
import { bsaFormulas, intents } from 'shared/treatment'
import { conditionName } from '../conditions/condition-name'
import { Combobox } from '../design/Combobox'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { type Form, refusedAt } from '../form'
import { ExampleMark } from '../protocols/ExampleMark'
import { shownDay } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { protocolWords } from '../words/protocols'
import { firstProtocols, protocolsInUse } from './api'
import { asOption, latestMeasure, type PlanValues } from './plan-values'
import '../design/form-grid.css'

type FieldsProps = { form: Form<PlanValues>; measured: readonly BodyMeasurement[] }

/** What a plan begins with. `highCost` names medicines that need a folio, once the preview knows them. */
export function PlanFields({
  form,
  measured,
  diagnoses,
  highCost,
  needsFiltration,
}: FieldsProps & { diagnoses: readonly Condition[]; highCost: readonly string[]; needsFiltration: boolean }) {
  const words = useWords(carePlanWords)
  const { values, set, refused } = form
  const [hadService] = useState(values.service !== '')
  const folio = highCost.length > 0 || values.authorisationFolio !== ''
  const filtration = (
    <div className="g-span-6">
      <TextField
        id="glomerularFiltration"
        label={words.filtration}
        hint={words.filtrationHint}
        optional={!needsFiltration}
        inputMode="decimal"
        width="short"
        error={refusedAt(refused, 'glomerularFiltration')}
        value={values.glomerularFiltration}
        onChange={({ target }) => set({ glomerularFiltration: target.value })}
      />
    </div>
  )
  return (
    <div className="g-stack">
      <div className="g-form-grid">
        {(diagnoses.length > 0 || values.conditionId !== '') && (
          <SelectField
            id="conditionId"
            label={words.diagnosis}
            empty={diagnoses.length !== 1 || values.conditionId === ''}
            error={refusedAt(refused, 'conditionId')}
            value={values.conditionId}
            onChange={({ target }) => set({ conditionId: target.value })}
            choices={diagnoses.map((it) => ({
              value: it.id,
              label: `${conditionName(it)} · ${shownDay(it.recordedDate)}`,
            }))}
          />
        )}
        <ProtocolField form={form} />
        <div className="g-span-6">
          <SelectField
            id="intent"
            label={words.intent}
            error={refusedAt(refused, 'intent')}
            value={values.intent}
            onChange={({ target }) => set({ intent: target.value })}
            choices={intents.map((value) => ({ value, label: words[value] }))}
          />
        </div>
        <div className="g-span-6">
          <DateField
            id="startsOn"
            label={words.startsOn}
            hint=""
            error={refusedAt(refused, 'startsOn')}
            value={values.startsOn}
            onChange={(startsOn) => set({ startsOn })}
          />
        </div>
        <MeasureField form={form} measured={measured} field="weightKg" label={words.weight} />
        <MeasureField form={form} measured={measured} field="heightCm" label={words.height} />
        <div className="g-span-6">
          <SelectField
            id="bsaFormula"
            label={words.formula}
            empty={false}
            error={refusedAt(refused, 'bsaFormula')}
            value={values.bsaFormula}
            onChange={({ target }) => set({ bsaFormula: bsaFormulas.find((it) => it === target.value) ?? 'mosteller' })}
            choices={bsaFormulas.map((value) => ({ value, label: words[value] }))}
          />
        </div>
        {needsFiltration && filtration}
        {folio && (
          <div className="g-span-6">
            <TextField
              id="authorisationFolio"
              label={words.folio}
              hint={words.folioHint(highCost.join(', ') || words.folioMedicines)}
              maxLength={60}
              error={refusedAt(refused, 'authorisationFolio')}
              value={values.authorisationFolio}
              onChange={({ target }) => set({ authorisationFolio: target.value })}
            />
          </div>
        )}
      </div>
      <Disclosure title={words.more} open={hadService}>
        <div className="g-form-grid">
          <div className="g-span-6">
            <TextField
              id="service"
              label={words.service}
              optional
              maxLength={80}
              error={refusedAt(refused, 'service')}
              value={values.service}
              onChange={({ target }) => set({ service: target.value })}
            />
          </div>
          {!needsFiltration && filtration}
        </div>
      </Disclosure>
    </div>
  )
}

function ProtocolField({ form }: { form: Form<PlanValues> }) {
  const words = useWords(carePlanWords)
  const library = useWords(protocolWords)
  const { values, set, refused } = form
  const { data: first = [] } = useQuery(firstProtocols)
  const options = (found: typeof first) => found.flatMap((it) => asOption(it, library.example))
  return (
    <div className="g-stack">
      <Combobox
        id="protocolVersionId"
        label={words.protocol}
        hint={values.protocol?.label ?? words.protocolHint}
        error={refusedAt(refused, 'protocolVersionId')}
        value={values.protocol}
        typed={values.protocolTyped}
        onTyped={(protocolTyped) => set({ protocol: null, protocolTyped }, ['protocolVersionId'])}
        onChange={(protocol) => set({ protocol, protocolTyped: '' }, ['protocolVersionId'])}
        recent={options(first)}
        search={async (text, signal) => options(await protocolsInUse(text, signal))}
      />
      {values.protocol?.example && <ExampleMark long />}
    </div>
  )
}

/** A measure with the day on which it was taken, for as long as the value is the measured one. */
function MeasureField({
  form,
  measured,
  field,
  label,
}: FieldsProps & { field: 'weightKg' | 'heightCm'; label: string }) {
  const words = useWords(carePlanWords)
  const latest = latestMeasure(measured, field)
  return (
    <div className="g-span-6">
      <TextField
        id={field}
        label={label}
        hint={
          latest
            ? `${words.measuredOn(shownDay(latest.on))}: ${latest.value} ${field === 'weightKg' ? 'kg' : 'cm'}`
            : words.notMeasured
        }
        inputMode="decimal"
        width="short"
        error={refusedAt(form.refused, field)}
        value={form.values[field]}
        onChange={({ target }) => form.set({ [field]: target.value })}
      />
    </div>
  )
}
