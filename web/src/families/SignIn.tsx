import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../design/Button'
import { Problem } from '../problem'
import { signIn } from '../session'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { sayFailure } from './answer'
import { Field } from './Field'
import { Note } from './Note'

/** The way in. With a fixed `email` it goes on with a session that ended; what is below stays as it was. */
export function SignInForm({ email: fixed, words: pressed }: { email?: string; words: string }) {
  const words = useWords(familyWords)
  const form = useRef<HTMLFormElement>(null)
  const [values, set] = useState({ email: fixed ?? '', password: '', code: '' })
  const [asksCode, askCode] = useState(false)
  const [shown, show] = useState(false)
  const [missing, setMissing] = useState<readonly string[]>([])
  const [refusal, refuse] = useState('')
  const [busy, work] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const lacks = (['email', 'password', ...(asksCode ? (['code'] as const) : [])] as const).filter(
      (name) => values[name].trim() === '',
    )
    setMissing(lacks)
    refuse('')
    if (lacks[0] !== undefined) return form.current?.querySelector<HTMLInputElement>(`[name=${lacks[0]}]`)?.focus()
    work(true)
    try {
      const oneTimeCode = values.code.replace(/\s/g, '')
      await signIn({ email: values.email.trim(), password: values.password, ...(asksCode && { oneTimeCode }) })
    } catch (error) {
      if (error instanceof Problem && error.type === '/problems/one-time-code-required') askCode(true)
      refuse(refusalOf(error, words))
      work(false)
    }
  }

  const field = (name: 'email' | 'password' | 'code', label: string, lacks: string, input: object) => (
    <Field label={label} error={missing.includes(name) ? lacks : undefined}>
      {(control) => (
        <input
          {...control}
          {...input}
          className="f-input"
          name={name}
          spellCheck={false}
          autoCapitalize="off"
          value={values[name]}
          onChange={({ target }) => set({ ...values, [name]: target.value })}
        />
      )}
    </Field>
  )
  return (
    <form ref={form} className="f-stack" onSubmit={submit} noValidate>
      {refusal && <Note tone="warning">{refusal}</Note>}
      {fixed === undefined &&
        field('email', words.email, words.emailMissing, { type: 'email', autoComplete: 'username' })}
      {field('password', words.password, words.passwordMissing, {
        type: shown ? 'text' : 'password',
        autoComplete: 'current-password',
      })}
      <label className="f-check">
        <input type="checkbox" checked={shown} onChange={() => show(!shown)} />
        <span>{words.showPassword}</span>
      </label>
      {asksCode &&
        field('code', words.code, words.codeMissing, { inputMode: 'numeric', autoComplete: 'one-time-code' })}
      <Button type="submit" kind="primary" wide busy={busy} busyWords={words.signingIn}>
        {pressed}
      </Button>
    </form>
  )
}

function refusalOf(error: unknown, words: typeof familyWords.es): string {
  if (!(error instanceof Problem)) return sayFailure(error, words)
  if (error.type === '/problems/one-time-code-required') return words.signInCode
  if (error.status === 429) return words.signInWait(Math.ceil((error.retryAfter ?? 60) / 60))
  if (error.status === 401 || error.status === 400) return words.signInWrong
  return sayFailure(error, words)
}
