import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'wouter'
import { useOnline } from '../connection'
import { Banner } from '../design/Banner'
import { Icon } from '../design/Icon'
import { Menu } from '../design/Menu'
import { Sunflower } from '../design/Sunflower'
import { Skeleton } from '../design/states'
import { removeNotice, useNotices } from '../notices'
import { OutboxStrip } from '../outbox/OutboxStrip'
import { paths } from '../paths'
import type { Session } from '../session'
import { useShortcut } from '../shortcuts'
import { clockTime, inHospitalTime } from '../time'
import { useTryOut } from '../try-out'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shell } from '../words/shell'
import { AccountMenu } from './AccountMenu'
import { AppearanceMenu } from './AppearanceMenu'
import { HelpDialog } from './HelpDialog'
import { usePlaces } from './places'
import { SessionEnd } from './SessionEnd'
import './Shell.css'

export type OpenSession = Extract<Session, { user: unknown }>

/** The house around every page of a signed-in person. */
export function Shell({ session, children }: { session: OpenSession; children: ReactNode }) {
  const words = useWords(shell)
  const places = usePlaces()
  const [help, showHelp] = useState(false)
  const [, navigate] = useLocation()
  const finds = places.some(({ path }) => path === paths.findPatient)
  useShortcut('k', finds ? () => navigate(paths.findPatient) : undefined)
  useShortcut('/', () => showHelp(true))
  return (
    <div className="g-shell">
      <a className="g-skip" href="#content">
        {words.skip}
      </a>
      <header>
        <div className="g-top">
          <div className="g-top-in">
            <Brand />
            <Navigation />
            <div className="g-top-tools">
              <button
                type="button"
                className="g-top-button"
                onClick={() => showHelp(true)}
                aria-label={words.help}
                title={words.help}
              >
                <Icon name="help" size={22} />
              </button>
              <AppearanceMenu className="g-top-button" />
              <AccountMenu user={session.user} />
            </div>
          </div>
        </div>
        <TryOutStrip />
      </header>
      <OfflineStrip />
      <OutboxStrip />
      <main className="g-main" id="content" tabIndex={-1}>
        <Notices />
        <Suspense fallback={<Skeleton lines={6} />}>{children}</Suspense>
      </main>
      <PrintFoot name={session.user.name} />
      {help && <HelpDialog onClose={() => showHelp(false)} finds={finds} />}
      <SessionEnd session={session} />
    </div>
  )
}

function Brand() {
  const words = useWords(common)
  return (
    <Link href={paths.home} className="g-brand">
      <Sunflower size={32} />
      {words.product}
    </Link>
  )
}

/** What does not fit beside the rest opens from the last place. */
function Navigation() {
  const words = useWords(shell)
  const [location] = useLocation()
  const places = usePlaces()
  const room = useNarrow() ? 5 : 6
  const beside = places.length > room ? room - 1 : room
  const more = places.slice(beside)
  return (
    <nav className="g-nav" aria-label={words.mainNavigation}>
      <ul>
        {places.slice(0, beside).map(({ path, word, icon }) => (
          <li key={path}>
            <Link href={path} aria-current={isHere(location, path) ? 'page' : undefined}>
              <Icon name={icon} />
              {words[word]}
            </Link>
          </li>
        ))}
        {more.length > 0 && (
          <li className={more.some(({ path }) => isHere(location, path)) ? 'g-nav-more-here' : undefined}>
            <Menu label={words.more} describedAs={words.morePlaces} icon="menu" className="g-nav-more">
              {(close) =>
                more.map(({ path, word, icon }) => (
                  <Link
                    key={path}
                    href={path}
                    className="g-menu-item"
                    aria-current={isHere(location, path) ? 'page' : undefined}
                    onClick={close}
                  >
                    <Icon name={icon} />
                    {words[word]}
                  </Link>
                ))
              }
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  )
}

const phone = matchMedia('(max-width: 48rem)')

/** Whether the places stand at the foot of a phone. */
const useNarrow = () =>
  useSyncExternalStore(
    (changed) => {
      phone.addEventListener('change', changed)
      return () => phone.removeEventListener('change', changed)
    },
    () => phone.matches,
  )

function TryOutStrip() {
  const words = useWords(shell)
  return useTryOut() && <p className="g-strip g-strip-try-out">{words.tryOut}</p>
}

/** Always there, so that its words are read aloud when they appear. */
function OfflineStrip() {
  const words = useWords(shell)
  const online = useOnline()
  return (
    <div role="status" className="g-strip-place g-no-print">
      {!online && (
        <p className="g-strip g-strip-offline">
          <Icon name="offline" />
          {words.offline}
        </p>
      )}
    </div>
  )
}

function Notices() {
  const words = useWords(shell)
  const notices = useNotices()
  return (
    <div className="g-notices">
      {notices.map(({ id, code, since }) => (
        <Banner key={id} tone={code === 'outbox-saved' ? 'success' : 'warning'} onClose={() => removeNotice(code)}>
          {code === 'stale' && since ? words.staleData(clockTime(since)) : say(code)}
        </Banner>
      ))}
    </div>
  )
}

/** Every printed page says who printed it and when. */
function PrintFoot({ name }: { name: string }) {
  const words = useWords(shell)
  const [at, setAt] = useState(() => new Date())
  useEffect(() => {
    const now = () => setAt(new Date())
    addEventListener('beforeprint', now)
    return () => removeEventListener('beforeprint', now)
  }, [])
  return (
    <footer className="g-print-only g-print-foot">
      <div>
        {words.confidential} · {words.printedBy(name, inHospitalTime(at))}
      </div>
    </footer>
  )
}

function isHere(location: string, path: string) {
  return path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)
}
