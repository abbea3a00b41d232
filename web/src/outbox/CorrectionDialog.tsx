import { useState } from 'react'
import { clockField, type QueuedBody } from 'shared/outbox'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { facts as factWords } from '../words/facts'
import { outboxWords } from '../words/outbox'
import { say } from '../words/problems'
import { FieldOf } from './FieldOf'
import { gist, shownFields } from './item-facts'
import { MomentFields } from './MomentFields'
import { momentFrom, typedMoment } from './moment-fields'
import type { HeldItem } from './queue'
import { correct, currentBody } from './sender'

/** What was typed, to be put right where the server did not take it, and sent again under the same key. */
export function CorrectionDialog({ item, onClose }: { item: HeldItem; onClose: () => void }) {
  const words = useWords(outboxWords)
  const shared = useWords(common)
  const reasonWords = useWords(factWords)
  const [body, setBody] = useState<QueuedBody>(currentBody(item))
  const [moment, setMoment] = useState(() => typedMoment(item))
  const [momentError, setMomentError] = useState<string>()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const clock = clockField(item.kind)
  const asked = warningCodes(item)
  const refusedAt = (field: string) =>
    item.refusal?.errors.find(({ pointer }) => pointer === `#/${field}` || pointer.startsWith(`#/${field}/`))?.code

  async function save() {
    const answer = momentFrom(item, moment)
    if ('problem' in answer) {
      setMomentError(answer.problem.code)
      return document.getElementById(`correct-${clock}`)?.focus()
    }
    const given = asked.flatMap((code) => {
      const reason = reasons[code]?.trim()
      return reason ? [{ code, reason }] : []
    })
    const before = Array.isArray(body['confirmedWarnings']) ? body['confirmedWarnings'] : []
    const confirmedWarnings = [...before, ...given]
    await correct(item, {
      ...body,
      [clock]: answer.instant,
      ...(confirmedWarnings.length > 0 && { confirmedWarnings }),
    })
    onClose()
  }

  return (
    <Dialog
      title={words.correctTitle([words[item.kind], gist(item)].filter(Boolean).join(' · '))}
      wide
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" data-save onClick={() => void save()}>
            {words.sendAgain}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {item.refusal && <Banner tone="error">{say(item.refusal.type)}</Banner>}
        <MomentFields
          id={`correct-${clock}`}
          value={moment}
          error={momentError ?? refusedAt(clock)}
          onChange={(typed) => {
            setMomentError(undefined)
            setMoment(typed)
          }}
        />
        {shownFields(currentBody(item))
          .filter(([field]) => field !== clock && field !== 'scale') // another scale has other rows: that is another entry
          .map(([field, value]) => (
            <FieldOf
              key={field}
              item={item}
              field={field}
              value={body[field] ?? value}
              error={refusedAt(field)}
              onChange={(changed) => setBody({ ...body, [field]: changed })}
            />
          ))}
        {asked.map((code) => (
          <TextAreaField
            key={code}
            label={say(code)}
            hint={reasonWords.reasonHint}
            maxLength={300}
            rows={2}
            value={reasons[code] ?? ''}
            onChange={({ target }) => setReasons({ ...reasons, [code]: target.value })}
          />
        ))}
      </div>
    </Dialog>
  )
}

/** What the server asks a reason for before it takes it. */
function warningCodes({ refusal }: HeldItem): string[] {
  const named = refusal?.details['warnings']
  if (!Array.isArray(named)) return []
  return named.flatMap((it: unknown) =>
    typeof it === 'object' && it !== null && 'code' in it && typeof it.code === 'string' ? [it.code] : [],
  )
}
