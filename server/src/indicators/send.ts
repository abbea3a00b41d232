import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ExportFormat } from 'shared/counts'
import { audit, type OpenScope, transact } from '../access/scope.js'
import { sendSheet, wantedFormat } from '../exports/send.js'
import type { Sheet } from '../exports/sheet.js'

interface Wanted {
  resourceType: string
  on: string
  /** As the address says it. */
  format: ExportFormat | 'json' | undefined
}

/** Reads indicators in the scope of the request and sends them as asked; a file leaves its event. */
export async function sendIndicators<Answer>(
  request: FastifyRequest,
  reply: FastifyReply,
  { resourceType, on, format: inAddress }: Wanted,
  read: (open: OpenScope) => Promise<Answer>,
  sheetOf: (answer: Answer) => Sheet,
) {
  const format = wantedFormat(request, inAddress)
  const answer = await transact(request.scope, async (open) => {
    if (format !== 'json')
      await audit(open, { action: 'export', resourceType, details: { format, on, national: open.national } })
    return read(open)
  })
  return format === 'json' ? answer : sendSheet(reply, format, sheetOf(answer))
}
