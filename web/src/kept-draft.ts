import { useEffect, useState } from 'react'
import { hasDraft, heldDraft, recoverDraft } from './drafts'

/**
 * What an editor kept on this device and the server does not have: undefined while the copy in the storage is unsealed, null
 * where there is none. `name` is that of its draft; only that editor keeps under it.
 */
export function useKeptDraft<Kept>(name: string): Kept | null | undefined {
  const [kept, setKept] = useState<Kept | null | undefined>(() => {
    const held = heldDraft(name)
    return held === undefined ? (hasDraft(name) ? undefined : null) : (held as Kept)
  })
  useEffect(() => {
    if (kept === undefined) void recoverDraft(name).then((found) => setKept((found as Kept | undefined) ?? null))
  }, [kept, name])
  return kept
}
