import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './Icon'
import './Disclosure.css'

/**
 * A button that opens a list of ordinary buttons and links: tab order and screen readers need nothing new. Escape, a
 * choice, a press elsewhere or leaving with the tabulator closes it.
 */
export function Menu({
  label,
  icon,
  className,
  describedAs,
  children,
}: {
  label: string
  /** Read aloud and shown on hover, when the label alone does not say what the menu is for. */
  describedAs?: string
  icon: IconName
  className?: string
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    addEventListener('pointerdown', elsewhere)
    return () => removeEventListener('pointerdown', elsewhere)
  }, [open])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to keys that bubble up from the buttons inside
    <div
      className="g-menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) close()
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        type="button"
        ref={button}
        className={className ?? 'g-button g-button-secondary'}
        aria-label={describedAs ? `${label}: ${describedAs}` : label}
        title={describedAs ?? label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        <span>{label}</span>
        <Icon name="chevronDown" size={16} />
      </button>
      <div id={id} className="g-menu-list" hidden={!open}>
        {open && children(close)}
      </div>
    </div>
  )
}

export function MenuItem({
  icon,
  chosen,
  onClick,
  children,
}: {
  icon?: IconName
  chosen?: boolean
  onClick: () => void
  children: string
}) {
  return (
    <button type="button" className="g-menu-item" aria-pressed={chosen} onClick={onClick}>
      {icon ? <Icon name={icon} /> : <span className="g-menu-check">{chosen && <Icon name="check" />}</span>}
      {children}
    </button>
  )
}
