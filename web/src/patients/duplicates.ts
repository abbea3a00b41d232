import { useQuery } from '@tanstack/react-query'
import { useDebounced } from '../debounced'
import { duplicates } from './api'
import { factsOf } from './identifier-check'
import type { PersonValues } from './person-values'

const pause = 400 // ms

/** Who this person might be already, asked once name, surname and birth date are there. */
export function useDuplicates(values: PersonValues) {
  const whole = (text: string) => text.replace(/[\s-]/g, '').length
  const { birthState: _, ...facts } = factsOf(
    values,
    (field) => whole(values[field]) >= (field === 'curp' ? 18 : field === 'nss' ? 10 : 8),
  )
  const rested = useDebounced(facts, pause)
  const asking = ['givenName', 'firstSurname', 'birthDate'].every((field) => rested[field] !== undefined)
  const { data, isError } = useQuery({ ...duplicates(rested), enabled: asking })
  return { asking, failed: isError, candidates: asking ? data : undefined }
}
