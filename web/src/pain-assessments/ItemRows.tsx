import type { PainScale } from 'shared/pain-scales'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { inWords } from './pain-said'
import { ScoreButtons } from './ScoreButtons'

/** What is observed: a row of big answers for each item. Enter goes to the next row, digits answer. */
export function ItemRows({
  items,
  values,
  refused,
  onChange,
}: {
  items: NonNullable<PainScale['items']>
  values: Readonly<Record<string, number>>
  refused: readonly FieldProblem[]
  onChange: (items: Record<string, number>, changed: string) => void
}) {
  const words = useWords(painWords)
  return (
    <div className="g-stack">
      <div>
        <p className="g-field-label">{words.lookAt}</p>
        <p className="g-field-hint">{words.lookAtHint}</p>
      </div>
      {items.map(({ id, label, options }) => (
        <ScoreButtons
          key={id}
          id={`items-${id}`}
          label={inWords(label)}
          error={refusedAt(refused, `items/${id}`)}
          look="rows"
          options={options.map(({ score, label: said }) => ({ value: score, label: inWords(said) }))}
          value={values[id] ?? null}
          onChange={(score) => onChange({ ...values, [id]: score }, id)}
        />
      ))}
    </div>
  )
}
