import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { compareProtocols } from 'shared/protocol-difference'
import {
  NewProtocol,
  NewProtocolVersion,
  Protocol,
  ProtocolDifferenceAnswer,
  ProtocolDifferenceQuery,
  ProtocolImport,
  ProtocolImported,
  ProtocolList,
  ProtocolQuery,
  ProtocolVersion,
  ProtocolVersionEdit,
  ShownProtocolFile,
} from 'shared/protocol-library'
import * as z from 'zod'
import { reachOf } from '../access/front-door.js'
import { once } from '../access/once.js'
import { permissions } from '../access/permissions.js'
import { audit, type OpenScope, transact } from '../access/scope.js'
import { versionOf } from '../if-match.js'
import { notFound } from '../problem.js'
import { createProtocol, draftVersion, editVersion, importProtocol, putInUse, retireVersion } from './drafts.js'
import { findVersion, listProtocols, readProtocol, readVersion, type Writer } from './queries.js'

const tags = ['Protocols']
const ProtocolParams = z.object({ protocolId: z.string() })
const VersionParams = ProtocolParams.extend({ versionId: z.string() })

/** Text that is no id names nothing: the same 404 as an id nobody has. */
const idOf = (text: string): string => {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}

/** The hospitals whose protocols the caller may write: by the line of the route that writes, whatever route is asked. */
const writerOf = ({ account }: FastifyRequest): Writer => {
  const line = permissions['POST /api/protocols']
  return line === undefined ? null : reachOf(account, line)
}

/** Treatment protocols: the network's library and the local variants of the hospitals in reach. */
export const protocolRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Protocols of the network and of the own hospitals with their versions, by name',
    querystring: ProtocolQuery,
    response: { 200: ProtocolList },
  }
  app.get('/', { schema: list }, (request) =>
    transact(request.scope, (open) => listProtocols(open, writerOf(request), request.query)),
  )

  const create = {
    tags,
    summary: 'Begin a protocol, or a variant of a version, as a draft (Idempotency-Key)',
    body: NewProtocol,
    response: { 201: ProtocolVersion },
  }
  app.post('/', { schema: create }, (request, reply) =>
    once(request, reply, async (open) => {
      const { protocolId, versionId } = await createProtocol(open, writerOf(request), request.body)
      return { status: 201, body: await readVersion(open, writerOf(request), protocolId, versionId) }
    }),
  )

  const take = {
    tags,
    summary:
      'Take an exported protocol as a draft; every fault of the document is named by pointer and nothing is kept',
    body: ProtocolImport,
    response: { 201: ProtocolImported },
  }
  app.post('/imports', { schema: take }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await importProtocol(open, writerOf(request), request.body.organizationId, request.body.document),
    })),
  )

  const read = { tags, summary: 'One protocol with its versions', params: ProtocolParams, response: { 200: Protocol } }
  app.get('/:protocolId', { schema: read }, (request) => {
    const id = idOf(request.params.protocolId)
    return transact(request.scope, (open) => readProtocol(open, writerOf(request), id))
  })

  const difference = {
    tags,
    summary:
      'What changed from one version to another, by phase, day and medication; `from` may be of another protocol',
    params: ProtocolParams,
    querystring: ProtocolDifferenceQuery,
    response: { 200: ProtocolDifferenceAnswer },
  }
  app.get('/:protocolId/difference', { schema: difference }, ({ scope, params, query }) => {
    const protocolId = idOf(params.protocolId)
    return transact(scope, async (open) => {
      const [from, to] = await Promise.all([findVersion(open, query.from), findVersion(open, query.to)])
      if (![from.protocolId, to.protocolId].includes(protocolId)) throw notFound()
      const side = ({ definition: _, ...rest }: typeof from) => rest
      return { from: side(from), to: side(to), difference: compareProtocols(from.definition, to.definition) }
    })
  })

  await versionRoutes(app, {})
}

