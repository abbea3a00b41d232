import { useState } from 'react'
import type { ProtocolIssue } from 'shared/protocol-library'
import { phaseKinds } from 'shared/protocols'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { useWords } from '../words/define'
import { editorWords } from '../words/protocol-editor'
import { protocolWords } from '../words/protocols'
import {
  copyOf,
  type DayTree,
  emptyLine,
  inDayOrder,
  inserted,
  type LineTree,
  move,
  type PhaseTree,
  type ProtocolTree,
  readDays,
  replaced,
  without,
} from './editor-tree'
import { fieldOf } from './field-of'
import { LineEditor } from './LineEditor'
import type { Change, Place } from './Outline'
import '../design/form-grid.css'

interface PhaseProps {
  tree: ProtocolTree
  phase: PhaseTree
  /** Its place among the phases. */
  at: number
  change: Change
  place: Place
  go: (place: Place) => void
  issues: readonly ProtocolIssue[]
}

export function PhaseEditor({ tree, phase, at, change, place, go, issues }: PhaseProps) {
  const words = useWords(editorWords)
  const kinds = useWords(protocolWords)
  const field = fieldOf(issues, `#/phases/${at}`)
  const put = (next: PhaseTree, typed?: string) =>
    change({ ...tree, phases: replaced(tree.phases, next) }, typed && `${phase.key} ${typed}`)
  const dayAt = phase.days.findIndex(({ key }) => key === place.day)
  const day = phase.days[dayAt]
  return (
    <>
      <Card title={words.phaseTitle}>
        <div className="g-form-grid">
          <div className="g-span-5">
            <TextField
              {...field('name')}
              label={words.name}
              maxLength={80}
              value={phase.name}
              onChange={({ target }) => put({ ...phase, name: target.value }, 'name')}
            />
          </div>
          <div className="g-span-3">
            <SelectField
              {...field('kind')}
              label={words.kind}
              value={phase.kind}
              onChange={({ target }) => put({ ...phase, kind: target.value })}
              choices={phaseKinds.map((value) => ({ value, label: kinds[value] }))}
            />
          </div>
          <div className="g-span-2">
            <TextField
              {...field('cycleDays')}
              label={words.cycleDays}
              inputMode="numeric"
              value={phase.cycleDays}
              onChange={({ target }) => put({ ...phase, cycleDays: target.value }, 'cycleDays')}
            />
          </div>
          <div className="g-span-2">
            <TextField
              {...field('cycles')}
              label={words.cycles}
              inputMode="numeric"
              value={phase.cycles}
              onChange={({ target }) => put({ ...phase, cycles: target.value }, 'cycles')}
            />
          </div>
        </div>
      </Card>
      {day === undefined ? (
        <p>{words.noDays}</p>
      ) : (
        <DayEditor
          key={day.key}
          phase={phase}
          day={day}
          pointer={`#/phases/${at}/days/${dayAt}`}
          put={put}
          open={place.line}
          go={(line, of = day.key) => go({ phase: phase.key, day: of, line })}
          issues={issues}
        />
      )}
    </>
  )
}

interface DayProps {
  phase: PhaseTree
  day: DayTree
  pointer: string
  put: (phase: PhaseTree, typed?: string) => void
  open: string | undefined
  go: (line: string | undefined, day?: string) => void
  issues: readonly ProtocolIssue[]
}

function DayEditor({ phase, day, pointer, put, open, go, issues }: DayProps) {
  const words = useWords(editorWords)
  const field = fieldOf(issues, pointer)
  const putDay = (next: DayTree, typed?: string) =>
    put({ ...phase, days: replaced(phase.days, next) }, typed && `${day.key} ${typed}`)
  const putLines = (medications: readonly LineTree[], typed?: string) => putDay({ ...day, medications }, typed)
  const removeDay = () => {
    const days = without(phase.days, day.key)
    put({ ...phase, days })
    go(undefined, days[Math.max(0, phase.days.indexOf(day) - 1)]?.key ?? '')
  }
  const add = () => {
    const line = emptyLine()
    putLines([...day.medications, line])
    go(line.key)
  }
  return (
    <Card
      title={words.dayTitle(day.day || words.noDay)}
      actions={
        <Button size="small" kind="quiet" onClick={removeDay}>
          {words.removeDay}
        </Button>
      }
    >
      <div className="g-stack">
        <div className="g-form-grid">
          <div className="g-span-3">
            <TextField
              {...field('day')}
              label={words.day}
              inputMode="numeric"
              value={day.day}
              onChange={({ target }) => putDay({ ...day, day: target.value }, 'day')}
              onBlur={() => {
                const days = inDayOrder(phase.days)
                if (days.some((it, at) => it !== phase.days[at])) put({ ...phase, days })
              }}
            />
          </div>
          <div className="g-span-8">
            <CopyDay phase={phase} day={day} put={put} />
          </div>
        </div>
        <ol className="g-editor-lines">
          {day.medications.map((line, at) => (
            <LineEditor
              key={line.key}
              line={line}
              pointer={`${pointer}/medications/${at}`}
              issues={issues}
              open={open === line.key}
              onToggle={() => go(open === line.key ? undefined : line.key)}
              put={(next, typed) => putLines(replaced(day.medications, next), typed && `${line.key} ${typed}`)}
              onUp={at === 0 ? undefined : () => putLines(move(day.medications, at, at - 1))}
              onDown={at === day.medications.length - 1 ? undefined : () => putLines(move(day.medications, at, at + 1))}
              onCopy={() => {
                const copy = copyOf(line)
                putLines(inserted(day.medications, line.key, copy))
                go(copy.key)
              }}
              onRemove={() => putLines(without(day.medications, line.key))}
            />
          ))}
        </ol>
        <div className="g-row">
          <Button kind="primary" id={`${pointer.slice(2).replaceAll('/', '-')}-medications`} onClick={add}>
            {words.addLine}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** A schedule in one go: the same lines on other days; a day that is there already gets them too. */
function CopyDay({ phase, day, put }: Pick<DayProps, 'phase' | 'day' | 'put'>) {
  const words = useWords(editorWords)
  const [typed, type] = useState('')
  const [wrong, setWrong] = useState(false)
  const copy = () => {
    const wanted = readDays(typed)?.filter((number) => `${number}` !== day.day.trim())
    setWrong(!wanted || wanted.length === 0)
    if (!wanted || wanted.length === 0) return
    const days = [...phase.days]
    for (const number of wanted) {
      const at = days.findIndex((it) => it.day.trim() === `${number}`)
      const here = days[at]
      const { medications } = copyOf(day)
      if (here === undefined) days.push({ ...copyOf(day), day: `${number}` })
      else days[at] = { ...here, medications: [...here.medications, ...medications] }
    }
    put({ ...phase, days: inDayOrder(days) })
    type('')
  }
  return (
    <TextField
      label={words.copyDay}
      hint={words.copyDayHint}
      error={wrong ? words.copyDayBad : undefined}
      value={typed}
      onChange={({ target }) => {
        type(target.value)
        setWrong(false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') copy()
      }}
      after={<Button onClick={copy}>{words.copyDayDo}</Button>}
    />
  )
}
