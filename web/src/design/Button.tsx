import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from './Icon'
import './Button.css'

type Look = {
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  icon?: IconName
  size?: 'usual' | 'small'
  /** As wide as its place: in narrow cards and on phones. */
  wide?: boolean
}

export type ButtonProps = Look &
  Omit<ComponentProps<'button'>, 'children'> & {
    children: ReactNode
    /** Shows the work and ignores presses, without losing the focus as `disabled` would. */
    busy?: boolean
    busyWords?: string
  }

export function Button({ kind, icon, size, wide, busy = false, busyWords, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes({ kind, size, wide })}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className="g-button-work" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{busy ? (busyWords ?? children) : children}</span>
    </button>
  )
}

/** Goes somewhere: a link that looks like a button. */
export function ButtonLink({ kind, icon, size, wide, href, children }: Look & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={classes({ kind, size, wide })}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  )
}

/** Only an icon to see; its name is read aloud and shown on hover. */
export function IconButton({ icon, label, ...rest }: { icon: IconName; label: string } & ComponentProps<'button'>) {
  return (
    <button type="button" {...rest} className="g-button g-button-quiet g-button-icon" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}

function classes({ kind = 'secondary', size, wide }: { [K in 'kind' | 'size' | 'wide']?: Look[K] | undefined }) {
  return `g-button g-button-${kind}${size === 'small' ? ' g-button-small' : ''}${wide ? ' g-button-wide' : ''}`
}
