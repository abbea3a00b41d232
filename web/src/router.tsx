import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense, useEffect } from 'react'
import type { Role } from 'shared/access'
import { Route, Switch, useLocation } from 'wouter'
import { ButtonLink } from './design/Button'
import { ErrorBoundary } from './design/ErrorBoundary'
import { EmptyState, ErrorState } from './design/states'
import { type PathParams, paths } from './paths'
import { OfflineError } from './problem'
import { queryClient } from './queries'
import { holds, resumeSession, useSession } from './session'
import { RegisteredPaths } from './shell/places'
import { type OpenSession, Shell } from './shell/Shell'
import { useWords } from './words/define'
import { shell } from './words/shell'

type Page = {
  path: string
  /** Who may open it; the server decides what they see. None named: anyone signed in. */
  roles: readonly Role[]
  Page: LazyExoticComponent<ComponentType<Record<string, string>>>
}

const staff: readonly Role[] = ['hospital-staff']
const reportReaders: readonly Role[] = ['coordinator', 'parent-representative', 'hospital-staff']
const indicatorReaders: readonly Role[] = ['coordinator', 'hospital-staff']
const suppliers: readonly Role[] = ['hospital-staff', 'coordinator']
const importers: readonly Role[] = ['hospital-staff', 'coordinator']

/** Every page of the program and who opens it. A page receives the parts of its address as props. */
const pages: readonly Page[] = [
  page(paths.home, [], async () => (await import('./home/HomePage')).HomePage),
  page(paths.findPatient, staff, async () => (await import('./patients/FindPatientPage')).FindPatientPage),
  page(paths.newPatient, staff, async () => (await import('./patients/RegistrationPage')).RegistrationPage),
  page(paths.editPatient, staff, async () => (await import('./patients/EditPatientPage')).EditPatientPage),
  page(paths.newCondition, staff, async () => (await import('./conditions/ConditionPage')).ConditionPage),
  page(paths.doses, staff, async () => (await import('./medication-administrations/DosesPage')).DosesPage),
  page(paths.pain, staff, async () => (await import('./pain-assessments/PainPage')).PainPage),
  page(paths.analgesicPlan, staff, async () => (await import('./analgesia/PlanPage')).PlanPage),
  page(
    paths.unplannedDose,
    staff,
    async () => (await import('./medication-administrations/UnplannedPage')).UnplannedPage,
  ),
  page(paths.worklist, staff, async () => (await import('./medication-administrations/WorklistPage')).WorklistPage),
  page(paths.ward, staff, async () => (await import('./ward/WardPage')).WardPage),
  page(
    paths.painSettings,
    ['coordinator'],
    async () => (await import('./pain-settings/PainSettingsPage')).PainSettingsPage,
  ),
  page(paths.newPlan, staff, async () => (await import('./care-plans/NewPlanPage')).NewPlanPage),
  page(paths.patient, staff, async () => (await import('./patients/RecordPage')).RecordPage),
  page(paths.audit, ['auditor'], async () => (await import('./audit/AuditPage')).AuditPage),
  page(paths.permissions, [], async () => (await import('./audit/PermissionsPage')).PermissionsPage),
  page(paths.board, ['coordinator'], async () => (await import('./counts/BoardPage')).BoardPage),
  page(paths.hospitals, ['coordinator'], async () => (await import('./network/HospitalsPage')).HospitalsPage),
  page(paths.hospital, ['coordinator'], async () => (await import('./counts/HospitalPage')).HospitalPage),
  page(
    paths.publishedFigures,
    ['parent-representative'],
    async () => (await import('./counts/PublishedPage')).PublishedPage,
  ),
  page(
    paths.indicators,
    indicatorReaders,
    async () => (await import('./treatment-indicators/IndicatorsPage')).IndicatorsPage,
  ),
  page(
    paths.indicatorDefinitions,
    indicatorReaders,
    async () => (await import('./treatment-indicators/DefinitionsPage')).DefinitionsPage,
  ),
  page(
    paths.painIndicators,
    indicatorReaders,
    async () => (await import('./pain-indicators/PainIndicatorsPage')).PainIndicatorsPage,
  ),
  page(
    paths.painDefinitions,
    indicatorReaders,
    async () => (await import('./pain-indicators/PainDefinitionsPage')).PainDefinitionsPage,
  ),
  page(paths.shortages, suppliers, async () => (await import('./shortages/ShortagesPage')).ShortagesPage),
  page(paths.shortage, suppliers, async () => (await import('./shortages/ShortagePage')).ShortagePage),
  page(paths.supply, suppliers, async () => (await import('./stock/SupplyPage')).SupplyPage),
  page(paths.imports, importers, async () => (await import('./imports/ImportsPage')).ImportsPage),
  page(paths.import, importers, async () => (await import('./imports/ImportPage')).ImportPage),
  page(paths.protocols, importers, async () => (await import('./protocols/ProtocolsPage')).ProtocolsPage),
  page(paths.protocol, importers, async () => (await import('./protocols/ProtocolPage')).ProtocolPage),
  page(paths.compareProtocols, importers, async () => (await import('./protocols/DifferencePage')).DifferencePage),
  page(paths.protocolVersion, importers, async () => (await import('./protocols/ProtocolPage')).ProtocolVersionPage),
  page(paths.editProtocol, ['coordinator'], async () => (await import('./protocols/EditorPage')).EditorPage),
  page(
    paths.searchSessions,
    ['coordinator'],
    async () => (await import('./working-group/GroupSearchPage')).GroupSearchPage,
  ),
  page(paths.sessions, ['coordinator'], async () => (await import('./working-group/SessionsPage')).SessionsPage),
  page(paths.posts, ['coordinator'], async () => (await import('./working-group/PostsPage')).PostsPage),
  page(paths.session, ['coordinator'], async () => (await import('./working-group/SessionPage')).SessionPage),
  page(paths.sessionFigures, ['coordinator'], async () => (await import('./session-figures/FiguresPage')).FiguresPage),
  page(paths.sessionBulletin, ['coordinator'], async () => (await import('./bulletins/BulletinPage')).BulletinPage),
  page(
    paths.sessionAgreements,
    ['coordinator'],
    async () => (await import('./agreements/SessionAgreementsPage')).SessionAgreementsPage,
  ),
  page(paths.agreements, ['coordinator'], async () => (await import('./agreements/AgreementsPage')).AgreementsPage),
  page(paths.agreement, ['coordinator'], async () => (await import('./agreements/AgreementPage')).AgreementPage),
  page(paths.points, ['coordinator'], async () => (await import('./agenda-points/PointsPage')).PointsPage),
  page(paths.agreedCases, staff, async () => (await import('./agreements/CasesPage')).CasesPage),
  page(paths.sessionMinutes, ['coordinator'], async () => (await import('./minutes/MinutesPage')).MinutesPage),
  page(paths.identityOverrides, ['coordinator'], async () => (await import('./identity/OverridesPage')).OverridesPage),
  page(paths.reports, reportReaders, async () => (await import('./reports/ReportsPage')).ReportsPage),
  page(paths.report, reportReaders, async () => (await import('./reports/ReportPage')).ReportPage),
  page(paths.catalogues, ['admin'], async () => (await import('./catalogues/CataloguesPage')).CataloguesPage),
  page(paths.outbox, [], async () => (await import('./outbox/OutboxPage')).OutboxPage),
  page(paths.style, [], async () => (await import('./design/style-page/StylePage')).StylePage),
]

