import { openAgreements, publicAgreements } from 'server/agreements/public'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { anAgreement, aPost, aSession, onDay, published } from './support/agreements.js'
import { openHouse, type Person } from './support/house.js'
import { publishMinutes } from './support/published.js'

const house = await openHouse()
const ABSENT = '01890000-0000-7000-8000-00000000dead'
const sessions = '/api/working-group-sessions'
let nation: Person
let post = ''

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  post = await aPost(house)
})
afterEach(() => vi.useRealTimers())

let held = 0
/** Sessions of this file, each a day after the one before. */
const nextSession = (heldOn = `2020-01-${String(++held).padStart(2, '0')}`) => aSession(nation, { heldOn })
const follow = (facts: Record<string, unknown> = {}) => ({
  ...{ text: 'Dar seguimiento a la entrega de vincristina', responsible: post, dueOn: '2030-01-31' },
  ...facts,
})

describe('made in a session', () => {
  test('it is numbered there, is made once for the same key, and left its event', async () => {
    const { id, number } = await nextSession()
    const url = `${sessions}/${id}/agreements`
    const first = await nation.post(url, follow({ ooadCode: '14' }), { 'idempotency-key': 'uno' })
    expect(first.status, first.text).toBe(201)
    expect(first.body).toMatchObject({
      ...{ code: `${number}-1`, sessionNumber: number, number: 1, version: 1, status: 'open', late: false },
      ...{ responsible: 'Coordinación de Oncología', postKind: 'oncology-coordination', history: [] },
      place: { organizationId: null, hospital: null, ooadCode: '14', ooadName: 'Jalisco' },
      ...{ caseAlias: null, keptOn: null, mayProgress: true, mayEdit: true, dueOn: '2030-01-31' },
    })
    expect(first.headers['etag']).toBe('"1"')
    const again = await nation.post(url, follow({ ooadCode: '14' }), { 'idempotency-key': 'uno' })
    expect(again.body).toEqual(first.body)
    const second = await anAgreement(nation, id, follow())
    expect(second.code).toBe(`${number}-2`)
    const { body } = await nation.get(url)
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual([`${number}-1`, `${number}-2`])
    expect(await house.auditTrail()).toContainEqual(['create', 'Agreement', first.body.id])
  })

  test('two at the same moment take two numbers', async () => {
    const { id, number } = await nextSession()
    const made = await Promise.all([1, 2, 3].map((n) => anAgreement(nation, id, follow({ text: `Acuerdo ${n}` }))))
    expect(made.map(({ code }) => code).sort()).toEqual([1, 2, 3].map((n) => `${number}-${n}`))
  })

  test('a post with a place is printed with it, unless it is told already', async () => {
    const { id } = await nextSession()
    const office = await aPost(house, { kind: 'ooad', name: 'Titular de la oficina', ooadCode: '14' })
    const far = await anAgreement(nation, id, follow({ responsible: office }))
    expect(far.responsible).toBe('Titular de la oficina, Jalisco')
    const near = await anAgreement(nation, id, follow({ responsible: office, ooadCode: '14' }))
    expect(near.responsible).toBe('Titular de la oficina')
  })

  test('what does not go together is refused by field', async () => {
    const { id } = await nextSession('2020-02-01')
    const hospital = await house.openHospital({ ooadCode: '14' })
    const url = `${sessions}/${id}/agreements`
    await anAgreement(nation, id, follow({ hospitalId: hospital.id, caseAlias: 'Caso 1' }))
    const cases: [facts: Record<string, unknown>, status: number, pointer: string, code: string][] = [
      [{ text: ' ' }, 400, '#/text', 'required'],
      [{ responsible: ABSENT }, 400, '#/responsible', 'post-unknown'],
      [{ dueOn: '2020-01-31' }, 400, '#/dueOn', 'due-before-session'],
      [{ dueOn: '2020-02-30' }, 400, '#/dueOn', 'date-invalid'],
      [{ hospitalId: ABSENT }, 400, '#/hospitalId', 'hospital-unknown'],
      [{ ooadCode: '99' }, 400, '#/ooadCode', 'ooad-unknown'],
      [{ hospitalId: hospital.id, ooadCode: '20' }, 400, '#/ooadCode', 'hospital-elsewhere'],
      [{ caseAlias: 'Caso 2' }, 400, '#/hospitalId', 'case-without-hospital'],
      [{ hospitalId: hospital.id, caseAlias: 'Caso 1' }, 400, '#/caseAlias', 'alias-taken'],
      [{ hospitalId: hospital.id, caseAlias: 'Caso Lupita' }, 400, '#/caseAlias', 'alias-shape'],
      [{ text: 'Ver a HEGG560427MVZRRL04' }, 409, '#/text', 'identifies-curp'],
      [{ hospitalId: hospital.id, caseAlias: 'HEGG560427MVZRRL04' }, 409, '#/caseAlias', 'identifies-curp'],
      [{ patientId: ABSENT }, 400, '#/patientId', 'unknown-field'],
    ]
    for (const [facts, status, pointer, code] of cases) {
      const refused = await nation.post(url, follow(facts))
      expect([refused.status, refused.body.errors?.[0]], JSON.stringify(facts)).toEqual([
        status,
        expect.objectContaining({ pointer, code }),
      ])
    }
    expect((await nation.get(url)).body.items).toHaveLength(1)
    expect((await nation.post(`${sessions}/${ABSENT}/agreements`, follow())).status).toBe(404)
  })
})

