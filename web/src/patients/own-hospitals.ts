import { useMemo } from 'react'
import { useSession } from '../session'

/** Hospitals where the person works; the server decides what they reach. */
export function useOwnHospitalIds(): readonly string[] {
  const session = useSession()
  const grants = 'user' in session ? session.user.grants : undefined
  return useMemo(
    () => [
      ...new Set(
        (grants ?? []).flatMap((grant) => (grant.role === 'hospital-staff' ? (grant.organizationIds ?? []) : [])),
      ),
    ],
    [grants],
  )
}
