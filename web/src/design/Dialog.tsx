import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { IconButton } from './Button'
import './Dialog.css'

/**
 * The browser's own dialog: it keeps the focus inside, gives it back, and closes with Escape. Without `onClose` it
 * must be answered.
 */
export function Dialog({
  title,
  onClose,
  wide = false,
  actions,
  children,
}: {
  title: string
  onClose?: () => void
  wide?: boolean
  actions?: ReactNode
  children: ReactNode
}) {
  const words = useWords(common)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Before the element leaves the page, or the browser could not give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'g-dialog g-dialog-wide' : 'g-dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault() // a second Escape would close it behind our back
          onClose?.()
        }
      }}
    >
      <div className="g-dialog-head">
        <h2 id={id}>{title}</h2>
        {onClose && <IconButton icon="close" label={words.close} onClick={onClose} />}
      </div>
      <div className="g-dialog-body">
        {children}
        {actions && <div className="g-dialog-actions">{actions}</div>}
      </div>
    </dialog>
  )
}
