import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Hospital } from 'shared/network'
import type { FieldProps } from '../design/Field'
import { SelectField } from '../design/SelectField'
import { useSession } from '../session'
import { hospitalsInReach, type Reach } from './api'

/** Hospitals that somebody reaches as staff or as a coordinator; the server decides what they see. */
export function useReach(): Reach {
  const session = useSession()
  const grants = 'user' in session ? session.user.grants : undefined
  return useMemo(() => {
    const own = (grants ?? []).filter(({ role }) => role === 'hospital-staff' || role === 'coordinator')
    return {
      ids: [...new Set(own.flatMap(({ organizationIds }) => organizationIds ?? []))],
      ooads: [...new Set(own.flatMap(({ ooadCodes }) => ooadCodes ?? []))],
      national: own.some(({ role, national }) => role === 'coordinator' && national === true),
    }
  }, [grants])
}

const none: readonly Hospital[] = []

/** Those in reach, by name; of the nation, those that use the platform. */
export const useHospitalsInReach = (): readonly Hospital[] => useQuery(hospitalsInReach(useReach())).data ?? none

/** One of the hospitals in reach: the browser's own list, which finds by the first letters on every phone. */
export function HospitalField({
  value,
  onChange,
  ...field
}: FieldProps & { id?: string; value: string; onChange: (organizationId: string) => void; empty?: boolean | string }) {
  const hospitals = useHospitalsInReach()
  return (
    <SelectField
      empty={hospitals.length !== 1 || value === ''}
      {...field}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      choices={hospitals.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
