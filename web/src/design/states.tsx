import { type ReactNode, useId } from 'react'
import { OfflineError, Problem } from '../problem'
import { clockTime } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shell } from '../words/shell'
import { Button } from './Button'
import { Icon, type IconName } from './Icon'
import './states.css'

/** Nothing to show, and why: never an empty box. */
export function EmptyState({
  title,
  text,
  icon = 'search',
  actions,
  level = 2,
}: {
  title: string
  text?: string
  icon?: IconName
  actions?: ReactNode
  /** Of the heading; 1 where it stands in place of a whole page. */
  level?: 1 | 2
}) {
  const Heading = `h${level}` as const
  return (
    <div className="g-state">
      <Icon name={icon} size={40} />
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      {actions && <div className="g-row">{actions}</div>}
    </div>
  )
}

/** In place of what could not be fetched: the cause, the remedy, and the number to report. */
export function ErrorState({ error, onRetry, level = 2 }: { error: unknown; onRetry?: () => void; level?: 1 | 2 }) {
  const Heading = `h${level}` as const
  const words = useWords(shell)
  const again = useWords(common)
  const retry = onRetry && <Button onClick={onRetry}>{again.retry}</Button>
  if (error instanceof OfflineError)
    return (
      <div className="g-state" role="alert">
        <Icon name="offline" size={40} />
        <Heading>{words.offlineTitle}</Heading>
        <p>{words.offlineText}</p>
        {retry}
      </div>
    )
  if (error instanceof Problem && error.status < 500)
    return (
      <div className="g-state" role="alert">
        <Icon name="info" size={40} />
        <Heading>{say(error.type)}</Heading>
        {retry}
      </div>
    )
  return (
    <div className="g-state" role="alert">
      <Icon name="error" size={40} />
      <Heading>{words.errorTitle}</Heading>
      <p>
        {words.errorText} {error instanceof Problem && <code>{error.instance}</code>}
      </p>
      {retry}
    </div>
  )
}

/** Where lines of text will be. Screen readers hear that it is loading. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const words = useWords(common)
  return (
    <div role="status">
      <span className="g-hidden">{words.loading}</span>
      <div className="g-skeleton" aria-hidden="true">
        {Array.from({ length: lines }, (_line, at) => at).map((line) => (
          <span key={line} />
        ))}
      </div>
    </div>
  )
}

export function ProgressBar({ label, value, max, text }: { label: string; value: number; max: number; text: string }) {
  const id = useId()
  return (
    <div className="g-progress">
      <div className="g-progress-head">
        <label htmlFor={id}>{label}</label>
        <span>{text}</span>
      </div>
      <progress id={id} value={value} max={max} />
    </div>
  )
}

export type Saving = { state: 'clean' } | { state: 'unsaved' | 'saving' | 'waiting' } | { state: 'saved'; at: Date }

/** Says "guardado" only after the server did. */
export function SavingStatus({ saving }: { saving: Saving }) {
  const words = useWords(common)
  const shown = {
    clean: { icon: 'check', text: '' },
    unsaved: { icon: 'pencil', text: words.draftUnsaved },
    saving: { icon: 'clock', text: words.draftSaving },
    waiting: { icon: 'offline', text: words.draftWaiting },
    saved: { icon: 'check', text: saving.state === 'saved' ? words.draftSaved(clockTime(saving.at)) : '' },
  } as const
  const { icon, text } = shown[saving.state]
  return (
    <span role="status" className={`g-saving g-saving-${saving.state}`}>
      {text && <Icon name={icon} size={18} />}
      {text}
    </span>
  )
}
