import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { NewIdentityOverride } from 'shared/identity-overrides'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { idempotencyKey, type SentOnce, sentOnce } from '../http'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { identityWords } from '../words/identity'
import { say } from '../words/problems'
import { askOverride } from './api'

/** Asks a second person to let marked words stand, with the reason. */
export function AskDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const words = useWords(identityWords)
  const shared = useWords(common)
  const asking = useMutation(askOverride)
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const [sent, setSent] = useState<SentOnce>()
  async function send() {
    const body = { text, reason }
    const wrong = refusals(NewIdentityOverride, body)
    setRefused(wrong[0] && (wrong[0].code === 'too-small' ? 'reason-short' : wrong[0].code))
    if (wrong.length > 0) return document.getElementById('override-reason')?.focus()
    const once = sentOnce(body, sent)
    setSent(once)
    try {
      await asking.mutateAsync({ body, headers: idempotencyKey(once) })
    } catch (error) {
      setFailed(error)
    }
  }
  const code = failed instanceof Problem ? (failed.errors[0]?.code ?? codeOf(failed)) : codeOf(failed)
  return (
    <Dialog
      title={words.askTitle}
      onClose={onClose}
      actions={
        asking.isSuccess ? (
          <Button kind="primary" onClick={onClose}>
            {shared.close}
          </Button>
        ) : (
          <>
            <Button kind="primary" busy={asking.isPending} busyWords={shared.draftSaving} onClick={() => void send()}>
              {words.ask}
            </Button>
            <Button onClick={onClose}>{shared.cancel}</Button>
          </>
        )
      }
    >
      <div className="g-stack">
        {asking.isSuccess ? (
          <Banner tone="success">{words.asked}</Banner>
        ) : (
          <>
            <p>{words.askText(text)}</p>
            {failed !== undefined && <Banner tone="error">{say(code)}</Banner>}
            <TextAreaField
              id="override-reason"
              label={words.reason}
              hint={words.reasonHint}
              maxLength={500}
              rows={3}
              error={refused}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}
