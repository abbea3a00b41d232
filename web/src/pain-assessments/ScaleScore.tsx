import type { ReactNode } from 'react'
import type { PainScale } from 'shared/pain-scales'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { ItemRows } from './ItemRows'
import { ScoreButtons } from './ScoreButtons'
import { isFaces, lookOf, optionsOf, type Pictures } from './score-options'
import type { SheetValues } from './sheet-values'
import { VisualLine } from './VisualLine'

/** The question of a scale, drawn as the scale asks it. */
export function ScaleScore({
  scale,
  pictures,
  values,
  refused,
  beside,
  onChange,
}: {
  scale: PainScale
  /** Undefined while they come. */
  pictures: Pictures | undefined
  values: Pick<SheetValues, 'items' | 'score'>
  refused: readonly FieldProblem[]
  /** The button that says that nothing hurts. */
  beside: ReactNode
  onChange: (change: Partial<Pick<SheetValues, 'items' | 'score'>>, mended: readonly string[]) => void
}) {
  const words = useWords(painWords)
  const error = refusedAt(refused, 'score')
  if (scale.items !== null)
    return (
      <div className="g-stack">
        <ItemRows
          items={scale.items}
          values={values.items}
          refused={refused}
          onChange={(items, changed) => onChange({ items }, [`items/${changed}`])}
        />
        <div>{beside}</div>
      </div>
    )
  const choose = (score: number | null) => onChange({ score }, ['score'])
  if (scale.step !== null && scale.step < 1)
    return (
      <div className="g-stack">
        <VisualLine value={values.score} error={error} onChange={choose} />
        <div>{beside}</div>
      </div>
    )
  return (
    <div className="g-stack">
      <ScoreButtons
        id="score"
        label={words.howMuch}
        hint={words.howMuchHint}
        error={error}
        look={lookOf(scale)}
        beside={beside}
        options={optionsOf(scale, pictures)}
        value={values.score}
        onChange={choose}
      />
      {lookOf(scale) === 'numbers' && (
        <p className="g-score-most">
          {scale.total.max}: {words.worstPain}
        </p>
      )}
      {isFaces(scale) && pictures?.size === 0 && <NotValidated />}
    </div>
  )
}

/** The label of our own drawing, which stands wherever it does. */
function NotValidated() {
  const words = useWords(painWords)
  return (
    <p className="g-face-note">
      <strong>{words.notValidated}.</strong> {words.notValidatedText}
    </p>
  )
}
