import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { checkProtocol } from 'shared/protocol-checks'
import type { ProtocolIssue, ProtocolVersion } from 'shared/protocol-library'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState, SavingStatus } from '../design/states'
import { TextField } from '../design/TextField'
import { idOf } from '../form'
import { useMedications } from '../medications/api'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { useShortcut } from '../shortcuts'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sayIssue } from '../words/protocol-checks'
import { editorWords } from '../words/protocol-editor'
import { protocolVersion } from './api'
import { ExampleMark } from './ExampleMark'
import { type Editing, useEditing, useKeeping, useKeptTree } from './editor-state'
import { type ProtocolTree, readTree, treeOf } from './editor-tree'
import { Outline, type Place } from './Outline'
import { PhaseEditor } from './PhaseEditor'
import { placeText } from './place-text'
import { SourcesEditor } from './SourcesEditor'
import { useSaver } from './saving'
import { VersionActs } from './VersionActs'
import './protocols.css'
import './EditorPage.css'

/** The draft of a version: phases, days and lines, checked as one types and saved by itself. */
export function EditorPage({ protocolId, versionId }: { protocolId: string; versionId: string }) {
  const words = useWords(editorWords)
  const query = useQuery({ ...protocolVersion(protocolId, versionId), staleTime: Number.POSITIVE_INFINITY })
  const kept = useKeptTree(versionId)
  const goBack = (
    <ButtonLink href={addressOf(paths.protocolVersion, { protocolId, versionId })}>{words.goBack}</ButtonLink>
  )
  const { data } = query
  return (
    <>
      <PageHeader title={data ? words.title(data.protocol.name, data.number) : words.outline} actions={goBack} />
      <Answer query={query} lines={9}>
        {(version) =>
          version.status !== 'draft' ? (
            <EmptyState icon="shield" title={words.frozenTitle} text={words.frozenText} />
          ) : !version.protocol.editable ? (
            <EmptyState icon="shield" title={words.frozenTitle} text={words.notYoursText} />
          ) : (
            kept !== undefined && <Editor key={version.id} version={version} kept={kept} />
          )
        }
      </Answer>
    </>
  )
}

function Editor({ version, kept }: { version: ProtocolVersion; kept: { tree: ProtocolTree; read: number } | null }) {
  const words = useWords(editorWords)
  const [first] = useState(() => kept?.tree ?? treeOf(version.definition, version.changeNote))
  const editing = useEditing(first)
  const { tree, change } = editing
  const [place, go] = useState<Place>({
    phase: tree.phases[0]?.key,
    day: tree.phases[0]?.days[0]?.key,
    line: undefined,
  })
  const medications = useMedications()
  const { draft, unreadable } = useMemo(() => readTree(tree), [tree])
  const issues = useMemo(
    () => merged(unreadable, medications.size === 0 ? [] : checkProtocol(draft, [...medications.values()])),
    [draft, unreadable, medications],
  )
  const edit = { definition: draft, changeNote: tree.changeNote.trim() || null }
  const saver = useSaver(version, edit, kept?.read ?? version.version, unreadable.length === 0)
  useKeeping(version.id, tree, saver.read, saver.saved && unreadable.length === 0)
  useShortcut('s', saver.saveNow)
  const phaseAt = tree.phases.findIndex(({ key }) => key === place.phase)
  const phase = tree.phases[phaseAt]
  const top = useRef<HTMLDivElement>(null)
  return (
    <div className="g-stack" ref={top}>
      {version.protocol.example && <ExampleMark long />}
      <Tools editing={editing} version={version} saver={saver} ready={saver.saved} />
      {saver.stale && <Stale version={version} editing={editing} saver={saver} />}
      {saver.error !== null && !saver.stale && <Banner tone="error">{say(codeOf(saver.error))}</Banner>}
      {unreadable.length > 0 && <Banner tone="warning">{words.notSent}</Banner>}
      <div className="g-editor">
        <Outline tree={tree} change={change} place={place} go={go} issues={issues} />
        <div className="g-stack">
          {phase === undefined ? (
            <EmptyState icon="table" title={words.noPhases} />
          ) : (
            <PhaseEditor
              key={phase.key}
              tree={tree}
              phase={phase}
              at={phaseAt}
              change={change}
              place={place}
              go={go}
              issues={issues}
            />
          )}
          <SourcesEditor tree={tree} change={change} issues={issues} />
          <Card>
            <TextField
              label={words.changeNote}
              optional
              maxLength={300}
              value={tree.changeNote}
              onChange={({ target }) => change({ ...tree, changeNote: target.value }, 'changeNote')}
            />
          </Card>
        </div>
        <Review issues={issues} draft={draft} tree={tree} go={go} />
      </div>
    </div>
  )
}

