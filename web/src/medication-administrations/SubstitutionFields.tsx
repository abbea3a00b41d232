import type { WorklistItem } from 'shared/medication-administrations'
import { Checkbox, RadioGroup } from '../design/Choices'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import { mayEnterSpine, useMedications } from '../medications/api'
import { currentLanguage } from '../preferences'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { doseWords } from '../words/doses'
import { unitName } from './dose-said'
import type { DoseValues } from './dose-values'

/** Another medicine in place of the planned one. Into the spine only what may enter it is offered. */
export function SubstitutionFields({
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
  const known = useMedications()
  const error = (field: string) => refusedAt(refused, `doses/${item.id}/${field}`)
  const id = (field: string) => `doses-${item.id}-${field}`
  const language = currentLanguage()
  const offered = [...known.values()]
    .filter((medicine) => medicine.code !== item.medication && (item.route !== 'IT' || mayEnterSpine(medicine)))
    .sort((a, b) => a.label[language].localeCompare(b.label[language], language))
  const unitsOf = (code: string) => known.get(code)?.units ?? []
  return (
    <>
      <Checkbox
        label={words.instead}
        checked={values.instead}
        onChange={({ target }) =>
          set({ instead: target.checked, dose: target.checked ? '' : String(item.plannedDose ?? '') })
        }
      />
      {values.instead && (
        <>
          <SelectField
            id={id('to')}
            label={words.to}
            hint={item.route === 'IT' ? words.toSpine : undefined}
            error={error('to')}
            value={values.to}
            onChange={({ target }) => {
              const [unit = ''] = unitsOf(target.value)
              set({ to: target.value, unit })
            }}
            choices={offered.map(({ code, label }) => ({ value: code, label: label[language] }))}
          />
          <SelectField
            id={id('unit')}
            label={words.unit}
            width="short"
            error={error('unit')}
            value={values.unit}
            onChange={({ target }) => set({ unit: target.value })}
            choices={unitsOf(values.to).map((unit) => ({ value: unit, label: unitName(unit) }))}
          />
          <TextField
            id={id('insteadReason')}
            label={words.insteadReason}
            maxLength={300}
            error={error('insteadReason')}
            value={values.insteadReason}
            onChange={({ target }) => set({ insteadReason: target.value })}
          />
          <TextField
            id={id('authorisedBy')}
            label={words.authorisedBy}
            maxLength={120}
            error={error('authorisedBy')}
            value={values.authorisedBy}
            onChange={({ target }) => set({ authorisedBy: target.value })}
          />
          <RadioGroup
            row
            id={id('told')}
            name={id('told')}
            label={words.told}
            error={error('told')}
            value={values.told}
            onChange={({ target }) => set({ told: target.value === 'yes' ? 'yes' : 'no' })}
            choices={[
              { value: 'yes', label: words.toldYes },
              { value: 'no', label: words.toldNo },
            ]}
          />
          <Checkbox
            label={words.lacked}
            hint={words.shortageHint}
            checked={values.lacked}
            onChange={({ target }) => set({ lacked: target.checked })}
          />
        </>
      )}
    </>
  )
}
