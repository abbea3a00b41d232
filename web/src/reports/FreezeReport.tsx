import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Counts } from 'shared/counts'
import { useLocation } from 'wouter'
import { figure } from '../counts/figure'
import type { Question } from '../counts/question'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { DescriptionList } from '../design/Card'
import { Dialog } from '../design/Dialog'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { longDay } from '../time'
import { common } from '../words/common'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { freezeReport } from './api'

/** Makes a report of exactly what is on the screen, after showing what it will hold. */
export function FreezeReport({ question, counts }: { question: Question; counts: Counts }) {
  const words = useWords(countWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" icon="report" onClick={() => setOpen(true)}>
        {words.freeze}
      </Button>
      {open && <FreezeDialog question={question} counts={counts} onClose={() => setOpen(false)} />}
    </>
  )
}

function FreezeDialog({ question, counts, onClose }: { question: Question; counts: Counts; onClose: () => void }) {
  const words = useWords(countWords)
  const again = useWords(common)
  const [, navigate] = useLocation()
  const [keys] = useState(idempotencyKeys)
  const freeze = useMutation(freezeReport(keys))
  const { on, since, total, balance } = counts
  const { limit, at } = question.rule
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
                { on, since, groupBy: 'hospital', ageLimit: limit, ageAt: at },
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
        <p>{words.freezeText(longDay(on))}</p>
        <DescriptionList
          items={[
            { term: words.patients, value: figure(total.patients) },
            { term: words.addedShort, value: figure(balance.added) },
            { term: words.rule, value: words.ruleShort(String(limit), at) },
          ]}
        />
      </div>
    </Dialog>
  )
}
