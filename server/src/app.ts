import { existsSync } from 'node:fs'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import pressure from '@fastify/under-pressure'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { TryOut } from 'shared/access'
import { auditRoutes } from './access/audit-routes.js'
import { frontDoor } from './access/front-door.js'
import { accessRoutes } from './access/routes.js'
import { openSealer } from './access/seal.js'
import { setupRoutes } from './access/setup.js'
import { tokens } from './access/tokens.js'
import { adverseEventRoutes } from './adverse-events/routes.js'
import { agendaPointRoutes } from './agenda-points/routes.js'
import { agreementCaseRoutes } from './agreements/case-routes.js'
import { agreementRoutes, sessionAgreementRoutes } from './agreements/routes.js'
import { analgesicPlanRoutes } from './analgesia/plan-routes.js'
import {
  analgesicAdministrationRoutes,
  analgesicAdverseEffectRoutes,
  analgesicFactRoutes,
  sedationCheckRoutes,
} from './analgesia/routes.js'
import { bodyMeasurementRoutes } from './body-measurements/routes.js'
import { bulletinRoutes } from './bulletins/routes.js'
import { carePlanRoutes, patientCarePlanRoutes } from './care-plans/routes.js'
import { conditionRoutes } from './conditions/routes.js'
import { countRoutes } from './counts/routes.js'
import type { Database } from './database/db.js'
import { deadlines, REQUEST_MS, UPLOAD_MS } from './deadlines.js'
import { earlyWarningScaleRoutes, earlyWarningScoreRoutes, febrileEpisodeRoutes } from './early-warning/routes.js'
import { healthRoutes, type Readiness } from './health.js'
import { identityCheckRoutes } from './identity-check/routes.js'
import { type ImportRouteOptions, importRoutes } from './imports/routes.js'
import { administrationRoutes, patientAdministrationRoutes } from './medication-administrations/routes.js'
import { medicationRoutes } from './medications/routes.js'
import { minutesRoutes } from './minutes/routes.js'
import { networkRoutes } from './network/routes.js'
import { painScalePictureRoutes } from './pain-assessments/pictures.js'
import { painAssessmentRoutes, painScaleRoutes } from './pain-assessments/routes.js'
import { painIndicatorRoutes } from './pain-indicators/routes.js'
import { patientDoor } from './patients/door.js'
import { identifierRoutes } from './patients/identifiers.js'
import { patientRecordRoutes, patientRoutes } from './patients/routes.js'
import { onlyPlainText } from './plain-text.js'
import { Problem, sendProblem, tooMany } from './problem.js'
import { procedureRoutes } from './procedures/routes.js'
import { protocolRoutes } from './protocols/routes.js'
import { publishedRoutes } from './published/routes.js'
import { reminderRoutes } from './reminders/routes.js'
import { reportRoutes } from './reports/routes.js'
import { sessionFigureRoutes } from './session-figures/routes.js'
import { caseReportRoutes, shortageReportRoutes } from './shortage-reports/routes.js'
import { shortageRoutes } from './shortages/routes.js'
import { stockRoutes } from './stock/routes.js'
import { terminologyRoutes } from './terminology/routes.js'
import { treatmentIndicatorRoutes } from './treatment-indicators/routes.js'
import { attendanceRoutes } from './working-group/attendance-routes.js'
import { postRoutes } from './working-group/post-routes.js'
import { workingGroupSessionRoutes } from './working-group/routes.js'

export interface AppOptions {
  database: Database
  secrets: { jwt: string; field: string }
  logger?: FastifyBaseLogger | undefined
  /** Accounts of the try-out; absent everywhere else. */
  tryOut?: TryOut | undefined
  readiness?: Readiness
  metricsToken?: string | undefined
  /** Folder of the built page. */
  page?: string
  trustProxy?: string[] | undefined
  /** Larger or smaller files than usual: for benchmarks and tests. */
  importLimits?: ImportRouteOptions['limits']
  /** Requests one address may make in a minute. */
  ratePerMinute?: number
  /** Milliseconds a request that brings no file may take to come in. */
  requestMs?: number
  /** Milliseconds the event loop may lag before requests are asked to come back; 0: as long as it likes. */
  busyMs?: number
}

const BODY_LIMIT = 256 * 1024