describe('its words', () => {
  test('change with the version that was read, until the minutes are published', async () => {
    const { id } = await nextSession('2020-02-02')
    const made = await anAgreement(nation, id, follow({ ooadCode: '14' }))
    const url = `/api/agreements/${made.id}`
    const edit = { text: 'Confirmar la entrega por escrito', ooadCode: null }
    expect((await nation.ask('PATCH', url, edit)).status).toBe(428)
    const edited = await nation.patch(url, edit, 1)
    expect(edited.body).toMatchObject({ text: edit.text, version: 2, place: { ooadCode: null } })
    const stale = await nation.patch(url, { text: 'Otra cosa' }, 1)
    expect([stale.status, stale.body.type, stale.body.current.text]).toEqual([
      412,
      '/problems/stale-version',
      edit.text,
    ])
    expect((await nation.patch(url, { text: 'Ver a HEGG560427MVZRRL04' }, 2)).status).toBe(409)
    expect((await nation.patch(url, { dueOn: '2020-02-01' }, 2)).body.errors[0].code).toBe('due-before-session')
    expect((await nation.patch(url, {}, 2)).body.errors[0].code).toBe('nothing-to-change')
    await published(house, id)
    const late = await nation.patch(url, { text: 'Otra cosa' }, 2)
    expect([late.status, late.body.type]).toEqual([409, '/problems/agreement-published'])
    const context = { role: 'girasol_counts', userId: nation.userId, national: true } as const
    const around = house.database.transact(context, ({ query }) =>
      query(`update agreements set text = 'Otra cosa' where id = $1`, [made.id]),
    )
    await expect(around).rejects.toThrow(/read-only/)
    for (const column of ['session_id', 'created_by', 'number'])
      await expect(
        house.database.transact(context, ({ query }) =>
          query(`update agreements set ${column} = ${column} where id = $1`, [made.id]),
        ),
        column,
      ).rejects.toMatchObject({ code: '42501' })
    const told = await nation.post(`${url}/progress`, { text: 'Ya se pidió' })
    expect([told.status, told.body.text, told.body.mayEdit]).toEqual([201, edit.text, false])
  })

  test('are handed by nobody to a hospital that they do not reach', async () => {
    const { id } = await nextSession('2020-02-02')
    const [one, other] = [await house.openHospital(), await house.openHospital()]
    const made = await anAgreement(nation, id, follow({ hospitalId: one.id }))
    const move = (organizationIds: string[]) =>
      house.database.transact({ role: 'girasol_counts', organizationIds }, ({ query }) =>
        query('update agreements set organization_id = $2 where id = $1 returning id', [made.id, other.id]),
      )
    await expect(move([one.id])).rejects.toMatchObject({ code: '42501' })
    expect(await move([other.id])).toEqual([])
    expect(await move([one.id, other.id])).toHaveLength(1)
  })

  test('a case keeps its alias and its hospital', async () => {
    const { id } = await nextSession('2020-02-03')
    const [one, other] = [await house.openHospital(), await house.openHospital()]
    const made = await anAgreement(nation, id, follow({ hospitalId: one.id, caseAlias: 'Caso 1' }))
    for (const edit of [{ caseAlias: null }, { caseAlias: 'Caso 2' }, { hospitalId: other.id }])
      expect((await nation.patch(`/api/agreements/${made.id}`, edit, 1)).body.errors[0].code).toBe('case-stays')
  })
})