const versionRoutes: FastifyPluginAsyncZod = async (app) => {
  const draft = {
    tags,
    summary:
      'A new draft from a version of the protocol; 409 with its id while another draft is open (Idempotency-Key)',
    params: ProtocolParams,
    body: NewProtocolVersion,
    response: { 201: ProtocolVersion },
  }
  app.post('/:protocolId/versions', { schema: draft }, (request, reply) => {
    const protocolId = idOf(request.params.protocolId)
    return once(request, reply, async (open) => {
      const versionId = await draftVersion(open, writerOf(request), protocolId, request.body)
      return { status: 201, body: await readVersion(open, writerOf(request), protocolId, versionId) }
    })
  })

  const read = {
    tags,
    summary: 'One version: phases, days, medications, and what the checks say; amounts in the unit beside them',
    params: VersionParams,
    response: { 200: ProtocolVersion },
  }
  app.get('/:protocolId/versions/:versionId', { schema: read }, async (request, reply) => {
    const { protocolId, versionId } = idsOf(request.params)
    const version = await transact(request.scope, (open) => readVersion(open, writerOf(request), protocolId, versionId))
    reply.header('etag', `"${version.version}"`)
    return version
  })

  const edit = {
    tags,
    summary: 'Write a draft over (If-Match); gaps are kept as gaps',
    params: VersionParams,
    body: ProtocolVersionEdit,
    response: { 200: ProtocolVersion },
  }
  app.patch('/:protocolId/versions/:versionId', { schema: edit }, (request, reply) =>
    change(request, reply, (open, ids, read) =>
      editVersion(open, writerOf(request), ids.protocolId, ids.versionId, read, request.body),
    ),
  )

  const publish = {
    tags,
    summary: 'Put a draft without errors in use (If-Match): frozen from here on, the one before it retired',
    params: VersionParams,
    response: { 200: ProtocolVersion },
  }
  app.post('/:protocolId/versions/:versionId/in-use', { schema: publish }, (request, reply) =>
    change(request, reply, (open, ids, read) => putInUse(open, writerOf(request), ids.protocolId, ids.versionId, read)),
  )

  const retire = {
    tags,
    summary: 'Retire a version (If-Match): no new plan follows it',
    params: VersionParams,
    response: { 200: ProtocolVersion },
  }
  app.post('/:protocolId/versions/:versionId/retirement', { schema: retire }, (request, reply) =>
    change(request, reply, (open, ids, read) =>
      retireVersion(open, writerOf(request), ids.protocolId, ids.versionId, read),
    ),
  )

  const download = {
    tags,
    summary: 'A version as a file that the import takes',
    params: VersionParams,
    response: { 200: ShownProtocolFile },
  }
  app.get('/:protocolId/versions/:versionId/file', { schema: download }, async ({ scope, params }, reply) => {
    const { protocolId, versionId } = idsOf(params)
    const { code, name, example, number, changeNote, definition } = await transact(scope, async (open) => {
      const version = await findVersion(open, versionId)
      if (version.protocolId !== protocolId) throw notFound()
      await audit(open, {
        action: 'export',
        resourceType: 'Protocol',
        resourceId: protocolId,
        details: { version: version.number },
      })
      return version
    })
    reply.header('content-disposition', `attachment; filename="${code}-v${number}.json"`)
    return {
      format: 'girasol-protocol' as const,
      formatVersion: 1 as const,
      ...{ code, name, example, number, changeNote, definition },
    }
  })
}

type Ids = { protocolId: string; versionId: string }
const idsOf = ({ protocolId, versionId }: Ids): Ids => ({ protocolId: idOf(protocolId), versionId: idOf(versionId) })

/** An act upon the version that the caller read, answered with what it has become. */
async function change(
  request: FastifyRequest,
  reply: { header(name: string, value: string): unknown },
  act: (open: OpenScope, ids: Ids, read: number) => Promise<void>,
) {
  const ids = idsOf(VersionParams.parse(request.params))
  const read = versionOf(request.headers['if-match'])
  const version = await transact(request.scope, async (open) => {
    await act(open, ids, read)
    return readVersion(open, writerOf(request), ids.protocolId, ids.versionId)
  })
  reply.header('etag', `"${version.version}"`)
  return version
}
