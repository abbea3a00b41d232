import postgres from 'postgres'
import { type Context, type Database, openDatabase, PoolBusy } from 'server/database/db'
import { refuseOldDriver } from 'server/database/safety'
import { afterAll, expect, test } from 'vitest'
import { newDatabase } from './support/house.js'

const url = await newDatabase()
const desk: Context = { role: 'girasol_desk' }
const killer = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'killer' } })
afterAll(() => killer.end({ timeout: 2 }))

const cutAll = () =>
  killer`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'killer' and pid <> pg_backend_pid()`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('every backend lost 25 times under 32 workers: nothing uncaught, and work goes on at once', async () => {
  const database = openDatabase(url, { max: 10 })
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  let running = true
  let done = 0
  let failed = 0
  const workers = Array.from({ length: 32 }, async () => {
    while (running) {
      try {
        await database.transact(desk, async ({ query }) => {
          await query('select pg_sleep($1::float8)', [0.002])
          await Promise.all([query('select $1::int as n', [1]), query('select $1::text as t', ['x'])])
        })
        await database.act(desk, 'select $1::int as n', [1])
        done++
      } catch {
        failed++
        await pause(1)
      }
    }
  })
  for (let cut = 0; cut < 25; cut++) {
    await pause(40)
    await cutAll()
  }
  const before = done
  await pause(500)
  running = false
  await Promise.all(workers)
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  expect(uncaught).toEqual([])
  expect(failed).toBeGreaterThan(0)
  expect(done).toBeGreaterThan(before)
  // Every one of the ten connections works again, all at once
  await Promise.all(
    Array.from({ length: 10 }, () => database.transact(desk, ({ query }) => query('select pg_sleep(0.05)', []))),
  )
  await database.close()
})

