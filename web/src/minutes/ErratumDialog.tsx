import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { idempotencyKeys } from '../http'
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
  const { mutate, isPending, error } = useMutation(beginMinutes(sessionId, keys))
  const [refused] = error instanceof Problem ? error.errors : []
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
            onClick={() =>
              mutate(
                { erratumReason: reason },
                {
                  onSuccess: ({ id }) => {
                    onOpened(id)
                    onClose()
                  },
                },
              )
            }
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
