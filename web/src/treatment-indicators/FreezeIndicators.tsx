import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { TreatmentIndicators } from 'shared/treatment-indicators'
import { useLocation } from 'wouter'
import { period } from '../counts/figure'
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

/** Makes a report of exactly what is on the screen. */
export function FreezeIndicators({ indicators }: { indicators: TreatmentIndicators }) {
  const words = useWords(indicatorWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" icon="report" onClick={() => setOpen(true)}>
        {words.freeze}
      </Button>
      {open && <FreezeDialog indicators={indicators} onClose={() => setOpen(false)} />}
    </>
  )
}

function FreezeDialog({ indicators, onClose }: { indicators: TreatmentIndicators; onClose: () => void }) {
  const words = useWords(indicatorWords)
  const again = useWords(common)
  const [, navigate] = useLocation()
  const [keys] = useState(idempotencyKeys)
  const freeze = useMutation(freezeReport(keys))
  const { on, since, groupBy, rules, ageGroup, ageLimit } = indicators
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
              freeze.mutate(
                {
                  ...{ kind: 'treatment', on, since, groupBy, toleranceDays: rules.toleranceDays },
                  ...(ageGroup && ageLimit && { ageGroup, ageLimit }),
                },
                { onSuccess: ({ id }) => navigate(addressOf(paths.report, { reportId: id })) },
              )
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
        <p>
          {words.freezeText(period(since, on))} {ageGroup && ageLimit && words.ageOf(ageGroup, ageLimit)}
        </p>
      </div>
    </Dialog>
  )
}
