import { createHash, randomBytes, randomUUID } from 'node:crypto'
import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import * as z from 'zod'

const ISSUER = 'girasol'
const AUDIENCE = 'girasol-api'
const TYPE = 'at+jwt'
/** Seconds an access token lives; sign-out and a changed role act at once all the same, through the session. */
export const ACCESS_SECONDS = 15 * 60
const MAX_TOKEN = 2048
/** Verified tokens that are remembered, each for as long as it is good. */
const KNOWN = 2000

/** Everything a token must carry, checked by us after the library, whose defaults let several slips pass. */
const Claims = z.strictObject({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: z.uuid(),
  sid: z.uuid(),
  jti: z.uuid(),
  iat: z.int(),
  exp: z.int(),
})
const Header = z.strictObject({ alg: z.literal('HS256'), typ: z.literal(TYPE) })

export interface AccessClaims {
  userId: string
  sessionId: string
}

export interface Tokens {
  sign(claims: AccessClaims): { accessToken: string; expiresAt: string }
  /** The claims, or null for anything that is not a token of ours, now. Never throws. */
  read(token: string): AccessClaims | null
}

declare module 'fastify' {
  interface FastifyInstance {
    tokens: Tokens
  }
}

export const tokens = fp(async (app: FastifyInstance, { secret }: { secret: string }) => {
  await app.register(jwt, {
    secret,
    sign: { algorithm: 'HS256', header: { alg: 'HS256', typ: TYPE } },
    verify: { algorithms: ['HS256'], allowedIss: ISSUER, allowedAud: AUDIENCE, cache: false, complete: true },
  })
  /** Tokens whose signature and shape were found good, by their whole text: neither changes. Their times are read each time. */
  const known = new Map<string, z.infer<typeof Claims>>()

  app.decorate('tokens', {
    sign({ userId, sessionId }) {
      const iat = Math.floor(Date.now() / 1000)
      const exp = iat + ACCESS_SECONDS
      const accessToken = app.jwt.sign({
        iss: ISSUER,
        aud: AUDIENCE,
        sub: userId,
        sid: sessionId,
        jti: randomUUID(),
        iat,
        exp,
      })
      return { accessToken, expiresAt: new Date(exp * 1000).toISOString() }
    },
    read(token) {
      if (token.length > MAX_TOKEN) return null
      const claims = known.get(token) ?? verify(token)
      if (claims === null) return null
      const { iat, exp, sub, sid } = claims
      const now = Date.now() / 1000
      if (exp <= now || iat > now + 5 || exp - iat > ACCESS_SECONDS) return null
      if (!known.has(token)) {
        known.set(token, claims)
        const [oldest] = known.keys()
        if (known.size > KNOWN && oldest !== undefined) known.delete(oldest)
      }
      return { userId: sub, sessionId: sid }
    },
  } satisfies Tokens)

  function verify(token: string): z.infer<typeof Claims> | null {
    try {
      const { header, payload } = app.jwt.verify<{ header: unknown; payload: unknown }>(token)
      const claims = Claims.safeParse(payload)
      return Header.safeParse(header).success && claims.success ? claims.data : null
    } catch {
      return null
    }
  }
})

/** A secret of 256 random bits for a cookie or a console, and what the database keeps of it. */
export function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
