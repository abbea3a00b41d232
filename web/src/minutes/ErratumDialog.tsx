import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewMinutes } from 'shared/minutes'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { idempotencyKeys } from '../http'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'
import { say } from '../words/problems'
import { beginMinutes } from './api'

/** A correction begins with its reason, and stands beside what was published. */
export function ErratumDialog({
  sessionId,
  onClose,
  onOpened,
}: {
  sessionId: string
  onClose(): void
  onOpened(id: string): void
}) {
  const words = useWords(minutesWords)
  const shared = useWords(common)
  const [keys] = useState(idempotencyKeys)
  const [reason, setReason] = useState('')
  const { mutate, isPending, error, variables } = useMutation(beginMinutes(sessionId, keys))
  const sending = { error, variables: variables && { body: variables } }
  const [refused] = error instanceof Problem ? error.errors : []
  const begin = (said: Pick<NewMinutes, 'notAPerson'>) =>
    mutate(
      { erratumReason: reason, ...said },
      {
        onSuccess: ({ id }) => {
          onOpened(id)
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={words.erratumTitle}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={isPending}
            disabled={reason.trim().length < 15}
            onClick={() => begin(saidOf(sending))}
          >
            {words.erratumBegin}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.erratumText}</p>
        {error !== null && refused === undefined && <Banner tone="error">{say(codeOf(error))}</Banner>}
        <Identified sending={sending} onSaid={begin} />
        <TextAreaField
          label={words.erratumReason}
          hint={words.erratumHint}
          error={refused?.code}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Dialog>
  )
}
