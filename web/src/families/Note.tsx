import type { ReactNode } from 'react'

/** Something to know. A warning is read aloud at once. */
export function Note({
  tone,
  title,
  children,
}: {
  tone: 'info' | 'success' | 'warning'
  title?: string
  children?: ReactNode
}) {
  return (
    <div className={`f-note f-note-${tone}`} role={tone === 'warning' ? 'alert' : 'status'}>
      {title && <p className="f-note-title">{title}</p>}
      {children}
    </div>
  )
}
