import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  builtInMappings,
  DeidentifiedCaseList,
  IMPORT_FILE_MEGABYTES,
  IMPORT_MAX_ROWS,
  Import,
  ImportList,
  ImportMapping,
  ImportMappingList,
  ImportPreview,
  ImportRowList,
  ImportStarted,
  importRowStates,
  NewImportMapping,
} from 'shared/imports'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, type Scope, transact } from '../access/scope.js'
import type { Database } from '../database/db.js'
import { takesItsTime } from '../deadlines.js'
import { sendSheet, wantedFormat } from '../exports/send.js'
import { Problem } from '../problem.js'
import { askToCommit, discardOrUndo } from './acts.js'
import { sendErrors } from './errors-file.js'
import { importJobs } from './jobs.js'
import { liveEvents } from './live.js'
import { previewUpload } from './preview.js'
import { asImport, findImport, listCases, listImports, listMappings, listRows, saveMapping } from './queries.js'
import { templateOf } from './template.js'
import { startImport } from './uploads.js'

export interface ImportRouteOptions {
  database: Database
  /** Megabytes one file may weigh and rows it may hold; both have their default in `shared/imports`. */
  limits?: { megabytes?: number; rows?: number }
}

const tags = ['Imports']
/** Milliseconds a commit is waited for before its answer is 202: small files are done by then. */
const COMMIT_WAIT = 8000
/** Milliseconds of a database statement that undoes a batch. */
const UNDO_PATIENCE = 120_000

const limit = z.coerce.number().int().min(1).max(200).default(50)
const cursor = z.string().max(60).optional()
const lang = z.enum(['es', 'en']).default('es')
/** Absent: what the Accept header asks for. */
const format = z.enum(['csv', 'xlsx']).optional()
const OneImport = z.object({ importId: z.uuid() })

