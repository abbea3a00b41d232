import { exampleProtocolId } from 'server/protocols/example-id'
import { loadCatalogues } from 'server/terminology/load'
import { compareProtocols } from 'shared/protocol-difference'
import { ProtocolFile, ProtocolList, ProtocolVersion } from 'shared/protocol-library'
import type { ProtocolDraft } from 'shared/protocols'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890000-0000-7000-8000-00000000dead'

let here: Hospital
let there: Hospital
let national: Person
let coordinator: Person
let stranger: Person
let nurse: Person

beforeAll(async () => {
  ;[here, there] = [await house.openHospital(), await house.openHospital()]
  national = await house.signIn('coordinator', { national: true })
  coordinator = await house.signIn('coordinator', { organizationId: here.id })
  stranger = await house.signIn('coordinator', { organizationId: there.id })
  nurse = await house.signIn('hospital-staff', { organizationId: here.id })
})

const sound: ProtocolDraft = {
  phases: [
    {
      name: 'Inducción',
      kind: 'induction',
      cycleDays: 28,
      cycles: 1,
      days: [
        {
          day: 1,
          medications: [
            {
              ...{ medication: 'vincristina', purpose: 'antineoplastic', basis: 'per-m2', amount: 1.5, unit: 'mg' },
              ...{ cap: 2, route: 'IV' },
            },
          ],
        },
      ],
    },
  ],
  sources: [{ citation: 'Una cita de prueba' }],
}

let counter = 0
const create = async (person: Person, facts: Record<string, unknown> = {}): Promise<ProtocolVersion> => {
  const body = { code: `prueba-${++counter}`, name: `Protocolo de prueba ${counter}`, organizationId: null, ...facts }
  const { status, body: made, text } = await person.post('/api/protocols', body)
  expect(status, text).toBe(201)
  return ProtocolVersion.parse(made)
}
const addressOf = ({ protocol, id }: ProtocolVersion) => `/api/protocols/${protocol.id}/versions/${id}`
const publish = (person: Person, version: ProtocolVersion, read = version.version) =>
  person.post(`${addressOf(version)}/in-use`, undefined, { 'if-match': `"${read}"` })

async function inUse(
  person: Person,
  facts: Record<string, unknown> = {},
  definition = sound,
): Promise<ProtocolVersion> {
  const version = await create(person, facts)
  const edited = await person.patch(addressOf(version), { definition }, version.version)
  expect(edited.status, edited.text).toBe(200)
  const published = await publish(person, edited.body)
  expect(published.status, published.text).toBe(200)
  return ProtocolVersion.parse(published.body)
}

const exampleOf = async (person: Person, code = 'lla-induccion') => {
  const { body } = await person.get(`/api/protocols/${exampleProtocolId(code)}`)
  return body as ProtocolList['items'][number]
}

describe('the examples', () => {
  test('are in use from the start, marked, and read by everybody of the wards', async () => {
    for (const person of [nurse, coordinator, national]) {
      const { body } = await person.get('/api/protocols?library=network&status=in-use&limit=200')
      const examples = ProtocolList.parse(body).items.filter(({ example }) => example)
      expect(examples).toHaveLength(6)
      expect(examples.every(({ versions }) => versions[0]?.status === 'in-use')).toBe(true)
    }
  })

  test('a file that changed becomes the next version, and one that did not changes nothing', async () => {
    const id = exampleProtocolId('wilms-i-ii')
    await house.sql`alter table protocol_versions disable trigger protocol_versions_frozen`
    await house.sql`update protocol_versions set definition = jsonb_set(definition, '{sources}', '[]') where protocol_id = ${id}`
    await house.sql`alter table protocol_versions enable trigger protocol_versions_frozen`
    await loadCatalogues(house.url, () => {}, 'protocols')
    await loadCatalogues(house.url, () => {}, 'protocols')
    const { versions } = await exampleOf(nurse, 'wilms-i-ii')
    expect(versions.map(({ number, status }) => [number, status])).toEqual([
      [2, 'in-use'],
      [1, 'retired'],
    ])
  })

  test('a variant keeps the mark and its base, and says when the base has moved on', async () => {
    const base = await inUse(national)
    const variant = await create(coordinator, { organizationId: here.id, variantOf: base.id })
    expect(variant).toMatchObject({
      definition: sound,
      protocol: { base: { versionId: base.id, number: 1, superseded: false } },
    })
    const example = await exampleOf(coordinator)
    const marked = await create(coordinator, { organizationId: here.id, variantOf: example.versions[0]?.id })
    expect(marked.protocol).toMatchObject({ example: true, organization: { id: here.id }, editable: true })

    const next = await national.post(`/api/protocols/${base.protocol.id}/versions`, { fromVersionId: base.id })
    await publish(national, next.body)
    const { body } = await nurse.get(`/api/protocols/${variant.protocol.id}`)
    expect(body).toMatchObject({ editable: false, base: { number: 1, superseded: true } })
  })
})

