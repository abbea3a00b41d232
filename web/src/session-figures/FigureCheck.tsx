import { useDeferredValue, useMemo } from 'react'
import { checkText, type TextFinding } from 'shared/check-text'
import type { SessionFigure } from 'shared/session-figures'
import { Button } from '../design/Button'
import { Icon } from '../design/Icon'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sessionFigureWords } from '../words/session-figures'
import './figures.css'

/** UTF-16 units shown before and behind a place. */
const AROUND = 45

/**
 * What of a text of a session does not agree, as `POST /api/figure-checks` answers it, while one types and without a
 * connection. `onGo` brings the person to a place of the text.
 */
export function FigureCheck({
  text,
  figures,
  lang,
  onGo,
}: {
  text: string
  figures: readonly SessionFigure[]
  lang: 'es' | 'en'
  onGo?: (at: number, length: number) => void
}) {
  const words = useWords(sessionFigureWords)
  const settled = useDeferredValue(text)
  const findings = useMemo(() => checkText(settled, figures, lang), [settled, figures, lang])
  return (
    <div className="g-stack g-no-print">
      <p role="status" className="g-row">
        <Icon name={findings.length === 0 ? 'success' : 'warning'} size={18} />
        {findings.length === 0 ? words.checkNone : words.checkCount(findings.length)}
      </p>
      {findings.length > 0 && (
        <ul className="g-check-list">
          {findings.map((finding) => (
            <Finding
              key={`${finding.code} ${finding.at}`}
              finding={finding}
              text={settled}
              {...(onGo && { onGo: () => onGo(finding.at, finding.length) })}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

function Finding({ finding, text, onGo }: { finding: TextFinding; text: string; onGo?: () => void }) {
  const words = useWords(sessionFigureWords)
  const { code, at, length, stated, expected, key } = finding
  return (
    <li>
      <span>
        {say(code)} {stated !== null && expected !== null && words.expected(shown(stated), shown(expected))}{' '}
        {key !== null && words.itsReference(`{{${key}}}`)}
      </span>
      <span className="g-check-place">
        {at > AROUND && '…'}
        {text.slice(Math.max(0, at - AROUND), at)}
        <mark>{text.slice(at, at + length)}</mark>
        {text.slice(at + length, at + length + AROUND)}
        {at + length + AROUND < text.length && '…'}
      </span>
      {onGo && (
        <Button size="small" kind="quiet" onClick={onGo}>
          {words.go}
        </Button>
      )}
    </li>
  )
}

const shown = (value: number) => shownNumber(value, Number.isInteger(value) ? 0 : 1)