export const importRoutes: FastifyPluginAsyncZod<ImportRouteOptions> = async (app, { database, limits }) => {
  const mostBytes = (limits?.megabytes ?? IMPORT_FILE_MEGABYTES) * 1024 * 1024
  const jobs = importJobs(database, app.log, limits?.rows ?? IMPORT_MAX_ROWS)
  const closing = new AbortController()
  app.addHook('onReady', () => jobs.resume())
  app.addHook('preClose', async () => closing.abort())
  app.addHook('onClose', () => jobs.stop())

  // Multipart is parsed for the two routes that take a file, and nowhere else
  await app.register(async (files) => {
    await files.register(multipart)
    files.addHook('onRequest', takesItsTime)
    const upload = {
      tags,
      summary: 'Bring a file: fields mapping, dryRun, columns (JSON), options (JSON), and file',
      description: `CSV (UTF-8, UTF-16, Windows-1252; comma, semicolon, tab) or XLSX, at most ${IMPORT_FILE_MEGABYTES} MB.`,
      consumes: ['multipart/form-data'],
      response: { 202: ImportStarted },
    }
    ;(files as typeof app).post(
      '/imports',
      { schema: upload, bodyLimit: mostBytes + 1_048_576 },
      async (request, reply) => {
        const { id, owner, created } = await startImport(request, mostBytes)
        if (created) void jobs.start(owner, 'read')
        reply.code(202).header('location', `/api/imports/${id}`)
        return { id }
      },
    )

    const preview = {
      tags,
      summary: 'What a file is and how it would be read; nothing of it is kept',
      consumes: ['multipart/form-data'],
      response: { 200: ImportPreview },
    }
    ;(files as typeof app).post('/imports/preview', { schema: preview, bodyLimit: mostBytes + 1_048_576 }, (request) =>
      previewUpload(request, mostBytes),
    )
  })

  const list = {
    tags,
    summary: 'Own imports, newest first',
    querystring: z.strictObject({ limit, cursor }),
    response: { 200: ImportList },
  }
  app.get('/imports', { schema: list }, ({ scope, query }) => transact(scope, (open) => listImports(open, query)))

  const template = {
    tags,
    summary: 'An empty sheet of a mapping with an example',
    querystring: z.strictObject({
      mapping: z.enum(builtInMappings),
      format,
      lang,
    }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  }
  app.get('/imports/template', { schema: template }, (request, reply) => {
    const { mapping, format, lang } = request.query
    return sendSheet(reply, tableFormat(request, format, 'xlsx'), templateOf(mapping, lang))
  })

  const read = {
    tags,
    summary: 'State of an import; with Accept: text/event-stream, live until it is settled',
    params: OneImport,
    response: { 200: Import },
  }
  app.get('/imports/:importId', { schema: read }, async ({ scope, params, headers }, reply) => {
    const look = (by: Scope) => transact(by, async (open) => asImport(await findImport(open, params.importId)))
    const state = await look(scope)
    if (headers.accept?.includes('text/event-stream') !== true) return state
    reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
    // A stream goes out as it is: the schema speaks of the JSON answer
    return reply.send(liveEvents(lookAgain, closing.signal) as never)

    /** Whoever signed out, or lost the roles or the hospitals, sees no more of it. */
    async function lookAgain(): Promise<Import | null> {
      const now = await app.renew(scope)
      return now === null
        ? null
        : look(now).catch((error: unknown) => {
            if (error instanceof Problem && error.status === 404) return null
            throw error
          })
    }
  })

  const rows = {
    tags,
    summary: 'Rows in the order of the file, as they came, with what was found in them',
    params: OneImport,
    querystring: z.strictObject({ state: z.enum(importRowStates).optional(), limit, cursor }),
    response: { 200: ImportRowList },
  }
  app.get('/imports/:importId/rows', { schema: rows }, ({ scope, params, query }) =>
    transact(scope, async (open) => listRows(open, await findImport(open, params.importId), query)),
  )

  const errors = {
    tags,
    summary: 'The rejected rows as they came, with row, column, code and explanation',
    params: OneImport,
    querystring: z.strictObject({ format, lang }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  }
  app.get('/imports/:importId/errors', { schema: errors }, async (request, reply) => {
    const { scope, params, query } = request
    const record = await transact(scope, (open) => findImport(open, params.importId))
    return sendErrors(reply, scope, record, tableFormat(request, query.format, 'csv'), query.lang)
  })

  const commit = {
    tags,
    summary: 'Write every accepted row, or none: 200 when done, 202 while it goes on',
    params: OneImport,
    response: { 200: Import, 202: Import },
  }
  app.post('/imports/:importId/commit', { schema: commit }, async ({ scope, params }, reply) => {
    const { record, work } = await transact(scope, (open) => askToCommit(open, params.importId))
    const job = work ? jobs.start(record, 'commit') : jobs.working(params.importId)
    await within(job, COMMIT_WAIT)
    const state = await transact(scope, async (open) => asImport(await findImport(open, params.importId)))
    reply.code(state.status === 'committing' ? 202 : 200)
    return state
  })

  const remove = {
    tags,
    summary: 'Discard a file before it is committed; undo a committed one within 24 hours',
    params: OneImport,
    response: { 200: Import },
  }
  app.delete('/imports/:importId', { schema: remove }, ({ scope, params }) =>
    transact(scope, async (open) => asImport(await discardOrUndo(open, params.importId)), UNDO_PATIENCE),
  )

  const mappings = { tags, summary: 'Own saved mappings', response: { 200: ImportMappingList } }
  app.get('/import-mappings', { schema: mappings }, ({ scope }) =>
    transact(scope, async (open) => ({ items: await listMappings(open), nextCursor: null })),
  )

  const save = {
    tags,
    summary: 'Save a mapping for the next file of the same shape',
    body: NewImportMapping,
    response: { 201: ImportMapping },
  }
  app.post('/import-mappings', { schema: save }, (request, reply) =>
    once(request, reply, async (open) => ({ status: 201, body: await saveMapping(open, request.body) })),
  )

  const cases = {
    tags,
    summary: 'Cases without identity; never counted as people',
    querystring: z.strictObject({ dataset: z.string().max(60).optional(), limit, cursor }),
    response: { 200: DeidentifiedCaseList },
  }
  app.get('/deidentified-cases', { schema: cases }, ({ scope, query }) =>
    transact(scope, async (open) => {
      const found = await listCases(open, query)
      await audit(open, {
        action: 'search',
        resourceType: 'DeidentifiedCase',
        details: { results: found.items.length },
      })
      return found
    }),
  )
}

/** Both are tables whatever is asked: without a word about the format, the usual one. */
function tableFormat(
  request: FastifyRequest,
  asked: 'csv' | 'xlsx' | undefined,
  usual: 'csv' | 'xlsx',
): 'csv' | 'xlsx' {
  const wanted = wantedFormat(request, asked)
  return wanted === 'json' ? usual : wanted
}

/** Waits for work, but no longer than that. */
async function within(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