describe('a draft', () => {
  test('keeps gaps, says what it lacks, and is not put in use until it is whole', async () => {
    const version = await create(national)
    const gaps = {
      phases: [{ name: 'Inducción', days: [{ day: 1, medications: [{ medication: 'vincristina', route: 'IT' }] }] }],
      sources: [],
    }
    const edited = await national.patch(addressOf(version), { definition: gaps, changeNote: 'En curso' }, 1)
    expect(edited).toMatchObject({ status: 200, body: { version: 2, definition: gaps, changeNote: 'En curso' } })
    const refused = await publish(national, edited.body)
    expect(refused.status).toBe(400)
    const at = '#/definition/phases/0/days/0/medications/0'
    for (const error of [
      { pointer: `${at}/unit`, code: 'unit-missing' },
      { pointer: `${at}/route`, code: 'intrathecal-forbidden' },
      { pointer: '#/definition/phases/0/cycleDays', code: 'required' },
    ])
      expect(refused.body.errors).toContainEqual(error)
  })

  test('is written over by whoever read it last: a stale version is 412, none is 428', async () => {
    const version = await create(national)
    expect((await national.patch(addressOf(version), { definition: sound }, 1)).status).toBe(200)
    expect(await national.patch(addressOf(version), { definition: sound }, 1)).toMatchObject({
      ...{ status: 412, body: { type: '/problems/stale-version', current: { version: 2 } } },
    })
    expect((await national.ask('PATCH', addressOf(version), { definition: sound })).status).toBe(428)
    expect((await publish(national, version, 1)).status).toBe(412)
  })

  test('made twice with one key is one; its code is once in a library', async () => {
    const body = { code: 'dos-veces', name: 'Dos veces', organizationId: null }
    const key = { 'idempotency-key': 'dos-veces' }
    const [first, second] = await Promise.all([
      national.post('/api/protocols', body, key),
      national.post('/api/protocols', body, key),
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    const [row] = await house.sql`select count(*)::int as n from protocols where code = 'dos-veces'`
    expect(row?.['n']).toBe(1)
    expect(await national.post('/api/protocols', body)).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: '#/code', code: 'protocol-code-taken' }] } },
    })
    await create(coordinator, { code: 'dos-veces', organizationId: here.id })
  })

  test('is one at a time: a second is 409 with the first', async () => {
    const version = await inUse(national)
    const next = () => national.post(`/api/protocols/${version.protocol.id}/versions`, { fromVersionId: version.id })
    const [first, second] = await Promise.all([next(), next()])
    const [made, refused] = first.status === 201 ? [first, second] : [second, first]
    expect(made).toMatchObject({ status: 201, body: { number: 2, status: 'draft', definition: sound } })
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/draft-exists', versionId: made.body.id } })
  })
})

describe('a version in use', () => {
  test('is frozen by the program and by the database; the next one retires it', async () => {
    const version = await inUse(national)
    expect(version).toMatchObject({ status: 'in-use', number: 1, putInUseBy: national.userId })
    expect(
      await national.patch(addressOf(version), { definition: { phases: [], sources: [] } }, version.version),
    ).toMatchObject({
      ...{ status: 409, body: { type: '/problems/protocol-version-frozen' } },
    })
    await expect(
      house.sql`update protocol_versions set definition = '{"phases":[],"sources":[]}' where id = ${version.id}`,
    ).rejects.toMatchObject({ code: '42501' })
    await expect(house.sql`delete from protocol_versions where id = ${version.id}`).rejects.toMatchObject({
      code: '42501',
    })

    const next = await national.post(`/api/protocols/${version.protocol.id}/versions`, { fromVersionId: version.id })
    await publish(national, next.body)
    const { body } = await nurse.get(`/api/protocols/${version.protocol.id}`)
    expect(body.versions.map(({ status }: { status: string }) => status)).toEqual(['in-use', 'retired'])
    expect((await nurse.get(addressOf(version))).body.definition).toEqual(sound)
  })

  test('is retired once, by the version that was read', async () => {
    const version = await inUse(national)
    const retire = (read: number) =>
      national.post(`${addressOf(version)}/retirement`, undefined, { 'if-match': `"${read}"` })
    expect((await retire(1)).status).toBe(412)
    expect(await retire(version.version)).toMatchObject({ status: 200, body: { status: 'retired' } })
    expect(await retire(version.version + 1)).toMatchObject({ status: 409 })
  })
})

