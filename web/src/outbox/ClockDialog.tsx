import { useState } from 'react'
import { clockField } from 'shared/outbox'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { ItemTitle } from './ItemTitle'
import { MomentFields } from './MomentFields'
import { momentFrom, type TypedMoment, typedMoment } from './moment-fields'
import type { HeldItem } from './queue'
import { correct, currentBody } from './sender'
import '../design/form-grid.css'
import './OutboxStrip.css'

/** One question for all that waited too long: at what time was each? Nothing is sent before it is answered. */
export function ClockDialog({ items: asked, onClose }: { items: readonly HeldItem[]; onClose: () => void }) {
  const words = useWords(outboxWords)
  const shared = useWords(common)
  const [items] = useState(asked) // those of the question: answering them one by one must not move the rest
  const [typed, setTyped] = useState<Readonly<Record<string, TypedMoment>>>({})
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const typedOf = (item: HeldItem) => typed[item.id] ?? typedMoment(item)

  async function save() {
    const answers = items.map((item) => ({ item, answer: momentFrom(item, typedOf(item)) }))
    const wrong = answers.flatMap(({ item, answer }) =>
      'problem' in answer ? [[item.id, answer.problem.code] as const] : [],
    )
    setErrors(Object.fromEntries(wrong))
    const [first] = wrong
    if (first !== undefined) return document.getElementById(`clock-${first[0]}`)?.focus()
    for (const { item, answer } of answers)
      if ('instant' in answer) await correct(item, { ...currentBody(item), [clockField(item.kind)]: answer.instant })
    onClose()
  }

  return (
    <Dialog
      title={words.clockTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" data-save onClick={() => void save()}>
            {words.clockSend}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.clockText}</p>
        {items.map((item) => (
          <fieldset key={item.id} className="g-outbox-one">
            <legend>
              <ItemTitle item={item} />
            </legend>
            <MomentFields
              id={`clock-${item.id}`}
              value={typedOf(item)}
              error={errors[item.id]}
              onChange={(moment) => setTyped({ ...typed, [item.id]: moment })}
            />
          </fieldset>
        ))}
      </div>
    </Dialog>
  )
}
