import type { Role } from 'shared/access'
import type { DatabaseRole } from '../database/db.js'

/**
 * What a route reaches, which is also how its tests are generated:
 * open: no one is asked · signed-in: any account · patient: one person of the own hospitals, found through the
 * patient's door · own-hospitals: rows of the hospitals in reach · own: only what the caller made ·
 * nation: figures or catalogues of the whole network.
 */
export type Reach = 'open' | 'signed-in' | 'patient' | 'own-hospitals' | 'own' | 'nation'

export interface Permission {
  reach: Reach
  /** Roles that may; for `open` and `signed-in` everybody. */
  roles: readonly Role[]
  /** Refused even if another role of the same person allows it. */
  denied?: readonly Role[]
  /** Only for whoever reaches the whole nation by one of the roles. */
  nationalOnly?: true
  /** The role the transaction enters in the database. */
  door: DatabaseRole
  /** Fields that leave for nobody but these roles. */
  fields?: Readonly<Record<string, readonly Role[]>>
}

const open: Permission = { reach: 'open', roles: [], door: 'girasol_desk' }
const signedIn: Permission = { reach: 'signed-in', roles: [], door: 'girasol_counts' }
const staffOfPatient: Permission = { reach: 'patient', roles: ['hospital-staff'], door: 'girasol_clinic' }
const staff: Permission = { reach: 'own-hospitals', roles: ['hospital-staff'], door: 'girasol_clinic' }
const figures: Permission = {
  reach: 'own-hospitals',
  roles: ['hospital-staff', 'coordinator', 'parent-representative'],
  door: 'girasol_counts',
}
/** Who brings files in, and writes what they hold. */
export const importers: Permission = { reach: 'own', roles: ['hospital-staff', 'coordinator'], door: 'girasol_clinic' }
const protocolReaders: Permission = {
  reach: 'own-hospitals',
  roles: ['hospital-staff', 'coordinator'],
  door: 'girasol_counts',
}
const protocolWriters: Permission = { ...protocolReaders, roles: ['coordinator'] }
/** Shortages hold no person: the ward and whoever coordinates it, each for the hospitals in reach. */
const supply: Permission = { reach: 'own-hospitals', roles: ['hospital-staff', 'coordinator'], door: 'girasol_counts' }
/** The working group is prepared and written by the nation's coordinators, and read by all of them. */
const groupReaders: Permission = { reach: 'nation', roles: ['coordinator'], door: 'girasol_counts' }
const secretariat: Permission = { ...groupReaders, nationalOnly: true }
/** What was published of the working group: read through a database role that reaches nothing else. */
const publishedReaders: Permission = {
  reach: 'nation',
  roles: ['parent-representative', 'coordinator'],
  door: 'girasol_families',
}
const families: Permission = { ...publishedReaders, roles: ['parent-representative'] }
const auditing: Permission = { reach: 'nation', roles: ['auditor'], door: 'girasol_audit' }

/**
 * The one permission table. A route without a line here does not boot; the test matrix (every route, every role, own
 * and foreign hospital, absent, not signed in) and the page for auditors are made from it.
 */
