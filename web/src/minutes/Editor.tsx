import { useMutation } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Minutes } from 'shared/minutes'
import { readMinutesText } from 'shared/minutes-text'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { SavingStatus } from '../design/states'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { useShortcut } from '../shortcuts'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'
import { say } from '../words/problems'
import { actOnMinutes } from './api'
import { Blocks } from './Blocks'
import { Conflict } from './Conflict'
import { type Editing, type Kept, useEditing, useKeeping } from './editing'
import { FindingList } from './FindingList'
import { type Finding, findingsOf, refusedPlaces } from './findings'
import { MarkedText } from './MarkedText'
import { Obstacles, obstaclesOf } from './Obstacles'
import { Progress } from './Progress'
import { PublishDialog } from './PublishDialog'
import { Revisions } from './Revisions'
import { type Saver, useSaver } from './saving'
import { Toolbar } from './Toolbar'
import { insert } from './text-acts'

/** Minutes that are not published: written as a draft and saved by themselves, read as agreed ones. */
export function Editor({ minutes, kept }: { minutes: Minutes; kept: Kept | null }) {
  const words = useWords(minutesWords)
  const readOnly = minutes.status !== 'draft'
  const editing = useEditing(kept?.text ?? minutes.text)
  const saver = useSaver(minutes, editing.text, kept?.read ?? minutes.version)
  useKeeping(minutes.id, editing.text, saver.read, saver.saved)
  useFresh(minutes, editing, saver)
  useShortcut('s', saver.saveNow)
  const box = useRef<HTMLTextAreaElement>(null)
  const [recovered, setRecovered] = useState(kept !== null && kept.text !== minutes.text)
  const [view, setView] = useState<'editor' | 'preview'>('editor')
  const settled = useDeferredValue(editing.text)
  const read = useMemo(() => readMinutesText(settled), [settled])
  const findings = useMemo(
    () =>
      findingsOf(
        settled,
        minutes,
        read.problems,
        minutes.marks,
        refusedPlaces(saver.error, saver.refusedText, settled),
      ),
    [settled, minutes, read, saver.error, saver.refusedText],
  )
  const go = ({ at, length }: Pick<Finding, 'at' | 'length'>) => {
    setView('editor')
    setTimeout(() => select(box.current, at, length))
  }
  const identifies = findings.some(({ code }) => code.startsWith('identifies-')) && saver.error !== null
  if (saver.conflict !== null)
    return (
      <Conflict
        mine={editing.text}
        theirs={saver.conflict}
        onResolve={(text) => {
          const theirs = saver.conflict
          if (theirs === null) return
          editing.act({ text, from: 0, to: 0 })
          saver.goOnFrom(theirs)
        }}
      />
    )
  return (
    <div className="g-stack">
      <Progress minutes={minutes} />
      {minutes.erratumReason && <p>{words.erratumOf(minutes.erratumReason)}</p>}
      {recovered && (
        <Banner tone="info" onClose={() => setRecovered(false)}>
          {words.recovered}
        </Banner>
      )}
      {saver.error !== null && <Banner tone="error">{identifies ? words.notSaved : say(codeOf(saver.error))}</Banner>}
      <div className="g-minutes-bar">
        {!readOnly && <Toolbar box={box} editing={editing} figures={minutes.figures} sessionId={minutes.sessionId} />}
        <div className="g-row">
          {!readOnly && (
            <Button size="small" disabled={saver.saved} onClick={saver.saveNow}>
              {words.saveNow}
            </Button>
          )}
          <SavingStatus saving={saver.saving} />
          <Acts minutes={minutes} saver={saver} findings={findings} onGo={go} />
        </div>
        <div className="g-minutes-views">
          {(['editor', 'preview'] as const).map((name) => (
            <Button key={name} size="small" aria-pressed={view === name} onClick={() => setView(name)}>
              {words[name]}
            </Button>
          ))}
        </div>
      </div>
      <div className="g-minutes-panes">
        <div className={view === 'editor' ? 'g-stack' : 'g-stack g-minutes-off'}>
          <MarkedText box={box} label={words.textLabel} editing={editing} findings={findings} readOnly={readOnly} />
        </div>
        <section className={view === 'preview' ? 'g-stack' : 'g-stack g-minutes-off'} aria-label={words.preview}>
          {read.blocks.length === 0 ? (
            <p>{words.emptyPreview}</p>
          ) : (
            <Blocks
              blocks={read.blocks}
              figures={minutes.figures}
              hrefOf={({ reportId }) => addressOf(paths.report, { reportId })}
            />
          )}
        </section>
      </div>
      <FindingList
        text={settled}
        findings={findings}
        readOnly={readOnly}
        busy={saver.saving.state === 'saving'}
        onGo={go}
        onNobody={(word) => saver.sayNobody([...minutes.notAPerson, word])}
        onQuote={({ at, length, figure }) =>
          editing.act(insert({ text: editing.text, from: at, to: at + length }, `{{${figure}}}`))
        }
      />
      <Card title={words.revisions}>
        <Revisions
          minutes={minutes}
          onRestore={readOnly ? undefined : (text) => editing.act({ text, from: 0, to: 0 })}
        />
      </Card>
    </div>
  )
}

