import { failedToConnect, reached } from './connection'

export type FieldProblem = { pointer: string; code: string }

/** A failure that the server named (RFC 9457). `type` is what one branches on; the words are in words/problems.ts. */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  /** The request's id: what a person reports. */
  readonly instance: string
  readonly errors: readonly FieldProblem[]
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter: number | undefined
  /** The rest of the answer, such as `candidates` of a possible duplicate. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>, retryAfter?: number) {
    const type = typeof body['type'] === 'string' ? body['type'] : generalType(status)
    super(type)
    this.type = type
    this.status = status
    this.instance = typeof body['instance'] === 'string' ? body['instance'] : ''
    this.errors = Array.isArray(body['errors']) ? body['errors'].filter(isFieldProblem) : []
    this.retryAfter = retryAfter
    this.details = body
  }
}

/** The network, not the server: nothing was answered, so nothing is known about what was sent. */
export class OfflineError extends Error {
  constructor() {
    super('/problems/offline')
  }
}

/** The code of any failure, for `say`. */
export function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.type
  if (error instanceof OfflineError) return 'offline'
  return 'internal'
}

/** Milliseconds until a silent network counts as lost; a file on a slow line gets longer. */
const patience = { usual: 30_000, upload: 15 * 60_000 }

/** Fetches, and throws `OfflineError` where nothing answered. An abort by the caller stays an abort. */
export async function reach(request: Request): Promise<Response> {
  const stop = new AbortController()
  const giveUp = () => stop.abort()
  if (request.signal.aborted) giveUp()
  request.signal.addEventListener('abort', giveUp)
  const upload = request.headers.get('Content-Type')?.startsWith('multipart/') ?? false
  const clock = setTimeout(giveUp, upload ? patience.upload : patience.usual)
  try {
    const response = await fetch(request, { signal: stop.signal })
    reached()
    return response
  } catch (error) {
    if (request.signal.aborted) throw error
    failedToConnect()
    throw new OfflineError()
  } finally {
    clearTimeout(clock)
    request.signal.removeEventListener('abort', giveUp)
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => ({}))
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return new Problem(
    response.status,
    typeof body === 'object' && body !== null ? { ...body } : {},
    Number.isFinite(wait) ? wait : undefined,
  )
}

function generalType(status: number) {
  const known: Readonly<Record<number, string>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    409: 'conflict',
    412: 'stale-version',
    413: 'too-large',
    415: 'unsupported-media-type',
    428: 'version-missing',
    429: 'too-many-requests',
    503: 'unavailable',
  }
  return `/problems/${known[status] ?? (status < 500 ? 'invalid-request' : 'internal')}`
}

function isFieldProblem(it: unknown): it is FieldProblem {
  return (
    typeof it === 'object' &&
    it !== null &&
    'pointer' in it &&
    typeof it.pointer === 'string' &&
    'code' in it &&
    typeof it.code === 'string'
  )
}
