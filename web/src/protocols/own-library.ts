import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { hospitals, hospitalsByIds } from '../network/api'
import { useSession } from '../session'

export type Owner = { value: string; label: string }

/** Whose protocols the person may write: `''` is the network's library, for the nation's coordination. */
export function useOwners(networkWord: string): readonly Owner[] {
  const session = useSession()
  const grants = 'user' in session ? session.user.grants.filter(({ role }) => role === 'coordinator') : []
  const national = grants.some((grant) => grant.national === true)
  const office = grants.flatMap(({ ooadCodes = [] }) => ooadCodes)[0] ?? ''
  const own = useQuery(hospitalsByIds(grants.flatMap(({ organizationIds = [] }) => organizationIds)))
  const near = useInfiniteQuery({
    ...hospitals({ level: '', ooad: office, search: '', everywhere: false }),
    enabled: office !== '',
  })
  const named = [
    ...(own.data ?? []),
    // a UMAE that merely stands there does not answer to the office
    ...(near.data?.pages.flatMap(({ items }) => items) ?? []).filter(({ reportsToOoad }) => reportsToOoad === office),
  ]
  return [
    ...(national ? [{ value: '', label: networkWord }] : []),
    ...named.map(({ id, name }) => ({ value: id, label: name })),
  ]
}
