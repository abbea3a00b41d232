import { useQuery } from '@tanstack/react-query'
import { type BuiltInMapping, builtInMappings } from 'shared/imports'
import { SelectField } from '../design/SelectField'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import { savedMappings } from './api'

/** What each row of the file is: one of ours, or a mapping the person saved. */
export function MappingField({ value, onChange }: { value: string; onChange: (mapping: string) => void }) {
  const words = useWords(importWords)
  const saved = useQuery(savedMappings)
  const hints: Record<BuiltInMapping, string> = {
    patients: words.patientsHint,
    'census-27': words.censusHint,
    'deidentified-cases': words.casesHint,
  }
  const own = builtInMappings.find((it) => it === value)
  return (
    <SelectField
      id="import-mapping"
      label={words.mapping}
      hint={own ? hints[own] : words.mappingHint}
      empty={value === ''}
      value={value}
      onChange={({ target }) => {
        if (target.value !== '') onChange(target.value)
      }}
      choices={[
        ...builtInMappings.map((it) => ({ value: it, label: words.mappingName(it) })),
        ...(saved.data?.items ?? []).map(({ id, name, base }) => ({
          value: id,
          label: `${name} (${words.mappingName(base)})`,
        })),
      ]}
    />
  )
}
