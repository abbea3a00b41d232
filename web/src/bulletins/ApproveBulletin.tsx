import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Bulletin } from 'shared/bulletins'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { Dialog } from '../design/Dialog'
import { idempotencyKeys } from '../http'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { signedInAs } from '../session'
import { bulletinWords } from '../words/bulletins'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { approveBulletin } from './api'

/** The second person's part; who wrote in it is told that it is not theirs. */
export function ApproveBulletin({
  bulletin,
  unsaved,
  onRefused,
}: {
  bulletin: Bulletin
  unsaved: boolean
  onRefused: (problems: readonly FieldProblem[]) => void
}) {
  const words = useWords(bulletinWords)
  const usual = useWords(common)
  const [asking, ask] = useState(false)
  const [keys] = useState(idempotencyKeys)
  const approve = useMutation(approveBulletin(bulletin, keys))
  const author = bulletin.authors.includes(signedInAs() ?? '')
  return (
    <Card title={words.approve}>
      <div className="g-stack g-no-print">
        {approve.error && <Banner tone="error">{say(codeOf(approve.error))}</Banner>}
        {author ? (
          <p>{words.approveOther}</p>
        ) : unsaved ? (
          <p>{words.approveUnsaved}</p>
        ) : (
          <div className="g-row">
            <Button kind="primary" icon="check" onClick={() => ask(true)}>
              {words.approve}
            </Button>
          </div>
        )}
      </div>
      {asking && (
        <Dialog
          title={words.approveTitle(words.bulletin(bulletin.number, bulletin.year))}
          onClose={() => ask(false)}
          actions={
            <>
              <Button
                kind="primary"
                busy={approve.isPending}
                busyWords={words.approving}
                onClick={() =>
                  approve.mutate(bulletin.version, {
                    onError: (error) => onRefused(error instanceof Problem ? error.errors : []),
                    onSettled: () => ask(false),
                  })
                }
              >
                {words.approve}
              </Button>
              <Button onClick={() => ask(false)}>{usual.cancel}</Button>
            </>
          }
        >
          <p>{words.approveText}</p>
        </Dialog>
      )}
    </Card>
  )
}
