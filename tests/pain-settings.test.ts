import { expect, test } from 'vitest'
import { bedside } from './support/bedside.js'
import { openHouse } from './support/house.js'
import { openWard } from './support/ward.js'

const house = await openHouse()
const HOUR = new Date('2026-11-20T16:00:00Z')

async function place() {
  const { nurse, hospital, patient } = await openWard(house, [])
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const url = `/api/pain/settings?organizationId=${hospital.id}`
  const put = (body: unknown, version = 0) => coordinator.ask('PUT', url, body, { 'if-match': `"${version}"` })
  const { body } = await nurse.get(url)
  return { nurse, coordinator, hospital, patient, url, put, defaults: body.defaults }
}

test('where nothing is set the catalogue holds, each value with its source', async () => {
  const { nurse, url } = await place()
  const { body, headers } = await nurse.get(url)
  expect(headers['etag']).toBe('"0"')
  expect(body).toMatchObject({ version: 0, own: null, recordedAt: null })
  expect(body.settings).toEqual(body.defaults)
  expect(body.settings).toEqual({
    reassessMinutes: {
      ...{ PO: 60, PR: 60, SL: 60, IN: 20, IV: 30, SC: 30, IM: 30, 'IV-infusion': 60, 'SC-infusion': 60, TD: 720 },
    },
    ...{ graceMinutes: 10, answerMinutes: 30, sedationMinutes: 30, antibioticMinutes: 60 },
    earlyWarningHours: { green: 4, yellow: 2, red: 1 },
  })
  const leaves = Object.entries(body.settings).flatMap(([name, value]) =>
    typeof value === 'object' ? Object.keys(value as object).map((key) => `${name}.${key}`) : [name],
  )
  expect(body.sources.map(({ setting }: { setting: string }) => setting).sort()).toEqual(leaves.sort())
  expect(body.sources).toContainEqual({
    ...{ setting: 'reassessMinutes.IV', rule: 'R-REASSESS', confidence: 'media' },
    source: 'ASPMN / práctica de enfermería publicada',
  })
})

test('what a hospital sets holds for its next dose, and for no other hospital', async () => {
  const { nurse, patient, put, defaults } = await place()
  const other = await place()
  const settings = { ...defaults, graceMinutes: 0, reassessMinutes: { ...defaults.reassessMinutes, IV: 15 } }
  const { status, body, headers } = await put({ settings, note: 'Así lo hace el servicio' })
  expect([status, headers['etag']]).toEqual([200, '"1"'])
  expect(body).toMatchObject({ version: 1, own: settings, settings, note: 'Así lo hace el servicio' })
  const bed = bedside(house, nurse, patient)
  await bed.give({ at: HOUR })
  expect(await bed.reminders(HOUR)).toEqual([['reassessment', 15, 15, null]])
  const elsewhere = bedside(house, other.nurse, other.patient)
  await elsewhere.give({ at: HOUR })
  expect(await elsewhere.reminders(HOUR)).toEqual([['reassessment', 30, 40, null]])
  expect((await put({ settings: null }, 1)).body).toMatchObject({ version: 2, own: null, settings: defaults })
})

test('each change is audited with what it changed', async () => {
  const { put, defaults, hospital } = await place()
  await put({ settings: { ...defaults, graceMinutes: 5 } })
  const [event] =
    await house.sql`select action, details from audit_inbox where resource_type = 'PainSettings' and organization_id = ${hospital.id}
    union all select action, details from audit_events where resource_type = 'PainSettings' and organization_id = ${hospital.id}`
  expect(event).toMatchObject({ action: 'update', details: { version: 1, before: null, after: { graceMinutes: 5 } } })
})

test('two who change at once: the second sees what stands', async () => {
  const { put, coordinator, url, defaults } = await place()
  expect((await coordinator.ask('PUT', url, { settings: null })).status).toBe(428)
  const change = (graceMinutes: number) => put({ settings: { ...defaults, graceMinutes } })
  const answers = await Promise.all([change(5), change(6)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const stale = answers.find(({ status }) => status === 412)
  const kept = answers.find(({ status }) => status === 200)
  expect(stale?.body).toMatchObject({
    type: '/problems/stale-version',
    current: { settings: kept?.body.settings },
    changedBy: coordinator.userId,
  })
})

type Defaults = {
  reassessMinutes: Record<string, number>
  graceMinutes: number
  earlyWarningHours: Record<string, number>
  other?: number
}

test.each<[string, (it: Defaults) => unknown, string, string]>([
  ['too soon', (it) => (it.reassessMinutes['IV'] = 4), '#/settings/reassessMinutes/IV', 'too-small'],
  ['too late', (it) => (it.reassessMinutes['PO'] = 241), '#/settings/reassessMinutes/PO', 'too-large'],
  [
    'a patch may wait two days',
    (it) => (it.reassessMinutes['TD'] = 2881),
    '#/settings/reassessMinutes/TD',
    'too-large',
  ],
  ['no route', (it) => delete it.reassessMinutes['SC'], '#/settings/reassessMinutes/SC', 'required'],
  ['half a minute', (it) => (it.graceMinutes = 1.5), '#/settings/graceMinutes', 'wrong-type'],
  [
    'a quarter of an hour',
    (it) => (it.earlyWarningHours['red'] = 0.75),
    '#/settings/earlyWarningHours/red',
    'half-hours',
  ],
  ['red after yellow', (it) => (it.earlyWarningHours['red'] = 3), '#/settings/earlyWarningHours/red', 'worse-sooner'],
  ['another member', (it) => (it.other = 1), '#/settings/other', 'unknown-field'],
])('%s is refused by name', async (_case, spoil, pointer, code) => {
  const { put, defaults } = await place()
  const settings = structuredClone(defaults)
  spoil(settings)
  const { status, body } = await put({ settings })
  expect([status, body.errors]).toEqual([400, [{ pointer, code }]])
})
