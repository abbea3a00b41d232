import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { deflateRawSync } from 'node:zlib'
import { curpCheckDigit } from 'shared/curp'
import { type Import, settledStatuses } from 'shared/imports'
import { importWords } from 'shared/imports-words'
import type { Answer, Person } from './house.js'

/** A multipart body as browsers make it. `content` says the part's media type, which no reader should believe. */
export function multipart(
  fields: Record<string, string>,
  file: Buffer | string | null,
  { name = 'censo.csv', content = 'text/csv' } = {},
): { body: Buffer; headers: Record<string, string> } {
  const boundary = `----girasol${Math.trunc(Math.random() * 1e12)}`
  const parts = Object.entries(fields).map(([key, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`),
  )
  if (file !== null)
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${content}\r\n\r\n`,
      ),
      Buffer.from(file),
      Buffer.from('\r\n'),
    )
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

export interface Brought {
  file: Buffer | string
  mapping?: string
  dryRun?: boolean
  columns?: Record<string, string | null>
  options?: Record<string, unknown>
  key?: string
}

export function send(
  person: Person,
  url: string,
  { file, mapping, dryRun, columns, options, key }: Brought,
): Promise<Answer> {
  const { body, headers } = multipart(
    {
      ...(mapping === undefined ? {} : { mapping }),
      ...(dryRun === undefined ? {} : { dryRun: String(dryRun) }),
      ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
      ...(options === undefined ? {} : { options: JSON.stringify(options) }),
    },
    file,
  )
  return person.ask('POST', url, body, { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) })
}

/** Brings a file in and waits until it has been read. */
export async function bring(person: Person, brought: Brought): Promise<Import> {
  const { status, body } = await send(person, '/api/imports', { mapping: 'patients', ...brought })
  if (status !== 202) throw new Error(`The file was not taken in: ${status} ${JSON.stringify(body)}`)
  return settled(person, body.id)
}

export async function settled(person: Person, id: string): Promise<Import> {
  for (let i = 0; i < 600; i++) {
    const { body } = await person.get(`/api/imports/${id}`)
    if (body.failure !== null && !Object.hasOwn(importWords.es, body.failure))
      throw new Error(`${body.failure} has no words`)
    if (settledStatuses.includes(body.status)) return body
    await wait(50)
  }
  throw new Error('The import never settled')
}

export async function commit(person: Person, id: string): Promise<Import> {
  const { status, body } = await person.post(`/api/imports/${id}/commit`)
  if (status !== 200) throw new Error(`The commit was answered ${status} ${JSON.stringify(body)}`)
  return body
}

/** Every row of an import, page after page. */
export async function rowsOf(person: Person, id: string, state?: string) {
  const items = []
  let cursor = ''
  for (;;) {
    const { body } = await person.get(`/api/imports/${id}/rows?limit=200${state ? `&state=${state}` : ''}${cursor}`)
    items.push(...body.items)
    for (const { findings } of body.items)
      for (const { code } of findings) if (!Object.hasOwn(importWords.es, code)) throw new Error(`${code} has no words`)
    if (body.nextCursor === null) return items
    cursor = `&cursor=${body.nextCursor}`
  }
}

export const patientHeaders = [
  'curp',
  'nss',
  'agregado',
  'nombre',
  'primer_apellido',
  'segundo_apellido',
  'fecha_nacimiento',
  'sexo',
  'entidad_nacimiento',
  'clues',
  'cie10',
  'topografia',
  'morfologia',
  'comportamiento',
  'fecha_diagnostico',
  'peso_kg',
  'talla_cm',
] as const
export type PatientCells = Partial<Record<(typeof patientHeaders)[number], string>>

let counter = 0
const letters = 'BCDFGHJKLMNPQRSTVWXYZ'
/** A name of consonants and vowels that no other call gives. */
function word(n: number): string {
  let text = ''
  for (let rest = n + 21; rest > 0; rest = Math.trunc(rest / 21))
    text += `${letters.charAt(rest % 21)}${'AEIOU'.charAt(rest % 5)}`
  return text.charAt(0) + text.slice(1).toLowerCase()
}

/** Cells of a person who is nobody else in this run; no CURP unless it is asked for. */
export function aRow(clues: string, cells: PatientCells = {}): PatientCells {
  const n = counter++
  const year = 2008 + (n % 12)
  const month = String((n % 12) + 1).padStart(2, '0')
  const day = String((n % 28) + 1).padStart(2, '0')
  return {
    nombre: word(n * 7 + 1000),
    primer_apellido: word(n * 13 + 40_000),
    segundo_apellido: word(n * 31 + 900_000),
    fecha_nacimiento: `${day}/${month}/${year}`,
    sexo: n % 2 ? 'M' : 'H',
    clues,
    ...cells,
  }
}

/** A CURP that agrees with date and sex; its letters are nobody's. */
export function aCurp(birth: string, sex: 'H' | 'M', n = counter++): string {
  const [day = '', month = '', year = ''] = birth.split('/')
  const first = `XE${letters.charAt(n % 21)}${letters.charAt((n >> 4) % 21)}${year.slice(2)}${month}${day}${sex}NEX${letters.charAt((n >> 2) % 21)}${letters.charAt((n >> 6) % 21)}${'ABCDEFGHIJ'.charAt((n >> 8) % 10)}`
  return `${first}${curpCheckDigit(first)}`
}

const csvCell = (cell: string, separator = ',') =>
  cell.includes('"') || cell.includes('\n') || cell.includes('\r') || cell.includes(separator)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell

export const csvText = (lines: readonly (readonly string[])[], separator = ',', end = '\r\n') =>
  lines.map((line) => line.map((cell) => csvCell(cell, separator)).join(separator) + end).join('')

/** A patients file: headers as the contract names them, one line a person. */
export function patientsCsv(
  rows: readonly PatientCells[],
  headers: readonly (typeof patientHeaders)[number][] = patientHeaders,
  separator = ',',
): string {
  return csvText([headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))], separator)
}