test('it goes from made to late to kept on the board, and the next agenda opens with what is open', async () => {
  const session = await nextSession('2020-08-09')
  const next = await nextSession('2020-08-23')
  const on = (day: string) => onDay(house, day, nation)
  const board = `/api/agreements?sessionId=${session.id}`
  const one = await on('2020-08-09')('POST', `${sessions}/${session.id}/agreements`, follow({ dueOn: '2020-09-06' }))
  const two = await on('2020-08-09')('POST', `${sessions}/${session.id}/agreements`, follow({ dueOn: '2020-09-20' }))

  const due = await on('2020-09-06')('GET', board)
  expect(due).toMatchObject({ on: '2020-09-06', summary: { total: { open: 2, late: 0, kept: 0 } } })
  expect(due.items.map(({ id, late }: { id: string; late: boolean }) => [id, late])).toEqual([
    [one.id, false],
    [two.id, false],
  ])
  const late = await on('2020-09-07')('GET', board)
  expect(late.summary.total).toEqual({ open: 2, inProgress: 0, kept: 0, withdrawn: 0, late: 1 })
  expect(late.items[0]).toMatchObject({ id: one.id, late: true, status: 'open' })

  const opening = await on('2020-09-07')('GET', `${sessions}/${next.id}/open-agreements`)
  const codes = (answer: { items: { code: string }[] }) =>
    answer.items.map(({ code }) => code).filter((code) => code.startsWith(`${session.number}-`))
  expect(codes(opening)).toEqual([one.code, two.code])
  expect(opening.items[0]).toMatchObject({ code: one.code, late: true, responsible: 'Coordinación de Oncología' })
  expect(codes(await on('2020-09-07')('GET', `${sessions}/${session.id}/open-agreements`))).toEqual([])

  await on('2020-09-08')('POST', `/api/agreements/${one.id}/progress`, { text: 'Va', status: 'in-progress' })
  expect((await on('2020-09-08')('GET', board)).summary.total).toMatchObject({ open: 1, inProgress: 1, late: 1 })
  const told = { text: 'Se entregó el 9 de septiembre', status: 'kept' }
  const kept = await on('2020-09-10')('POST', `/api/agreements/${one.id}/progress`, told)
  expect(kept).toMatchObject({ status: 'kept', late: false, keptOn: '2020-09-10', version: 3 })
  const after = await on('2020-09-11')('GET', board)
  expect(after.summary.total).toEqual({ open: 1, inProgress: 0, kept: 1, withdrawn: 0, late: 0 })
  expect(after.items.map(({ id }: { id: string }) => id)).toEqual([two.id, one.id])
  expect(codes(await on('2020-09-11')('GET', `${sessions}/${next.id}/open-agreements`))).toEqual([two.code])
})

