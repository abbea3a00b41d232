import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ExportFormat } from 'shared/counts'
import { csvOf } from './csv.js'
import type { Sheet } from './sheet.js'
import { xlsxOf } from './xlsx.js'

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<ExportFormat, string>

const formatOf: Readonly<Record<string, ExportFormat | 'json'>> = {
  'text/csv': 'csv',
  [mediaTypes.xlsx]: 'xlsx',
  'application/json': 'json',
}

/** What the caller wants: `?format=` before `Accept`, whose likeliest known type counts; JSON when nothing is said. */
export function wantedFormat(
  request: FastifyRequest,
  format: ExportFormat | 'json' | undefined,
): ExportFormat | 'json' {
  if (format !== undefined) return format
  const [best] = (request.headers.accept ?? '')
    .slice(0, 1000)
    .split(',')
    .map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { format: formatOf[type], quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .filter((range) => range.format !== undefined)
  return best?.format ?? 'json'
}

/** Sends the table as a file with our name. */
export async function sendSheet(reply: FastifyReply, format: ExportFormat, sheet: Sheet): Promise<FastifyReply> {
  const bytes = format === 'csv' ? csvOf(sheet) : await xlsxOf(sheet)
  return reply
    .code(200)
    .type(mediaTypes[format])
    .header('content-disposition', `attachment; filename="${sheet.file}.${format}"`)
    .header('vary', 'accept')
    .send(bytes)
}

/** Sends a text as it stands, past the serializer of the route. */
export const sendAsItIs = (reply: FastifyReply, mediaType: string, text: string): FastifyReply =>
  reply.code(200).type(mediaType).send(Buffer.from(text))
