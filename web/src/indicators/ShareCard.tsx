import type { ReactNode } from 'react'
import type { Share } from 'shared/indicators'
import { Card } from '../design/Card'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import './indicators.css'

/** One indicator: its percent, what of what it is, and a note; `none` where there was nothing to count. */
export function ShareCard({
  title,
  share: { numerator, denominator, percent },
  of,
  none,
  children,
}: {
  title: string
  share: Share
  of: (part: string, all: string, count: number) => string
  none: string
  children: ReactNode
}) {
  const words = useWords(indicatorWords)
  return (
    <Card title={title}>
      <p className="g-indicator-share">{percent === null ? words.none : words.percent(shownNumber(percent, 1))}</p>
      <p className="g-indicator-of">
        {denominator === 0 ? none : of(shownNumber(numerator), shownNumber(denominator), denominator)}
      </p>
      <p className="g-indicator-note">{children}</p>
    </Card>
  )
}
