import type { BulletinReport } from 'shared/bulletin'
import type { CountScope, Language } from 'shared/counts'
import type { PainBulletinReport } from 'shared/pain-bulletin'
import type { CountReport, PainReport } from 'shared/reports'
import { countWords } from '../counts/words.js'

/** What the bulletin words of a report. */
export function bulletinOf({ on, since, ageRule, scope, total, balance }: CountReport, lang: Language): BulletinReport {
  return { on, since, ageRule, total, balance, scope: named(scope, lang) }
}

/** What the bulletin words of a report of pain. */
export const painBulletinOf = ({ on, since, rules, scope, total }: PainReport, lang: Language): PainBulletinReport => ({
  on,
  since,
  rules,
  total,
  scope: named(scope, lang),
})

/** Several hospitals are named by how many they are. */
const named = (scope: CountScope, lang: Language): NonNullable<BulletinReport['scope']> => ({
  kind: scope.kind === 'hospitals' ? 'hospital' : scope.kind,
  label: countWords[lang].scopeOf(scope),
})
