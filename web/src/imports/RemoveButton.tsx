import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from 'shared/imports'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { shownNumber } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { importWords, refusal } from '../words/imports'
import { removeImport } from './api'

/** Before saving: forgets the file. After it, for a day: takes back what was saved. */
export function RemoveButton({ it }: { it: Import }) {
  const words = useWords(importWords)
  const again = useWords(common)
  const [asking, ask] = useState(false)
  const remove = useMutation(removeImport(it.id))
  const undoes = it.status === 'committed'
  return (
    <>
      <Button kind={undoes ? 'secondary' : 'quiet'} icon="close" onClick={() => ask(true)}>
        {undoes ? words.undo : words.discard}
      </Button>
      {asking && (
        <Dialog
          title={undoes ? words.undoTitle(it.accepted, shownNumber(it.accepted)) : words.discardTitle}
          onClose={() => ask(false)}
          actions={
            <>
              <Button
                kind="danger"
                busy={remove.isPending}
                busyWords={undoes ? words.undoing : again.working}
                onClick={() => remove.mutate(undefined, { onSuccess: () => ask(false) })}
              >
                {undoes ? words.undoDo : words.discardDo}
              </Button>
              <Button onClick={() => ask(false)}>{again.cancel}</Button>
            </>
          }
        >
          <div className="g-stack">
            {remove.error && <Banner tone="error">{refusal(remove.error)}</Banner>}
            {remove.isPaused && <Banner tone="warning">{words.waiting}</Banner>}
            <p>
              {!undoes ? words.discardText : it.mapping === 'deidentified-cases' ? words.undoCases : words.undoText}
            </p>
          </div>
        </Dialog>
      )}
    </>
  )
}
