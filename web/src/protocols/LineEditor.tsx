import { useEffect, useRef } from 'react'
import type { ProtocolIssue } from 'shared/protocol-library'
import { Button, IconButton } from '../design/Button'
import { Icon } from '../design/Icon'
import { medicationName, useMedications } from '../medications/api'
import { useWords } from '../words/define'
import { editorWords } from '../words/protocol-editor'
import { lineWords } from '../words/protocol-lines'
import { type LineTree, readTree } from './editor-tree'
import { LineFields } from './LineFields'
import { doseText } from './line-text'

export interface LineProps {
  line: LineTree
  pointer: string
  issues: readonly ProtocolIssue[]
  put: (line: LineTree, typed?: string) => void
}

/** A line says what it is; opened, it is a form. */
export function LineEditor({
  open,
  onToggle,
  onUp,
  onDown,
  onCopy,
  onRemove,
  ...props
}: LineProps & {
  open: boolean
  onToggle: () => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onCopy: () => void
  onRemove: () => void
}) {
  const words = useWords(editorWords)
  const said = useWords(lineWords)
  const known = useMedications()
  const { line, pointer, issues } = props
  const box = useRef<HTMLDivElement>(null)
  const fresh = line.medication === ''
  useEffect(() => {
    if (open && fresh) box.current?.querySelector('select')?.focus()
  }, [open, fresh])
  const name = line.medication === '' ? words.newLine : medicationName(known, line.medication)
  const errors = issues.some((issue) => issue.severity === 'error' && issue.pointer.startsWith(`${pointer}/`))
  return (
    <li className={open ? 'g-editor-line g-editor-line-open' : 'g-editor-line'}>
      <div className="g-editor-line-head">
        <button type="button" className="g-editor-line-name" aria-expanded={open} onClick={onToggle}>
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={18} />
          <span>
            <span className="g-hidden">{words.openLine} </span>
            <strong>{name}</strong>{' '}
            <span className="g-protocol-small">
              {[doseText(asLine(line)), line.route && said[line.route as 'IV']].filter(Boolean).join(' · ')}
            </span>
          </span>
          {errors && <Icon name="error" size={18} />}
        </button>
        <span className="g-editor-line-acts">
          <IconButton icon="arrowUp" label={`${words.up}: ${name}`} disabled={onUp === undefined} onClick={onUp} />
          <IconButton
            icon="arrowDown"
            label={`${words.down}: ${name}`}
            disabled={onDown === undefined}
            onClick={onDown}
          />
          <IconButton icon="copy" label={`${words.copyLine}: ${name}`} onClick={onCopy} />
          <IconButton icon="close" label={`${words.removeLine}: ${name}`} onClick={onRemove} />
        </span>
      </div>
      {open && (
        <div ref={box} className="g-editor-line-fields">
          <LineFields {...props} />
          <div className="g-row">
            <Button size="small" onClick={onToggle}>
              {words.ready}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}

/** The line as the draft reads it. */
function asLine(line: LineTree) {
  const day = { key: '', day: '1', medications: [line] }
  const phase = { key: '', name: '', kind: '', cycleDays: '', cycles: '', days: [day] }
  return readTree({ phases: [phase], sources: [], changeNote: '' }).draft.phases[0]?.days[0]?.medications[0] ?? {}
}
