import type postgres from 'postgres'
import type { Role, TryOut } from 'shared/access'
import { uuidv7 } from 'uuidv7'
import { hashPassword } from '../access/passwords.js'
import { hospitalId } from '../network/clues-id.js'

interface DemoAccount {
  email: string
  /** Fixed and shown to everybody: these accounts exist only in the try-out, which listens on this machine alone. */
  password: string
  name: string
  role: Role
  /** How far it reaches, in words of the screen. */
  scope: string
  clues?: string
  ooadCode?: string
}

const PAEDIATRICS = { clues: 'DFIMS000616', scope: 'UMAE Hospital de Pediatría CMN Siglo XXI' }
const OBLATOS = { clues: 'JCIMS000354', scope: 'HGR 110 Oblatos, Guadalajara' }

/** One account for each way of working, and a second person beside the first, so that two can edit one record. */
const accounts: readonly DemoAccount[] = [
  {
    email: 'pediatria@girasol.example',
    password: 'la luna sobre el monte',
    name: 'Itzel Robledo Canché',
    role: 'hospital-staff',
    ...PAEDIATRICS,
  },
  {
    email: 'guardia@girasol.example',
    password: 'cafe con pan a las siete',
    name: 'Tomás Anguiano Ríos',
    role: 'hospital-staff',
    ...PAEDIATRICS,
  },
  {
    email: 'oblatos@girasol.example',
    password: 'lluvia fina en la tarde',
    name: 'Rebeca Villaseñor Díaz',
    role: 'hospital-staff',
    ...OBLATOS,
  },
  {
    email: 'hospital@girasol.example',
    password: 'camino largo de piedra',
    name: 'Ernesto Balam Serrano',
    role: 'coordinator',
    ...PAEDIATRICS,
  },
  {
    email: 'jalisco@girasol.example',
    password: 'barco azul en la bahia',
    name: 'Paulina Gómez Arreola',
    role: 'coordinator',
    scope: 'OOAD Jalisco',
    ooadCode: '14',
  },
  {
    email: 'nacional@girasol.example',
    password: 'doce nubes sobre el valle',
    name: 'Marcela Ocampo Téllez',
    role: 'coordinator',
    scope: 'Nacional',
  },
  {
    email: 'secretaria@girasol.example',
    password: 'papel blanco y tinta azul',
    name: 'Abril Cervantes Duarte',
    role: 'coordinator',
    scope: 'Nacional',
  },
  {
    email: 'representante@girasol.example',
    password: 'manos juntas en la plaza',
    name: 'Guadalupe Xool Mendoza',
    role: 'parent-representative',
    scope: 'Nacional',
  },
  {
    email: 'auditoria@girasol.example',
    password: 'libro abierto en la mesa',
    name: 'Hugo Santillán Mora',
    role: 'auditor',
    scope: 'Nacional',
  },
  {
    email: 'administracion@girasol.example',
    password: 'llave vieja de la puerta',
    name: 'Norma Izaguirre Luna',
    role: 'admin',
    scope: 'Sistema',
  },
]

/** What the sign-in page and the console show. */
export const tryOut: TryOut = {
  accounts: accounts.map(({ email, password, role, scope }) => ({ email, password, role, scope })),
}

/** Makes the accounts that are not there yet; two starts at once take turns. */
export async function makeAccounts(sql: postgres.TransactionSql): Promise<void> {
  await sql`lock table users in share row exclusive mode`
  const there = await sql<{ email: string }[]>`select email from users`
  const missing = accounts.filter(({ email }) => !there.some((one) => one.email === email))
  const hashes = await Promise.all(missing.map(({ password }) => hashPassword(password)))
  for (const [index, { email, name, role, clues, ooadCode }] of missing.entries()) {
    const [id, hash] = [uuidv7(), hashes[index] ?? '']
    const organization = clues === undefined ? null : hospitalId(clues)
    const national = clues === undefined && ooadCode === undefined
    await sql`insert into users (id, email, name, password_hash) values (${id}, ${email}, ${name}, ${hash})`
    await sql`insert into grants (id, user_id, role, organization_id, ooad_code, national)
      values (${uuidv7()}, ${id}, ${role}, ${organization}, ${ooadCode ?? null}, ${national})`
  }
}
