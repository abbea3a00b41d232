import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo } from 'react'
import type { Editing } from './editing'
import type { Finding } from './findings'

/**
 * The text as it is typed, with what is found in it underlined at its place: a mirror of the same letters lies under the
 * box, which grows with it.
 */
export function MarkedText({
  box,
  label,
  describedBy,
  editing,
  findings,
  readOnly,
}: {
  box: RefObject<HTMLTextAreaElement | null>
  label: string
  describedBy?: string
  editing: Editing
  findings: readonly Finding[]
  readOnly: boolean
}) {
  const { text, place, type, undo, redo } = editing
  // biome-ignore lint/correctness/useExhaustiveDependencies: only after an act that was not typed
  useLayoutEffect(() => {
    if (place.step > 0) box.current?.setSelectionRange(place.from, place.to)
  }, [place.step])
  const parts = useMemo(() => partsOf(text, findings), [text, findings])
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || readOnly) return
    const key = event.key.toLowerCase()
    const run = key === 'z' ? (event.shiftKey ? redo : undo) : key === 'y' ? redo : undefined
    if (key !== 'z' && key !== 'y') return
    event.preventDefault() // the browser's own history does not know of buttons
    run?.()
  }
  return (
    <div className="g-marked">
      <div className="g-marked-mirror" aria-hidden="true">
        {parts.map(({ from, text: part, tone }) =>
          tone === undefined ? (
            part
          ) : (
            <mark key={from} className={`g-marked-${tone}`}>
              {part}
            </mark>
          ),
        )}
        {'\n'}
      </div>
      <textarea
        ref={box}
        className="g-input"
        aria-label={label}
        aria-describedby={describedBy}
        value={text}
        readOnly={readOnly}
        spellCheck
        lang="es-MX"
        onChange={({ target }) => type(target.value, target.selectionStart)}
        onKeyDown={keys}
      />
    </div>
  )
}

type Part = { from: number; text: string; tone?: Finding['tone'] }

/** The text in stretches; where findings overlap the first one is shown. */
function partsOf(text: string, findings: readonly Finding[]): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const { at, length, tone } of [...findings].sort((a, b) => a.at - b.at)) {
    if (at < end || length <= 0) continue
    if (at > end) parts.push({ from: end, text: text.slice(end, at) })
    parts.push({ from: at, text: text.slice(at, at + length), tone })
    end = at + length
  }
  if (end < text.length) parts.push({ from: end, text: text.slice(end) })
  return parts
}
