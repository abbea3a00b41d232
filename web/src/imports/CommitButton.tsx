import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Import, UNDO_HOURS } from 'shared/imports'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { shownNumber } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { importWords, refusal } from '../words/imports'
import { commitImport } from './api'
import { ErrorsButton } from './ErrorsButton'

/** Saves every good row or none, after saying how many of each there are. */
export function CommitButton({ it }: { it: Import }) {
  const words = useWords(importWords)
  const again = useWords(common)
  const [asking, ask] = useState(false)
  const commit = useMutation(commitImport(it.id))
  const { accepted, rejected, duplicates } = it
  return (
    <>
      <Button kind="primary" icon="check" onClick={() => ask(true)}>
        {words.save(accepted, shownNumber(accepted))}
      </Button>
      {asking && (
        <Dialog
          title={words.saveTitle}
          onClose={() => ask(false)}
          actions={
            <>
              <Button
                kind="primary"
                busy={commit.isPending}
                busyWords={words.sending}
                onClick={() => commit.mutate(undefined, { onSuccess: () => ask(false) })}
              >
                {words.save(accepted, shownNumber(accepted))}
              </Button>
              {rejected > 0 && <ErrorsButton it={it} />}
              <Button kind="quiet" onClick={() => ask(false)}>
                {again.cancel}
              </Button>
            </>
          }
        >
          <div className="g-stack">
            {commit.error && <Banner tone="error">{refusal(commit.error)}</Banner>}
            {commit.isPaused && <Banner tone="warning">{words.waiting}</Banner>}
            <p>
              <strong>{words.saveText(accepted, shownNumber(accepted))}</strong>
            </p>
            {rejected > 0 && <p>{words.saveRejected(rejected, shownNumber(rejected))}</p>}
            {duplicates > 0 && <p>{words.saveDuplicates(duplicates, shownNumber(duplicates))}</p>}
            <p>{words.saveUndo(String(UNDO_HOURS))}</p>
          </div>
        </Dialog>
      )}
    </>
  )
}
