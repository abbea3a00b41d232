import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type BulletinReport, bulletin } from 'shared/bulletin'
import type { Counts } from 'shared/counts'
import { Answer } from '../design/Answer'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { ooads } from '../network/api'
import { usePreferences } from '../preferences'
import { FreezeReport } from '../reports/FreezeReport'
import { today } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { AgePyramid } from './AgePyramid'
import { counts } from './api'
import { Balance } from './Balance'
import { BulletinText } from './BulletinText'
import { Cut } from './Cut'
import { ExportMenu } from './ExportMenu'
import { FortnightBars } from './FortnightBars'
import { Headline } from './Headline'
import { Hospitals } from './Hospitals'
import { OfficeMap } from './OfficeMap'
import { Presentation } from './Presentation'
import { Protection } from './Protection'
import { type Question, useQuestion } from './question'
import { Tumours } from './Tumours'
import { TwoRules } from './TwoRules'
import './BoardPage.css'

/** What the coordination reads in the session: the nation, an office or a hospital, on any day, by any age rule. */
export function BoardPage() {
  const words = useWords(countWords)
  const [question, ask] = useQuestion()
  const [presenting, present] = useState(false)
  const query = useQuery(counts(question))
  const on = query.data?.on ?? (question.on || today())
  return (
    <>
      <PageHeader
        title={titleOf(query.data?.scope, words)}
        actions={
          query.data && (
            <>
              <Button icon="board" onClick={() => present(true)}>
                {words.present}
              </Button>
              <Button icon="printer" onClick={() => print()}>
                {words.print}
              </Button>
              <ExportMenu question={question} on={on} />
              <FreezeReport question={question} counts={query.data} />
            </>
          )
        }
      />
      <Cut question={question} ask={ask} on={on} readAt={query.data && query.dataUpdatedAt} />
      <Answer query={query} lines={9}>
        {(answer) => <Board counts={answer} question={question} />}
      </Answer>
      {presenting && query.data && <Presentation counts={query.data} onEnd={() => present(false)} />}
    </>
  )
}

function Board({ counts: answer, question }: { counts: Counts; question: Question }) {
  const words = useWords(countWords)
  const { language } = usePreferences()
  const offices = useQuery(ooads)
  if (answer.total.patients === 0)
    return (
      <div className="g-stack g-stack-loose">
        <Card>
          <EmptyState icon="board" title={words.noneYet} text={words.noneYetText} />
        </Card>
        <Balance counts={answer} opens />
      </div>
    )
  const scope = bulletinScope(answer.scope)
  return (
    <div className="g-stack g-board">
      <Headline counts={answer} />
      <TwoRules question={question} chosen={answer} />
      {answer.disclosure && (
        <Card>
          <Protection on={answer.on} disclosure={answer.disclosure} />
        </Card>
      )}
      <Balance counts={answer} opens />
      <Card>
        <FortnightBars question={question} />
      </Card>
      <div className={answer.scope.national ? 'g-board-pair' : undefined}>
        {answer.scope.national && (
          <Card>
            <OfficeMap question={question} />
          </Card>
        )}
        <Card>
          <AgePyramid question={question} />
        </Card>
      </div>
      <div id="hospitales" tabIndex={-1} className="g-board-anchor">
        <Hospitals counts={answer} question={question} offices={offices.data?.items ?? []} />
      </div>
      <Tumours question={question} />
      {scope !== undefined && (
        <Card title={words.read}>
          <BulletinText text={bulletin({ ...answer, scope }, language)} lang={language} />
        </Card>
      )}
    </div>
  )
}

function titleOf(scope: Counts['scope'] | undefined, words: typeof countWords.es): string {
  if (scope === undefined) return words.board
  if (scope.kind === 'national') return words.boardNational
  if (scope.kind === 'ooad') return words.boardOf(words.ooad(scope.label ?? ''))
  return scope.label === null ? words.boardOwn : words.boardOf(scope.label)
}

/** A bulletin speaks of the nation, an office or one hospital; of several hospitals there is none. */
function bulletinScope({ kind, label }: Counts['scope']): NonNullable<BulletinReport['scope']> | undefined {
  return kind === 'hospitals' ? undefined : { kind, label: label ?? '' }
}
