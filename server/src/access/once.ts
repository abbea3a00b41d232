import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { databaseError, invalid, Problem } from '../problem.js'
import type { AskingScope, OpenScope } from './scope.js'
import { transact } from './scope.js'

/** An answer as it was given, and as it is given again to the same key and body. */
export interface Answer<Body> {
  status: number
  body: Body
}

/** The key of a request with the hash of what it asks: null where the client sent none. */
export interface OnceKey {
  key: string
  requestHash: Buffer
}

const KEY = /^[\x21-\x7e]{1,128}$/

export function onceKey(request: FastifyRequest): OnceKey | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !KEY.test(key))
    throw invalid({ pointer: '#/Idempotency-Key', code: 'idempotency-key-shape' })
  const requestHash = createHash('sha256')
    .update(request.url)
    .update('\n')
    .update(JSON.stringify(request.body ?? null))
    .digest()
  return { key, requestHash }
}

interface Row extends Record<string, unknown> {
  request_hash: Buffer
  status: number
  answer: unknown
}

/** What was answered to this key before; another body under the same key is 422. */
export async function answered<Body>(scope: AskingScope, once: OnceKey | null): Promise<Answer<Body> | null> {
  if (once === null) return null
  const [row] = await scope.query<Row>(
    'select request_hash, status, answer from idempotency_keys where user_id = $1 and route = $2 and key = $3',
    [scope.userId, scope.route, once.key],
  )
  if (row === undefined) return null
  if (!row.request_hash.equals(once.requestHash)) throw new Problem('idempotency-key-reused', 422)
  return { status: row.status, body: row.answer as Body }
}

export async function remember<Body>(
  scope: OpenScope,
  once: OnceKey | null,
  { status, body }: Answer<Body>,
): Promise<void> {
  if (once === null) return
  await scope.query(
    'insert into idempotency_keys (user_id, route, key, request_hash, status, answer) values ($1, $2, $3, $4, $5, $6)',
    [scope.userId, scope.route, once.key, once.requestHash, status, JSON.stringify(body)],
  )
}

export const lostRace = (error: unknown) => {
  const cause = databaseError(error) as { code?: string; constraint_name?: string } | null
  return cause?.code === '23505' && cause.constraint_name?.startsWith('idempotency_keys') === true
}

/**
 * Runs an act that creates, in one transaction with the memory of its answer: the same key and body answers the same
 * again and creates nothing, also when two of them race.
 */
export async function once<Body>(
  request: FastifyRequest,
  reply: FastifyReply,
  act: (scope: OpenScope, key: OnceKey | null) => Promise<Answer<Body>>,
  patience?: number,
): Promise<Body> {
  const key = onceKey(request)
  const attempt = () =>
    transact(
      request.scope,
      async (scope) => {
        const before = await answered<Body>(scope, key)
        if (before !== null) return before
        const answer = await act(scope, key)
        await remember(scope, key, answer)
        return answer
      },
      patience,
    )
  const { status, body } = await attempt().catch(async (error: unknown) => {
    if (lostRace(error)) return attempt() // the other one has committed by now: its answer is there
    // what it was refused for may be what the same request has made meanwhile
    const before =
      error instanceof Problem && key !== null
        ? await transact(request.scope, (scope) => answered<Body>(scope, key))
        : null
    if (before === null) throw error
    return before
  })
  reply.code(status)
  return body
}

export const newId = uuidv7
