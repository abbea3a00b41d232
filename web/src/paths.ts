/** Addresses as people see them, in Spanish. A new page adds its own here and registers it in router.tsx. */
export const paths = {
  home: '/',
  findPatient: '/buscar',
  newPatient: '/registrar',
  patient: '/personas/:patientId',
  editPatient: '/personas/:patientId/editar',
  newCondition: '/personas/:patientId/diagnostico',
  doses: '/personas/:patientId/dosis',
  pain: '/personas/:patientId/dolor/evaluar',
  analgesicPlan: '/personas/:patientId/dolor/plan',
  unplannedDose: '/personas/:patientId/dosis/fuera-de-plan',
  worklist: '/lista-del-dia',
  ward: '/sala',
  painSettings: '/dolor/tiempos',
  newPlan: '/personas/:patientId/plan/nuevo',
  imports: '/importar',
  import: '/importar/:importId',
  board: '/tablero',
  hospitals: '/hospitales',
  hospital: '/hospitales/:clues',
  protocols: '/protocolos',
  protocol: '/protocolos/:protocolId',
  compareProtocols: '/protocolos/:protocolId/comparar',
  protocolVersion: '/protocolos/:protocolId/versiones/:versionId',
  editProtocol: '/protocolos/:protocolId/versiones/:versionId/editar',
  indicators: '/indicadores',
  indicatorDefinitions: '/indicadores/definiciones',
  painIndicators: '/dolor/cifras',
  painDefinitions: '/dolor/cifras/definiciones',
  shortages: '/desabasto',
  shortage: '/desabasto/:shortageId',
  supply: '/abasto',
  sessions: '/sesiones',
  searchSessions: '/buscar-sesiones',
  posts: '/puestos',
  session: '/sesiones/:sessionId',
  sessionFigures: '/sesiones/:sessionId/cifras',
  sessionMinutes: '/sesiones/:sessionId/minuta',
  sessionAgreements: '/sesiones/:sessionId/acuerdos',
  sessionBulletin: '/sesiones/:sessionId/boletin',
  agreements: '/acuerdos',
  agreement: '/acuerdos/:agreementId',
  points: '/puntos',
  agreedCases: '/casos-acordados',
  identityOverrides: '/anulaciones',
  reports: '/informes',
  report: '/informes/:reportId',
  publishedFigures: '/cifras',
  audit: '/auditoria',
  permissions: '/permisos',
  catalogues: '/catalogos',
  outbox: '/sin-guardar',
  style: '/estilo',
} as const

type Named<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Named<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** The parts of an address that a page receives as props. */
export type PathParams<Path extends string> = { [Name in Named<Path>]: string }

/** `addressOf(paths.patient, { patientId })`: ids only, never a name or an identifier. */
export function addressOf<Path extends string>(path: Path, params: PathParams<Path>): string {
  const values: Record<string, string> = params
  return path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(values[name] ?? ''))
}
