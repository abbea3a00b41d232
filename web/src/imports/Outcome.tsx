import type { Import } from 'shared/imports'
import { Banner } from '../design/Banner'
import { Card, Stat } from '../design/Card'
import { Tabs } from '../design/Tabs'
import { inHospitalTime, shownNumber } from '../time'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import { CommitButton } from './CommitButton'
import { ErrorsMenu } from './ErrorsButton'
import { RemoveButton } from './RemoveButton'
import { RowList } from './RowList'
import './Outcome.css'

/** What came of the rows: figures, what can be done, and each row that is not simply good. */
export function Outcome({ it }: { it: Import }) {
  const words = useWords(importWords)
  const { rows, accepted, rejected, duplicates, warnings, status, ignoredHeaders, dryRun } = it
  return (
    <>
      <Said it={it} />
      <Card title={words.summary}>
        <div className="g-stack">
          <div className="g-outcome">
            <Stat figure={shownNumber(rows)} label={words.rowsLabel(rows)} />
            <Stat
              figure={shownNumber(accepted)}
              label={status === 'committed' ? words.committedLabel(accepted) : words.acceptedLabel(accepted)}
              {...(warnings > 0 && { note: words.warningsNote(shownNumber(warnings)) })}
            />
            <Stat figure={shownNumber(rejected)} label={words.rejectedLabel(rejected)} />
            <Stat
              figure={shownNumber(duplicates)}
              label={words.duplicatesLabel(duplicates)}
              {...(duplicates > 0 && { note: words.duplicatesNote })}
            />
          </div>
          {ignoredHeaders !== null && ignoredHeaders.length > 0 && (
            <p className="g-outcome-soft">{words.ignoredColumns(ignoredHeaders.join(', '))}</p>
          )}
          <div className="g-row">
            {status === 'ready' && !dryRun && accepted > 0 && <CommitButton it={it} />}
            {rejected > 0 && <ErrorsMenu it={it} />}
            {status === 'ready' && <RemoveButton it={it} />}
            {status === 'committed' && it.undoUntil !== null && accepted > 0 && <RemoveButton it={it} />}
          </div>
        </div>
      </Card>
      <Card>
        <Tabs
          key={status}
          label={words.summary}
          tabs={[
            ...(rejected > 0
              ? [
                  {
                    key: 'rejected',
                    title: words.tabRejected(shownNumber(rejected)),
                    content: <RowList it={it} state="rejected" />,
                  },
                ]
              : []),
            ...(duplicates > 0
              ? [
                  {
                    key: 'duplicate',
                    title: words.tabDuplicates(shownNumber(duplicates)),
                    content: <RowList it={it} state="duplicate" />,
                  },
                ]
              : []),
            {
              key: 'accepted',
              title: words.tabAccepted(shownNumber(accepted)),
              content: <RowList it={it} state={status === 'committed' || status === 'undone' ? status : 'accepted'} />,
            },
          ]}
        />
      </Card>
    </>
  )
}

function Said({ it: { status, dryRun, accepted, duplicates, rejected, undoUntil, undoneAt } }: { it: Import }) {
  const words = useWords(importWords)
  if (status === 'committed')
    return (
      <Banner tone="success" title={words.savedTitle(accepted, shownNumber(accepted))}>
        {accepted === 0
          ? words.savedNothing
          : undoUntil === null
            ? words.savedFinal
            : words.savedText(inHospitalTime(undoUntil))}
      </Banner>
    )
  if (status === 'undone')
    return (
      <Banner tone="info" title={words.undoneTitle}>
        {undoneAt !== null && words.undoneText(inHospitalTime(undoneAt))}
      </Banner>
    )
  if (dryRun)
    return (
      <Banner tone="info" title={words.dryRunResult}>
        {words.dryRunAgain}
      </Banner>
    )
  if (accepted > 0) return null
  return rejected === 0 && duplicates > 0 ? (
    <Banner tone="info" title={words.allRepeated} />
  ) : (
    <Banner tone="warning" title={words.nothingToSave}>
      {words.nothingToSaveText}
    </Banner>
  )
}
