import type { ReactNode } from 'react'
import { inHospitalTime } from '../time'
import { Icon, type IconName } from './Icon'
import './Timeline.css'

export type TimelineEntry = {
  id: string
  icon: IconName
  title: string
  /** An instant, or a text when only the day is known. */
  at: { instant: string } | { text: string }
  by?: string
  content?: ReactNode
}

/** Newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="g-timeline">
      {entries.map(({ id, icon, title, at, by, content }) => (
        <li key={id}>
          <span className="g-timeline-mark">
            <Icon name={icon} size={18} />
          </span>
          <div>
            <div className="g-timeline-head">
              <strong>{title}</strong>
              {'instant' in at ? (
                <time dateTime={at.instant}>{inHospitalTime(at.instant)}</time>
              ) : (
                <time>{at.text}</time>
              )}
              {by && <span className="g-timeline-by">{by}</span>}
            </div>
            {content}
          </div>
        </li>
      ))}
    </ol>
  )
}