type SaverProps = { saver: ReturnType<typeof useSaver> }

function Tools({
  editing: { undo, redo },
  version,
  saver,
  ready,
}: SaverProps & { editing: Editing; version: ProtocolVersion; ready: boolean }) {
  const words = useWords(editorWords)
  return (
    <div className="g-editor-tools">
      <Button size="small" disabled={undo === undefined} onClick={undo}>
        {words.undo}
      </Button>
      <Button size="small" disabled={redo === undefined} onClick={redo}>
        {words.redo}
      </Button>
      <Button size="small" disabled={saver.saved} onClick={saver.saveNow}>
        {words.saveNow}
      </Button>
      <SavingStatus saving={saver.saving} />
      {ready && <PublishFrom version={version} />}
    </div>
  )
}

/** From what the server has by now: the saved draft with its checks. */
function PublishFrom({ version }: { version: ProtocolVersion }) {
  const query = useQuery({ ...protocolVersion(version.protocol.id, version.id), staleTime: Number.POSITIVE_INFINITY })
  return query.data ? <VersionActs version={query.data} versions={[]} inEditor /> : null
}

function Stale({ version, editing, saver }: SaverProps & { version: ProtocolVersion; editing: Editing }) {
  const words = useWords(editorWords)
  const client = useQueryClient()
  const theirs = () => client.fetchQuery({ ...protocolVersion(version.protocol.id, version.id), staleTime: 0 })
  return (
    <Banner
      tone="warning"
      title={words.stale}
      actions={
        <>
          <Button kind="primary" size="small" onClick={async () => saver.rebase((await theirs()).version, null)}>
            {words.keepMine}
          </Button>
          <Button
            size="small"
            onClick={async () => {
              const { version: read, definition, changeNote } = await theirs()
              editing.load(treeOf(definition, changeNote))
              saver.rebase(read, { definition, changeNote })
            }}
          >
            {words.takeTheirs}
          </Button>
        </>
      }
    >
      {words.staleText}
    </Banner>
  )
}

/** What is no number is said once: the check would call it missing as well. */
const merged = (unreadable: readonly ProtocolIssue[], found: readonly ProtocolIssue[]): readonly ProtocolIssue[] => [
  ...unreadable,
  ...found.filter(({ pointer }) => !unreadable.some((it) => it.pointer === pointer)),
]

function Review({
  issues,
  draft,
  tree,
  go,
}: {
  issues: readonly ProtocolIssue[]
  draft: unknown
  tree: ProtocolTree
  go: (place: Place) => void
}) {
  const words = useWords(editorWords)
  const groups = (['error', 'warning'] as const).map((severity) => ({
    severity,
    list: issues.filter((issue) => issue.severity === severity),
  }))
  const open = (pointer: string) => {
    const [, p, d, m] = /^#\/phases\/(\d+)(?:\/days\/(\d+)(?:\/medications\/(\d+))?)?/.exec(pointer) ?? []
    const phase = p === undefined ? undefined : tree.phases[Number(p)]
    const day = d === undefined ? undefined : phase?.days[Number(d)]
    const line = m === undefined ? undefined : day?.medications[Number(m)]
    if (phase !== undefined) go({ phase: phase.key, day: (day ?? phase.days[0])?.key, line: line?.key })
    setTimeout(() => {
      const field = document.getElementById(idOf(pointer))
      field?.scrollIntoView({ block: 'center' })
      field?.focus({ preventScroll: true })
    })
  }
  return (
    <aside className="g-editor-review" aria-label={words.review}>
      <Card title={words.review}>
        {issues.length === 0 ? (
          <p role="status">{words.reviewClean}</p>
        ) : (
          <div className="g-stack">
            {groups.map(
              ({ severity, list }) =>
                list.length > 0 && (
                  <div key={severity}>
                    <p role="status">
                      <strong>
                        {severity === 'error' ? words.reviewErrors(list.length) : words.reviewWarnings(list.length)}
                      </strong>
                    </p>
                    <ul className="g-editor-issues">
                      {list.slice(0, 40).map((issue) => (
                        <li key={`${issue.pointer} ${issue.code}`}>
                          <button type="button" className="g-editor-issue" onClick={() => open(issue.pointer)}>
                            <strong>{placeText(issue.pointer, draft)}</strong> {sayIssue(issue)}
                          </button>
                        </li>
                      ))}
                    </ul>
                  </div>
                ),
            )}
          </div>
        )}
      </Card>
    </aside>
  )
}
