import { useEffect, useState } from 'react'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { LeaveDialog } from '../outbox/LeaveDialog'
import { useOutbox } from '../outbox/useOutbox'
import { refresh, signOut } from '../session'
import { SignInForm } from '../sign-in/SignInForm'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { shell } from '../words/shell'
import type { OpenSession } from './Shell'

/** Before the session ends for lack of use, and after. The page below stays as it is, so nothing typed is lost. */
export function SessionEnd({ session }: { session: OpenSession }) {
  if (session.status === 'expiring') return <Expiring expiresAt={session.expiresAt} />
  if (session.status === 'ended') return <Ended email={session.user.email} />
  return null
}

function Expiring({ expiresAt }: { expiresAt: number }) {
  const words = useWords(shell)
  const { items } = useOutbox()
  const [leaving, leave] = useState(false)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(tick)
  }, [])
  const left = Math.max(0, Math.round((expiresAt - now) / 1_000))
  const stay = () => void refresh().catch(() => undefined) // out of reach: the question stays until it works or time is up
  if (leaving) return <LeaveDialog onLeave={() => void signOut()} onStay={() => leave(false)} />
  return (
    <Dialog title={words.expiringTitle} onClose={stay}>
      <p role="timer">{words.expiring(left)}</p>
      <div className="g-dialog-actions">
        <Button kind="primary" onClick={stay}>
          {words.stay}
        </Button>
        <Button onClick={() => (items.length > 0 ? leave(true) : void signOut())}>{words.signOut}</Button>
      </div>
    </Dialog>
  )
}

function Ended({ email }: { email: string }) {
  const words = useWords(shell)
  const outbox = useWords(outboxWords)
  const { items } = useOutbox()
  return (
    <Dialog title={words.endedTitle}>
      <div className="g-stack">
        <p>{words.endedText}</p>
        <p>
          <strong>{words.endedAs(email)}</strong>
        </p>
        {items.length > 0 && <p>{outbox.endedKept(items.length)}</p>}
        <SignInForm email={email} submitWords={words.continueSession} />
        <Button kind="quiet" onClick={() => void signOut()}>
          {words.leave}
        </Button>
      </div>
    </Dialog>
  )
}
