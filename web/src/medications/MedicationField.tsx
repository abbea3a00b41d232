import type { Medication } from 'shared/medication-catalogue'
import type { FieldProps } from '../design/Field'
import { SelectField } from '../design/SelectField'
import { currentLanguage } from '../preferences'
import { useMedications } from './api'

/** One medicine of the catalogue, by name: the browser's own list, which finds by the first letters. */
export function MedicationField({
  value,
  onChange,
  among = () => true,
  ...field
}: FieldProps & {
  id?: string
  value: string
  onChange: (code: string) => void
  empty?: boolean | string
  /** Which medicines are offered; all where absent. */
  among?: (medicine: Medication) => boolean
}) {
  const language = currentLanguage()
  const choices = [...useMedications().values()]
    .filter(among)
    .map(({ code, label }) => ({ value: code, label: label[language] }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
  return <SelectField {...field} value={value} onChange={({ target }) => onChange(target.value)} choices={choices} />
}
