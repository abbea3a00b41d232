import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { Icon } from '../design/Icon'
import { AskDialog } from '../identity/AskDialog'
import { paths } from '../paths'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { identityWords } from '../words/identity'
import { findingWords, minutesWords } from '../words/minutes'
import type { Finding } from './findings'

/** What a code means, with its figures where it has some. */
export function useSayFinding() {
  const words: Readonly<Record<string, string>> = useWords(findingWords)
  return ({ code, stated, expected }: Pick<Finding, 'code' | 'stated' | 'expected'>) => {
    const said = words[code] ?? code
    return stated === undefined || expected === undefined
      ? said
      : `${said} ${shownNumber(stated)} ≠ ${shownNumber(expected)}.`
  }
}

/** Everything to check in the text: what it is, where, and the way on. */
export function FindingList({
  text,
  findings,
  readOnly,
  busy,
  onGo,
  onNobody,
  onQuote,
}: {
  text: string
  findings: readonly Finding[]
  readOnly: boolean
  busy: boolean
  onGo(finding: Finding): void
  onNobody(word: string): void
  onQuote(finding: Finding): void
}) {
  const words = useWords(minutesWords)
  const identity = useWords(identityWords)
  const say = useSayFinding()
  const [asking, ask] = useState<string>()
  return (
    <Card title={words.findings}>
      <p role="status">{findings.length === 0 ? words.clean : words.count(findings.length)}</p>
      <ul className="g-findings">
        {findings.slice(0, 60).map((finding) => {
          const { code, at, length, tone, word, askable, figure } = finding
          return (
            <li key={`${code} ${at}`} className={`g-finding g-tone-${tone}`}>
              <Icon name={tone} size={18} />
              <div>
                <p>
                  {say(finding)} <q lang="es-MX">{excerpt(text, at, length)}</q>
                </p>
                <div className="g-row">
                  <Button size="small" onClick={() => onGo(finding)}>
                    {words.goThere}
                  </Button>
                  {!readOnly && word !== undefined && (
                    <Button size="small" busy={busy} onClick={() => onNobody(word)}>
                      {words.notAPerson}
                    </Button>
                  )}
                  {!readOnly && askable !== undefined && (
                    <Button size="small" onClick={() => ask(askable)}>
                      {identity.askSecond}
                    </Button>
                  )}
                  {!readOnly && code === 'figure-typed' && figure !== undefined && (
                    <Button size="small" onClick={() => onQuote(finding)}>
                      {words.quote}
                    </Button>
                  )}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
      {findings.some(({ askable }) => askable !== undefined) && (
        <p>
          <Link href={paths.identityOverrides}>{identity.toWaiting}</Link>
        </p>
      )}
      {asking !== undefined && <AskDialog text={asking} onClose={() => ask(undefined)} />}
    </Card>
  )
}

function excerpt(text: string, at: number, length: number): string {
  const found = text.slice(at, at + Math.min(length, 60)).replaceAll('\n', ' ')
  return length > 60 ? `${found}…` : found
}