/** The whole house: every address, and the doors it lies behind. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, secrets, tryOut, readiness, metricsToken, page, importLimits } = options
  const app = Fastify({
    ...(options.logger === undefined ? { logger: false } : { loggerInstance: options.logger }),
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    requestTimeout: UPLOAD_MS,
    connectionTimeout: REQUEST_MS,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: REQUEST_MS, connectionsCheckingInterval: 5000 },
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => crypto.randomUUID(),
    ajv: { customOptions: { removeAdditional: false } },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  onlyJson(app)
  await app.register(deadlines, { milliseconds: options.requestMs ?? REQUEST_MS })

  const self = ["'self'"]
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: self,
        styleSrc: self,
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: self,
        fontSrc: self,
        formAction: self,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: tryOut === undefined,
  })
  await app.register(cookie)
  await app.register(tokens, { secret: secrets.jwt })
  await app.register(rateLimit, {
    max: options.ratePerMinute ?? 6000,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl / 1000),
  })
  await app.register(pressure, { maxEventLoopDelay: options.busyMs ?? 2000, retryAfter: 2 })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Girasol',
        version: '1',
        description: 'Register people with cancer and answer for it. Failures are RFC 9457 problems.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: (route) => ({ ...jsonSchemaTransform(route), url: route.url.replace(/(.)\/$/, '$1') }),
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    // An allow-list: no address with a query, no header, no body.
    const { id, method } = request
    const ms = Math.round(reply.elapsedTime)
    request.log.info(
      { requestId: id, method, route: request.routeOptions.url, status: reply.statusCode, ms },
      'answered',
    )
  })

  const sealer = openSealer(secrets.field)
  await app.register(async (house) => {
    await house.register(frontDoor, { database, keyed: sealer })
    await house.register(healthRoutes, { database, ...(readiness === undefined ? {} : { readiness }), metricsToken })
    await house.register(
      async (api) => {
        api.addHook('preValidation', onlyPlainText)
        api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
        await api.register(accessRoutes, { database, sealer, tryOut })
        await api.register(setupRoutes, { database })
        await api.register(auditRoutes, { database })
        await api.register(networkRoutes)
        await api.register(terminologyRoutes)
        await api.register(medicationRoutes)
        await api.register(painScaleRoutes)
        await api.register(painScalePictureRoutes, { prefix: '/pain-scale-pictures' })
        await api.register(analgesicFactRoutes)
        await api.register(earlyWarningScaleRoutes)
        await api.register(identifierRoutes)
        await api.register(protocolRoutes, { prefix: '/protocols' })
        await api.register(countRoutes, { prefix: '/counts', database })
        await api.register(treatmentIndicatorRoutes, { prefix: '/treatment-indicators' })
        await api.register(painIndicatorRoutes, { prefix: '/pain/indicators' })
        await api.register(reportRoutes, { prefix: '/reports', database })
        await api.register(shortageRoutes, { prefix: '/shortages' })
        await api.register(stockRoutes)
        await api.register(workingGroupSessionRoutes, { prefix: '/working-group-sessions' })
        await api.register(publishedRoutes)
        await api.register(shortageReportRoutes, { prefix: '/shortage-reports', sealer })
        await api.register(caseReportRoutes, { prefix: '/shortages', sealer })
        await api.register(sessionFigureRoutes, { database })
        await api.register(bulletinRoutes)
        await api.register(attendanceRoutes, { prefix: '/working-group-sessions/:sessionId/attendances' })
        await api.register(postRoutes, { prefix: '/working-group-posts' })
        await api.register(sessionAgreementRoutes, { prefix: '/working-group-sessions' })
        await api.register(agreementRoutes, { prefix: '/agreements' })
        await api.register(agreementCaseRoutes, { prefix: '/agreements' })
        await api.register(agendaPointRoutes)
        await api.register(minutesRoutes, { prefix: '/working-group-sessions/:sessionId/minutes' })
        await api.register(identityCheckRoutes, { sealer })
        await api.register(patientRoutes, { prefix: '/patients', sealer })
        await api.register(administrationRoutes, { sealer })
        await api.register(reminderRoutes, { prefix: '/pain', sealer })
        await api.register(importRoutes, { database, limits: importLimits ?? {} })
        await api.register(
          async (record) => {
            await record.register(patientDoor)
            await record.register(patientRecordRoutes, { sealer })
            await record.register(conditionRoutes, { prefix: '/conditions' })
            await record.register(bodyMeasurementRoutes, { prefix: '/body-measurements' })
            await record.register(procedureRoutes, { prefix: '/procedures' })
            await record.register(earlyWarningScoreRoutes, { prefix: '/early-warning-scores' })
            await record.register(febrileEpisodeRoutes, { prefix: '/febrile-episodes' })
            await record.register(adverseEventRoutes, { prefix: '/adverse-events' })
            await record.register(patientAdministrationRoutes, { prefix: '/medication-administrations' })
            await record.register(painAssessmentRoutes, { prefix: '/pain-assessments' })
            await record.register(patientCarePlanRoutes)
            await record.register(analgesicPlanRoutes, { prefix: '/analgesic-plans' })
            await record.register(analgesicAdministrationRoutes, { prefix: '/analgesic-administrations' })
            await record.register(sedationCheckRoutes, { prefix: '/sedation-checks' })
            await record.register(analgesicAdverseEffectRoutes, { prefix: '/analgesic-adverse-effects' })
          },
          { prefix: '/patients/:patientId' },
        )
        await api.register(carePlanRoutes, { prefix: '/care-plans/:carePlanId' })
      },
      { prefix: '/api' },
    )
  })

  const uiConfig = { validatorUrl: null }
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: DOCS_POLICY, uiConfig })

  const hasPage = page !== undefined && existsSync(page)
  if (hasPage)
    await app.register(files, {
      root: page,
      wildcard: true,
      index: ['index.html'],
      cacheControl: false,
      preCompressed: true, // the build leaves each file in brotli and gzip beside itself
      setHeaders: cacheFor,
    })
  app.setNotFoundHandler((request, reply) => {
    const opensPage = hasPage && request.method === 'GET' && request.headers.accept?.includes('text/html') === true
    if (opensPage && !OURS.test(request.url))
      return reply.type('text/html').sendFile(FAMILIES.test(request.url) ? 'familias.html' : 'index.html')
    return sendProblem(new Problem('not-found', 404), request, reply)
  })
  return app
}

/**
 * What the page of the API needs: its own files, our answers, and one style sheet that its bundle makes while it starts.
 * Its React sets HTML by hand, so it cannot ask for Trusted Types as the page of the product does.
 */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Only JSON is parsed: a body under another type would slip past the schema of its route. */
function onlyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain')
}

/** Addresses that are never the page's: every other one opens it. */
const OURS = /^\/(api|health|metrics|assets)(\/|$|\?)/

/** Families' pages are a light entry of their own. */
const FAMILIES = /^\/familias(\/|$|\?)/

function cacheFor(reply: FastifyReply, file: string): void {
  reply.header('vary', 'accept-encoding')
  reply.header('cache-control', /\/assets\//.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
}
