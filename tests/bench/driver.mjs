// One transaction of role, settings, fact and audit row: ours against plain drizzle over postgres.js, both with the same
// statements, at 32 in flight over 10 connections; and one raw named INSERT as the measure of the machine.
import { sql as statement } from 'drizzle-orm'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'
import { auditInbox } from '../../server/dist/access/table.js'
import { median, openPlace } from './place.mjs'

const facts = pgTable('bench_facts', {
  id: uuid().primaryKey(),
  ownerId: uuid('owner_id').notNull(),
  words: text().notNull(),
})
const IN_FLIGHT = 32
const MS = 2500

export async function rate(act, ms = MS, inFlight = IN_FLIGHT) {
  const started = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() - started < ms) {
        await act()
        done++
      }
    }),
  )
  return done / ((performance.now() - started) / 1000)
}

export async function benchDriver() {
  const place = await openPlace()
  await place.sql.unsafe(`create table bench_facts (id uuid primary key, owner_id uuid not null, words text not null);
    create index on bench_facts using gin (words gin_trgm_ops);
    alter table bench_facts enable row level security; alter table bench_facts force row level security;
    create policy own on bench_facts using (owner_id = (select app_user_id())) with check (owner_id = (select app_user_id()));
    grant select, insert on bench_facts to girasol_clinic`)
  const owner = uuidv7()
  const fact = () => ({ id: uuidv7(), ownerId: owner, words: `pérez lópez ${Math.random().toString(36).slice(2, 12)}` })
  const event = (id) => ({ id: uuidv7(), action: 'create', resourceType: 'Fact', resourceId: id, userId: owner })

  const raw = postgres(place.url, { max: 10, onnotice: () => {} })
  const rawInsert = () => {
    const { id, ownerId, words } = fact()
    return raw`insert into bench_facts (id, owner_id, words) values (${id}, ${ownerId}, ${words})`
  }
  const plain = drizzle(postgres(place.url, { max: 10, onnotice: () => {} }), { casing: 'snake_case' })
  const plainTransaction = () =>
    plain.transaction(async (tx) => {
      const row = fact()
      await tx.execute(statement`set local role girasol_clinic`)
      await tx.execute(
        statement`select set_config('app.user_id', ${owner}, true), set_config('app.organizations', '{}', true)`,
      )
      await tx.insert(facts).values(row).returning()
      await tx.insert(auditInbox).values(event(row.id))
    })
  const ours = () =>
    place.database.transact({ role: 'girasol_clinic', userId: owner }, async ({ db }) => {
      const row = fact()
      await Promise.all([db.insert(facts).values(row).returning(), db.insert(auditInbox).values(event(row.id))])
    })
  /** As the hottest write does it: fact and audit row in one named statement, commit behind it. */
  const one = () =>
    place.database.transact({ role: 'girasol_clinic', userId: owner }, ({ queryAndCommit }) => {
      const row = fact()
      return queryAndCommit(
        `with fact as (insert into bench_facts (id, owner_id, words) values ($1, $2, $3) returning *), event as (
           insert into audit_inbox (id, user_id, action, resource_type, resource_id) values ($4, $2, 'create', 'Fact', $5)) select * from fact`,
        [row.id, owner, row.words, uuidv7(), row.id],
      )
    })

  const rates = { raw: [], plain: [], ours: [], one: [] }
  for (const act of [rawInsert, plainTransaction, ours, one]) await rate(act, 500)
  for (let round = 0; round < 7; round++) {
    rates.raw.push(await rate(rawInsert))
    rates.plain.push(await rate(plainTransaction))
    rates.ours.push(await rate(ours))
    rates.one.push(await rate(one))
  }
  const [counted] =
    await place.sql`select (select count(*) from bench_facts)::int as facts, (select count(*) from audit_inbox)::int as events`
  const against = (mine, other) => median(rates[mine].map((value, i) => value / rates[other][i])).toFixed(2)
  console.log(
    `raw ${Math.round(median(rates.raw))}/s, plain drizzle ${Math.round(median(rates.plain))}/s, drizzle in our transaction ${Math.round(median(rates.ours))}/s, one statement in it ${Math.round(median(rates.one))}/s`,
  )
  console.log(
    `transaction: ${against('one', 'plain')} of plain drizzle (aim 2), ${against('one', 'raw')} of a raw INSERT; with drizzle inside ${against('ours', 'plain')} and ${against('ours', 'raw')}; ${counted.facts} facts, ${counted.events} events`,
  )
  await raw.end({ timeout: 2 })
  await plain.$client.end({ timeout: 2 })
  await place.close()
}