test('what is late comes first among the open ones of earlier sessions', async () => {
  const [first, second, third] = [
    await nextSession('2021-01-10'),
    await nextSession('2021-01-17'),
    await nextSession('2021-01-24'),
  ]
  await anAgreement(nation, first.id, follow({ dueOn: '2021-03-01' }))
  await anAgreement(nation, second.id, follow({ dueOn: '2021-02-01' }))
  await anAgreement(nation, third.id, follow({ dueOn: '2021-01-30' }))
  const { items } = await onDay(house, '2021-02-02', nation)('GET', `${sessions}/${third.id}/open-agreements`)
  const own = items.filter(({ code }: { code: string }) => Number(code.split('-')[0]) >= first.number)
  expect(own.map(({ code, late }: { code: string; late: boolean }) => [code, late])).toEqual([
    [`${second.number}-1`, true],
    [`${first.number}-1`, false],
  ])
})

describe('progress', () => {
  const says = { text: 'Se pidió a la farmacia central' }

  test('is told by the nation, the office and whoever coordinates the hospital, and by nobody else', async () => {
    const { id } = await nextSession('2021-03-01')
    const hospital = await house.openHospital({ ooadCode: '14' })
    const umae = await house.openHospital({ ooadCode: '14', level: 'umae' })
    const elsewhere = await house.openHospital({ ooadCode: '20' })
    const places = {
      nation: {},
      office: { ooadCode: '14' },
      hospital: { hospitalId: hospital.id },
      umae: { hospitalId: umae.id },
    }
    const people = {
      nation,
      office: await house.signIn('coordinator', { ooadCode: '14' }),
      otherOffice: await house.signIn('coordinator', { ooadCode: '20' }),
      hospital: await house.signIn('coordinator', { organizationId: hospital.id }),
      umae: await house.signIn('coordinator', { organizationId: umae.id }),
      otherHospital: await house.signIn('coordinator', { organizationId: elsewhere.id }),
      staff: await house.signIn('hospital-staff', { organizationId: hospital.id }),
      family: await house.signIn('parent-representative', { national: true }),
    }
    const may: Record<keyof typeof people, (keyof typeof places)[]> = {
      nation: ['nation', 'office', 'hospital', 'umae'],
      office: ['office', 'hospital'],
      otherOffice: [],
      hospital: ['hospital'],
      umae: ['umae'],
      otherHospital: [],
      staff: [],
      family: [],
    }
    for (const [place, facts] of Object.entries(places)) {
      const made = await anAgreement(nation, id, follow(facts))
      for (const [who, person] of Object.entries(people)) {
        const allowed = may[who as keyof typeof may].includes(place as keyof typeof places) // keys of the very object
        const answer = await person.post(`/api/agreements/${made.id}/progress`, says)
        expect(answer.status, `${who} on ${place}: ${answer.text}`).toBe(allowed ? 201 : 403)
        if (who === 'staff' || who === 'family') continue
        const seen = (await person.get(`/api/agreements/${made.id}`)).body
        expect([seen.mayProgress, seen.mayEdit], `${who} on ${place}`).toEqual([allowed, who === 'nation'])
      }
    }
    expect((await nation.post(`/api/agreements/${ABSENT}/progress`, says)).status).toBe(404)
    const refused = await people.hospital.post(`/api/agreements/${ABSENT}/progress`, says)
    expect(refused.status).toBe(404)
  })

  test('moves the due day and keeps the former, with evidence, and is there once for the same key', async () => {
    const { id } = await nextSession('2021-03-02')
    const hospital = await house.openHospital()
    const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
    const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
    const made = await anAgreement(nation, id, follow({ hospitalId: hospital.id }))
    const url = `/api/agreements/${made.id}/progress`
    const report = (await coordinator.post('/api/reports', {})).body.id
    const shortage = (await staff.post('/api/shortages', { organizationId: hospital.id, medication: 'vincristina' }))
      .body.id
    const moved = { ...says, dueOn: '2030-02-28', evidence: { url: 'https://www.gob.mx/imss' } }
    const first = await coordinator.post(url, moved, { 'idempotency-key': 'mueve' })
    expect(first.status, first.text).toBe(201)
    expect((await coordinator.post(url, moved, { 'idempotency-key': 'mueve' })).body).toEqual(first.body)
    await coordinator.post(url, { ...says, evidence: { reportId: report } })
    await coordinator.post(url, { ...says, status: 'in-progress', evidence: { shortageId: shortage } })
    const { body } = await nation.get(`/api/agreements/${made.id}`)
    expect(body).toMatchObject({ dueOn: '2030-02-28', status: 'in-progress', version: 4 })
    const none = { url: null, reportId: null, shortageId: null }
    expect(body.history).toMatchObject([
      {
        ...{ dueOn: '2030-02-28', formerDueOn: '2030-01-31', status: null, recordedBy: coordinator.userId },
        evidence: { ...none, url: 'https://www.gob.mx/imss' },
      },
      { dueOn: null, formerDueOn: null, evidence: { ...none, reportId: report } },
      { status: 'in-progress', evidence: { ...none, shortageId: shortage } },
    ])
    expect(await house.auditTrail()).toContainEqual(['update', 'Agreement', made.id])
  })

  test('is refused by field where it cannot be', async () => {
    const { id } = await nextSession('2021-03-03')
    const hospital = await house.openHospital()
    const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
    const made = await anAgreement(nation, id, follow({ hospitalId: hospital.id }))
    const elsewhere = await house.signIn('coordinator', { organizationId: (await house.openHospital()).id })
    const foreign = (await elsewhere.post('/api/reports', {})).body.id
    const cases: [body: Record<string, unknown>, status: number, pointer: string, code: string][] = [
      [{ text: '' }, 400, '#/text', 'required'],
      [{ text: 'No', status: 'withdrawn' }, 400, '#/text', 'reason-too-short'],
      [{ ...says, status: 'late' }, 400, '#/status', 'not-in-list'],
      [{ ...says, dueOn: '2021-03-02' }, 400, '#/dueOn', 'past-date'],
      [{ ...says, status: 'kept', dueOn: '2031-01-01' }, 400, '#/dueOn', 'only-when-pending'],
      [{ ...says, evidence: { url: 'http://inseguro.example' } }, 400, '#/evidence/url', 'https-only'],
      [{ ...says, evidence: { url: 'https://a.example', reportId: ABSENT } }, 400, '#/evidence', 'one-evidence'],
      [{ ...says, evidence: { reportId: foreign } }, 400, '#/evidence/reportId', 'evidence-unknown'],
      [{ ...says, evidence: { shortageId: ABSENT } }, 400, '#/evidence/shortageId', 'evidence-unknown'],
      [{ text: 'Se vio a HEGG560427MVZRRL04' }, 409, '#/text', 'identifies-curp'],
      [
        { ...says, evidence: { url: 'https://a.example/HEGG560427MVZRRL04' } },
        409,
        '#/evidence/url',
        'identifies-curp',
      ],
    ]
    for (const [body, status, pointer, code] of cases) {
      const refused = await coordinator.post(`/api/agreements/${made.id}/progress`, body)
      expect([refused.status, refused.body.errors?.[0]], JSON.stringify(body)).toEqual([
        status,
        expect.objectContaining({ pointer, code }),
      ])
    }
    expect((await nation.get(`/api/agreements/${made.id}`)).body).toMatchObject({ version: 1, history: [] })
  })

  test('what is closed stays closed, unless the nation takes it up again', async () => {
    const { id } = await nextSession('2021-03-04')
    const hospital = await house.openHospital()
    const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
    const made = await anAgreement(nation, id, follow({ hospitalId: hospital.id }))
    const url = `/api/agreements/${made.id}/progress`
    await coordinator.post(url, { ...says, status: 'kept' })
    const again = await coordinator.post(url, { ...says, status: 'open' })
    expect([again.status, again.body.type]).toEqual([409, '/problems/agreement-closed'])
    expect((await coordinator.post(url, { text: 'Queda constancia' })).body).toMatchObject({ status: 'kept' })
    const taken = await nation.post(url, { text: 'No llegó completo', status: 'in-progress', dueOn: '2031-01-31' })
    expect(taken.body).toMatchObject({ status: 'in-progress', keptOn: null, dueOn: '2031-01-31' })
  })

  test('nothing told can be changed or taken back, by any role', async () => {
    const { id } = await nextSession('2021-03-05')
    const made = await anAgreement(nation, id, follow())
    await nation.post(`/api/agreements/${made.id}/progress`, says)
    const context = { role: 'girasol_counts', userId: nation.userId, national: true } as const
    for (const text of [`update agreement_progress set text = 'otra cosa'`, 'delete from agreement_progress'])
      await expect(house.database.transact(context, ({ query }) => query(text, []))).rejects.toThrow(
        /permission denied/,
      )
  })
})

