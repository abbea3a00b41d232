import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PainScale } from 'shared/pain-scales'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { HoldButton } from './HoldButton'
import { ScoreButtons } from './ScoreButtons'
import { isFaces, lookOf, optionsOf, type Pictures } from './score-options'
import './ChildMode.css'

/**
 * The device turned round: one question for the child, and nothing of the person on the screen, in the tab or behind it.
 * Neither Escape nor the way back leaves it, only a long press by the nurse.
 */
export function ChildMode({
  scale,
  pictures,
  value,
  onChange,
  onLeave,
}: {
  scale: PainScale
  /** Undefined while they come. */
  pictures: Pictures | undefined
  value: number | null
  onChange: (value: number) => void
  onLeave: () => void
}) {
  const words = useWords(painWords)
  const { product } = useWords(common)
  const look = lookOf(scale)
  const dialog = useRef<HTMLDialogElement>(null)
  const [answered, answer] = useState(false)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  useTabNamed(product)
  useStays()
  return (
    <dialog
      ref={dialog}
      className="g-child"
      aria-label={words.childQuestion}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault() // a second Escape would close it behind our back
      }}
    >
      <div className="g-child-in">
        <ScoreButtons
          id="child-score"
          label={words.childQuestion}
          look={look}
          options={optionsOf(scale, pictures).map(({ depth: _, ...option }) => ({
            ...option,
            ...(look === 'numbers' && option.value === 0 && { label: words.childNone }),
          }))}
          value={value}
          onChange={(chosen) => {
            onChange(chosen)
            answer(true)
          }}
        />
        {look === 'numbers' && (
          <p className="g-child-ends">
            {scale.total.max}: {words.childMost}
          </p>
        )}
        <p className="g-child-thanks" role="status">
          {answered && `${words.childThanks} ${words.childAgain}`}
        </p>
      </div>
      <div className="g-child-leave">
        {isFaces(scale) && pictures?.size === 0 && <span>{words.notValidated}.</span>}
        <HoldButton label={words.childLeave} onHeld={onLeave} />
      </div>
    </dialog>
  )
}

/** The tab says nothing of the person, and says it again afterwards. */
function useTabNamed(title: string) {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
}

/** The browser's way back stays here: a step of our own lies before it, laid again each time it is taken. */
function useStays() {
  useEffect(() => {
    const here = { ...history.state, child: true }
    history.pushState(here, '')
    const stay = () => history.pushState(here, '')
    addEventListener('popstate', stay)
    return () => {
      removeEventListener('popstate', stay)
      history.back()
    }
  }, [])
}
