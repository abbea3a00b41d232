import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { invalid, Problem, tooMany } from '../problem.js'
import { type Survey, surveyBytes } from './survey.js'

/** A file that came with its fields, whatever their order; the bytes went to `keep` as they came. */
export interface Upload {
  fields: Record<string, string>
  survey: Survey
  sha256: Buffer
  sizeBytes: number
}

/** Fields beside the file, and letters each may have. */
const MOST_FIELDS = 10
const MOST_FIELD = 65_536

/** Uploads of one process at a time: each holds a piece of its file in memory. */
const AT_ONCE = 32
let uploading = 0

/**
 * Receives one file and its fields. Refuses what is no table at once: 400 with a code at `#/file`; a file above the limit is
 * 413, a body of another type 415.
 */
export async function receiveFile(
  request: FastifyRequest,
  mostBytes: number,
  keep: (chunk: Buffer) => Promise<void> | void,
): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem('unsupported-media-type', 415)
  if (uploading >= AT_ONCE) throw tooMany(5)
  uploading++
  try {
    return await receive(request, mostBytes, keep)
  } finally {
    uploading--
  }
}

async function receive(
  request: FastifyRequest,
  mostBytes: number,
  keep: (chunk: Buffer) => Promise<void> | void,
): Promise<Upload> {
  const survey = surveyBytes()
  const hash = createHash('sha256')
  const fields: Record<string, string> = Object.create(null)
  let sizeBytes = 0
  let files = 0
  const limits = { files: 2, fields: MOST_FIELDS, fieldSize: MOST_FIELD, fileSize: mostBytes, parts: MOST_FIELDS + 2 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw invalid({ pointer: `#/${part.fieldname}`, code: 'too-long' })
      if (part.fieldname in fields) throw invalid({ pointer: `#/${part.fieldname}`, code: 'given-twice' })
      // A part of type application/json has been parsed on the way
      fields[part.fieldname] = typeof part.value === 'string' ? part.value : JSON.stringify(part.value)
      continue
    }
    files++
    if (part.fieldname !== 'file' || files > 1) throw invalid({ pointer: `#/${part.fieldname}`, code: 'unknown-field' })
    for await (const chunk of part.file) {
      sizeBytes += (chunk as Buffer).length
      survey.see(chunk as Buffer)
      hash.update(chunk as Buffer)
      await keep(chunk as Buffer)
    }
    if (part.file.truncated) throw new Problem('too-large', 413)
  }
  if (files === 0) throw invalid({ pointer: '#/file', code: 'required' })
  const result = survey.result()
  if (result.kind !== 'text' && result.kind !== 'zip') throw invalid({ pointer: '#/file', code: result.kind })
  return { fields, survey: result, sha256: hash.digest(), sizeBytes }
}

/** A field that holds JSON; 400 by name for anything else. */
export function jsonField(fields: Record<string, string>, name: string): unknown {
  const text = fields[name]
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw invalid({ pointer: `#/${name}`, code: 'wrong-format' })
  }
}
