import type { PublicAgreement } from 'shared/published-minutes'
import { longDay } from '../time'
import type { familyAgreementWords } from '../words/families-agreements'

/** How an agreement stands, in a sentence. */
export function sayStanding(
  { status, late, dueOn, keptOn }: Pick<PublicAgreement, 'status' | 'late' | 'dueOn' | 'keptOn'>,
  words: typeof familyAgreementWords.es,
): string {
  if (status === 'withdrawn') return words.isWithdrawn
  if (status === 'kept') return words.isKept(longDay(keptOn ?? dueOn))
  return late ? words.isLate(longDay(dueOn)) : words.isOpen(longDay(dueOn))
}
