import { Banner } from '../design/Banner'
import { TextAreaField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { sayFindingSource } from '../words/analgesic-warnings'
import { useWords } from '../words/define'
import { facts as factWords, sayWarning } from '../words/facts'
import { reliefWords } from '../words/relief'
import type { Asked, PlanValues } from './plan-values'

/** What is unusual about the plan and each order, with the box for its reason. */
export function PlanReasons({
  asked,
  values,
  refused,
  onChange,
}: {
  asked: readonly Asked[]
  values: PlanValues
  refused: readonly FieldProblem[]
  onChange: (key: string, reason: string) => void
}) {
  const words = useWords(factWords)
  const relief = useWords(reliefWords)
  if (asked.length === 0) return null
  return (
    <Banner tone="warning" title={words.unusual}>
      <div className="g-stack">
        <p>{words.unusualText}</p>
        {asked.map(({ at, ...warning }) => {
          const key = `${at}/${warning.code}`
          const said = sayWarning(words, warning)
          return (
            <TextAreaField
              key={key}
              id={`reasons-${at}-${warning.code}`}
              label={at === 'plan' ? said : relief.ofOrder(Number(at) + 1, said)}
              hint={[sayFindingSource(warning), words.reasonHint].filter(Boolean).join(' ')}
              maxLength={300}
              rows={2}
              error={refusedAt(refused, `reasons/${key}`)}
              value={values.reasons[key] ?? ''}
              onChange={({ target }) => onChange(key, target.value)}
            />
          )
        })}
      </div>
    </Banner>
  )
}