describe('who', () => {
  test("another hospital's variant is not there for a stranger, whatever they ask of it", async () => {
    const base = await exampleOf(coordinator)
    const variant = await create(coordinator, { organizationId: here.id, variantOf: base.versions[0]?.id })
    const asks = (id: string, versionId: string): Promise<{ status: number; body: unknown }>[] => [
      stranger.get(`/api/protocols/${id}`),
      stranger.get(`/api/protocols/${id}/versions/${versionId}`),
      stranger.get(`/api/protocols/${id}/versions/${versionId}/file`),
      stranger.get(`/api/protocols/${id}/difference?from=${base.versions[0]?.id}&to=${versionId}`),
      stranger.patch(`/api/protocols/${id}/versions/${versionId}`, { definition: sound }, 1),
      stranger.post(`/api/protocols/${id}/versions`, { fromVersionId: versionId }),
      stranger.post(`/api/protocols/${id}/versions/${versionId}/in-use`, undefined, { 'if-match': '"1"' }),
      stranger.post(`/api/protocols/${id}/versions/${versionId}/retirement`, undefined, { 'if-match': '"1"' }),
    ]
    const strip = ({ status, body }: { status: number; body: unknown }) => ({
      ...{ status, ...(body as object), instance: '' },
    })
    const foreign = (await Promise.all(asks(variant.protocol.id, variant.id))).map(strip)
    const absent = (await Promise.all(asks(ABSENT, ABSENT))).map(strip)
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404))
    expect(foreign).toEqual(absent)
    const { text } = await stranger.get('/api/protocols?limit=200')
    expect(text).not.toContain(variant.protocol.id)
    expect((await nurse.get(`/api/protocols/${variant.protocol.id}`)).status).toBe(200)
  })

  test("a hospital's coordination reads the network's library and writes its own alone", async () => {
    const version = await create(national)
    const edit = await coordinator.patch(addressOf(version), { definition: sound }, 1)
    expect(edit.status).toBe(403)
    const body = { code: 'ajeno', name: 'Ajeno' }
    expect((await coordinator.post('/api/protocols', { ...body, organizationId: null })).status).toBe(403)
    expect((await coordinator.post('/api/protocols', { ...body, organizationId: there.id })).status).toBe(404)
    expect((await nurse.post('/api/protocols', { ...body, organizationId: here.id })).status).toBe(403)
    const other = await create(stranger, { organizationId: there.id })
    expect(
      await coordinator.post('/api/protocols', { ...body, organizationId: here.id, variantOf: other.id }),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/variantOf', code: 'base-unknown' }] } })
  })

  test('every act leaves its event', async () => {
    const version = await inUse(coordinator, { organizationId: here.id })
    await coordinator.get(`${addressOf(version)}/file`)
    const trail = (await house.auditTrail()).filter(([, , id]) => id === version.protocol.id)
    expect(trail.map(([action]) => action)).toEqual(['create', 'update', 'freeze', 'export'])
  })
})

test('the list is searched without accents and narrowed by state, phase and library', async () => {
  const codes = async (query: string) =>
    ProtocolList.parse((await nurse.get(`/api/protocols?limit=200&${query}`)).body).items.map(({ code }) => code)
  expect(await codes('search=linfoblastica')).toEqual(['lla-induccion', 'lla-mantenimiento'])
  expect(await codes('search=LINFOBL%C3%81STICA%20manten')).toEqual(['lla-mantenimiento'])
  expect(await codes('kind=maintenance')).toEqual(['lla-mantenimiento'])
  expect(await codes('search=%25')).toEqual([])
  const local = await create(coordinator, { organizationId: here.id, code: 'solo-nuestro' })
  expect(await codes('library=local&status=draft')).toContain(local.protocol.code)
  expect(await codes('library=network')).not.toContain('solo-nuestro')
})