describe('the board', () => {
  test('narrows, sums by office, and goes on from page to page', async () => {
    const { id } = await nextSession('2022-01-10')
    const hospital = await house.openHospital({ ooadCode: '20', level: 'umae' })
    const past = { dueOn: '2022-02-01' }
    await anAgreement(nation, id, follow({ ooadCode: '14', ...past }))
    const going = await anAgreement(nation, id, follow({ hospitalId: hospital.id, ...past }))
    const done = await anAgreement(nation, id, follow({ ooadCode: '14' }))
    await anAgreement(nation, id, follow())
    await nation.post(`/api/agreements/${going.id}/progress`, { text: 'En camino', status: 'in-progress' })
    await nation.post(`/api/agreements/${done.id}/progress`, { text: 'Hecho', status: 'kept' })
    const numbers = async (query: string) =>
      (await nation.get(`/api/agreements?sessionId=${id}&${query}`)).body.items.map(
        ({ number }: { number: number }) => number,
      )
    expect(await numbers('')).toEqual([1, 2, 4, 3])
    expect(await numbers('late=true')).toEqual([1, 2])
    expect(await numbers('open=true')).toEqual([1, 2, 4])
    expect(await numbers('status=kept')).toEqual([3])
    expect(await numbers('ooad=14')).toEqual([1, 3])
    expect(await numbers('ooad=20')).toEqual([2])
    expect(await numbers('dueBy=2022-02-01')).toEqual([1, 2])
    const zero = { open: 0, inProgress: 0, kept: 0, withdrawn: 0, late: 0 }
    const { summary } = (await nation.get(`/api/agreements?sessionId=${id}&late=true`)).body
    expect(summary).toEqual({
      total: { open: 2, inProgress: 1, kept: 1, withdrawn: 0, late: 2 },
      byOffice: [
        { ooadCode: null, ooadName: null, ...zero, open: 1 },
        { ooadCode: '14', ooadName: 'Jalisco', ...zero, open: 1, kept: 1, late: 1 },
        { ooadCode: '20', ooadName: 'Nuevo León', ...zero, inProgress: 1, late: 1 },
      ],
    })
    const first = (await nation.get(`/api/agreements?sessionId=${id}&limit=3`)).body
    const rest = (await nation.get(`/api/agreements?sessionId=${id}&limit=3&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...rest.items].map(({ number }) => number)).toEqual([1, 2, 4, 3])
    expect(rest.nextCursor).toBeNull()
    for (const query of ['late=yes', 'post=1', 'cursor=nada'])
      expect((await nation.get(`/api/agreements?${query}`)).status, query).toBe(400)
  })

  test('tells what waits for whoever asks: late, and due within seven days', async () => {
    const { id } = await nextSession('2022-03-01')
    const hospital = await house.openHospital()
    const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
    const other = await house.openHospital()
    for (const dueOn of ['2022-03-02', '2022-03-10', '2022-03-17', '2022-03-18'])
      await anAgreement(nation, id, follow({ hospitalId: hospital.id, dueOn }))
    await anAgreement(nation, id, follow({ hospitalId: other.id, dueOn: '2022-03-02' }))
    const { mine } = await onDay(house, '2022-03-10', coordinator)('GET', '/api/agreements?limit=1')
    expect(mine).toEqual({ late: 1, soon: 2 })
    const own = await onDay(
      house,
      '2022-03-10',
      coordinator,
    )('GET', '/api/agreements?mine=true&open=true&dueBy=2022-03-17')
    expect(own.items.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3])
  })

  test('comes as a file, and that is recorded', async () => {
    const { id, number } = await nextSession('2022-04-01')
    await anAgreement(nation, id, follow({ text: '=SUMA(A1)', ooadCode: '14' }))
    const file = await nation.get(`/api/agreements?sessionId=${id}`, { accept: 'text/csv' })
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.text.split('\r\n')[1]).toBe(
      `${number}-1,'=SUMA(A1),Coordinación de Oncología,,Jalisco,,2030-01-31,Abierto,no,`,
    )
    const book = await nation.get(`/api/agreements?sessionId=${id}&format=xlsx&lang=en`)
    expect(book.headers['content-disposition']).toMatch(/girasol-agreements-[\d-]+\.xlsx/)
    expect(await house.auditTrail()).toContainEqual(['export', 'Agreement', null])
  })
})

test('after publication one is made under an erratum alone, and families wait for that', async () => {
  const session = await nextSession('2022-04-15')
  const url = `${sessions}/${session.id}/agreements`
  const first = await anAgreement(nation, session.id, follow())
  await publishMinutes(house, { sessionId: session.id, number: session.number, heldOn: '2022-04-15' })
  const refused = await nation.post(url, follow({ text: 'Añadido después' }))
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/published-session-stays'])
  await house.sql`insert into minutes (id, session_id, version_number, erratum_reason)
    values (${uuidv7()}, ${session.id}, 2, 'Faltó un acuerdo de la sesión')`
  const added = await anAgreement(nation, session.id, follow({ text: 'Añadido después' }))
  const theirs = async () =>
    (
      await house.database.transact({ role: 'girasol_families', userId: ABSENT }, (scope) =>
        publicAgreements(scope, session.id),
      )
    ).map(({ id }) => id)
  expect(await theirs()).toEqual([first.id])
  await house.sql`delete from minutes where session_id = ${session.id} and status = 'draft'`
  await publishMinutes(house, { sessionId: session.id, number: session.number, heldOn: '2022-04-15' })
  expect(await theirs()).toEqual([first.id, added.id])
})

test('families read the same form of a published session, and none of one that is not', async () => {
  const session = await nextSession('2022-05-01')
  const hospital = await house.openHospital({ ooadCode: '14' })
  const made = await anAgreement(nation, session.id, follow({ hospitalId: hospital.id, caseAlias: 'Caso 1' }))
  const asFamily = <T>(run: (scope: Parameters<typeof publicAgreements>[0]) => Promise<T>) =>
    house.database.transact({ role: 'girasol_families', userId: ABSENT }, run)
  expect(await asFamily((scope) => publicAgreements(scope, session.id))).toEqual([])
  await published(house, session.id)
  expect(await asFamily((scope) => publicAgreements(scope, session.id))).toEqual([
    {
      ...{ id: made.id, code: `${session.number}-1`, text: made.text, responsible: 'Coordinación de Oncología' },
      place: { organizationId: null, hospital: null, ooadCode: null, ooadName: null },
      ...{ caseAlias: 'Caso 1', dueOn: '2030-01-31', status: 'open', late: false, keptOn: null },
    },
  ])
  const open = await asFamily((scope) => openAgreements(scope, session.number + 1))
  const theirs = await house.sql`select a.id from agreements a join working_group_sessions s on s.id = a.session_id
    where s.published_at is not null and a.status in ('open', 'in-progress')`
  expect(open.map(({ id }) => id).sort()).toEqual(theirs.map(({ id }) => id).sort())
  expect(open.map(({ id }) => id)).toContain(made.id)
})
