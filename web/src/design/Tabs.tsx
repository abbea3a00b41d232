import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import './Disclosure.css'

export type Tab = { key: string; title: string; content: ReactNode }

/** Arrows move and open; an address that ends in '#key' opens that one. Each panel is kept, hidden, so nothing typed in it is lost. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [chosen, choose] = useState(() => (tabs.find(({ key }) => location.hash === `#${key}`) ?? tabs[0])?.key)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = tabs.findIndex((tab) => tab.key === chosen)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    choose(next.key)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus()
  }
  return (
    <div>
      <div className="g-tabs-list" role="tablist" aria-label={label} ref={list}>
        {tabs.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-tab-${key}`}
            data-tab={key}
            className="g-tab"
            aria-selected={key === chosen}
            aria-controls={`${id}-panel-${key}`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => choose(key)}
            onKeyDown={move}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ key, content }) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}-panel-${key}`}
          aria-labelledby={`${id}-tab-${key}`}
          className="g-tab-panel"
          hidden={key !== chosen}
        >
          {content}
        </div>
      ))}
    </div>
  )
}
