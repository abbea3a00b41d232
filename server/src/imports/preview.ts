import type { FastifyRequest } from 'fastify'
import type { ImportPreview } from 'shared/imports'
import { transact } from '../access/scope.js'
import { Problem, tooMany } from '../problem.js'
import { makePlan } from './jobs.js'
import { readInThread } from './reading.js'
import { readRequest } from './request.js'
import { Unreadable } from './unreadable.js'
import { receiveFile } from './upload.js'

/** Of a text, its beginning holds the rows that are shown; a workbook has its list of contents at the end. */
const MOST_KEPT = 2 * 1024 * 1024
const TIME = 30_000
const AT_ONCE = 2
let previewing = 0

/** Reads the first rows of a file as an import would, and keeps nothing. A file that cannot be read is 400 at `#/file`. */
export async function previewUpload(request: FastifyRequest, mostBytes: number): Promise<ImportPreview> {
  if (previewing >= AT_ONCE) throw tooMany(3)
  previewing++
  try {
    return await preview(request, mostBytes)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const { code, details } = error
    throw new Problem('invalid-request', 400, { errors: [{ pointer: '#/file', code }], details })
  } finally {
    previewing--
  }
}

async function preview(request: FastifyRequest, mostBytes: number): Promise<ImportPreview> {
  const { scope } = request
  const kept: Buffer[] = []
  let size = 0
  const { fields, survey, sha256 } = await receiveFile(request, mostBytes, (chunk) => {
    const workbook = (kept[0] ?? chunk).subarray(0, 2).toString('latin1') === 'PK'
    if (!workbook && size >= MOST_KEPT) return
    kept.push(chunk)
    size += chunk.length
  })
  const { base, columns, options } = await transact(scope, (open) => readRequest(open, fields))
  const { userId: createdBy, organizationIds, national, database } = scope
  const asked = { base, columns, options, encoding: survey.encoding, sha256, maxRows: 1000 }
  const plan = await makePlan(database, { createdBy, organizationIds, national }, asked)
  const task = { task: 'preview' as const, plan, sizeBytes: size }
  const next = async () => kept.shift() ?? null
  const found = await readInThread(task, { next }, { milliseconds: TIME })
  if (found === null) throw new Error('The reader gave no preview')
  return found
}
