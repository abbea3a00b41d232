import { createContext, useContext } from 'react'
import { type Place, places } from '../navigation'
import { holds, useSession } from '../session'

/** Addresses that have a page; router.tsx provides them, so that nothing leads to a page that is not there. */
export const RegisteredPaths = createContext<ReadonlySet<string>>(new Set())

export function usePlaces(): readonly Place[] {
  const registered = useContext(RegisteredPaths)
  const session = useSession()
  if (!('user' in session)) return []
  return places.filter(({ path, roles }) => registered.has(path) && holds(session.user, roles))
}