describe('files', () => {
  const fileOf = async (person: Person, code: string) => {
    const { id, versions } = await exampleOf(person, code)
    const answer = await person.get(`/api/protocols/${id}/versions/${versions[0]?.id}/file`)
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.json"$/)
    return ProtocolFile.parse(answer.body)
  }

  test.each(['lla-induccion', 'lla-mantenimiento', 'wilms-i-ii', 'osteosarcoma-map', 'hodgkin-oepa-copdac', 'lma-ade'])(
    '%s goes out and comes back whole, still marked',
    async (code) => {
      const document = await fileOf(coordinator, code)
      const taken = await coordinator.post('/api/protocols/imports', { organizationId: here.id, document })
      expect(taken.status, taken.text).toBe(201)
      expect(taken.body.created).toBe(true)
      const { body } = await coordinator.get(`/api/protocols/${taken.body.protocolId}/versions/${taken.body.versionId}`)
      expect(body.definition).toEqual(document.definition)
      expect(body).toMatchObject({ status: 'draft', protocol: { code, example: true, organization: { id: here.id } } })
    },
  )

  test('a faulty one is refused whole, every fault named by its place', async () => {
    const document = structuredClone(await fileOf(national, 'lla-induccion'))
    const days = document.definition.phases[0]?.days ?? []
    const line = (days[7]?.medications[0] ?? {}) as Record<string, unknown>
    expect(line['medication']).toBe('vincristina')
    line['route'] = 'IT'
    line['cap'] = 0.1
    delete line['unit']
    line['dosis'] = 3
    Object.assign(days[1] ?? {}, { day: 400 })
    const strange = await national.post('/api/protocols/imports', { organizationId: null, document })
    const at = '#/document/definition/phases/0/days/7/medications/0'
    expect(strange.body.errors).toEqual([{ pointer: `${at}/dosis`, code: 'unknown-field' }])
    delete line['dosis']
    const refused = await national.post('/api/protocols/imports', {
      organizationId: null,
      document: { ...document, code: 'con-faltas' },
    })
    expect(refused).toMatchObject({ status: 400, body: { type: '/problems/invalid-request' } })
    expect(refused.body.errors).toEqual(
      expect.arrayContaining([
        { pointer: `${at}/unit`, code: 'unit-missing' },
        { pointer: `${at}/route`, code: 'intrathecal-forbidden' },
        { pointer: `${at}/cap`, code: 'cap-below-dose' },
        { pointer: '#/document/definition/phases/0/days/1/day', code: 'day-beyond-cycle' },
      ]),
    )
    expect((await national.get('/api/protocols?search=con-faltas')).body.items).toEqual([])
  })

  test('one of a known code is the next draft of its protocol', async () => {
    const version = await inUse(national)
    const { body: document } = await national.get(`${addressOf(version)}/file`)
    document.definition.phases[0].cycleDays = 21
    const taken = await national.post('/api/protocols/imports', { organizationId: null, document })
    expect(taken.body).toMatchObject({ protocolId: version.protocol.id, created: false })
    const again = await national.post('/api/protocols/imports', { organizationId: null, document })
    expect(again).toMatchObject({ status: 409, body: { versionId: taken.body.versionId } })
  })
})

describe('the difference', () => {
  test('between a base and its variant names phase, day, medication and field', async () => {
    const base = await inUse(national)
    const variant = await create(coordinator, { organizationId: here.id, variantOf: base.id })
    const definition = structuredClone(sound)
    const [phase] = definition.phases
    const [line] = phase?.days[0]?.medications ?? []
    if (phase === undefined || line === undefined) throw new Error('The sample has lost its line')
    phase.cycles = 2
    line.amount = 2
    phase.days.push({ day: 8, medications: [{ ...line, medication: 'prednisona', route: 'PO' }] })
    await coordinator.patch(addressOf(variant), { definition }, 1)
    const { body } = await coordinator.get(
      `/api/protocols/${variant.protocol.id}/difference?from=${base.id}&to=${variant.id}`,
    )
    expect(body).toMatchObject({
      from: { versionId: base.id, hospital: null },
      to: { versionId: variant.id, hospital: here.name },
      difference: {
        same: false,
        phases: [
          {
            change: 'changed',
            fields: ['cycles'],
            from: { cycles: 1 },
            to: { cycles: 2 },
            days: [
              {
                day: 1,
                change: 'changed',
                medications: [{ change: 'changed', fields: ['amount'], from: { amount: 1.5 }, to: { amount: 2 } }],
              },
              {
                day: 8,
                change: 'added',
                medications: [{ change: 'added', from: null, to: { medication: 'prednisona' } }],
              },
            ],
          },
        ],
      },
    })
  })

  test('of a definition and itself is none, in whatever order its keys stand', () => {
    const [phase] = sound.phases
    const turned = { sources: sound.sources, phases: [Object.fromEntries(Object.entries(phase ?? {}).reverse())] }
    expect(compareProtocols(sound, turned as ProtocolDraft)).toMatchObject({ same: true, phases: [] })
  })

  test('turned round, what was added is removed', () => {
    const less = { phases: [], sources: [] }
    expect(compareProtocols(less, sound).phases.map(({ change }) => change)).toEqual(['added'])
    expect(compareProtocols(sound, less)).toMatchObject({
      phases: [{ change: 'removed' }],
      sources: { removed: ['Una cita de prueba'] },
    })
  })
})
