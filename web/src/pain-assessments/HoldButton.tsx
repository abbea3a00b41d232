import { useEffect, useRef, useState } from 'react'

/** How long a press is meant: no child's tap lasts so long by chance. */
const holdMs = 1200

/**
 * A button that acts when it is held, by finger, mouse, Enter or space. A click that comes without a press is made by
 * assistive technology, where a person chose it by its name: it acts at once.
 */
export function HoldButton({ label, onHeld }: { label: string; onHeld: () => void }) {
  const [holding, hold] = useState(false)
  const pressed = useRef(false)
  const held = useRef(onHeld)
  held.current = onHeld
  useEffect(() => {
    if (!holding) return
    const clock = setTimeout(() => held.current(), holdMs)
    return () => clearTimeout(clock)
  }, [holding])
  const press = () => {
    pressed.current = true
    hold(true)
  }
  const release = () => hold(false)
  return (
    <button
      type="button"
      className={holding ? 'g-hold g-hold-now' : 'g-hold'}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        if ((event.key === 'Enter' || event.key === ' ') && !event.repeat) press()
      }}
      onKeyUp={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        if (!pressed.current) onHeld()
        pressed.current = false
      }}
    >
      {label}
    </button>
  )
}
