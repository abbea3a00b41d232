import { useState } from 'react'
import { clockTime } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { Banner } from './Banner'
import { Button } from './Button'
import './ConflictView.css'

/** `key` names the field; `mine` and `theirs` are what a person reads. */
export type Conflict = { key: string; label: string; mine: string; theirs: string }

/** Two people's edits meet, field by field. Nothing is chosen beforehand, and nothing typed is dropped. */
export function ConflictView({
  conflicts,
  who,
  at,
  busy = false,
  onResolve,
}: {
  conflicts: readonly Conflict[]
  who: string
  at: string
  busy?: boolean
  onResolve: (kept: Readonly<Record<string, 'mine' | 'theirs'>>) => void
}) {
  const words = useWords(common)
  const [kept, keep] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const left = conflicts.filter(({ key }) => kept[key] === undefined).length
  return (
    <div className="g-conflict">
      <Banner tone="warning" title={words.conflictTitle}>
        {words.conflictText(who, clockTime(at))}
      </Banner>
      {conflicts.map((conflict) => (
        <fieldset key={conflict.key}>
          <legend>{conflict.label}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label className="g-conflict-side" key={side}>
              <input
                type="radio"
                name={`conflict-${conflict.key}`}
                checked={kept[conflict.key] === side}
                onChange={() => keep({ ...kept, [conflict.key]: side })}
              />
              <span>
                <small>{side === 'mine' ? words.mine : words.theirs}</small>
                {conflict[side] || words.noValue}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="g-row">
        <Button
          kind="primary"
          disabled={left > 0}
          busy={busy}
          busyWords={words.draftSaving}
          onClick={() => onResolve(kept)}
        >
          {words.conflictSave}
        </Button>
        <span role="status">{left > 0 ? words.conflictLeft(left) : ''}</span>
      </div>
    </div>
  )
}
