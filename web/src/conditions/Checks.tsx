import type { ConditionCheck, ConditionPreview, Iccc3 } from 'shared/conditions'
import { StatusTag } from '../design/Banner'
import { currentLanguage } from '../preferences'
import { conditions as conditionWords, sayRule } from '../words/conditions'
import { useWords } from '../words/define'
import './Checks.css'

const tones = { ok: 'success', query: 'warning', rare: 'warning', missing: 'info', invalid: 'error' } as const

/** What the rules say, the gravest first; those that answer ok are silent. */
export function CheckList({ checks }: { checks: readonly ConditionCheck[] }) {
  const words = useWords(conditionWords)
  const spoken = remarks(checks)
  if (spoken.length === 0)
    return (
      <p className="g-row">
        <StatusTag tone="success">{words.ok}</StatusTag> {words.checksFine}
      </p>
    )
  return (
    <ul className="g-checks">
      {spoken.map(({ rule, verdict }) => (
        <li key={rule}>
          <StatusTag tone={tones[verdict]}>{words[verdict]}</StatusTag>
          <span>{sayRule(words, rule)}</span>
        </li>
      ))}
    </ul>
  )
}

const order = ['invalid', 'query', 'rare', 'missing', 'ok'] as const

export function remarks(checks: readonly ConditionCheck[]): readonly ConditionCheck[] {
  return checks
    .filter(({ verdict }) => verdict !== 'ok')
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
}

/** Rules that one may pass by confirming: unlikely, not impossible. */
export function unlikely({ checks, needsOverride }: Pick<ConditionPreview, 'checks' | 'needsOverride'>) {
  return checks.filter(
    ({ rule, verdict }) => (verdict === 'query' || verdict === 'rare') && !needsOverride.includes(rule),
  )
}

/** The derived group, never typed by anybody; the version stands beside it because the three answer differently. */
export function Iccc3Line({ iccc3 }: { iccc3: Iccc3 }) {
  const words = useWords(conditionWords)
  return (
    <p className="g-iccc3">
      <strong>{iccc3.division ?? iccc3.subgroup}</strong> {iccc3.label[currentLanguage()]}
      <span className="g-iccc3-version">
        {words.iccc3Group(iccc3.group)} · {words.iccc3Version(iccc3.version)}
      </span>
    </p>
  )
}
