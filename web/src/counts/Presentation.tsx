import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { Counts } from 'shared/counts'
import { Button } from '../design/Button'
import { longDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { Balance } from './Balance'
import { figure, percents, period } from './figure'
import { AgeBar } from './Headline'
import './Presentation.css'

/** One figure at a time, large enough for a shared screen. The whole screen where the browser allows it. */
export function Presentation({ counts, onEnd }: { counts: Counts; onEnd: () => void }) {
  const words = useWords(countWords)
  const [at, setAt] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Refused in some browsers and by some people's settings: then it fills the window.
    shown?.requestFullscreen?.().catch(() => undefined)
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
      shown?.close()
    }
  }, [])
  const slides = slidesOf(counts, words)
  const go = (step: number) => setAt((now) => Math.min(slides.length - 1, Math.max(0, now + step)))
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    go(step)
  }
  return (
    <dialog
      ref={dialog}
      className="g-present"
      aria-label={words.presentTitle}
      onKeyDown={keys}
      onCancel={(event) => {
        event.preventDefault()
        onEnd()
      }}
    >
      <p className="g-present-day">
        {words.figuresOn} <strong>{longDay(counts.on)}</strong>
      </p>
      <div className="g-present-slide" aria-live="polite">
        {slides[at]}
      </div>
      <div className="g-present-foot">
        <Button icon="close" onClick={onEnd}>
          {words.presentEnd}
        </Button>
        <span className="g-present-keys">{words.presentKeys}</span>
        <span>{words.presentOf(String(at + 1), String(slides.length))}</span>
        <span className="g-row">
          <Button onClick={() => go(-1)}>{words.presentBack}</Button>
          <Button kind="primary" autoFocus onClick={() => go(1)}>
            {words.presentNext}
          </Button>
        </span>
      </div>
    </dialog>
  )
}

function slidesOf(counts: Counts, words: typeof countWords.es): ReactNode[] {
  const { total, balance, on, since, ageRule } = counts
  const part = percents(total.paediatricPercent)
  const groups = [
    {
      key: 'paediatric',
      name: words.paediatric,
      note: words.paediatricNote,
      figure: total.paediatric,
      percent: part?.paediatric,
    },
    { key: 'adult', name: words.adult, note: words.adultNote, figure: total.adult, percent: part?.adult },
  ]
  return [
    <Huge key="total" figure={figure(total.patients)} text={words.slideTotal} />,
    <div key="groups" className="g-present-groups">
      <h2>{words.slideGroups}</h2>
      <AgeBar paediatric={total.paediatric} adult={total.adult} />
      <div className="g-present-two">
        {groups.map((group) => (
          <div key={group.key}>
            <p className="g-present-large">{figure(group.figure)}</p>
            <p>
              {group.name}
              {group.percent !== undefined && ` · ${words.percent(shownNumber(group.percent))}`}
            </p>
          </div>
        ))}
      </div>
      <p className="g-present-note">{words.ruleSentence(String(ageRule.limit), ageRule.at)}</p>
    </div>,
    <Huge key="added" figure={figure(balance.added)} text={words.slideAdded} note={period(since, on)} />,
    <div key="balance" className="g-present-balance">
      <Balance counts={counts} opens={false} />
    </div>,
    <Huge
      key="network"
      figure={figure(total.hospitals)}
      text={words.slideNetwork}
      note={`${words.umaeOf(figure(total.umae))} · ${words.secondLevelOf(figure(total.secondLevel))}`}
    />,
  ]
}

function Huge({ figure: shown, text, note }: { figure: string; text: string; note?: string }) {
  return (
    <div className="g-present-huge">
      <p className="g-present-figure">{shown}</p>
      <p className="g-present-text">{text}</p>
      {note && <p className="g-present-note">{note}</p>}
    </div>
  )
}
