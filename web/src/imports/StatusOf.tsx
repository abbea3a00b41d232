import type { Import, ImportStatus } from 'shared/imports'
import { StatusTag, type Tone } from '../design/Banner'
import type { IconName } from '../design/Icon'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'

const looks: Record<ImportStatus, { tone: Tone | 'neutral' | 'sun'; icon: IconName }> = {
  queued: { tone: 'neutral', icon: 'clock' },
  reading: { tone: 'info', icon: 'clock' },
  ready: { tone: 'sun', icon: 'pencil' },
  committing: { tone: 'info', icon: 'clock' },
  committed: { tone: 'success', icon: 'success' },
  failed: { tone: 'error', icon: 'error' },
  undone: { tone: 'neutral', icon: 'info' },
  discarded: { tone: 'neutral', icon: 'info' },
}

export function StatusOf({ it: { status, dryRun, accepted } }: { it: Import }) {
  const words = useWords(importWords)
  const { tone, icon } = looks[status]
  if (status === 'ready' && (dryRun || accepted === 0))
    return (
      <StatusTag tone="neutral" icon="info">
        {dryRun ? words.dryRunTag : words.nothingTag}
      </StatusTag>
    )
  return (
    <StatusTag tone={tone} icon={icon}>
      {words.statusName(status)}
    </StatusTag>
  )
}
