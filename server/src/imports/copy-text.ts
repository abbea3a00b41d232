/** A field of PostgreSQL's COPY text format; null is `\N`. */
export function copyField(value: string | number | Buffer | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return `\\\\x${value.toString('hex')}`
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (letter) => escapes[letter] ?? letter) : value
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

export const copyLine = (fields: readonly (string | number | Buffer | null)[]): string =>
  `${fields.map(copyField).join('\t')}\n`
