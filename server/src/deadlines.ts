import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** Milliseconds within which a request has come in whole: what the framework itself has none of. */
export const REQUEST_MS = 15_000
/** The same for a file that somebody is let in with: 20 MB over a line of 40 KB a second. */
export const UPLOAD_MS = 600_000

declare module 'fastify' {
  interface FastifyRequest {
    deadline: NodeJS.Timeout | undefined
  }
}

/**
 * Cuts a request off whose body is still coming after `milliseconds`, with 408 where nothing was answered yet. The
 * server's own time-out knows one figure for all, so it has that of files; a route that takes one lets go of this timer
 * once its doors are passed (`takesItsTime`).
 */
export const deadlines = fp(async (app: FastifyInstance, { milliseconds }: { milliseconds: number }) => {
  app.decorateRequest('deadline')
  app.addHook('onRequest', async (request) => {
    const { raw } = request
    if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
    if (!(raw.socket instanceof Socket)) return // given by hand, whole, and over no line
    const deadline = setTimeout(() => {
      if (raw.complete) return
      const late = Object.assign(new Error('The request took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
      app.server.emit('clientError', late, raw.socket)
    }, milliseconds).unref()
    request.deadline = deadline
    raw.once('close', () => clearTimeout(deadline))
  })
})

/** For routes that take a file: an `onRequest` hook of their own runs behind the doors. */
export async function takesItsTime(request: { deadline: NodeJS.Timeout | undefined }): Promise<void> {
  clearTimeout(request.deadline)
}
