import type { BulletinReport } from 'shared/bulletin'
import type { Language } from 'shared/counts'
import type { CountReport } from 'shared/reports'
import { countWords } from '../counts/words.js'

/** What the bulletin words of a report; several hospitals are named by how many they are. */
export function bulletinOf(report: CountReport, lang: Language): BulletinReport {
  const { on, since, ageRule, scope, total, balance } = report
  const { kind } = scope
  const named = kind === 'hospitals' ? 'hospital' : kind
  return {
    ...{ on, since, ageRule, total, balance },
    scope: { kind: named, label: countWords[lang].scopeOf(scope) },
  }
}
