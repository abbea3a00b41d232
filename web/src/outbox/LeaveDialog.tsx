import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { useOutbox } from './useOutbox'

/** Signing out deletes what waits, so it is said first. */
export function LeaveDialog({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const words = useWords(outboxWords)
  const { items } = useOutbox()
  return (
    <Dialog
      title={words.leaveTitle}
      onClose={onStay}
      actions={
        <>
          <Button kind="primary" onClick={onStay}>
            {words.leaveStay}
          </Button>
          <Button kind="danger" onClick={onLeave}>
            {words.leaveYes}
          </Button>
        </>
      }
    >
      <p>{words.leaveText(items.length)}</p>
    </Dialog>
  )
}
