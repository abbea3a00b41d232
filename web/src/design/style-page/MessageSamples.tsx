import { useState } from 'react'
import { Marks } from '../../identity/Marks'
import { OfflineError, Problem } from '../../problem'
import { common } from '../../words/common'
import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Banner, StatusTag } from '../Banner'
import { Button } from '../Button'
import { Card } from '../Card'
import { EmptyState, ErrorState, ProgressBar, SavingStatus, Skeleton } from '../states'
import { markedMinutes } from './samples'

const savedAt = new Date('2024-08-09T20:32:00Z')

export function MessageSamples() {
  const words = useWords(stylePage)
  const [open, setOpen] = useState(true)
  return (
    <>
      <p>{words.messagesText}</p>
      <Banner tone="success" title={words.saved} actions={<Button size="small">{words.seeRecord}</Button>}>
        {words.savedText}
      </Banner>
      {open && (
        <Banner tone="info" title={words.infoTitle} onClose={() => setOpen(false)}>
          {words.infoText}
        </Banner>
      )}
      <Banner tone="warning" title={words.warningTitle}>
        {words.warningText}
      </Banner>
      <Banner tone="error" title={words.errorTitle}>
        {words.errorText}
      </Banner>
      <h3>{words.tags}</h3>
      <div className="g-row">
        <StatusTag tone="success">{words.tagActive}</StatusTag>
        <StatusTag tone="warning">{words.tagPending}</StatusTag>
        <StatusTag tone="error">{words.tagLate}</StatusTag>
        <StatusTag tone="info">{words.tagReview}</StatusTag>
        <StatusTag tone="neutral">{words.tagMerged}</StatusTag>
        <StatusTag tone="sun" icon="person">
          {words.tagPaediatric}
        </StatusTag>
      </div>
      <h3>{words.saving}</h3>
      <div className="g-row">
        <SavingStatus saving={{ state: 'unsaved' }} />
        <SavingStatus saving={{ state: 'saving' }} />
        <SavingStatus saving={{ state: 'saved', at: savedAt }} />
        <SavingStatus saving={{ state: 'waiting' }} />
      </div>
      <h3>{words.states}</h3>
      <States />
      <Marks marks={markedMinutes} onNotAPerson={() => {}} />
      <ProgressBar label={words.progress} value={9120} max={16682} text={words.progressText} />
    </>
  )
}

function States() {
  const words = useWords(stylePage)
  const again = useWords(common)
  const [, retry] = useState(0)
  const onRetry = () => retry((times) => times + 1)
  return (
    <div className="g-style-pair">
      <Card>
        <EmptyState
          title={words.emptyTitle}
          text={words.emptyText}
          actions={
            <Button kind="primary" icon="personAdd">
              {words.emptyAction}
            </Button>
          }
        />
      </Card>
      <Card title={again.loading}>
        <Skeleton lines={5} />
      </Card>
      <Card>
        <ErrorState error={new Problem(500, { instance: '018f3a2b-7c1d-7e55-9a10-3f6c2b1d4e77' })} onRetry={onRetry} />
      </Card>
      <Card>
        <ErrorState error={new OfflineError()} onRetry={onRetry} />
      </Card>
    </div>
  )
}
