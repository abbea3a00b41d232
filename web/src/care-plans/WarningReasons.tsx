import type { PlanWarning } from 'shared/care-plans'
import { Card } from '../design/Card'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import { useMedications } from '../medications/api'
import type { FieldProblem } from '../problem'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { byCode } from './reasons'
import { findingText } from './warning-text'

/** What is unusual, each with the box for why it is right; one box for all doses that raise the same. */
export function WarningReasons({
  warnings,
  reasons,
  refused,
  onReason,
  idPrefix = '',
}: {
  warnings: readonly PlanWarning[]
  reasons: Readonly<Record<string, string>>
  refused: readonly FieldProblem[]
  onReason: (code: string, reason: string) => void
  idPrefix?: string
}) {
  const words = useWords(carePlanWords)
  const known = useMedications()
  if (warnings.length === 0) return null
  return (
    <Card title={words.warningsTitle}>
      <div className="g-stack">
        <p>{words.warningsText}</p>
        {byCode(warnings).map(({ code, warnings: same }) => {
          const about = [...new Set(same.map((it) => findingText(it, known)))].filter(Boolean)
          return (
            <div key={code} className="g-plan-warning">
              {about.length > 0 && (
                <ul>
                  {about.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
              <TextField
                id={`${idPrefix}reasons-${code}`}
                label={words.reason(say(code))}
                maxLength={300}
                error={refusedAt(refused, `reasons/${code}`)}
                value={reasons[code] ?? ''}
                onChange={({ target }) => onReason(code, target.value)}
              />
            </div>
          )
        })}
      </div>
    </Card>
  )
}
