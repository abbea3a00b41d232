import * as z from 'zod'

const flag = z.enum(['0', '1']).transform((text) => text === '1')
const secret = z
  .string()
  .trim()
  .refine((text) => Buffer.byteLength(text) >= 32, 'needs 32 bytes or more')

const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** May be a transaction pooler. Absent: the try-out on the embedded database. */
  DATABASE_URL: z.url().optional(),
  /** Straight to the server, as the owner of the tables: migrations. */
  DATABASE_DIRECT_URL: z.url().optional(),
  /** 0 behind a pooler that knows no prepared statements. */
  DATABASE_NAMED_STATEMENTS: flag.default(true),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  /** Signs access tokens. */
  JWT_SECRET: secret.optional(),
  /** Seals P4 fields; lives outside the database. */
  FIELD_KEY: secret.optional(),
  /** Origin under which people reach the program. */
  PUBLIC_URL: z.url().optional(),
  /** Addresses of trusted reverse proxies, comma-separated. */
  TRUST_PROXY: z.string().optional(),
  METRICS_TOKEN: secret.optional(),
  /** Folder of the embedded database, keys and audit anchors. */
  DATA_FOLDER: z.string().default('.data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
})
export type Environment = z.infer<typeof Environment>

/** Unsafe or unreadable settings, each by name. */
export class BadEnvironment extends Error {
  override name = 'BadEnvironment'
}

/** Reads the environment once, at start. The only place that does. */
export function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success)
    throw new BadEnvironment(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
  const problems = unsafe(read.data)
  if (problems.length > 0) throw new BadEnvironment(problems.join('\n'))
  return read.data
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

function unsafe(env: Environment): string[] {
  const problems: string[] = []
  if (env.DATABASE_URL === undefined) {
    if (env.NODE_ENV === 'production')
      problems.push('DATABASE_URL: production needs a PostgreSQL of its own; the try-out refuses NODE_ENV=production.')
    if (!loopback.has(env.HOST))
      problems.push('HOST: the try-out listens on loopback only; set DATABASE_URL for anything else.')
    if (env.DATABASE_DIRECT_URL !== undefined) problems.push('DATABASE_DIRECT_URL: given without DATABASE_URL.')
    return problems
  }
  if (env.JWT_SECRET === undefined)
    problems.push(
      'JWT_SECRET: required with DATABASE_URL; 32 random bytes or more, for example from `openssl rand -base64 48`.',
    )
  if (env.FIELD_KEY === undefined)
    problems.push(
      'FIELD_KEY: required with DATABASE_URL; 32 random bytes or more, kept outside the database and its backups.',
    )
  if (env.JWT_SECRET !== undefined && env.JWT_SECRET === env.FIELD_KEY)
    problems.push('FIELD_KEY: must differ from JWT_SECRET.')
  if (env.PUBLIC_URL === undefined)
    problems.push('PUBLIC_URL: required with DATABASE_URL, for example https://girasol.example.mx.')
  else if (!loopback.has(env.HOST) && !env.PUBLIC_URL.startsWith('https:'))
    problems.push('PUBLIC_URL: must be https when HOST is not loopback.')
  return problems
}
