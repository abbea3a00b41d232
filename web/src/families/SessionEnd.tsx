import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Button } from '../design/Button'
import { refresh, type Session, signOut } from '../session'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { SignInForm } from './SignIn'

/** Before the session ends for lack of use, and after. The page below stays, so nothing typed is lost. */
export function SessionEnd({ session }: { session: Extract<Session, { user: unknown }> }) {
  const words = useWords(familyWords)
  const stay = () => void refresh().catch(() => undefined) // out of reach: the question stays until it works
  if (session.status === 'expiring')
    return (
      <Asked title={words.expiringTitle} onClose={stay}>
        <p>{words.expiringText}</p>
        <Button kind="primary" wide onClick={stay}>
          {words.stay}
        </Button>
        <Button wide onClick={() => void signOut()}>
          {words.signOut}
        </Button>
      </Asked>
    )
  if (session.status === 'ended')
    return (
      <Asked title={words.endedTitle}>
        <p>{words.endedText}</p>
        <SignInForm email={session.user.email} words={words.goOn} />
        <Button wide onClick={() => void signOut()}>
          {words.signOut}
        </Button>
      </Asked>
    )
  return null
}

/** The browser's own dialog: it keeps the focus inside. Without `onClose` it must be answered. */
function Asked({ title, onClose, children }: { title: string; onClose?: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="f-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      <div className="f-stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
