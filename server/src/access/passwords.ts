import { type Algorithm, hash, verify } from '@node-rs/argon2'

const ARGON2ID = 2 as Algorithm.Argon2id
/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const options = { algorithm: ARGON2ID, memoryCost: 19456, timeCost: 2, parallelism: 1 }

/** At most four at once: each takes 19 MiB and a core for tens of milliseconds. */
const AT_ONCE = 4
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFC'), options))

let decoy: Promise<string> | undefined

/** True when it fits. For an unknown account the same work is done against a decoy, so that time tells nothing. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('an account that does not exist')
  const against = stored ?? (await decoy)
  const fits = await inTurn(() => verify(against, password.normalize('NFC')))
  return fits && stored !== undefined
}

const common = [
  '123456789012',
  '1234567890123',
  'password1234',
  'contrasena123',
  'contraseña123',
  'qwertyuiop12',
  'qwertyuiopas',
  'administrador',
  'administrator',
  'abcdefghijkl',
  '111111111111',
  '000000000000',
  'aaaaaaaaaaaa',
  'passwordpassword',
  'iloveyou1234',
  'bienvenido123',
  'welcome12345',
  'letmein12345',
  'mexico123456',
  'hospital1234',
  'cambiame1234',
]
const contextual = ['girasol', 'imss', 'hospital', 'pediatria', 'oncologia', 'contrasena', 'password']

/** Why a new password cannot be taken, or null. Length and lists only: no composition rules. */
export function passwordProblem(
  password: string,
  about: readonly string[] = [],
): 'too-short' | 'too-long' | 'too-common' | null {
  if ([...password].length < 12) return 'too-short'
  if (password.length > 256) return 'too-long'
  const folded = password.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  if (common.includes(folded) || new Set(folded).size < 4) return 'too-common'
  const words = [...contextual, ...about.map((word) => word.toLowerCase()).filter((word) => word.length > 3)]
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), folded)
  return rest.replace(/[\d\W_]/g, '').length < 4 && rest.length < 8 ? 'too-common' : null
}
