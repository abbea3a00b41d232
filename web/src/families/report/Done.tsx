import { useState } from 'react'
import type { ShortageReceipt } from 'shared/shortage-reports'
import { Button, ButtonLink } from '../../design/Button'
import { dropDraft, heldDraft, keepDraft } from '../../drafts'
import { useWords } from '../../words/define'
import { familyReportWords } from '../../words/families-report'
import { useDraft } from '../draft'
import { Page } from '../Page'
import { paths } from '../places'

const NAME = 'families/receipt'
const none: ShortageReceipt = { folio: '', word: '' }

/** Folio and word are told once: sealed on this device they stand over a reload, until they are written down. */
export const holdReceipt = (receipt: ShortageReceipt) => keepDraft(NAME, receipt)
export const heldReceipt = () => heldDraft(NAME)

/** What to write down, large; to copy and to print. */
export function Done() {
  const words = useWords(familyReportWords)
  const draft = useDraft(NAME, none)
  const [copied, setCopied] = useState('')
  const { folio, word } = draft.values
  if (!draft.ready) return null
  if (folio === '')
    return (
      <Page title={words.doneTitle} lead={words.gone}>
        <ButtonLink href={paths.follow}>{words.toFollow}</ButtonLink>
      </Page>
    )
  const copy = () =>
    navigator.clipboard.writeText(`${words.folio}: ${folio}\n${words.word}: ${word}`).then(
      () => setCopied(words.copied),
      () => setCopied(words.copyFailed),
    )
  return (
    <Page title={words.doneTitle} lead={words.doneLead} printable>
      <dl className="f-receipt">
        <div>
          <dt>{words.folio}</dt>
          <dd>{folio}</dd>
        </div>
        <div>
          <dt>{words.word}</dt>
          <dd>{word}</dd>
        </div>
      </dl>
      <div className="f-stack g-no-print">
        <Button icon="copy" wide onClick={() => void copy()}>
          {words.copy}
        </Button>
        <p role="status">{copied}</p>
        <p>{words.doneNext}</p>
        <ButtonLink href={paths.follow}>{words.follow}</ButtonLink>
        <Button
          wide
          onClick={() => {
            dropDraft(NAME)
            draft.clear()
          }}
        >
          {words.written}
        </Button>
      </div>
    </Page>
  )
}
