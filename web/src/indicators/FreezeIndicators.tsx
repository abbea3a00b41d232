import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewReport } from 'shared/reports'
import { useLocation } from 'wouter'
import type * as z from 'zod'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { freezeReport } from '../reports/api'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { say } from '../words/problems'

/** `report` asks for exactly what is on the screen; `text` says what will stand in it. */
type Props = { report: z.input<typeof NewReport>; text: string }

/** Makes a report of exactly what is on the screen. */
export function FreezeIndicators(props: Props) {
  const words = useWords(indicatorWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" icon="report" onClick={() => setOpen(true)}>
        {words.freeze}
      </Button>
      {open && <FreezeDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function FreezeDialog({ report, text, onClose }: Props & { onClose: () => void }) {
  const words = useWords(indicatorWords)
  const again = useWords(common)
  const [, navigate] = useLocation()
  const [keys] = useState(idempotencyKeys)
  const freeze = useMutation(freezeReport(keys))
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
              freeze.mutate(report, { onSuccess: ({ id }) => navigate(addressOf(paths.report, { reportId: id })) })
            }
          >
            {words.freezeConfirm}
          </Button>
          <Button onClick={onClose}>{again.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {freeze.error && <Banner tone="error">{say(codeOf(freeze.error))}</Banner>}
        <p>{text}</p>
      </div>
    </Dialog>
  )
}
