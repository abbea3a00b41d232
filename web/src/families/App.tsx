import { type ComponentType, type LazyExoticComponent, lazy, useEffect } from 'react'
import { Route, Router, Switch } from 'wouter'
import { Button } from '../design/Button'
import { holds, resumeSession, useSession } from '../session'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { forgetAnswers } from './answer'
import { Frame, Tools, Top } from './Frame'
import { Note } from './Note'
import { Page } from './Page'
import { OUTSIDE, paths } from './places'
import { SignInForm } from './SignIn'

type Params = Readonly<Record<string, string | undefined>>
type Lazy = LazyExoticComponent<ComponentType<{ params: Params }>>

/** Each comes when it is opened: a page weighs what it needs and no more. */
const pages: readonly (readonly [path: string, page: Lazy])[] = [
  [paths.home, lazy(async () => ({ default: (await import('./HomePage')).HomePage }))],
  [paths.minutesList, lazy(async () => ({ default: (await import('./MinutesListPage')).MinutesListPage }))],
  [paths.minutes, lazy(async () => ({ default: (await import('./MinutesPage')).MinutesPage }))],
  [paths.agreements, lazy(async () => ({ default: (await import('./AgreementsPage')).AgreementsPage }))],
  [paths.agreement, lazy(async () => ({ default: (await import('./AgreementPage')).AgreementPage }))],
  [paths.hospitals, lazy(async () => ({ default: (await import('./HospitalsPage')).HospitalsPage }))],
  [paths.figures, lazy(async () => ({ default: (await import('./FiguresPage')).FiguresPage }))],
  [paths.bulletins, lazy(async () => ({ default: (await import('./BulletinsPage')).BulletinsPage }))],
  [paths.bulletin, lazy(async () => ({ default: (await import('./BulletinsPage')).BulletinPage }))],
  [paths.raisePoint, lazy(async () => ({ default: (await import('./RaisePointPage')).RaisePointPage }))],
  [paths.points, lazy(async () => ({ default: (await import('./PointsPage')).PointsPage }))],
  [paths.report, lazy(async () => ({ default: (await import('./report/ReportPage')).ReportPage }))],
  [paths.reportStep, lazy(async () => ({ default: (await import('./report/ReportPage')).ReportPage }))],
  [paths.follow, lazy(async () => ({ default: (await import('./FollowPage')).FollowPage }))],
  [paths.search, lazy(async () => ({ default: (await import('./SearchPage')).SearchPage }))],
]

export function App() {
  return (
    <Router base={OUTSIDE}>
      <Inside />
    </Router>
  )
}

function Inside() {
  const words = useWords(familyWords)
  const session = useSession()
  const left = session.status === 'signed-out'
  useEffect(() => {
    if (left) forgetAnswers()
  }, [left])
  if (session.status === 'asking') return null
  if (session.status === 'unreachable')
    return (
      <Outside title={words.failedTitle}>
        <Note tone="warning">
          <p>{words.failedOffline}</p>
          <Button onClick={() => void resumeSession()}>{words.tryAgain}</Button>
        </Note>
      </Outside>
    )
  if (session.status === 'signed-out')
    return (
      <Outside title={words.signInTitle} lead={words.signInLead}>
        <SignInForm words={words.signIn} />
      </Outside>
    )
  if (!holds(session.user, ['parent-representative', 'coordinator']))
    return (
      <Outside title={words.notYoursTitle} lead={words.notYoursText}>
        <a href="/">{words.toStaff}</a>
      </Outside>
    )
  return (
    <Frame session={session}>
      <Switch>
        {pages.map(([path, Opened]) => (
          <Route key={path} path={path}>
            {(params) => <Opened params={params} />}
          </Route>
        ))}
        <Route>
          <Page title={words.notFoundTitle} lead={words.notFoundText}>
            {null}
          </Page>
        </Route>
      </Switch>
    </Frame>
  )
}

function Outside({ title, lead, children }: { title: string; lead?: string; children: React.ReactNode }) {
  return (
    <div className="f-frame">
      <Top />
      <main id="content" tabIndex={-1}>
        <article className="f-page">
          <h1>{title}</h1>
          {lead && <p className="f-lead">{lead}</p>}
          {children}
        </article>
      </main>
      <Tools />
    </div>
  )
}
