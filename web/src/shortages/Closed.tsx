import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShortageCase } from 'shared/shortages'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shortageWords } from '../words/shortages'
import { reportShortage } from './api'

/** A closed case stays closed; the medicine may lack again, in a case of its own. */
export function Closed({ shortage: { organizationId, medication } }: { shortage: ShortageCase }) {
  const words = useWords(shortageWords)
  const [keys] = useState(idempotencyKeys)
  const report = useMutation(reportShortage)
  const [, navigate] = useLocation()
  const body = { organizationId, medication }
  return (
    <div className="g-stack g-no-print">
      {report.error && <Banner tone="error">{say(codeOf(report.error))}</Banner>}
      <Banner
        tone="info"
        title={words.closedTitle}
        actions={
          <Button
            size="small"
            busy={report.isPending}
            busyWords={words.saving}
            onClick={() =>
              report.mutate(
                { body, headers: keys.headersFor(body) },
                {
                  onSuccess: ({ id, opened }) => {
                    keys.done()
                    navigate(`${addressOf(paths.shortage, { shortageId: id })}?${opened ? 'abierto' : 'sumado'}`)
                  },
                },
              )
            }
          >
            {words.again}
          </Button>
        }
      >
        {words.closedText}
      </Banner>
    </div>
  )
}