test('a transaction enters its role and reach, and leaves nothing of them behind', async () => {
  const database = openDatabase(url, { max: 1 })
  const organization = '01890000-0000-7000-8000-000000000001'
  const see =
    "select current_user as who, current_setting('app.organizations', true) as reach, current_setting('statement_timeout') as patience"
  const [inside] = await database.transact({ role: 'girasol_clinic', organizationIds: [organization] }, ({ query }) =>
    query(see, []),
  )
  expect(inside).toEqual({ who: 'girasol_clinic', reach: `{${organization}}`, patience: '2s' })
  const [after] = await database.ask(see, [])
  expect(after).toMatchObject({ reach: '' })
  expect(after?.['who']).not.toBe('girasol_clinic')
  await expect(database.transact(desk, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect((await database.ask(see, []))[0]).toMatchObject({ reach: '' })
  await database.close()
})

test('acts that share a connection have each their own role, reach and answer; one that fails undoes itself alone', async () => {
  const database = openDatabase(url, { max: 1 })
  await killer`create table acts (n integer)`
  await killer`grant select, insert on acts to girasol_clinic, girasol_desk`
  const write = `with written as (insert into acts values ($1::integer) returning n)
    select n, 12 / (n % 5) as quotient, current_user as who, current_setting('app.user_id') as user_id from written`
  const ids = Array.from({ length: 40 }, (_, n) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`)
  const role = (n: number) => (n % 2 === 0 ? 'girasol_clinic' : 'girasol_desk')
  const answers = await Promise.all(
    ids.map((userId, n) => database.act({ role: role(n), userId }, write, [n]).catch((error) => error.code)),
  )
  for (const [n, answer] of answers.entries())
    expect(answer).toEqual(
      n % 5 === 0 ? '22012' : [{ n, quotient: Math.trunc(12 / (n % 5)), who: role(n), user_id: ids[n] }],
    )
  const kept = await killer`select n from acts order by n`
  expect(kept.map(({ n }) => n)).toEqual(ids.flatMap((_, n) => (n % 5 === 0 ? [] : [n])))
  const [after] = await database.ask("select current_user as who, current_setting('app.user_id', true) as user_id", [])
  expect(after).toMatchObject({ user_id: '' })
  expect(['girasol_clinic', 'girasol_desk']).not.toContain(after?.['who'])
  await database.close()
})

test('a table that changes under prepared statements mixes up no answers', async () => {
  const database = openDatabase(url, { max: 1 })
  await killer`create table changing (n integer)`
  await killer`grant select on changing to girasol_desk`
  await killer`insert into changing values (7)`
  const all = () => database.act(desk, 'select * from changing where n = $1::integer', [7])
  const echo = (n: number) => database.act(desk, 'select $1::integer as echo', [n])
  const alone = (n: number) => database.ask('select $1::integer as alone', [n])
  await Promise.all([all(), echo(0), alone(0)])
  await killer`alter table changing add column word text default 'x'`
  const answers = await Promise.all([echo(1), all(), echo(2), alone(3), echo(4), all(), echo(5)])
  const row = [{ n: 7, word: 'x' }]
  expect(answers).toEqual([[{ echo: 1 }], row, [{ echo: 2 }], [{ alone: 3 }], [{ echo: 4 }], row, [{ echo: 5 }]])
  await database.close()
})

test('an act that nobody could begin in time is taken back: it writes nothing later', async () => {
  const database = openDatabase(url, { max: 1, poolWait: 200 })
  await killer`create table late_acts (n integer)`
  await killer`grant insert on late_acts to girasol_desk`
  await database.act(desk, 'insert into late_acts values ($1::integer)', [1])
  const holding = database.transact(desk, ({ query }) => query('select pg_sleep(0.8)', []))
  await pause(50)
  await expect(database.act(desk, 'insert into late_acts values ($1::integer)', [2])).rejects.toThrow(PoolBusy)
  await holding
  await database.act(desk, 'insert into late_acts values ($1::integer)', [3])
  expect((await killer`select n from late_acts order by n`).map(({ n }) => n)).toEqual([1, 3])
  await database.close()
})

test('a context value that is not plain is refused before anything is sent', async () => {
  const database = openDatabase(url, { max: 1 })
  await expect(
    database.transact({ ...desk, userId: "x', true); drop table users; --" }, async () => 1),
  ).rejects.toThrow('not plain')
  await database.close()
})

test('a statement past its deadline is cancelled on the server, and a full pool answers in time', async () => {
  const database = openDatabase(url, { max: 1, poolWait: 150 })
  const slow = database.transact({ ...desk, patience: 400 }, ({ query }) => query('select pg_sleep(30)', []))
  slow.catch(() => {})
  await pause(20)
  await expect(database.transact(desk, ({ query }) => query('select 1', []))).rejects.toBeInstanceOf(PoolBusy)
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  expect(await database.transact(desk, ({ query }) => query('select 1 as n', []))).toEqual([{ n: 1 }])
  await database.close()
})

test('what failed half-way is not there', async () => {
  const database = openDatabase(url, { max: 2 })
  const attempt = database.transact(desk, async ({ query }) => {
    await query(
      "insert into sign_in_failures (subject, failures, blocked_until) values (decode($1, 'hex'), 1, now())",
      ['00ff'],
    )
    await query('select 1 / $1::int', [0])
  })
  await expect(attempt).rejects.toMatchObject({ code: '22012' })
  expect(await killer`select 1 from sign_in_failures where subject = decode('00ff', 'hex')`).toHaveLength(0)
  await database.close()
})

test('two programs migrating at once, and a changed migration, are both safe', async () => {
  const folder = new URL('../drizzle', import.meta.url).pathname
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const database = openDatabase(url, { max: 1 })
      await database.migrate(folder)
      await database.close()
    }),
  )
  await killer`update girasol_migrations set hash = 'other' where position = 1`
  const database = openDatabase(url, { max: 1 })
  await expect(database.migrate(folder)).rejects.toThrow(/not the one in/)
  await database.close()
})

test('a last statement carries its commit; when it fails, all of it is undone', async () => {
  const database = openDatabase(url, { max: 1 })
  const insert =
    "insert into sign_in_failures (subject, failures, blocked_until) values (decode($1, 'hex'), $2, now()) returning failures"
  expect(await database.transact(desk, ({ queryAndCommit }) => queryAndCommit(insert, ['aa01', 1]))).toEqual([
    { failures: 1 },
  ])
  const broken = database.transact(desk, async ({ query, queryAndCommit }) => {
    await query(insert, ['aa02', 1])
    return queryAndCommit(insert, ['aa02', 2])
  })
  await expect(broken).rejects.toMatchObject({ code: '23505' })
  const kept =
    await killer`select encode(subject, 'hex') as subject from sign_in_failures where encode(subject, 'hex') like 'aa0%'`
  expect(kept).toEqual([{ subject: 'aa01' }])
  expect(await database.ask("select current_setting('role') as role", [])).toEqual([{ role: 'none' }])
  await database.close()
})

test.each(['a row it cannot take', 'its connection lost'])(
  'a COPY ended by %s fails, and the pool goes on',
  async (how) => {
    const database = openDatabase(url, { max: 1 })
    const copy = database.transact(desk, async ({ copyIn }) => {
      const into = await copyIn('copy sign_in_failures (subject, failures, blocked_until) from stdin')
      into.on('error', () => {})
      const ended = new Promise((resolve, reject) => into.on('finish', resolve).on('error', reject))
      into.write('\\\\xbb01\t1\t2024-01-01\n')
      if (how === 'its connection lost') {
        await pause(50)
        await cutAll()
        await pause(50)
      } else into.write('\\\\xbb02\tmany\t2024-01-01\n')
      into.end()
      await ended
    })
    await expect(Promise.race([copy, pause(5000).then(() => 'hung')])).rejects.toBeTruthy()
    expect(await database.transact(desk, ({ query }) => query('select 1 as n', []))).toEqual([{ n: 1 }])
    await database.close()
  },
)

test('a question without a transaction waits no longer than for a connection, and what it asked is cancelled', async () => {
  const database = openDatabase(url, { max: 1, poolWait: 150 })
  const slow = database.transact({ ...desk, patience: 600 }, ({ query }) => query('select pg_sleep(30)', []))
  slow.catch(() => {})
  await pause(20)
  await expect(database.ask('select 1 as n', [])).rejects.toBeInstanceOf(PoolBusy)
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  await expect(database.ask('select pg_sleep(30)', [])).rejects.toBeInstanceOf(PoolBusy)
  expect(await database.ask('select 2 as n', [])).toEqual([{ n: 2 }])
  await database.close()
})

test('a driver that lets no role ride is refused, as it would answer past every policy', async () => {
  const database = openDatabase(url, { max: 1 })
  await expect(refuseOldDriver(database)).resolves.toBeUndefined()
  const asLogin: Database = { ...database, act: (_context, text, parameters) => database.ask(text, parameters) }
  await expect(refuseOldDriver(asLogin)).rejects.toThrow('ensure.mjs')
  await database.close()
})

test('a question that waits behind others keeps its place in line, so that nobody is given the answer of another', async () => {
  const database = openDatabase(url, { max: 1, poolWait: 150 })
  const text = 'select pg_sleep($1::float8)::text as slept, $2::text as who'
  const act = (who: string, seconds = '0') => database.act(desk, text, [seconds, who])
  await act('known') // a statement that is prepared does not keep others from the line
  const slow = act('slow', '0.6')
  const asked = database.ask(text, ['0', 'asked'])
  const acts = ['first', 'second', 'third'].map((who) => act(who))
  const answers = await Promise.all([slow, asked, ...acts]) // longer than anybody waits for a connection
  expect(answers.map(([row]) => row?.['who'])).toEqual(['slow', 'asked', 'first', 'second', 'third'])
  expect(await act('last')).toMatchObject([{ who: 'last' }])
  await expect(database.ask(text, ['30', 'long'])).rejects.toBeInstanceOf(PoolBusy)
  await database.close()
})

test('a parameter that is none is refused before its statement has a place in line', async () => {
  const database = openDatabase(url, { max: 1 })
  const slow = database.act(desk, 'select pg_sleep(0.2), $1::text as who', ['slow'])
  await expect(database.act(desk, 'select $1::text as who', [undefined])).rejects.toThrow(TypeError)
  const next = database.act(desk, 'select $1::text as who', ['next'])
  expect(await Promise.all([slow, next])).toMatchObject([[{ who: 'slow' }], [{ who: 'next' }]])
  await database.close()
})

test('what comes after the end of a transaction is refused, and a failure that nobody looked at is told', async () => {
  const database = openDatabase(url, { max: 1 })
  let after = (): Promise<unknown> => Promise.resolve()
  await database.transact(desk, async ({ query }) => {
    after = () => query('select 1', [])
    await query('select 1', [])
  })
  await expect(after()).rejects.toThrow('after the end')
  const swallowed = database.transact(desk, async ({ query }) => {
    await query('select 1 / 0', []).catch(() => {})
  })
  await expect(swallowed).rejects.toThrow('nobody looked at')
  await database.close()
})
