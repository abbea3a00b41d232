import { useState } from 'react'
import type { PainScale } from 'shared/pain-scales'
import { Button } from '../design/Button'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { Chips } from './Chips'
import { inWords } from './pain-said'
import type { Choice, SheetValues } from './sheet-values'

const unanswered = { items: {}, score: null, scoredAt: null }

/** Which scale is in use, and why that one. */
export function ScaleName({ choice: { scale, proposed } }: { choice: Choice }) {
  const words = useWords(painWords)
  if (scale === undefined) return null
  return (
    <p className="g-pain-scale-name">
      <strong>{inWords(scale.name)}</strong>
      <span className="g-pain-soft">{proposed.includes(scale) ? words.proposed : words.chosenInstead}</span>
    </p>
  )
}

/** Whether the person can say it; another scale, with its reason. */
export function ScaleChoice({
  asksAbility,
  choice: { scale, proposed, others, canSelfReport },
  values,
  refused,
  onChange,
}: {
  asksAbility: boolean
  choice: Choice
  values: SheetValues
  refused: readonly FieldProblem[]
  onChange: (change: Partial<SheetValues>, mended?: readonly string[]) => void
}) {
  const words = useWords(painWords)
  const { yes, no } = useWords(common)
  const [changing, change] = useState(false)
  const isOther = scale !== undefined && !proposed.includes(scale)
  const open = changing || isOther || scale === undefined
  return (
    <div className="g-pain-scale">
      {asksAbility && (
        <Chips
          label={words.canSay}
          choices={[
            { value: 'yes', label: yes },
            { value: 'no', label: no },
          ]}
          value={canSelfReport ? 'yes' : 'no'}
          onChange={(said) => said !== null && onChange({ canSelfReport: said === 'yes', scale: null, ...unanswered })}
        />
      )}
      {!open && (
        <Button size="small" kind="quiet" onClick={() => change(true)}>
          {words.changeScale}
        </Button>
      )}
      {open && (
        <SelectField
          id="scale"
          label={words.chooseScale}
          empty={scale === undefined}
          width="medium"
          error={refusedAt(refused, 'scale')}
          value={scale?.id ?? ''}
          onChange={({ target }) => onChange({ scale: target.value, ...unanswered }, ['scale', 'items', 'score'])}
          choices={[
            ...proposed.map((it) => ({ value: it.id, label: `${inWords(it.name)} · ${words.proposedShort}` })),
            ...others.map((it) => ({ value: it.id, label: inWords(it.name) })),
          ]}
        />
      )}
      {isOther && (
        <TextField
          id="reasons-other-scale"
          label={words.scaleReason}
          hint={words.scaleReasonHint}
          maxLength={300}
          error={refusedAt(refused, 'reasons/other-scale')}
          value={values.reasons['other-scale'] ?? ''}
          onChange={({ target }) =>
            onChange({ reasons: { ...values.reasons, 'other-scale': target.value } }, ['reasons/other-scale'])
          }
        />
      )}
      {open && scale && <Facts scale={scale} />}
    </div>
  )
}

function Facts({ scale }: { scale: PainScale }) {
  const words = useWords(painWords)
  return (
    <p className="g-pain-soft">
      {words.source}: {scale.source}
    </p>
  )
}
