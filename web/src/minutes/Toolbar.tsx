import type { RefObject } from 'react'
import { figureInWords } from 'shared/figure-words'
import type { SessionFigure } from 'shared/session-figures'
import { Button, ButtonLink } from '../design/Button'
import { Menu } from '../design/Menu'
import { addressOf, paths } from '../paths'
import { useWords } from '../words/define'
import { figureNames, minutesWords } from '../words/minutes'
import type { Editing } from './editing'
import { insert, type Selected, toHeading, toList, wrap } from './text-acts'

/** What one may do with the text without knowing its marks. */
export function Toolbar({
  box,
  editing,
  figures,
  sessionId,
}: {
  box: RefObject<HTMLTextAreaElement | null>
  editing: Editing
  figures: readonly SessionFigure[]
  sessionId: string
}) {
  const words = useWords(minutesWords)
  const names = useWords(figureNames)
  const act = (change: (it: Selected) => Selected) => {
    const { selectionStart: from, selectionEnd: to } = box.current ?? { selectionStart: 0, selectionEnd: 0 }
    editing.act(change({ text: editing.text, from, to }))
    box.current?.focus()
  }
  return (
    <fieldset className="g-minutes-tools">
      <legend className="g-hidden">{words.tools}</legend>
      <Button size="small" onClick={() => act((it) => toHeading(it, 2))}>
        {words.heading}
      </Button>
      <Button size="small" onClick={() => act((it) => toHeading(it, 3))}>
        {words.subheading}
      </Button>
      <Button size="small" onClick={() => act((it) => wrap(it, '**'))}>
        {words.bold}
      </Button>
      <Button size="small" onClick={() => act(toList)}>
        {words.list}
      </Button>
      <Menu
        label={words.figure}
        describedAs={words.figureHelp}
        icon="board"
        className="g-button g-button-secondary g-button-small"
      >
        {(close) =>
          figures.length === 0 ? (
            <div className="g-minutes-none">
              <p>{words.noFigures}</p>
              <ButtonLink size="small" href={addressOf(paths.sessionFigures, { sessionId })}>
                {words.goFigures}
              </ButtonLink>
            </div>
          ) : (
            figures.map(({ key, value }) => (
              <button
                key={key}
                type="button"
                className="g-menu-item g-minutes-figure"
                onClick={() => {
                  close()
                  act((it) => insert(it, `{{${key}}}`))
                }}
              >
                <span>{names[key]}</span>
                <strong lang="es-MX">{figureInWords(key, value, 'es')}</strong>
              </button>
            ))
          )
        }
      </Menu>
      <Button size="small" disabled={editing.undo === undefined} onClick={editing.undo}>
        {words.undo}
      </Button>
      <Button size="small" disabled={editing.redo === undefined} onClick={editing.redo}>
        {words.redo}
      </Button>
    </fieldset>
  )
}
