import { knownDrug } from 'shared/analgesic-drugs'
import type { AnalgesicRole } from 'shared/pain'

/** Laxatives, antagonists and what works over days start no clock. */
export const startsClock = (role: AnalgesicRole, drug: string): boolean =>
  role !== 'bowel-prophylaxis' && role !== 'antagonist' && knownDrug(drug)?.slow !== true
