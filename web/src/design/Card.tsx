import { type ReactNode, useId } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from './Icon'
import './Card.css'

/** A titled part of a page; its title names the region. */
export function Card({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId()
  if (title === undefined) return <div className="g-card">{children}</div>
  return (
    <section className="g-card" aria-labelledby={id}>
      <div className="g-card-head">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** One thing to do: icon, what, and when it serves. `figure` is a count of what waits there. */
export function TaskCard({
  href,
  icon,
  title,
  text,
  figure,
}: {
  href: string
  icon: IconName
  title: string
  text: string
  figure?: string
}) {
  return (
    <Link href={href} className="g-task">
      <span className="g-task-icon">
        <Icon name={icon} size={24} />
      </span>
      <span>
        <span className="g-task-title">{title}</span>
        {figure && <span className="g-stat-figure">{figure}</span>}
        <span className="g-task-text">{text}</span>
      </span>
    </Link>
  )
}

export function DescriptionList({ items }: { items: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="g-list">
      {items.map(({ term, value }) => (
        <div key={term} className="g-list-pair">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A figure and what it counts. */
export function Stat({ figure, label, note }: { figure: string; label: string; note?: string }) {
  return (
    <div className="g-stat">
      <span className="g-stat-figure">{figure}</span>
      <span className="g-stat-label">{label}</span>
      {note && <span className="g-stat-note">{note}</span>}
    </div>
  )
}
