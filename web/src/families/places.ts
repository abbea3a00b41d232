import type { familyWords } from '../words/families'

/** Addresses below /familias, in Spanish. */
export const paths = {
  home: '/',
  minutesList: '/minutas',
  minutes: '/minutas/:sessionId',
  agreements: '/acuerdos',
  agreement: '/acuerdos/:agreementId',
  figures: '/cifras',
  hospitals: '/cifras/hospitales',
  bulletins: '/boletines',
  bulletin: '/boletines/:bulletinId',
  points: '/puntos',
  raisePoint: '/puntos/nuevo',
  report: '/reportar',
  reportStep: '/reportar/:step',
  follow: '/seguir',
  search: '/buscar',
} as const

/** Where one can go from every page. */
export const places = [
  { path: paths.home, word: 'home' },
  { path: paths.minutesList, word: 'minutes' },
  { path: paths.agreements, word: 'agreements' },
  { path: paths.figures, word: 'figures' },
  { path: paths.points, word: 'points' },
  { path: paths.report, word: 'report' },
  { path: paths.search, word: 'search' },
] as const satisfies readonly { path: string; word: keyof typeof familyWords.es }[]

/** What stands before them in the browser. */
export const OUTSIDE = '/familias'

export const minutesAt = (sessionId: string) => `${paths.minutesList}/${sessionId}`
export const bulletinAt = (bulletinId: string) => `${paths.bulletins}/${bulletinId}`
export const agreementAt = (agreementId: string) => `${paths.agreements}/${agreementId}`
export const figureAt = (key: string) => `${paths.figures}#${key}`
