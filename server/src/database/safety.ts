import { readFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { BadEnvironment } from '../env.js'
import type { Database, Journal } from './db.js'

/** Holds the embedded database for one process; null when another one has it. */
export async function claimFolder(url: string): Promise<(() => Promise<void>) | null> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false, idle_timeout: 0, max_lifetime: null })
  const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(7241) as mine`
  if (row?.mine === true) return () => sql.end({ timeout: 2 })
  await sql.end({ timeout: 2 })
  return null
}

interface Owner extends Record<string, unknown> {
  name: string
  /** A fresh database for somebody who may not make the roles that it needs. */
  lacks: boolean
  /** Roles of the cluster that this owner may not grant: since PostgreSQL 16 whoever made them decides. */
  foreign: string | null
}

/** Refuses an owner who cannot make or grant the program's roles, which all databases of a cluster share. */
export async function refuseLesserOwner(owner: Database): Promise<void> {
  const [self] = await owner.ask<Owner>(
    `select quote_ident(current_user) as name,
       not r.rolcreaterole and not r.rolsuper and to_regclass('public.girasol_migrations') is null as lacks,
       (select string_agg(g.rolname, ', ' order by g.rolname) from pg_roles g
          where g.rolname in ('girasol_clinic', 'girasol_counts', 'girasol_desk', 'girasol_audit', 'girasol_keeper', 'girasol_families', 'girasol_searcher')
          and current_setting('server_version_num')::integer >= 160000
          and not pg_has_role(current_user, g.oid, 'member with admin option')) as foreign
     from pg_roles r where r.rolname = current_user`,
    [],
  )
  if (self?.lacks === true)
    throw new BadEnvironment(
      `DATABASE_DIRECT_URL: ${self.name} may not make roles. As superuser, once:\n  alter role ${self.name} createrole;`,
    )
  if (self != null && self.foreign !== null)
    throw new BadEnvironment(
      `DATABASE_DIRECT_URL: ${self.name} may not grant ${self.foreign}, which another owner made for a database of this cluster. As superuser, once:\n  grant ${self.foreign} to ${self.name} with admin option;`,
    )
}

/** Lets the login of `DATABASE_URL` enter the program's roles. Run as the owner. */
export async function grantRoles(owner: Database, url: string): Promise<void> {
  const login = decodeURIComponent(new URL(url).username)
  await owner.ask(`select girasol_admit($1)`, [login])
}

/**
 * Refuses a driver that does not let role and context ride with a statement (server/patches): it would answer as the
 * login, past every policy, and nobody would see it.
 */
export async function refuseOldDriver(database: Database): Promise<void> {
  const role = 'girasol_counts'
  const [self] = await database.act<{ name: string }>({ role }, 'select current_user as name', [])
  if (self?.name !== role)
    throw new Error('The postgres package is not the patched one of this version: run node server/bin/ensure.mjs')
}

interface Self extends Record<string, unknown> {
  name: string
  superuser: boolean
  bypass: boolean
  owns: number
  outside: string | null
  /** Roles whose rights the login has without entering them. */
  inherits: string | null
  /** Owners of tables that the login may become. */
  master: string | null
  /** May make roles, or look past policies. */
  lifts: boolean
}

/** Refuses a login that row-level security does not bind, one that lacks a role, and a database not migrated. */
export async function refuseUnsafeRole(database: Database, migrations: string): Promise<void> {
  const [self] = await database.ask<Self>(
    `select current_user as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
       (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns,
       (select string_agg(distinct pg_get_userbyid(c.relowner)::text, ', ') from pg_class c where c.relnamespace = 'public'::regnamespace
          and c.relkind = 'r' and pg_has_role(current_user, c.relowner, 'member')) as master,
       r.rolcreaterole or coalesce((select pg_has_role(current_user, s.oid, 'member') from pg_roles s where s.rolname = 'girasol_searcher'), false) as lifts,
       (select string_agg(g.rolname, ', ') from pg_roles g where g.rolname in ('girasol_clinic', 'girasol_counts', 'girasol_desk', 'girasol_audit', 'girasol_keeper', 'girasol_families')
          and not pg_has_role(current_user, g.oid, 'member')) as outside,
       (select string_agg(g.rolname, ', ') from pg_roles g where g.rolname in ('girasol_clinic', 'girasol_counts', 'girasol_desk', 'girasol_audit', 'girasol_keeper', 'girasol_families')
          and pg_has_role(current_user, g.oid, 'usage')) as inherits
     from pg_roles r where r.rolname = current_user`,
    [],
  )
  if (self === undefined) throw new BadEnvironment('DATABASE_URL: the login is not known to the server.')
  const problems: string[] = []
  if (self.superuser) problems.push(`DATABASE_URL: ${self.name} is a superuser, whom row-level security does not bind.`)
  if (self.bypass) problems.push(`DATABASE_URL: ${self.name} has BYPASSRLS.`)
  if (self.owns > 0)
    problems.push(
      `DATABASE_URL: ${self.name} owns tables; give the program a login of its own and the owner to DATABASE_DIRECT_URL.`,
    )
  if (self.master !== null && self.owns === 0 && !self.superuser)
    problems.push(
      `DATABASE_URL: ${self.name} is a member of ${self.master}, who owns the tables and could lift row-level security.`,
    )
  if (self.lifts && !self.superuser)
    problems.push(
      `DATABASE_URL: ${self.name} has CREATEROLE or is a member of girasol_searcher; give the program a plain login.`,
    )
  if (self.outside !== null)
    problems.push(`DATABASE_URL: ${self.name} is no member of ${self.outside}; start once with DATABASE_DIRECT_URL.`)
  if (self.inherits !== null && !self.superuser)
    problems.push(
      `DATABASE_URL: ${self.name} inherits ${self.inherits} and could read without entering a role; grant them by girasol_admit only.`,
    )
  const { entries } = JSON.parse(readFileSync(path.join(migrations, 'meta/_journal.json'), 'utf8')) as Journal
  const applied = await database
    .ask<{ n: number }>('select count(*)::int as n from girasol_migrations', [])
    .then(([row]) => row?.n ?? 0)
    .catch(() => 0)
  if (applied !== entries.length)
    problems.push(
      `DATABASE_URL: the database has ${applied} of ${entries.length} migrations; start once with DATABASE_DIRECT_URL.`,
    )
  if (problems.length > 0) throw new BadEnvironment(problems.join('\n'))
}
