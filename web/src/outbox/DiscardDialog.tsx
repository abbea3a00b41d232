import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { ItemTitle } from './ItemTitle'
import type { HeldItem } from './queue'
import { discard } from './sender'

export function DiscardDialog({ item, onClose }: { item: HeldItem; onClose: () => void }) {
  const words = useWords(outboxWords)
  const shared = useWords(common)
  return (
    <Dialog
      title={words.discardTitle}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            onClick={() => {
              onClose()
              void discard(item)
            }}
          >
            {words.discardYes}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <p>
        <ItemTitle item={item} />
      </p>
      <p>{words.discardText}</p>
    </Dialog>
  )
}
