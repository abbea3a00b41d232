import { parentPort, workerData } from 'node:worker_threads'
import { fold } from 'shared/fold'
import type { ImportPreview } from 'shared/imports'
import { copyLine } from './copy-text.js'
import type { ReadingPlan } from './plan.js'
import { type FileFacts, previewFile, type ReadRow, readFile } from './reader.js'
import { Unreadable } from './unreadable.js'

/** What the reader tells, in the order it happens; every `want` and every `batch` is answered once. */
export type FromReader =
  | { kind: 'want' }
  | { kind: 'facts'; facts: FileFacts }
  | { kind: 'batch'; copy: Uint8Array; rows: number; rejected: number; fraction: number }
  | { kind: 'preview'; preview: ImportPreview }
  | { kind: 'done' }
  | { kind: 'unreadable'; code: string; details: Unreadable['details'] }
export type ToReader = { kind: 'bytes'; bytes: Uint8Array | null } | { kind: 'stored' }
export interface ReaderTask {
  task: 'read' | 'preview'
  plan: ReadingPlan
  sizeBytes: number
}

/** Rows that leave together, and batches that may wait to be stored: enough that neither side stands still. */
const BATCH_ROWS = 500
const BATCH_LETTERS = 1_000_000
const MOST_WAITING = 2

const port = parentPort
const { task, plan, sizeBytes } = workerData as ReaderTask
if (port !== null) await serve(port)

async function serve(main: NonNullable<typeof parentPort>): Promise<void> {
  const tell = (message: FromReader, transfer: ArrayBuffer[] = []) => main.postMessage(message, transfer)
  let arrived: (bytes: Uint8Array | null) => void = () => {}
  let stored: () => void = () => {}
  let waiting = 0
  let seen = 0
  main.on('message', (message: ToReader) => {
    if (message.kind === 'bytes') return arrived(message.bytes)
    waiting--
    stored()
  })

  async function* incoming(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = new Promise<Uint8Array | null>((resolve) => {
        arrived = resolve
      })
      tell({ kind: 'want' })
      const bytes = await next
      if (bytes === null) return
      seen += bytes.length
      yield bytes
    }
  }

  async function send(lines: string[], rejected: number, fraction: number): Promise<void> {
    const copy = new TextEncoder().encode(lines.join(''))
    waiting++
    tell({ kind: 'batch', copy, rows: lines.length, rejected, fraction }, [copy.buffer])
    while (waiting >= MOST_WAITING)
      await new Promise<void>((resolve) => {
        stored = resolve
      })
  }

  async function read(): Promise<void> {
    let lines: string[] = []
    let letters = 0
    let rejected = 0
    let sheet: number | null = null
    const fraction = () => sheet ?? seen / Math.max(1, sizeBytes)
    const facts = (found: FileFacts) => tell({ kind: 'facts', facts: found })
    const rows = readFile(plan, incoming(), facts, (read) => {
      sheet = read
    })
    for await (const row of rows) {
      const line = stagingLine(row)
      letters += line.length
      if (row.fingerprint === null) rejected++
      if (lines.push(line) < BATCH_ROWS && letters < BATCH_LETTERS) continue
      await send(lines, rejected, fraction())
      lines = []
      letters = 0
      rejected = 0
    }
    if (lines.length > 0) await send(lines, rejected, 1)
    tell({ kind: 'done' })
  }

  try {
    if (task === 'preview') tell({ kind: 'preview', preview: await previewFile(plan, incoming()) })
    else await read()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    tell({ kind: 'unreadable', code: error.code, details: error.details })
  }
  main.close()
}

/** The columns of the staging table, in the order of `stagingLine`. */
function stagingLine({ row, cells, findings, fingerprint, person, oneCase, letter }: ReadRow): string {
  return copyLine([
    row,
    fingerprint === null ? 'rejected' : 'accepted',
    JSON.stringify(cells),
    findings.length === 0 ? null : JSON.stringify(findings),
    person === null && oneCase === null ? null : JSON.stringify(person ?? oneCase),
    fingerprint,
    person?.id ?? null,
    person?.managing_organization_id ?? null,
    person?.curp ?? null,
    person?.nss ?? null,
    person?.agregado ?? null,
    person === null ? null : fold(person.given_name ?? ''),
    person?.birth_date ?? null,
    person?.search ?? null,
    person === null ? null : `{${person.match_keys.join(',')}}`,
    letter,
  ])
}
