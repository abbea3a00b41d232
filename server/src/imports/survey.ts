/** What a file is by its bytes: neither its name nor the type a browser gives it is believed. */
export type FileKind = 'text' | 'zip' | Refused
type Refused =
  | 'file-empty'
  | 'file-old-workbook'
  | 'file-encrypted'
  | 'file-pdf'
  | 'file-image'
  | 'file-html'
  | 'file-not-table'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Survey {
  kind: FileKind
  /** Of text; null for a workbook. */
  encoding: Encoding | null
}

/** Enough to know a file by: the beginning tells kinds and UTF-16, the whole of it tells UTF-8 from Windows-1252. */
const SAMPLE = 65_536

/** Looks at a file as its bytes come by; `result` says what it was. */
export function surveyBytes(): { see(chunk: Uint8Array): void; result(): Survey } {
  const start: Uint8Array[] = []
  let kept = 0
  const utf8 = watchUtf8()
  return {
    see(chunk) {
      if (kept < SAMPLE) {
        start.push(chunk.slice(0, SAMPLE - kept))
        kept += chunk.length
      }
      utf8.see(chunk)
    },
    result() {
      const sample = Buffer.concat(start)
      const kind = kindOf(sample)
      return { kind, encoding: kind === 'text' ? encodingOf(sample, utf8) : null }
    },
  }
}

const signatures: readonly [kind: FileKind, ...bytes: number[]][] = [
  ['zip', 0x50, 0x4b, 0x03, 0x04],
  ['file-not-table', 0x50, 0x4b, 0x05, 0x06],
  ['file-old-workbook', 0xd0, 0xcf, 0x11, 0xe0],
  ['file-old-workbook', 0x09, 0x08, 0x10, 0x00],
  ['file-pdf', 0x25, 0x50, 0x44, 0x46],
  ['file-image', 0x89, 0x50, 0x4e, 0x47],
  ['file-image', 0xff, 0xd8, 0xff],
  ['file-image', 0x47, 0x49, 0x46, 0x38],
  ['file-image', 0x49, 0x49, 0x2a, 0x00],
  ['file-image', 0x4d, 0x4d, 0x00, 0x2a],
  ['file-not-table', 0x1f, 0x8b],
  ['file-not-table', 0x52, 0x61, 0x72, 0x21],
  ['file-not-table', 0x37, 0x7a, 0xbc, 0xaf],
  ['file-not-table', 0x7f, 0x45, 0x4c, 0x46],
  ['file-not-table', 0x4d, 0x5a, 0x90],
]

function kindOf(sample: Buffer): FileKind {
  const known = signatures.find(([, ...bytes]) => bytes.every((byte, i) => sample[i] === byte))?.[0]
  // A workbook with a password is an OLE file that holds a stream of this name, in UTF-16
  if (known === 'file-old-workbook' && sample.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return 'file-encrypted'
  if (known !== undefined) return known
  const text = sample.toString(sample[1] === 0 ? 'utf16le' : 'latin1').replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)/, '')
  if (text.trim() === '') return 'file-empty'
  if (/^\s*<(?:!doctype|html|head|body|table|meta|\?xml|style)/i.test(text)) return 'file-html'
  return utf16Of(sample) === null && controls(sample) > sample.length / 10 ? 'file-not-table' : 'text'
}

function controls(sample: Buffer): number {
  let n = 0
  for (const byte of sample) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) n++
  return n
}

function encodingOf(sample: Buffer, utf8: { valid: number; invalid: number }): Encoding {
  const wide = utf16Of(sample)
  if (wide !== null) return wide
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8'
  // A stray byte or two in a UTF-8 file spoil their rows, not the whole file
  return utf8.invalid === 0 || utf8.valid > 10 * utf8.invalid ? 'utf-8' : 'windows-1252'
}

/** By its mark, or by where the zero bytes of mostly Latin text stand. */
function utf16Of(sample: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = sample.length / 5
  if (odd > most && even < odd / 4) return 'utf-16le'
  return even > most && odd < even / 4 ? 'utf-16be' : null
}

/** Counts sequences of two bytes and more that UTF-8 allows, and bytes it does not. */
function watchUtf8(): { see(chunk: Uint8Array): void; readonly valid: number; readonly invalid: number } {
  let expected = 0
  let valid = 0
  let invalid = 0
  return {
    see(chunk) {
      for (const byte of chunk) {
        if (expected > 0) {
          if ((byte & 0xc0) === 0x80) {
            expected--
            if (expected === 0) valid++
            continue
          }
          invalid++
          expected = 0
        }
        if (byte < 0x80) continue
        if (byte >= 0xc2 && byte <= 0xdf) expected = 1
        else if (byte >= 0xe0 && byte <= 0xef) expected = 2
        else if (byte >= 0xf0 && byte <= 0xf4) expected = 3
        else invalid++
      }
    },
    get valid() {
      return valid
    },
    get invalid() {
      return invalid
    },
  }
}
