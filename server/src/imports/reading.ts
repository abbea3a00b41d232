import { Worker } from 'node:worker_threads'
import type { ImportPreview } from 'shared/imports'
import type { FileFacts } from './reader.js'
import { Unreadable } from './unreadable.js'
import type { FromReader, ReaderTask, ToReader } from './worker.js'

/** A worker runs the built program, also where this file comes from its source, as in tests. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/imports/worker.js' : './worker.js',
  import.meta.url,
)

/**
 * Megabytes of heap a reader may use: a file that needs more ends its reader, not the server. Of a text nothing is held; a
 * workbook's shared texts are.
 */
const TEXT_HEAP = 40
const WORKBOOK_HEAP = 160

export interface Batch {
  /** Lines of COPY text. */
  copy: Uint8Array
  rows: number
  rejected: number
  /** Of the file, 0 to 1. */
  fraction: number
}

export interface Hands {
  /** The next piece of the file; null at its end. */
  next(): Promise<Uint8Array | null>
  facts?(facts: FileFacts): void
  /** Resolves when the batch is stored: the reader is never more than two batches ahead. */
  store?(batch: Batch): Promise<void>
}

/**
 * Reads a file in a thread of its own: workbooks of a few megabytes hold a loop for seconds. Throws Unreadable for what is
 * wrong with the file, `file-too-heavy` and `file-too-slow` included.
 */
export async function readInThread(
  task: ReaderTask,
  { next, facts, store }: Hands,
  { milliseconds, signal }: { milliseconds: number; signal?: AbortSignal },
): Promise<ImportPreview | null> {
  const worker = new Worker(program, {
    workerData: task,
    execArgv: [],
    env: {},
    resourceLimits: {
      maxOldGenerationSizeMb: task.plan.encoding === null ? WORKBOOK_HEAP : TEXT_HEAP,
      maxYoungGenerationSizeMb: 4,
      stackSizeMb: 4,
    },
  })
  const tell = (message: ToReader) => worker.postMessage(message)
  try {
    return await new Promise((resolve, reject) => {
      let preview: ImportPreview | null = null
      let storing = Promise.resolve()
      // What is being stored ends first: its connection is not free before
      const settle = (act: () => void) => {
        clearTimeout(timer)
        storing.then(act, act)
      }
      const fail = (error: unknown) => settle(() => reject(error))
      const timer = setTimeout(() => fail(new Unreadable('file-too-slow')), milliseconds)
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
      if (signal?.aborted === true) fail(signal.reason)
      worker.on('error', (error: NodeJS.ErrnoException) =>
        fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Unreadable('file-too-heavy') : error),
      )
      worker.on('exit', (code) => fail(new Error(`The reader ended with ${code}`)))
      worker.on('message', (message: FromReader) => {
        if (message.kind === 'want') next().then((bytes) => tell({ kind: 'bytes', bytes }), fail)
        else if (message.kind === 'facts') facts?.(message.facts)
        else if (message.kind === 'preview') preview = message.preview
        else if (message.kind === 'unreadable') fail(new Unreadable(message.code, message.details))
        else if (message.kind === 'batch') {
          storing = storing.then(() => store?.(message))
          storing.then(() => tell({ kind: 'stored' }), fail)
        }
        if (message.kind === 'done' || message.kind === 'preview') settle(() => resolve(preview))
      })
    })
  } finally {
    await worker.terminate()
  }
}
