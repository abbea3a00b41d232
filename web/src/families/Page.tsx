import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../design/Icon'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { Listen } from './Listen'

let opened = false

/** One thing: its title, its text, and the way back. Whoever comes from another page starts at the title. */
export function Page({
  title,
  lead,
  spoken,
  back,
  printable = false,
  children,
}: {
  title: string
  lead?: ReactNode
  /** The page in words, to be read aloud. */
  spoken?: string | undefined
  /** Where one came from; the first page by default. */
  back?: { href: string; words: string }
  printable?: boolean
  children: ReactNode
}) {
  const words = useWords(familyWords)
  const [location] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${words.product}`
  }, [title, words])
  useEffect(() => {
    if (opened) heading.current?.focus()
    opened = true
  }, [])
  return (
    <article className="f-page">
      {location !== '/' && (
        <Link className="f-back g-no-print" href={back?.href ?? '/'}>
          <span aria-hidden="true">←</span>
          {back?.words ?? words.toHome}
        </Link>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <div className="f-lead">{lead}</div>}
      {(spoken || printable) && (
        <div className="f-row g-no-print">
          {spoken && <Listen text={spoken} />}
          {printable && <PrintButton />}
        </div>
      )}
      {children}
    </article>
  )
}

function PrintButton() {
  const words = useWords(familyWords)
  return (
    <button type="button" className="g-button g-button-secondary" onClick={() => print()}>
      <Icon name="printer" />
      <span>{words.print}</span>
    </button>
  )
}
