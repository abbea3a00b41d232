import type { AskingScope } from './scope.js'

const PERFORMS = 'select girasol_performs($1, $2) as performs'

/**
 * Whether somebody may have acted at a bedside of a hospital: the caller, or an active account whose role of hospital staff
 * reaches it. Nobody named is the caller.
 */
export async function performs(
  { query, userId }: Pick<AskingScope, 'query' | 'userId'>,
  organizationId: string,
  performerId: string | null | undefined,
): Promise<boolean> {
  if (performerId == null || performerId === userId) return true
  const [row] = await query<{ performs: boolean }>(PERFORMS, [performerId, organizationId])
  return row?.performs === true
}
