import { type ReactNode, useEffect, useRef } from 'react'
import { ageOn, today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import './PageHeader.css'

let pagesSeen = 0

/**
 * The one h1 of a page. After moving within the program it takes the focus, so that a screen reader says where one is;
 * `focus={false}` where a field takes it. `tabTitle` for pages about a person: no name belongs in the browser's tab.
 */
export function PageHeader({
  title,
  tabTitle,
  lead,
  actions,
  focus = true,
}: {
  title: string
  tabTitle?: string
  lead?: ReactNode
  actions?: ReactNode
  focus?: boolean
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const words = useWords(common)
  useEffect(() => {
    pagesSeen += 1
    if (focus && pagesSeen > 1) heading.current?.focus({ preventScroll: true })
  }, [focus])
  useEffect(() => {
    document.title = `${tabTitle ?? title} · ${words.product}`
  }, [tabTitle, title, words])
  return (
    <div className="g-page-header">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p>{lead}</p>}
      </div>
      {actions && <div className="g-row g-no-print">{actions}</div>}
    </div>
  )
}

/** Whose record this is: the chosen name first, the legal one only where `legalName` is given. */
export function PersonBanner({
  name,
  legalName,
  pronoun,
  birthDate,
  facts = [],
  tags,
  level = 1,
}: {
  name: string
  legalName?: string | undefined
  pronoun?: string | undefined
  birthDate: string
  facts?: readonly { term: string; value: ReactNode }[]
  tags?: ReactNode
  /** Of the heading; 1 where the banner heads its page. */
  level?: 1 | 2 | 3
}) {
  const words = useWords(common)
  const Heading = `h${level}` as const
  const age = ageOn(birthDate, today())
  return (
    <div className="g-person">
      <div className="g-person-name">
        <Heading translate="no">{name}</Heading>
        {pronoun && <span className="g-person-aside">{pronoun}</span>}
        <strong>{words.age(age.years, age.months)}</strong>
        {tags}
      </div>
      {legalName && (
        <p className="g-person-aside" translate="no">
          {words.legalName}: {legalName}
        </p>
      )}
      {facts.length > 0 && (
        <dl className="g-person-facts">
          {facts.map(({ term, value }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
