import type { DoseUnit } from 'shared/medications'
import { Banner } from '../design/Banner'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem, Problem } from '../problem'
import { shownDay } from '../time'
import { useWords, wordsNow } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import type { BatchItem } from './api'
import { amount, numeral } from './dose-said'

export type Warning = { code: string; pointer: string; [fact: string]: unknown }
export type WarningsById = Readonly<Record<string, readonly Warning[]>>

/** What the server asks a reason for, by dose; none for any other failure. */
export function warningsOf(error: Problem, items: readonly BatchItem[]): WarningsById {
  const byId: Record<string, Warning[]> = {}
  for (const warning of askedFor(error)) {
    const id = items[Number(/^#\/items\/(\d+)/.exec(warning.pointer)?.[1])]?.id
    if (id !== undefined) byId[id] = [...(byId[id] ?? []), warning]
  }
  return byId
}

export function askedFor(error: Problem): readonly Warning[] {
  const given = error.type === '/problems/needs-confirmation' ? error.details['warnings'] : undefined
  return Array.isArray(given) ? given.filter(isWarning) : []
}

const isWarning = (it: unknown): it is Warning =>
  typeof it === 'object' && it !== null && 'code' in it && typeof it.code === 'string' && 'pointer' in it

/** Each warning in words with a box for why it goes on all the same. `path` is where the form keeps the reasons. */
export function Warnings({
  path,
  warnings,
  reasons,
  refused,
  onReason,
}: {
  path: string
  warnings: readonly Warning[]
  reasons: Readonly<Record<string, string>>
  refused: readonly FieldProblem[]
  onReason: (code: string, reason: string) => void
}) {
  const words = useWords(doseWords)
  if (warnings.length === 0) return null
  return (
    <Banner tone="warning" title={words.confirmTitle}>
      <div className="g-stack">
        {warnings.map((warning) => (
          <TextField
            key={warning.code}
            id={`${path.replaceAll('/', '-')}-${warning.code}`}
            label={sayWarning(warning)}
            maxLength={300}
            error={refusedAt(refused, `${path}/${warning.code}`)}
            value={reasons[warning.code] ?? ''}
            onChange={({ target }) => onReason(warning.code, target.value)}
          />
        ))}
      </div>
    </Banner>
  )
}

function sayWarning(warning: Warning): string {
  const words = wordsNow(doseWords)
  const unit = (typeof warning['unit'] === 'string' ? warning['unit'] : 'mg') as DoseUnit // the server's own list
  const dose = (fact: string) => amount(Number(warning[fact]), unit)
  const per = warning['per'] === 'm2' ? '/m²' : ''
  switch (warning.code) {
    case 'dose-differs':
      return words['warning-dose-differs'](dose('given'), dose('planned'), String(warning['percent']))
    case 'dose-over-cap':
      return words['warning-dose-over-cap'](dose('given'), dose('cap'))
    case 'dose-out-of-range':
      return words['warning-dose-out-of-range'](dose('given'), dose('most'))
    case 'gate-failed':
      return words['warning-gate-failed'](
        doseWord(`gate-${String(warning['test'])}`),
        numeral(Number(warning['value'])),
      )
    case 'before-diagnosis':
      return words['warning-before-diagnosis'](shownDay(String(warning['diagnosedOn'])))
    case 'lifetime-dose':
      return words['warning-lifetime-dose'](dose('sum') + per, dose('limit') + per)
    case 'authorisation-missing':
      return words['warning-authorisation-missing']
    default:
      return warning.code
  }
}
