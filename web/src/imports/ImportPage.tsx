import type { Import } from 'shared/imports'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { ButtonLink } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { Steps } from '../design/Steps'
import { ProgressBar } from '../design/states'
import { paths } from '../paths'
import { inHospitalTime, shownNumber } from '../time'
import { useWords } from '../words/define'
import { explain, importWords } from '../words/imports'
import { fileNameOf, isSettled } from './api'
import { useLiveImport } from './live'
import { useMappingName } from './mapping-name'
import { Outcome } from './Outcome'
import { StatusOf } from './StatusOf'
import '../design/Card.css'
import './ImportPage.css'

/** One file on its way in: how far it is, what came of its rows, and what can be done with them. */
export function ImportPage({ importId }: { importId: string }) {
  const words = useWords(importWords)
  const mappingName = useMappingName()
  const query = useLiveImport(importId)
  const it = query.data
  return (
    <>
      <PageHeader
        title={it ? words.importTitle(inHospitalTime(it.createdAt)) : words.title}
        lead={it && [fileNameOf(importId), mappingName(it.mapping)].filter(Boolean).join(' · ')}
        actions={
          <ButtonLink icon="upload" href={paths.imports}>
            {words.all}
          </ButtonLink>
        }
      />
      <Answer query={query}>
        {(state) => (
          <div className="g-stack g-stack-loose">
            <div>
              <div className="g-import-head">
                <Steps
                  label={words.steps}
                  steps={[words.stepFile, words.stepReview, words.stepRead, words.stepSave]}
                  now={stepOf(state)}
                />
                <StatusOf it={state} />
              </div>
              <div role="status">{!isSettled(state) && <Moving it={state} />}</div>
            </div>
            {state.status === 'failed' && <Failed it={state} />}
            {state.status === 'discarded' && (
              <Banner tone="info" title={words.discardedTitle}>
                {words.discardedText}
              </Banner>
            )}
            {(state.status === 'ready' || state.status === 'committed' || state.status === 'undone') && (
              <Outcome it={state} />
            )}
          </div>
        )}
      </Answer>
    </>
  )
}

function stepOf({ status }: Import) {
  if (status === 'committed' || status === 'undone') return 4
  return status === 'ready' || status === 'committing' ? 3 : 2
}

function Moving({ it: { status, progress, rows } }: { it: Import }) {
  const words = useWords(importWords)
  const percent = Math.floor(progress * 100)
  return (
    <div className="g-card g-import-moving">
      <div className="g-stack">
        {status === 'queued' ? (
          <p>{words.queuedText}</p>
        ) : (
          <ProgressBar
            label={status === 'committing' ? words.committingText : words.readingText}
            value={percent}
            max={100}
            text={words.percentDone(shownNumber(percent))}
          />
        )}
        {rows > 0 && status === 'reading' && <p>{words.rowsSoFar(shownNumber(rows))}</p>}
        <p>{words.leaveAnyTime}</p>
      </div>
    </div>
  )
}

function Failed({ it: { failure, failureDetails } }: { it: Import }) {
  const words = useWords(importWords)
  const details = [
    failureDetails?.headers && words.failedHeaders(failureDetails.headers.join(', ')),
    failureDetails?.row !== undefined && words.failedRow(shownNumber(failureDetails.row)),
    failureDetails?.limit !== undefined && words.failedLimit(shownNumber(failureDetails.limit)),
  ].filter(Boolean)
  return (
    <Banner
      tone="error"
      title={words.failedTitle}
      actions={
        <ButtonLink icon="upload" href={paths.imports}>
          {words.chooseOther}
        </ButtonLink>
      }
    >
      <p>{explain(failure ?? 'unknown')}</p>
      {details.length > 0 && <p>{details.join(' ')}</p>}
    </Banner>
  )
}
