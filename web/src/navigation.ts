import type { Role } from 'shared/access'
import type { IconName } from './design/Icon'
import { paths } from './paths'

/**
 * The places a person can go to directly, in order. A place is shown when its page is registered in router.tsx and the
 * person holds one of its roles; its words are `shell[word]`, and `homeWords[word]` with `…Text` for its card.
 */
export const places = [
  { path: paths.home, word: 'home', icon: 'home', roles: [] },
  { path: paths.findPatient, word: 'findPatient', icon: 'search', roles: ['hospital-staff'] },
  { path: paths.newPatient, word: 'newPatient', icon: 'personAdd', roles: ['hospital-staff'] },
  { path: paths.worklist, word: 'worklist', icon: 'calendar', roles: ['hospital-staff'] },
  { path: paths.ward, word: 'ward', icon: 'clock', roles: ['hospital-staff'] },
  { path: paths.board, word: 'board', icon: 'board', roles: ['coordinator'] },
  { path: paths.hospitals, word: 'hospitals', icon: 'hospital', roles: ['coordinator'] },
  { path: paths.shortages, word: 'shortages', icon: 'warning', roles: ['hospital-staff', 'coordinator'] },
  { path: paths.indicators, word: 'indicators', icon: 'clock', roles: ['coordinator', 'hospital-staff'] },
  { path: paths.painIndicators, word: 'painIndicators', icon: 'pulse', roles: ['coordinator', 'hospital-staff'] },
  { path: paths.painSettings, word: 'painSettings', icon: 'clock', roles: ['coordinator'] },
  { path: paths.protocols, word: 'protocols', icon: 'book', roles: ['hospital-staff', 'coordinator'] },
  { path: paths.imports, word: 'imports', icon: 'upload', roles: ['hospital-staff', 'coordinator'] },
  { path: paths.publishedFigures, word: 'publishedFigures', icon: 'board', roles: ['parent-representative'] },
  { path: paths.reports, word: 'reports', icon: 'report', roles: ['coordinator', 'parent-representative'] },
  { path: paths.sessions, word: 'sessions', icon: 'book', roles: ['coordinator'] },
  { path: paths.agreements, word: 'agreements', icon: 'check', roles: ['coordinator'] },
  { path: paths.points, word: 'points', icon: 'info', roles: ['coordinator'] },
  { path: paths.agreedCases, word: 'agreedCases', icon: 'person', roles: ['hospital-staff'] },
  { path: paths.audit, word: 'audit', icon: 'shield', roles: ['auditor'] },
  { path: paths.permissions, word: 'permissions', icon: 'table', roles: ['auditor', 'admin'] },
  { path: paths.catalogues, word: 'catalogues', icon: 'book', roles: ['admin'] },
] as const satisfies readonly { path: string; word: string; icon: IconName; roles: readonly Role[] }[]

export type Place = (typeof places)[number]
