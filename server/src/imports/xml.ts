import { Unreadable } from './unreadable.js'

/** What a reader of an XML part is told. Names come without their prefix, texts with their entities resolved. */
export interface XmlListener {
  open?(name: string, attributes: (name: string) => string | undefined): void
  close?(name: string): void
  text?(text: string): void
}

/** Longest piece between two angle brackets; a cell of a workbook holds 32,767 letters. */
const MOST_PIECE = 1_048_576

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/y

/**
 * Reads XML that machines wrote (the parts of a workbook) piece by piece, so that a sheet of any length passes through in
 * constant memory. Document types are refused: a workbook has none, and they are how entities are made to explode.
 */
export function readXml(listener: XmlListener): { push(chunk: string): void; end(): void } {
  let rest = ''
  function push(chunk: string): void {
    const text = rest + chunk
    let at = 0
    while (at < text.length) {
      const tag = text.indexOf('<', at)
      if (tag < 0) break
      if (tag > at) listener.text?.(unescapeXml(text.slice(at, tag)))
      at = tag
      const next = afterMarkup(text, tag, listener)
      if (next === undefined) break
      at = next
    }
    rest = text.slice(at)
    if (rest.length > MOST_PIECE) throw new Unreadable('file-broken')
  }
  return {
    push,
    end() {
      if (rest.includes('<')) throw new Unreadable('file-broken')
    },
  }
}

/** Where the piece that begins with this bracket ends; undefined while the rest of it has not come. */
function afterMarkup(text: string, at: number, listener: XmlListener): number | undefined {
  if (text.startsWith('<!--', at)) return endOf(text, '-->', at)
  if (text.startsWith('<![CDATA[', at)) {
    const end = endOf(text, ']]>', at)
    if (end !== undefined) listener.text?.(text.slice(at + 9, end - 3))
    return end
  }
  if (text.startsWith('<?', at)) return endOf(text, '?>', at)
  if (text.startsWith('<!', at) && text.length > at + 9) throw new Unreadable('file-broken')
  TAG.lastIndex = at
  const found = TAG.exec(text)
  if (found === null) {
    if (text.length - at > MOST_PIECE) throw new Unreadable('file-broken')
    return undefined
  }
  const [all, closing, name = '', attributes = '', empty] = found
  if (closing === '/') listener.close?.(name)
  else {
    listener.open?.(name, (wanted) => attributeOf(attributes, wanted))
    if (empty === '/') listener.close?.(name)
  }
  return at + all.length
}

function endOf(text: string, mark: string, from: number): number | undefined {
  const end = text.indexOf(mark, from)
  return end < 0 ? undefined : end + mark.length
}

function attributeOf(attributes: string, wanted: string): string | undefined {
  for (const [, name, double, single] of attributes.matchAll(
    /(?:^|\s)(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    if (name === wanted) return unescapeXml(double ?? single ?? '')
  return undefined
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? all
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
  })
}
