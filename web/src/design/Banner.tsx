import type { ReactNode } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { IconButton } from './Button'
import { Icon, type IconName } from './Icon'
import './Banner.css'

export type Tone = 'success' | 'info' | 'warning' | 'error'

/** Stays until the person closes it or the cause is gone. */
export function Banner({
  tone,
  title,
  children,
  actions,
  onClose,
}: {
  tone: Tone
  title?: string
  children?: ReactNode
  actions?: ReactNode
  onClose?: () => void
}) {
  const words = useWords(common)
  return (
    <div className={`g-banner g-tone-${tone}`} role={tone === 'error' || tone === 'warning' ? 'alert' : 'status'}>
      <Icon name={tone} size={22} />
      <div className="g-banner-body">
        {title && (
          <p className="g-banner-title">
            <span className="g-hidden">{words[tone]}: </span>
            {title}
          </p>
        )}
        {children && <div>{children}</div>}
        {actions && <div className="g-banner-actions">{actions}</div>}
      </div>
      {onClose && <IconButton icon="close" label={words.dismiss} onClick={onClose} />}
    </div>
  )
}

/** Icon, word and colour together: never colour alone. */
export function StatusTag({
  tone,
  icon,
  children,
}: {
  tone: Tone | 'neutral' | 'sun'
  icon?: IconName
  children: string
}) {
  const name = icon ?? (tone === 'neutral' || tone === 'sun' ? 'clock' : tone)
  return (
    <span className={`g-tag g-tone-${tone}`}>
      <Icon name={name} size={15} />
      {children}
    </span>
  )
}