const signInPage = () => import('./sign-in/SignInPage')
const SignInPage = lazy(async () => ({ default: (await signInPage()).SignInPage }))
const registered = new Set(pages.map(({ path }) => path))

export function Router() {
  const session = useSession()
  const [location] = useLocation()
  const home = location === paths.home
  const left = session.status === 'signed-out'
  useEffect(() => {
    if (left) queryClient.clear() // the next person at this computer finds nothing
  }, [left])
  const here = session.status === 'signed-in'
  useEffect(() => {
    // A session that went on from its cookie may end while the line is cut: the next person signs in all the same
    if (here) signInPage().catch(() => undefined)
  }, [here])
  if (session.status === 'asking') return null
  if (session.status === 'unreachable')
    return <ErrorState level={1} error={new OfflineError()} onRetry={() => void resumeSession()} />
  if (session.status === 'signed-out')
    return (
      <Guarded>
        <Suspense>
          <SignInPage />
        </Suspense>
      </Guarded>
    )
  if (
    home &&
    session.user.grants.length > 0 &&
    session.user.grants.every(({ role }) => role === 'parent-representative')
  )
    return <ToFamilies />
  return (
    <RegisteredPaths value={registered}>
      <Shell session={session}>
        <Guarded>
          <Pages session={session} />
        </Guarded>
      </Shell>
    </RegisteredPaths>
  )
}

/** Families' first page is in a light program of its own; the cookie opens the session there. */
function ToFamilies() {
  useEffect(() => location.replace('/familias'), [])
  return null
}

function Pages({ session }: { session: OpenSession }) {
  return (
    <Switch>
      {pages.map(({ path, roles, Page }) => (
        <Route key={path} path={path}>
          {(params) => (holds(session.user, roles) ? <Page {...named(params)} /> : <NotYours />)}
        </Route>
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}

/** What fails in a page is shown in its place; going elsewhere starts afresh. */
function Guarded({ children }: { children: ReactNode }) {
  const [location] = useLocation()
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary key={location} onReset={reset}>
          {children}
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  )
}

function NotFound() {
  const words = useWords(shell)
  return (
    <EmptyState
      level={1}
      title={words.notFoundTitle}
      text={words.notFoundText}
      actions={<ButtonLink href={paths.home}>{words.goHome}</ButtonLink>}
    />
  )
}

function NotYours() {
  const words = useWords(shell)
  return (
    <EmptyState
      level={1}
      icon="shield"
      title={words.notYoursTitle}
      text={words.notYoursText}
      actions={<ButtonLink href={paths.home}>{words.goHome}</ButtonLink>}
    />
  )
}

/** Only a page whose props are the names in its address fits. */
function page<Path extends string>(
  path: Path,
  roles: readonly Role[],
  load: () => Promise<ComponentType<PathParams<Path>>>,
): Page {
  // wouter fills exactly the names that `path` holds, so the page gets the props it asks for
  const Page = lazy(async () => ({ default: (await load()) as ComponentType<Record<string, string>> }))
  return { path, roles, Page }
}

function named(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined || /^\d+$/.test(name) ? [] : [[name, value]],
    ),
  )
}