/** Rows of a CSV by header: an independent reader of RFC 4180, quotes and line breaks in cells included. */
export function csvRecords(text: string): Record<string, string>[] {
  const lines: string[][] = []
  let line: string[] = []
  for (const [all, quoted, plain, end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/g)) {
    if (all === '' && line.length === 0) break
    line.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    lines.push(line)
    line = []
  }
  const [headers = [], ...rows] = lines
  return rows.map((cells) => Object.fromEntries(headers.map((header, i) => [header, cells[i] ?? ''])))
}

/** Windows-1252 for what Latin-1 holds. */
export const latin1 = (text: string) => Buffer.from(text, 'latin1')
export const utf16le = (text: string, mark = true) => Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
export const utf16be = (text: string, mark = true) => utf16le(text, mark).swap16()

/** A cell of a workbook as its XML says it: a text, a number with a style, or anything written out. */
export type SheetCell = string | number | null | { xml: string } | { number: number; style: number }

/** Styles of `workbook`: 1 shows a number as a day, 2 as eleven digits. */
export const DAY = 1
export const ELEVEN_DIGITS = 2

/** A small workbook made by hand, for what no writer makes: formulas without values, error cells, hidden sheets. */
export function workbook(
  sheets: Record<string, readonly (readonly SheetCell[])[]>,
  { hidden = [] as string[], date1904 = false } = {},
): Buffer {
  const names = Object.keys(sheets)
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const column = (i: number): string =>
    (i < 26 ? '' : column(Math.trunc(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))
  const cell = (value: SheetCell, at: string) => {
    if (value === null) return ''
    if (typeof value === 'string')
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if ('xml' in value) return value.xml.replace('<c', `<c r="${at}"`)
    return `<c r="${at}" s="${value.style}"><v>${value.number}</v></c>`
  }
  const sheet = (rows: readonly (readonly SheetCell[])[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map((row, r) => `<row r="${r + 1}">${row.map((value, i) => cell(value, `${column(i)}${r + 1}`)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="${date1904}"/><sheets>${names
      .map(
        (name, i) =>
          `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(sheets[name] ?? [])])),
  })
}

/** A ZIP archive of texts. `declared` lies about how much an entry inflates to. */
export function zip(entries: Record<string, string | Buffer>, declared?: number): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const raw = Buffer.from(text)
    const packed = deflateRawSync(raw)
    const path = Buffer.from(name)
    const header = (signature: number, extra: number) => {
      const bytes = Buffer.alloc(extra)
      bytes.writeUInt32LE(signature)
      return bytes
    }
    const local = header(0x04034b50, 30)
    const entry = header(0x02014b50, 46)
    for (const [bytes, at] of [
      [local, 4],
      [entry, 6],
    ] as const) {
      bytes.writeUInt16LE(20, at)
      bytes.writeUInt16LE(8, at + 4)
      bytes.writeUInt32LE(crc32(raw), at + 10)
      bytes.writeUInt32LE(packed.length, at + 14)
      bytes.writeUInt32LE(declared ?? raw.length, at + 18)
      bytes.writeUInt16LE(path.length, at + 22)
    }
    entry.writeUInt32LE(offset, 42)
    locals.push(local, path, packed)
    central.push(entry, path)
    offset += 30 + path.length + packed.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(Object.keys(entries).length, 8)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, list, end])
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc >>> 0
}

const realPath = (name: string) => path.resolve(import.meta.dirname, '../../../shared/data/real', name)

/** A published data set read in place, where the machine has it; a test that needs one that is missing is skipped. */
export const real = (name: string): Buffer => readFileSync(realPath(name))
export const missing = (name: string): boolean => !existsSync(realPath(name))
