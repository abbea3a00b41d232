import type { ProtocolIssue } from 'shared/protocol-library'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { useWords } from '../words/define'
import { editorWords } from '../words/protocol-editor'
import {
  copyOf,
  emptyDay,
  emptyPhase,
  inDayOrder,
  inserted,
  move,
  type PhaseTree,
  type ProtocolTree,
  replaced,
  without,
} from './editor-tree'

/** Keys of what is open: one phase, one day of it, one line of that. */
export type Place = { phase: string | undefined; day: string | undefined; line: string | undefined }
export type Change = (tree: ProtocolTree, field?: string) => void

/** The whole protocol at a glance; a press opens a phase or a day. */
export function Outline({
  tree,
  change,
  place,
  go,
  issues,
}: {
  tree: ProtocolTree
  change: Change
  place: Place
  go: (place: Place) => void
  issues: readonly ProtocolIssue[]
}) {
  const words = useWords(editorWords)
  const openPhase = (phase: PhaseTree | undefined) =>
    go({ phase: phase?.key, day: phase?.days[0]?.key, line: undefined })
  const add = () => {
    const phase = emptyPhase('')
    change({ ...tree, phases: [...tree.phases, phase] })
    openPhase(phase)
  }
  const errorsAt = (pointer: string) =>
    issues.filter((issue) => issue.severity === 'error' && issue.pointer.startsWith(`${pointer}/`)).length
  return (
    <nav className="g-editor-outline" aria-label={words.outline}>
      <Card title={words.outline}>
        <ol className="g-stack">
          {tree.phases.map((phase, at) => (
            <li key={phase.key} className="g-outline-phase">
              <button
                type="button"
                className="g-outline-button"
                aria-current={phase.key === place.phase ? 'true' : undefined}
                onClick={() => openPhase(phase)}
              >
                <strong>{phase.name.trim() || words.unnamed}</strong>
                <Errors count={errorsAt(`#/phases/${at}`)} />
              </button>
              {phase.key === place.phase && (
                <>
                  <ul className="g-outline-days">
                    {phase.days.map((day, d) => (
                      <li key={day.key}>
                        <button
                          type="button"
                          className="g-outline-day"
                          aria-current={day.key === place.day ? 'true' : undefined}
                          aria-label={`${words.dayTitle(day.day || words.noDay)}, ${words.linesOf(day.medications.length)}`}
                          onClick={() => go({ phase: phase.key, day: day.key, line: undefined })}
                        >
                          {day.day || '?'}
                          <Errors count={errorsAt(`#/phases/${at}/days/${d}`)} bare />
                        </button>
                      </li>
                    ))}
                  </ul>
                  <div className="g-protocol-actions">
                    <Button
                      size="small"
                      onClick={() => {
                        const last = Math.max(0, ...phase.days.map(({ day }) => Number(day) || 0))
                        const day = emptyDay(`${last + 1}`)
                        change({
                          ...tree,
                          phases: replaced(tree.phases, { ...phase, days: inDayOrder([...phase.days, day]) }),
                        })
                        go({ phase: phase.key, day: day.key, line: undefined })
                      }}
                    >
                      {words.addDay}
                    </Button>
                    <Button
                      size="small"
                      kind="quiet"
                      disabled={at === 0}
                      onClick={() => change({ ...tree, phases: move(tree.phases, at, at - 1) })}
                    >
                      {words.up}
                    </Button>
                    <Button
                      size="small"
                      kind="quiet"
                      disabled={at === tree.phases.length - 1}
                      onClick={() => change({ ...tree, phases: move(tree.phases, at, at + 1) })}
                    >
                      {words.down}
                    </Button>
                    <Button
                      size="small"
                      kind="quiet"
                      onClick={() => {
                        const copy = copyOf(phase)
                        change({ ...tree, phases: inserted(tree.phases, phase.key, copy) })
                        openPhase(copy)
                      }}
                    >
                      {words.copyPhase}
                    </Button>
                    <Button
                      size="small"
                      kind="quiet"
                      onClick={() => {
                        const phases = without(tree.phases, phase.key)
                        change({ ...tree, phases })
                        openPhase(phases[Math.max(0, at - 1)])
                      }}
                    >
                      {words.removePhase}
                    </Button>
                  </div>
                </>
              )}
            </li>
          ))}
        </ol>
        <div className="g-editor-add">
          <Button kind={tree.phases.length === 0 ? 'primary' : 'secondary'} onClick={add}>
            {words.addPhase}
          </Button>
        </div>
      </Card>
    </nav>
  )
}

function Errors({ count, bare = false }: { count: number; bare?: boolean }) {
  const words = useWords(editorWords)
  if (count === 0) return null
  return (
    <span className="g-outline-errors" title={words.reviewErrors(count)}>
      <span aria-hidden="true">{bare ? '!' : count}</span>
      <span className="g-hidden">{words.reviewErrors(count)}</span>
    </span>
  )
}
