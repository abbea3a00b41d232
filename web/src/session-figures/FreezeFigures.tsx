import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { idempotencyKeys } from '../http'
import { codeOf } from '../problem'
import { longDay } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sessionFigureWords } from '../words/session-figures'
import { freezeFigures } from './api'

/** The button that freezes the four reports of a session, after it was said what that keeps. */
export function FreezeFigures({
  session,
  again,
  onFrozen,
}: {
  session: WorkingGroupSession
  again: boolean
  onFrozen: () => void
}) {
  const words = useWords(sessionFigureWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind={again ? 'secondary' : 'primary'} icon="report" onClick={() => setOpen(true)}>
        {again ? words.freezeAgain : words.freeze}
      </Button>
      {open && <FreezeDialog session={session} again={again} onClose={() => setOpen(false)} onFrozen={onFrozen} />}
    </>
  )
}

function FreezeDialog({
  session: { id, heldOn },
  again,
  onClose,
  onFrozen,
}: {
  session: WorkingGroupSession
  again: boolean
  onClose: () => void
  onFrozen: () => void
}) {
  const words = useWords(sessionFigureWords)
  const usual = useWords(common)
  const [keys] = useState(idempotencyKeys)
  const freeze = useMutation(freezeFigures(id, keys))
  return (
    <Dialog
      title={words.freezeTitle}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={freeze.isPending}
            busyWords={words.freezing}
            onClick={() =>
              freeze.mutate(undefined, {
                onSuccess: () => {
                  onFrozen()
                  onClose()
                },
              })
            }
          >
            {again ? words.freezeAgain : words.freeze}
          </Button>
          <Button onClick={onClose}>{usual.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {freeze.error && <Banner tone="error">{say(codeOf(freeze.error))}</Banner>}
        <p>{words.freezeText(longDay(heldOn))}</p>
        {again && <p>{words.freezeAgainText}</p>}
      </div>
    </Dialog>
  )
}