/** What somebody else saved comes in by itself while nothing is being written here. */
function useFresh({ version, text, updatedBy, updatedAt }: Minutes, { text: typed, act }: Editing, saver: Saver) {
  const { read, saved, saving, goOnFrom } = saver
  const idle = saved && saving.state !== 'saving' && saving.state !== 'waiting'
  useEffect(() => {
    if (version <= read || !idle) return
    goOnFrom({ text, version, updatedBy, updatedAt })
    if (text !== typed) act({ text, from: 0, to: 0 })
  }, [version, read, idle, text, typed, updatedBy, updatedAt, goOnFrom, act])
}

/** Brings a place of the text into view, selected. */
function select(box: HTMLTextAreaElement | null, at: number, length: number): void {
  if (box === null) return
  box.focus({ preventScroll: true })
  box.setSelectionRange(at, at + length)
  const lines = box.value.slice(0, at).split('\n').length
  const all = Math.max(1, box.value.split('\n').length)
  const top = box.getBoundingClientRect().top + (box.offsetHeight * lines) / all
  scrollBy({ top: top - innerHeight / 2 })
}

/** From draft to agreed, back, and on to publication; only of what the server has. */
function Acts({
  minutes,
  saver,
  findings,
  onGo,
}: {
  minutes: Minutes
  saver: Saver
  findings: readonly Finding[]
  onGo(place: Pick<Finding, 'at' | 'length'>): void
}) {
  const words = useWords(minutesWords)
  const { mutate, isPending, error } = useMutation(actOnMinutes(minutes))
  const obstacles = obstaclesOf(error)
  const [publishing, publish] = useState(false)
  const blocked = findings.some(({ code }) => code.startsWith('identifies-') || code === 'figure-unknown')
  return (
    <>
      {minutes.status === 'draft' ? (
        <Button
          kind="primary"
          size="small"
          title={words.agreeHelp}
          disabled={!saver.saved || blocked}
          busy={isPending}
          onClick={() => mutate({ act: 'agreed', read: saver.read })}
        >
          {words.agree}
        </Button>
      ) : (
        <>
          <Button size="small" busy={isPending} onClick={() => mutate({ act: 'back-to-draft', read: minutes.version })}>
            {words.reopen}
          </Button>
          <Button kind="primary" size="small" onClick={() => publish(true)}>
            {words.publish}
          </Button>
        </>
      )}
      {error !== null && (
        <Banner tone="error" title={say(codeOf(error))}>
          {obstacles.length > 0 && <Obstacles obstacles={obstacles} sessionId={minutes.sessionId} onGo={onGo} />}
        </Banner>
      )}
      {publishing && (
        <PublishDialog
          minutes={minutes}
          findings={findings}
          onClose={() => publish(false)}
          onGo={(place) => {
            publish(false)
            onGo(place)
          }}
        />
      )}
    </>
  )
}
