import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { PasswordField, TextField } from '../design/TextField'
import { OfflineError, Problem } from '../problem'
import { signIn } from '../session'
import { useWords } from '../words/define'
import { signInWords } from '../words/sign-in'

type Refusal =
  | { kind: 'refused' | 'code-refused' | 'code-needed' | 'offline' | 'failed' }
  | { kind: 'wait'; until: number }

/** With a fixed `email` it continues a session that ended; what is below stays as it was. */
export function SignInForm({ email: fixed, submitWords }: { email?: string; submitWords?: string }) {
  const words = useWords(signInWords)
  const [email, setEmail] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, askCode] = useState(false)
  const [missing, setMissing] = useState<{ email?: string; password?: string; code?: string }>({})
  const [refusal, setRefusal] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const seconds = useSecondsLeft(refusal?.kind === 'wait' ? refusal.until : 0)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const lacks = {
      ...(email.trim() === '' && { email: words.emailMissing }),
      ...(password === '' && { password: words.passwordMissing }),
      ...(asksCode && code.trim() === '' && { code: words.codeMissing }),
    }
    setMissing(lacks)
    setRefusal(undefined)
    const [first] = Object.keys(lacks)
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
      return
    }
    setBusy(true)
    try {
      await signIn({ email: email.trim(), password, ...(asksCode && { oneTimeCode: code.replace(/\s/g, '') }) })
    } catch (error) {
      const why = refusalOf(error, asksCode)
      if (why.kind === 'code-needed') askCode(true)
      setRefusal(why)
      setBusy(false)
    }
  }

  return (
    <form ref={form} className="g-stack" onSubmit={submit} noValidate>
      {refusal && !(refusal.kind === 'wait' && seconds === 0) && (
        <Banner tone={refusal.kind === 'code-needed' ? 'info' : 'error'}>
          {
            {
              refused: words.refused,
              'code-refused': words.codeRefused,
              'code-needed': words.codeNeeded,
              offline: words.offline,
              failed: words.failed,
              wait: words.wait(seconds),
            }[refusal.kind]
          }
        </Banner>
      )}
      {fixed === undefined && (
        <TextField
          label={words.email}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          value={email}
          error={missing.email}
          onChange={(event) => setEmail(event.target.value)}
        />
      )}
      <PasswordField
        label={words.password}
        name="password"
        value={password}
        error={missing.password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {asksCode && (
        <TextField
          label={words.oneTimeCode}
          hint={words.oneTimeCodeHint}
          name="code"
          width="short"
          code
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          error={missing.code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Button type="submit" kind="primary" wide busy={busy} busyWords={words.submitting}>
        {submitWords ?? words.submit}
      </Button>
    </form>
  )
}

function refusalOf(error: unknown, sentCode: boolean): Refusal {
  if (error instanceof OfflineError) return { kind: 'offline' }
  if (!(error instanceof Problem)) throw error
  if (error.type === '/problems/one-time-code-required') return { kind: 'code-needed' }
  if (error.status === 429) return { kind: 'wait', until: Date.now() + (error.retryAfter ?? 60) * 1_000 }
  if (error.status === 401) return { kind: sentCode ? 'code-refused' : 'refused' }
  return { kind: error.status === 400 ? 'refused' : 'failed' }
}

function useSecondsLeft(until: number) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until === 0) return
    setNow(Date.now())
    const tick = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(tick)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1_000))
}
