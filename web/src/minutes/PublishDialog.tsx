import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Minutes, type MinutesObstacle, minutesWarningCodes } from 'shared/minutes'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { idempotencyKeys } from '../http'
import { codeOf } from '../problem'
import { useSession } from '../session'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'
import { say } from '../words/problems'
import { publishMinutes } from './api'
import { useSayFinding } from './FindingList'
import type { Finding } from './findings'
import { Obstacles, obstaclesOf, type Place } from './Obstacles'

/** What is missing before minutes can be published, each with the way to it; then the one irreversible act. */
export function PublishDialog({
  minutes,
  findings,
  onClose,
  onGo,
}: {
  minutes: Minutes
  findings: readonly Finding[]
  onClose(): void
  onGo(place: Place): void
}) {
  const words = useWords(minutesWords)
  const shared = useWords(common)
  const session = useSession()
  const me = 'user' in session ? session.user.id : undefined
  const [keys] = useState(idempotencyKeys)
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const { mutate, isPending, error } = useMutation(publishMinutes(minutes, keys))
  const known = [...whoObstacles(minutes, me), ...findings.filter(({ tone }) => tone === 'error').map(placeOf)]
  const refused = obstaclesOf(error)
  const obstacles = refused.length > 0 ? refused : known
  const doubts = findings.filter(({ code }) => warnings.includes(code))
  const codes = [...new Set(doubts.map(({ code }) => code))]
  const unanswered = codes.some((code) => !reasons[code]?.trim())
  return (
    <Dialog
      title={words.publishTitle}
      onClose={onClose}
      wide
      actions={
        <>
          <Button
            kind="primary"
            disabled={known.length > 0 || unanswered}
            busy={isPending}
            busyWords={words.publishing}
            onClick={() =>
              mutate({
                read: minutes.version,
                body:
                  codes.length === 0
                    ? {}
                    : {
                        confirmedWarnings: codes.map((code) => ({
                          code: code as (typeof minutesWarningCodes)[number], // filtered by that list above
                          reason: reasons[code]?.trim() ?? '',
                        })),
                      },
              })
            }
          >
            {words.publishNow}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.publishText}</p>
        {error !== null && refused.length === 0 && <Banner tone="error">{say(codeOf(error))}</Banner>}
        {obstacles.length === 0 ? (
          <p role="status">{words.nothingMissing}</p>
        ) : (
          <Banner tone="warning" title={words.missing}>
            <Obstacles obstacles={obstacles} sessionId={minutes.sessionId} onGo={onGo} />
          </Banner>
        )}
        {codes.length > 0 && (
          <Doubts doubts={doubts} codes={codes} reasons={reasons} onReason={setReasons} onGo={onGo} />
        )}
      </div>
    </Dialog>
  )
}

const warnings: readonly string[] = minutesWarningCodes

/** Sums and percentages that do not agree: mended, or explained once for each kind. */
function Doubts({
  doubts,
  codes,
  reasons,
  onReason,
  onGo,
}: {
  doubts: readonly Finding[]
  codes: readonly string[]
  reasons: Readonly<Record<string, string>>
  onReason(reasons: Readonly<Record<string, string>>): void
  onGo(place: Place): void
}) {
  const words = useWords(minutesWords)
  const sayCode = useSayFinding()
  return (
    <div className="g-stack">
      <h3>{words.confirmTitle}</h3>
      <p>{words.confirmText}</p>
      <ul className="g-minutes-missing">
        {doubts.map((doubt) => (
          <li key={doubt.at}>
            <span>{sayCode(doubt)}</span>{' '}
            <Button size="small" onClick={() => onGo(doubt)}>
              {words.goThere}
            </Button>
          </li>
        ))}
      </ul>
      {codes.map((code) => (
        <TextAreaField
          key={code}
          label={`${words.reason}: ${sayCode({ code })}`}
          rows={2}
          maxLength={300}
          value={reasons[code] ?? ''}
          onChange={({ target }) => onReason({ ...reasons, [code]: target.value })}
        />
      ))}
    </div>
  )
}

const placeOf = ({ code, at, length }: Finding): MinutesObstacle => ({ pointer: '#/text', code, at, length })

/** Two people: what the server will refuse is said before it is asked. */
function whoObstacles({ agreedBy, authors }: Minutes, me: string | undefined): MinutesObstacle[] {
  return [
    ...(agreedBy === me ? [{ pointer: '#/agreedBy', code: 'agreed-by-you' }] : []),
    ...(authors.every((author) => author === me) ? [{ pointer: '#/authors', code: 'only-author' }] : []),
  ]
}
