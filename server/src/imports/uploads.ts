import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { type Answer, answered, lostRace, newId, type OnceKey, onceKey, remember } from '../access/once.js'
import { audit, type OpenScope, type Scope, transact } from '../access/scope.js'
import { invalid } from '../problem.js'
import type { Owner } from './jobs.js'
import { readRequest } from './request.js'
import { importFiles, imports } from './table.js'
import { receiveFile, type Upload } from './upload.js'

/** Bytes of a file that are stored together. */
const PART = 128 * 1024

export interface Started {
  id: string
  owner: Owner
  /** False where the same key and file had been answered before. */
  created: boolean
}

/**
 * Takes a file in: its bytes go to the database as they come, so that neither memory nor a half-written temporary file
 * holds them; the import exists once the last one is there. The same Idempotency-Key with the same file and fields answers
 * the same import again.
 */
export async function startImport(request: FastifyRequest, mostBytes: number): Promise<Started> {
  const { scope } = request
  const key = onceKey(request)
  const id = newId()
  const parts = partsWriter(scope, id)
  try {
    const upload = await receiveFile(request, mostBytes, parts.add)
    await parts.flush()
    const create = () =>
      transact(scope, (open) => createImport(open, id, upload, key === null ? null : keyed(key, request, upload)))
    const answer = await create().catch((error: unknown) => {
      if (!lostRace(error)) throw error
      return create() // the other one has committed by now: its answer is there
    })
    const created = answer.body.id === id
    if (!created) await parts.forget()
    const { userId: createdBy, organizationIds, national } = scope
    return { id: answer.body.id, owner: { id, createdBy, organizationIds, national }, created }
  } catch (error) {
    await parts.forget().catch(() => {}) // what stays behind, the keeper forgets
    throw error
  }
}

function partsWriter(scope: Scope, importId: string) {
  let chunks: Buffer[] = []
  let size = 0
  let part = 0
  async function flush(): Promise<void> {
    if (size === 0) return
    const bytes = Buffer.concat(chunks)
    chunks = []
    size = 0
    const row = { importId, part: part++, createdBy: scope.userId, bytes }
    await transact(scope, ({ db }) => db.insert(importFiles).values(row), 10_000)
  }
  return {
    flush,
    async add(chunk: Buffer): Promise<void> {
      chunks.push(chunk)
      size += chunk.length
      if (size >= PART) await flush()
    },
    forget: () => transact(scope, ({ db }) => db.delete(importFiles).where(eq(importFiles.importId, importId))),
  }
}

/** The key stands for the file and all that was said of it. */
function keyed({ key }: OnceKey, { url }: FastifyRequest, { sha256, fields }: Upload): OnceKey {
  return {
    key,
    requestHash: createHash('sha256')
      .update(JSON.stringify([url, sha256.toString('hex'), Object.entries(fields).sort()]))
      .digest(),
  }
}

async function createImport(
  open: OpenScope,
  id: string,
  upload: Upload,
  key: OnceKey | null,
): Promise<Answer<{ id: string }>> {
  const before = await answered<{ id: string }>(open, key)
  if (before !== null) return before
  const { mapping, base, columns, options, dryRun } = await readRequest(open, upload.fields)
  if (mapping === null || base === null) throw invalid({ pointer: '#/mapping', code: 'required' })
  const { userId: createdBy, organizationIds, national, requestId } = open
  const { sha256, sizeBytes, survey } = upload
  await open.db.insert(imports).values({
    ...{ id, createdBy, mapping, base, columns, options, dryRun, sha256, sizeBytes, requestId, national },
    organizationIds: [...organizationIds],
    status: 'queued',
    encoding: survey.encoding,
  })
  await audit(open, { action: 'create', resourceType: 'Import', resourceId: id, details: { base, dryRun, sizeBytes } })
  const answer = { status: 202, body: { id } }
  await remember(open, key, answer)
  return answer
}
