import { useEffect, useRef, useState } from 'react'
import { type AgendaKind, agendaKinds } from 'shared/working-group'
import { Banner } from '../design/Banner'
import { Button, IconButton } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { SelectField } from '../design/SelectField'
import { TextAreaField, TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import { agendaKindWords } from '../words/working-group'
import { type AgendaValue, newItem, usualAgenda } from './session-values'

/** The order of the day: items added, moved by buttons, and taken away with a way back. */
export function AgendaEditor({
  agenda,
  onChange,
  refused,
}: {
  agenda: readonly AgendaValue[]
  onChange: (agenda: readonly AgendaValue[], mended: readonly string[]) => void
  refused: readonly FieldProblem[]
}) {
  const words = useWords(sessionWords)
  const kinds = useWords(agendaKindWords)
  const [before, keep] = useState<{ agenda: readonly AgendaValue[]; said: string }>()
  const [said, say] = useState('')
  const [fresh, setFresh] = useState('')
  const focus = useRef<string>(undefined)
  useEffect(() => {
    if (focus.current === undefined) return
    document.getElementById(focus.current)?.focus()
    focus.current = undefined
  })
  const nameOf = ({ kind, title }: AgendaValue) => title.trim() || kinds[kind]
  const write = (next: readonly AgendaValue[]) => onChange(next, ['agenda'])
  const change = (at: number, part: Partial<AgendaValue>) =>
    onChange(
      agenda.map((item, i) => (i === at ? { ...item, ...part } : item)),
      Object.keys(part).map((field) => `agenda/${at}/${field}`),
    )

  function move(at: number, by: -1 | 1) {
    const item = agenda[at]
    const other = agenda[at + by]
    if (item === undefined || other === undefined) return
    const next = [...agenda]
    next[at] = other
    next[at + by] = item
    const last = at + by === (by === 1 ? agenda.length - 1 : 0)
    focus.current = `${(by === 1) !== last ? 'down' : 'up'}-${item.key}` // the button that still moves it
    say(words.moved(nameOf(item), at + by + 1))
    keep(undefined)
    write(next)
  }

  function remove(at: number) {
    const item = agenda[at]
    if (item === undefined) return
    keep({ agenda, said: words.removed(nameOf(item)) })
    focus.current = 'agenda-undo'
    write(agenda.filter((_, i) => i !== at))
  }

  function add() {
    const item = newItem('other')
    focus.current = `kind-${item.key}`
    setFresh(item.key)
    keep(undefined)
    write([...agenda, item])
  }

  return (
    <div className="g-stack">
      <p className="g-hidden" role="status">
        {said}
      </p>
      {before && (
        <Banner
          tone="info"
          onClose={() => keep(undefined)}
          actions={
            <Button
              id="agenda-undo"
              size="small"
              onClick={() => {
                write(before.agenda)
                keep(undefined)
              }}
            >
              {words.undo}
            </Button>
          }
        >
          {before.said}
        </Banner>
      )}
      <ol className="g-agenda-items">
        {agenda.map((item, at) => (
          <li key={item.key}>
            <fieldset className="g-agenda-item">
              <legend className="g-hidden">{words.item(at + 1)}</legend>
              <div className="g-agenda-line">
                <span>{`${at + 1}. ${nameOf(item)}`}</span>
                <span className="g-agenda-moves">
                  <IconButton
                    id={`up-${item.key}`}
                    icon="arrowUp"
                    label={words.up(nameOf(item))}
                    disabled={at === 0}
                    onClick={() => move(at, -1)}
                  />
                  <IconButton
                    id={`down-${item.key}`}
                    icon="arrowDown"
                    label={words.down(nameOf(item))}
                    disabled={at === agenda.length - 1}
                    onClick={() => move(at, 1)}
                  />
                  <IconButton icon="close" label={words.removeItem(nameOf(item))} onClick={() => remove(at)} />
                </span>
              </div>
              <Disclosure title={words.itemMore} open={item.key === fresh}>
                <div className="g-form-grid">
                  <div className="g-span-4">
                    <SelectField
                      id={`kind-${item.key}`}
                      label={words.itemKind}
                      empty={false}
                      value={item.kind}
                      onChange={({ target }) => change(at, { kind: target.value as AgendaKind })} // one of the choices
                      choices={agendaKinds.map((value) => ({ value, label: kinds[value] }))}
                    />
                  </div>
                  <div className="g-span-8">
                    <TextField
                      id={`agenda-${at}-title`}
                      label={words.itemTitle}
                      hint={words.itemTitleHint}
                      optional
                      maxLength={200}
                      error={refusedAt(refused, `agenda/${at}/title`)}
                      value={item.title}
                      onChange={({ target }) => change(at, { title: target.value })}
                    />
                  </div>
                  <TextAreaField
                    id={`agenda-${at}-note`}
                    label={words.itemNote}
                    optional
                    rows={2}
                    maxLength={2000}
                    error={refusedAt(refused, `agenda/${at}/note`)}
                    value={item.note}
                    onChange={({ target }) => change(at, { note: target.value })}
                  />
                </div>
              </Disclosure>
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="g-row">
        <Button icon="pencil" onClick={add}>
          {words.addItem}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            keep({ agenda, said: words.usualDone })
            focus.current = 'agenda-undo'
            write(usualAgenda())
          }}
        >
          {words.usual}
        </Button>
      </div>
    </div>
  )
}
