import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useOnline } from '../connection'
import { Button } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { Sunflower } from '../design/Sunflower'
import { setPreferences, usePreferences } from '../preferences'
import { type Session, signOut } from '../session'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { places } from './places'
import { SessionEnd } from './SessionEnd'

/** What every page stands in: the way out above, the way on below. */
export function Frame({ session, children }: { session: Extract<Session, { user: unknown }>; children: ReactNode }) {
  const words = useWords(familyWords)
  return (
    <div className="f-frame">
      <Top signedIn />
      <Offline />
      <main id="content" tabIndex={-1}>
        <Suspense
          fallback={
            <p role="status" className="f-loading">
              {words.loading}
            </p>
          }
        >
          {children}
        </Suspense>
      </main>
      <Navigation />
      <Tools signedIn />
      <PrintFoot />
      <SessionEnd session={session} />
    </div>
  )
}

export function Top({ signedIn = false }: { signedIn?: boolean }) {
  const words = useWords(familyWords)
  return (
    <>
      <a className="f-skip" href="#content">
        {words.skip}
      </a>
      <header className="f-top">
        <Link href="/" className="f-brand">
          <Sunflower size={32} />
          {words.product}
        </Link>
        <button
          type="button"
          className="f-leave g-no-print"
          title={words.leaveFastHint}
          onClick={() => leave(signedIn)}
        >
          {words.leaveFast}
        </button>
      </header>
    </>
  )
}

/** A page that anybody may have open. */
const ELSEWHERE = 'https://smn.conagua.gob.mx/es/'

/** Nothing is left on the screen at once; the session ends if that takes no time, and the way back leads nowhere. */
async function leave(signedIn: boolean) {
  document.documentElement.hidden = true
  document.title = ' '
  const soon = new Promise((resolve) => setTimeout(resolve, 400))
  if (signedIn) await Promise.race([signOut().catch(() => undefined), soon])
  location.replace(ELSEWHERE)
}

/** Always there, so that its words are read aloud when they appear. */
function Offline() {
  const words = useWords(familyWords)
  const online = useOnline()
  return <div role="status">{!online && <p className="f-offline g-no-print">{words.offline}</p>}</div>
}

function Navigation() {
  const words = useWords(familyWords)
  const [location] = useLocation()
  return (
    <nav className="f-nav g-no-print" aria-label={words.main}>
      <ul>
        {places.map(({ path, word }) => (
          <li key={path}>
            <Link href={path} aria-current={location === path ? 'page' : undefined}>
              {words[word]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Tools({ signedIn = false }: { signedIn?: boolean }) {
  const words = useWords(familyWords)
  const { text, theme, language } = usePreferences()
  const large = text === 'large'
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  return (
    <footer className="f-tools g-no-print">
      <Disclosure title={words.tools}>
        <div className="f-stack">
          <Button wide aria-pressed={large} onClick={() => setPreferences({ text: large ? 'usual' : 'large' })}>
            {large ? words.usualText : words.biggerText}
          </Button>
          <Button wide onClick={() => setPreferences({ theme: dark ? 'light' : 'dark' })}>
            {dark ? words.light : words.dark}
          </Button>
          <Button
            wide
            lang={language === 'es' ? 'en' : 'es'}
            onClick={() => setPreferences({ language: language === 'es' ? 'en' : 'es' })}
          >
            {words.language}
          </Button>
          {signedIn && (
            <Button wide onClick={() => void signOut()}>
              {words.signOut}
            </Button>
          )}
        </div>
      </Disclosure>
    </footer>
  )
}

/** Every printed page says when; not by whom, for these are public. */
function PrintFoot() {
  const words = useWords(familyWords)
  const [at, setAt] = useState(() => new Date())
  useEffect(() => {
    const now = () => setAt(new Date())
    addEventListener('beforeprint', now)
    return () => removeEventListener('beforeprint', now)
  }, [])
  return <p className="g-print-only">{words.printed(inHospitalTime(at))}</p>
}
