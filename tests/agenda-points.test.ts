import { beforeAll, expect, test } from 'vitest'
import { aPoint, aSession, published } from './support/agreements.js'
import { openHouse, type Person } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890000-0000-7000-8000-00000000dead'
let nation: Person

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
})

test('points are listed the newest first, and nobody is told who raised them', async () => {
  const older = await aPoint(house, 'Una enfermera capacitada en cada turno', new Date('2024-08-01T18:00:00Z'))
  const newer = await aPoint(house, 'El protocolo completo el día que toca', new Date('2024-08-02T18:00:00Z'))
  const local = await house.signIn('coordinator', { organizationId: (await house.openHospital()).id })
  const { body, text } = await local.get('/api/agenda-points')
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([newer, older])
  expect(body).toMatchObject({ waiting: 2, nextCursor: null })
  expect(text).not.toMatch(/raisedBy|raised_by/)
  const page = (await local.get('/api/agenda-points?limit=1')).body
  expect((await local.get(`/api/agenda-points?limit=1&cursor=${page.nextCursor}`)).body.items[0].id).toBe(older)
  expect((await local.patch(`/api/agenda-points/${newer}`, { status: 'answered', answer: 'Sí' }, 1)).status).toBe(403)
})

test('a point goes onto an agenda, is answered there, and stays on it', async () => {
  const point = await aPoint(house, 'Más catéteres para no picar tanto')
  const session = await aSession(nation, { heldOn: '2024-08-09' })
  const url = `/api/agenda-points/${point}`
  expect((await nation.ask('PATCH', url, { status: 'scheduled', sessionId: session.id })).status).toBe(428)
  const scheduled = await nation.patch(url, { status: 'scheduled', sessionId: session.id }, 1)
  expect(scheduled.body).toMatchObject({
    status: 'scheduled',
    sessionId: session.id,
    sessionNumber: session.number,
    version: 2,
  })
  const onAgenda = `/api/working-group-sessions/${session.id}/points`
  expect((await nation.get(onAgenda)).body.items).toMatchObject([{ id: point, status: 'scheduled' }])
  const stale = await nation.patch(url, { status: 'answered', answer: 'Se compran' }, 1)
  expect([stale.status, stale.body.current.status]).toEqual([412, 'scheduled'])
  const answered = await nation.patch(url, { status: 'answered', answer: 'Se compran en septiembre' }, 2)
  expect(answered.body).toMatchObject({ status: 'answered', answer: 'Se compran en septiembre', sessionId: session.id })
  expect((await nation.get(onAgenda)).body.items).toHaveLength(1)
  const declined = await nation.patch(url, { status: 'declined', answer: 'Corresponde a otra mesa' }, 3)
  expect(declined.body).toMatchObject({ status: 'declined', sessionId: null })
  expect((await nation.get(onAgenda)).body.items).toEqual([])
  const [row] = await house.sql`select search, decided_by from agenda_points where id = ${point}`
  expect(row).toMatchObject({ search: expect.stringContaining('otra mesa'), decided_by: nation.userId })
  expect(await house.auditTrail()).toContainEqual(['update', 'AgendaPoint', point])
})

test('what cannot be decided so is refused by field', async () => {
  const point = await aPoint(house, 'Hospedaje para quien viene de lejos')
  const session = await aSession(nation, { heldOn: '2024-08-23' })
  await published(house, session.id)
  const cases: [body: Record<string, unknown>, status: number, pointer: string, code: string][] = [
    [{ status: 'scheduled' }, 400, '#/sessionId', 'required'],
    [{ status: 'scheduled', sessionId: ABSENT }, 400, '#/sessionId', 'session-unknown'],
    [{ status: 'scheduled', sessionId: session.id }, 400, '#/sessionId', 'session-published'],
    [{ status: 'declined' }, 400, '#/answer', 'required'],
    [{ status: 'answered', answer: '  ' }, 400, '#/answer', 'required'],
    [{ status: 'answered', answer: 'Es HEGG560427MVZRRL04' }, 409, '#/answer', 'identifies-curp'],
  ]
  for (const [body, status, pointer, code] of cases) {
    const refused = await nation.patch(`/api/agenda-points/${point}`, body, 1)
    expect([refused.status, refused.body.errors?.[0]], JSON.stringify(body)).toEqual([
      status,
      expect.objectContaining({ pointer, code }),
    ])
  }
  const declined = await nation.patch(
    `/api/agenda-points/${point}`,
    { status: 'declined', answer: 'Ya hay albergue' },
    1,
  )
  expect(declined.body).toMatchObject({ status: 'declined', answer: 'Ya hay albergue', sessionId: null })
  const { items } = (await nation.get('/api/agenda-points?status=declined')).body
  expect(items.map(({ id }: { id: string }) => id)[0]).toBe(point)
  expect(items.every(({ status }: { status: string }) => status === 'declined')).toBe(true)
  expect((await nation.patch(`/api/agenda-points/${ABSENT}`, { status: 'declined', answer: 'No' }, 1)).status).toBe(404)
})
