import type { ReactNode } from 'react'
import { Icon } from './Icon'
import './Disclosure.css'

/** What only some need to read. */
export function Disclosure({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="g-disclosure" open={open}>
      <summary>
        <Icon name="chevronRight" size={18} />
        {title}
      </summary>
      <div>{children}</div>
    </details>
  )
}
