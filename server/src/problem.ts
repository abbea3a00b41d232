import { DrizzleQueryError } from 'drizzle-orm/errors'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import postgres from 'postgres'
import { PoolBusy } from './database/db.js'

/** One field that cannot be taken: an RFC 6901 pointer in a URI fragment, and a stable code. */
export interface FieldError {
  pointer: string
  code: string
}

/** An expected failure, RFC 9457. Clients branch on `type`; words are the client's. */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  readonly members: Record<string, unknown>
  readonly headers: Record<string, string>
  /** What was asked for and not found: for the audit, never in the answer. */
  readonly about: { resourceType: string; resourceId?: string | undefined } | undefined
  constructor(
    type: string,
    status: number,
    members: Record<string, unknown> = {},
    headers: Record<string, string> = {},
    about?: Problem['about'],
  ) {
    super(type)
    this.type = `/problems/${type}`
    this.status = status
    this.members = members
    this.headers = headers
    this.about = about
  }
}

/** Unknown and foreign alike; a resource named here goes to the audit alone. */
export const notFound = (resourceType?: string, resourceId?: string) =>
  new Problem('not-found', 404, {}, {}, resourceType === undefined ? undefined : { resourceType, resourceId })
export const forbidden = () => new Problem('forbidden', 403)
export const unauthorized = (type = 'unauthorized') => new Problem(type, 401)
export const invalid = (...errors: FieldError[]) => new Problem('invalid-request', 400, { errors })
export const conflict = (type: string, members: Record<string, unknown> = {}) => new Problem(type, 409, members)

/** Something unusual that a person may answer for: at `pointer`, with the facts that made it so. */
export interface Warning {
  pointer: string
  code: string
  [fact: string]: unknown
}
/** 409: the same body, sent again with a reason for each code in `confirmedWarnings`, is kept. */
export const needsConfirmation = (warnings: readonly Warning[]) => conflict('needs-confirmation', { warnings })

export const tooMany = (seconds: number) =>
  new Problem('too-many-requests', 429, {}, { 'retry-after': String(Math.max(1, Math.ceil(seconds))) })

const titles: Record<number, string> = {
  400: 'Invalid request',
  401: 'Not signed in',
  403: 'Not for this role',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Stale version',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Key used with another body',
  428: 'Version missing',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
}

const byStatus: Record<number, string> = {
  400: 'invalid-request',
  401: 'unauthorized',
  404: 'not-found',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
}

const kinds: Record<string, string> = {
  unrecognized_keys: 'unknown-field',
  invalid_type: 'wrong-type',
  invalid_value: 'not-in-list',
  invalid_format: 'wrong-format',
  too_small: 'too-small',
  too_big: 'too-long',
  invalid_union: 'wrong-type',
  not_multiple_of: 'not-multiple',
}

interface Slip {
  keyword: string
  instancePath: string
  message?: string
  params?: { keys?: string[]; origin?: string }
}

const CODE = /^[a-z0-9]+(-[a-z0-9]+)+$|^required$/

/** A schema's finding as field errors: own messages are codes already, the rest are named by kind. */
export function fieldErrors({ keyword, instancePath, message = '', params }: Slip): FieldError[] {
  const at = instancePath === '/' ? '#' : `#${instancePath}`
  if (keyword === 'unrecognized_keys' && params?.keys)
    return params.keys.map((key) => ({ pointer: `${at}/${key}`, code: 'unknown-field' }))
  if (keyword === 'too_big' && /^(number|int|bigint)$/.test(params?.origin ?? ''))
    return [{ pointer: at, code: 'too-large' }]
  const missing = keyword === 'invalid_type' && /undefined$/.test(message)
  return [{ pointer: at, code: CODE.test(message) ? message : missing ? 'required' : (kinds[keyword] ?? 'invalid') }]
}

/** Any error as the problem it is; anything not foreseen is a 500 that says only its instance. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error))
    return invalid(...error.validation.flatMap((slip) => fieldErrors(slip as Slip)))
  if (error instanceof PoolBusy) return new Problem('unavailable', 503, {}, { 'retry-after': '2' })
  const cause = databaseError(error)
  if (cause !== null) return databaseProblem(cause)
  const { statusCode } = error as FastifyError
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Problem(byStatus[statusCode] ?? 'invalid-request', statusCode)
  if (statusCode === 503) return new Problem('unavailable', 503, {}, { 'retry-after': '2' })
  return new Problem('internal', 500)
}

export function databaseError(error: unknown): postgres.PostgresError | Error | null {
  const inner = error instanceof DrizzleQueryError ? error.cause : error
  if (inner instanceof postgres.PostgresError) return inner
  const code = (inner as { code?: unknown } | undefined)?.code
  return inner instanceof Error && typeof code === 'string' && /^(CONNECTION_|CONNECT_|ECONN|EPIPE)/.test(code)
    ? inner
    : null
}

function databaseProblem(error: postgres.PostgresError | Error): Problem {
  const code = (error as postgres.PostgresError).code
  if (/^(CONN|ECONN|EPIPE|57P0|08|53)/.test(code)) return new Problem('unavailable', 503, {}, { 'retry-after': '2' })
  // Text that no column can hold: a NUL, half a surrogate, an id that is none
  if (code === '22021' || code === '22P05' || code === '22P02')
    return invalid({ pointer: '#', code: 'unreadable-text' })
  // A number, day or instant beyond what a column holds
  if (code === '22003' || code === '22007' || code === '22008')
    return invalid({ pointer: '#', code: 'value-out-of-range' })
  if (code === '57014' || code === '55P03') return new Problem('unavailable', 503, {}, { 'retry-after': '2' })
  if (code === '40001' || code === '40P01') return new Problem('unavailable', 503, {}, { 'retry-after': '1' })
  return new Problem('internal', 500)
}

/** What may be logged of an error: never parameters or values, which drizzle and PostgreSQL both put in their texts. */
export function loggable(error: unknown): Record<string, unknown> {
  const cause = databaseError(error)
  if (cause instanceof postgres.PostgresError)
    return {
      sqlstate: cause.code,
      constraint: cause.constraint_name,
      table: cause.table_name,
      routine: cause.routine,
      statement: error instanceof DrizzleQueryError ? error.query : undefined,
      message: cause.code === '22P02' || cause.code.startsWith('23') ? undefined : cause.message,
    }
  if (isResponseSerializationError(error))
    return {
      name: 'ResponseSerialization',
      at: error.cause.issues.map(({ path, code }) => `${path.join('/')} ${code}`),
    }
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack }
  return { name: typeof error }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  if (problem.status >= 500) request.log.error({ error: loggable(error) }, 'failed')
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: problem.type,
      title: titles[problem.status] ?? 'Problem',
      status: problem.status,
      instance: request.id,
      ...problem.members,
    })
}
