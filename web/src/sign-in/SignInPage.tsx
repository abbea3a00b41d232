import { useState } from 'react'
import type { TryOut } from 'shared/access'
import { Banner } from '../design/Banner'
import { Disclosure } from '../design/Disclosure'
import { PageHeader } from '../design/PageHeader'
import { Sunflower } from '../design/Sunflower'
import { codeOf } from '../problem'
import { signIn } from '../session'
import { AppearanceMenu } from '../shell/AppearanceMenu'
import { useTryOut } from '../try-out'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shell } from '../words/shell'
import { signInWords } from '../words/sign-in'
import { SignInForm } from './SignInForm'
import './SignInPage.css'

export function SignInPage() {
  const words = useWords(signInWords)
  const names = useWords(common)
  const tryOut = useTryOut()
  return (
    <div className="g-sign-in">
      <header className="g-sign-in-aside">
        <div className="g-sign-in-brand">
          <Sunflower size={40} />
          {names.product}
        </div>
        <div className="g-sign-in-words">
          <p className="g-sign-in-promise">{words.promise}</p>
          <p>{words.about}</p>
        </div>
        <div className="g-sign-in-flower">
          <Sunflower size={360} />
        </div>
      </header>
      <main className="g-sign-in-main">
        <div className="g-sign-in-tools">
          <AppearanceMenu />
        </div>
        <div className="g-sign-in-box">
          <PageHeader title={words.title} focus={false} />
          <SignInForm />
          <Disclosure title={words.trouble}>
            <div className="g-sign-in-note">
              <p>{words.troublePassword}</p>
              <p>{words.troubleCaps}</p>
              <p>{words.troubleShare}</p>
            </div>
          </Disclosure>
          {tryOut && <Accounts accounts={tryOut.accounts} />}
        </div>
      </main>
    </div>
  )
}

/** The demo only: one press signs in. */
function Accounts({ accounts }: { accounts: TryOut['accounts'] }) {
  const words = useWords(signInWords)
  const roles = useWords(shell)
  const [failed, setFailed] = useState<string>()
  const [entering, setEntering] = useState(false)
  return (
    <section className="g-accounts" aria-labelledby="try-out-title">
      <div>
        <h2 id="try-out-title">{words.tryOutTitle}</h2>
        <p>{words.tryOutText}</p>
      </div>
      {failed && <Banner tone="error">{say(failed)}</Banner>}
      <ul>
        {accounts.map(({ email, password, role, scope }) => (
          <li key={email}>
            <button
              type="button"
              className="g-account"
              aria-disabled={entering || undefined}
              onClick={async () => {
                if (entering) return
                setEntering(true)
                try {
                  await signIn({ email, password })
                } catch (error) {
                  setFailed(codeOf(error))
                  setEntering(false)
                }
              }}
            >
              <strong>{roles[role]}</strong>
              <span>{scope}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