export const permissions: Readonly<Record<string, Permission>> = {
  'GET /health/live': open,
  'GET /health/ready': open,
  'GET /metrics': open,
  'GET /api/openapi.json': open,
  'GET /api/try-out': open,
  'POST /api/sign-in': open,
  'POST /api/sign-in/refresh': open,
  'POST /api/sign-out': open,
  'POST /api/setup': open,
  'GET /api/me': signedIn,
  'GET /api/permissions': signedIn,

  'GET /api/hospitals': signedIn,
  'GET /api/ooads': signedIn,
  'GET /api/ooads/resolve': signedIn,
  'GET /api/classification/iccc3': signedIn,
  'GET /api/classification/stages': signedIn,
  'GET /api/terminology/:system': signedIn,
  'GET /api/catalogues': signedIn,
  'GET /api/medications': signedIn,
  'GET /api/pain-scales': signedIn,
  'GET /api/analgesic-facts': signedIn,
  'GET /api/practitioners': {
    reach: 'nation',
    roles: ['hospital-staff', 'coordinator', 'auditor'],
    door: 'girasol_desk',
  },
  'POST /api/identifiers/check': { ...signedIn, reach: 'own-hospitals', roles: ['hospital-staff', 'coordinator'] },

  'POST /api/patients': staff,
  'GET /api/patients': staff,
  'POST /api/patients/duplicates': staff,
  'GET /api/patients/:patientId': staffOfPatient,
  'PATCH /api/patients/:patientId': staffOfPatient,
  'POST /api/patients/:patientId/withdrawal': staffOfPatient,
  'GET /api/patients/:patientId/timeline': staffOfPatient,
  'GET /api/patients/:patientId/conditions': staffOfPatient,
  'POST /api/patients/:patientId/conditions': staffOfPatient,
  'POST /api/patients/:patientId/conditions/check': staffOfPatient,
  'POST /api/patients/:patientId/conditions/:conditionId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/body-measurements': staffOfPatient,
  'POST /api/patients/:patientId/body-measurements': staffOfPatient,
  'POST /api/patients/:patientId/body-measurements/:bodyMeasurementId/entered-in-error': staffOfPatient,
  'GET /api/early-warning-scale': signedIn,
  'GET /api/patients/:patientId/early-warning-scores': staffOfPatient,
  'POST /api/patients/:patientId/early-warning-scores': staffOfPatient,
  'POST /api/patients/:patientId/early-warning-scores/:earlyWarningScoreId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/febrile-episodes': staffOfPatient,
  'POST /api/patients/:patientId/febrile-episodes': staffOfPatient,
  'PATCH /api/patients/:patientId/febrile-episodes/:febrileEpisodeId': staffOfPatient,
  'POST /api/patients/:patientId/febrile-episodes/:febrileEpisodeId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/procedures': staffOfPatient,
  'POST /api/patients/:patientId/procedures': staffOfPatient,
  'PATCH /api/patients/:patientId/procedures/:procedureId': staffOfPatient,
  'POST /api/patients/:patientId/procedures/:procedureId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/adverse-events': staffOfPatient,
  'POST /api/patients/:patientId/adverse-events': staffOfPatient,
  'PATCH /api/patients/:patientId/adverse-events/:adverseEventId': staffOfPatient,
  'POST /api/patients/:patientId/adverse-events/:adverseEventId/entered-in-error': staffOfPatient,

  'GET /api/patients/:patientId/pain-assessments': staffOfPatient,
  'POST /api/patients/:patientId/pain-assessments': staffOfPatient,
  'POST /api/patients/:patientId/pain-assessments/:painAssessmentId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/analgesic-plans': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-plans': staffOfPatient,
  'PATCH /api/patients/:patientId/analgesic-plans/:analgesicPlanId': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/end': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/entered-in-error': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/orders': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/orders/:analgesicOrderId/stop': staffOfPatient,
  'GET /api/patients/:patientId/analgesic-administrations': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-administrations': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-administrations/:analgesicAdministrationId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/sedation-checks': staffOfPatient,
  'POST /api/patients/:patientId/sedation-checks': staffOfPatient,
  'POST /api/patients/:patientId/sedation-checks/:sedationCheckId/entered-in-error': staffOfPatient,
  'GET /api/patients/:patientId/analgesic-adverse-effects': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-adverse-effects': staffOfPatient,
  'POST /api/patients/:patientId/analgesic-adverse-effects/:analgesicAdverseEffectId/entered-in-error': staffOfPatient,

  'GET /api/patients/:patientId/medication-administrations': staffOfPatient,
  'POST /api/patients/:patientId/medication-administrations': staffOfPatient,
  'GET /api/medication-administrations/:administrationId': staffOfPatient,
  'PATCH /api/medication-administrations/:administrationId': staffOfPatient,
  'POST /api/medication-administrations/:administrationId/entered-in-error': staffOfPatient,
  'POST /api/medication-administrations/batch': staff,
  'GET /api/worklist': staff,
  'GET /api/pain/due': staff,
  'POST /api/pain/due/:reminderId/called': staffOfPatient,
  'GET /api/pain/ward': staff,
  'GET /api/patients/:patientId/care-plans': staffOfPatient,
  'POST /api/patients/:patientId/care-plans': staffOfPatient,
  'POST /api/patients/:patientId/care-plans/preview': staffOfPatient,
  'GET /api/patients/:patientId/cumulative-doses': staffOfPatient,
  'GET /api/patients/:patientId/prior-exposures': staffOfPatient,
  'POST /api/patients/:patientId/prior-exposures': staffOfPatient,
  'POST /api/patients/:patientId/prior-exposures/:exposureId/entered-in-error': staffOfPatient,
  'GET /api/care-plans/:carePlanId': staffOfPatient,
  'PATCH /api/care-plans/:carePlanId': staffOfPatient,
  'POST /api/care-plans/:carePlanId/replan': staffOfPatient,
  'POST /api/care-plans/:carePlanId/replan/preview': staffOfPatient,

  'GET /api/pain-scale-pictures': { ...figures, roles: ['hospital-staff', 'coordinator'] },
  'GET /api/pain-scale-pictures/:organizationId/:scale/:value': {
    ...figures,
    roles: ['hospital-staff', 'coordinator'],
  },
  'PUT /api/pain-scale-pictures/:organizationId/:scale/:value': { ...figures, roles: ['coordinator'] },
  'DELETE /api/pain-scale-pictures/:organizationId/:scale/:value': { ...figures, roles: ['coordinator'] },

  'GET /api/protocols': protocolReaders,
  'POST /api/protocols': protocolWriters,
  'POST /api/protocols/imports': protocolWriters,
  'GET /api/protocols/:protocolId': protocolReaders,
  'GET /api/protocols/:protocolId/difference': protocolReaders,
  'POST /api/protocols/:protocolId/versions': protocolWriters,
  'GET /api/protocols/:protocolId/versions/:versionId': protocolReaders,
  'PATCH /api/protocols/:protocolId/versions/:versionId': protocolWriters,
  'POST /api/protocols/:protocolId/versions/:versionId/in-use': protocolWriters,
  'POST /api/protocols/:protocolId/versions/:versionId/retirement': protocolWriters,
  'GET /api/protocols/:protocolId/versions/:versionId/file': protocolReaders,

  'GET /api/counts': figures,
  'GET /api/counts/fortnights': figures,
  'GET /api/counts/pyramid': figures,
  'GET /api/counts/removals': { ...figures, roles: ['coordinator'] },
  // families come to these with the figures made for them; until then they are exact
  'GET /api/treatment-indicators': { ...figures, roles: ['hospital-staff', 'coordinator'] },
  'GET /api/pain/indicators': { ...figures, roles: ['hospital-staff', 'coordinator'] },
  'POST /api/reports': { ...figures, roles: ['coordinator'] },
  'GET /api/reports': figures,
  'GET /api/reports/:reportId': figures,
  'GET /api/reports/:reportId/bulletin': figures,

  'GET /api/working-group-sessions': groupReaders,
  'POST /api/working-group-sessions': secretariat,
  'GET /api/working-group-sessions/search': groupReaders,
  'GET /api/working-group-sessions/:sessionId': groupReaders,
  'GET /api/working-group-sessions/:sessionId/figures': groupReaders,
  'POST /api/working-group-sessions/:sessionId/figures': secretariat,
  'POST /api/figure-checks': groupReaders,
  'GET /api/working-group-sessions/:sessionId/bulletins': secretariat,
  'POST /api/working-group-sessions/:sessionId/bulletins': secretariat,
  'GET /api/bulletins/:bulletinId': secretariat,
  'PATCH /api/bulletins/:bulletinId': secretariat,
  'POST /api/bulletins/:bulletinId/approval': secretariat,

  'GET /api/published-sessions': publishedReaders,
  'GET /api/published-sessions/search': publishedReaders,
  'GET /api/published-sessions/:sessionId': publishedReaders,
  'GET /api/published-sessions/:sessionId/minutes.pdf': publishedReaders,
  'GET /api/published-agreements': publishedReaders,
  'GET /api/published-agreements/:agreementId': publishedReaders,
  'GET /api/published-figures': publishedReaders,
  'GET /api/published-bulletins': publishedReaders,
  'GET /api/published-points': publishedReaders,
  'POST /api/agenda-points': families,
  'POST /api/shortage-reports': families,
  'POST /api/shortage-reports/follow': families,
  'PATCH /api/working-group-sessions/:sessionId': secretariat,
  'GET /api/working-group-sessions/:sessionId/attendances': groupReaders,
  'POST /api/working-group-sessions/:sessionId/attendances': secretariat,
  'POST /api/working-group-sessions/:sessionId/attendances/:attendanceId/entered-in-error': secretariat,
  'GET /api/working-group-posts': groupReaders,
  'POST /api/working-group-posts': secretariat,
  'PATCH /api/working-group-posts/:postId': secretariat,
  'POST /api/working-group-posts/:postId/holders': secretariat,
  'GET /api/working-group-sessions/:sessionId/agreements': groupReaders,
  'POST /api/working-group-sessions/:sessionId/agreements': secretariat,
  'GET /api/working-group-sessions/:sessionId/open-agreements': groupReaders,
  'GET /api/working-group-sessions/:sessionId/points': groupReaders,
  'GET /api/agreements': groupReaders,
  'GET /api/agreements/:agreementId': groupReaders,
  'PATCH /api/agreements/:agreementId': secretariat,
  // Told by whoever answers for its place; the query refuses the others
  'POST /api/agreements/:agreementId/progress': groupReaders,
  // Whom an alias means is known at the bedside alone
  'GET /api/agreements/cases': staff,
  'GET /api/agreements/:agreementId/case': staff,
  'PUT /api/agreements/:agreementId/case': staff,
  'GET /api/agenda-points': groupReaders,
  'PATCH /api/agenda-points/:pointId': secretariat,
  'GET /api/working-group-sessions/:sessionId/minutes': groupReaders,
  'POST /api/working-group-sessions/:sessionId/minutes': secretariat,
  'GET /api/working-group-sessions/:sessionId/minutes/:minutesId': groupReaders,
  'PATCH /api/working-group-sessions/:sessionId/minutes/:minutesId': secretariat,
  'GET /api/working-group-sessions/:sessionId/minutes/:minutesId/revisions': secretariat,
  'GET /api/working-group-sessions/:sessionId/minutes/:minutesId/revisions/:revisionId': secretariat,
  'POST /api/working-group-sessions/:sessionId/minutes/:minutesId/agreed': secretariat,
  'POST /api/working-group-sessions/:sessionId/minutes/:minutesId/back-to-draft': secretariat,
  'POST /api/working-group-sessions/:sessionId/minutes/:minutesId/publication': secretariat,
  'GET /api/working-group-sessions/:sessionId/minutes/:minutesId/pdf': groupReaders,
  'POST /api/identity-checks': groupReaders,
  'GET /api/identity-overrides': secretariat,
  'POST /api/identity-overrides': secretariat,
  'POST /api/identity-overrides/:overrideId/approval': secretariat,
  'POST /api/identity-overrides/:overrideId/refusal': secretariat,

  'GET /api/shortages': supply,
  'POST /api/shortages': supply,
  // Sums of planned doses, which lie at the bedside
  'GET /api/shortages/forecast': { ...supply, door: 'girasol_clinic' },
  'GET /api/shortages/:shortageId': supply,
  'PATCH /api/shortages/:shortageId': supply,
  'POST /api/shortages/:shortageId/notes': supply,
  'GET /api/shortages/:shortageId/reports': { ...supply, roles: ['coordinator'] },
  'GET /api/stock': supply,
  'POST /api/stock': supply,

  // When a hospital looks again: read at the bedside, set by whoever coordinates it
  'GET /api/pain/settings': supply,
  'PUT /api/pain/settings': { ...supply, roles: ['coordinator'] },

  'POST /api/imports': importers,
  'GET /api/imports': importers,
  'POST /api/imports/preview': importers,
  'GET /api/imports/template': importers,
  'GET /api/imports/:importId': importers,
  'GET /api/imports/:importId/errors': importers,
  'GET /api/imports/:importId/rows': importers,
  'POST /api/imports/:importId/commit': importers,
  'DELETE /api/imports/:importId': importers,
  'GET /api/import-mappings': importers,
  'POST /api/import-mappings': importers,
  'GET /api/deidentified-cases': { ...importers, reach: 'own-hospitals', roles: ['coordinator', 'hospital-staff'] },

  'GET /api/audit-events': auditing,
  'GET /api/audit-events/verification': auditing,
}
