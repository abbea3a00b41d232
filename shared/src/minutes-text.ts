import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Block, Inline } from './minutes-blocks.js'
import { figureKeys } from './session-figures.js'

/** Longest text of minutes, in UTF-16 units. */
export const longestMinutes = 60_000

/** What a text asks for and minutes do not have. It is never dropped: it stays in the blocks as it was typed. */
const textProblemKinds = [
  'no-html',
  'no-image',
  'no-code',
  'no-table',
  'no-footnote',
  'no-link-title',
  'https-only',
  'unknown-figure',
  'too-many-marks',
  'too-long',
] as const

/** `at` and `length` in UTF-16 units of the text. */
export type TextProblem = { kind: (typeof textProblemKinds)[number]; at: number; length: number }
export type MinutesText = { blocks: Block[]; problems: TextProblem[] }

type Root = ReturnType<typeof fromMarkdown>
type Flow = Root['children'][number]
type List = Extract<Flow, { type: 'list' }>
type Phrase = Extract<Flow, { type: 'paragraph' }>['children'][number]
type Leaf = Extract<Inline, { kind: 'text' | 'figure' }>
type Style = { kind: 'strong' } | { kind: 'emphasis' } | { kind: 'link'; url: string } | null
/** A stretch of text with where it begins in the whole. */
type Piece = { text: string; at: number; plain: boolean }
type Reading = { piece: Piece; problems: TextProblem[] }

/** Lines that markdown would read otherwise than whoever types them: they stay paragraphs. */
const disabled = { disable: { null: ['codeIndented', 'definition', 'setextUnderline', 'thematicBreak'] } }

/**
 * The text of minutes as blocks: headings of level 2 to 4 (`#` becomes 2), paragraphs, lists of one level, quotes; strong,
 * emphasis, links `https:` only, figures `{{key}}`. Everything else of markdown and all HTML is a problem with its place,
 * and stands in the blocks as plain text.
 */
export function readMinutesText(text: string): MinutesText {
  const problems: TextProblem[] = []
  const blocks = piecesOf(text).flatMap((piece): Block[] => {
    const reading = { piece, problems }
    if (!piece.plain) return blocksOf(fromMarkdown(piece.text, { extensions: [disabled] }).children, reading)
    const kind = text.length > longestMinutes ? 'too-long' : 'too-many-marks'
    problems.push({ kind, at: piece.at, length: piece.text.length })
    return paragraph([{ kind: 'text', text: oneLine(piece.text) }])
  })
  return { blocks, problems: problems.sort((a, b) => a.at - b.at) }
}

/**
 * The parser looks back from each mark over its paragraph, so marks times length is what it costs. A paragraph beyond this,
 * or with quotes and lists inside one another ten deep, is no text of people: it stays as it is.
 */
const dearest = 1_000_000
const marks = /\*+|_+|`+|[[\]<&!\\]/g
const deep = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)])){10}/m

function piecesOf(text: string): Piece[] {
  if (text.length > longestMinutes) return [{ text, at: 0, plain: true }]
  const pieces: Piece[] = []
  let at = 0
  for (const chunk of text.split(/(?<=\n[ \t]*\n)/)) {
    const plain = deep.test(chunk) || (chunk.match(marks)?.length ?? 0) * chunk.length > dearest
    const last = pieces.at(-1)
    if (last && !plain && !last.plain) last.text += chunk
    else pieces.push({ text: chunk, at, plain })
    at += chunk.length
  }
  return pieces
}

function blocksOf(nodes: readonly Flow[], reading: Reading): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.type === 'heading') {
      const level = Math.min(4, Math.max(2, node.depth))
      return [{ kind: 'heading', level, inlines: inlinesOf(node.children, reading) }]
    }
    if (node.type === 'blockquote') return blocksOf(node.children, reading).flatMap(quoted)
    if (node.type === 'list') return listOf(node, reading)
    if (node.type === 'paragraph') {
      findTable(node, reading)
      return paragraph(inlinesOf(node.children, reading))
    }
    return paragraph([asTyped(node, node.type === 'html' ? 'no-html' : 'no-code', reading)])
  })
}

const paragraph = (inlines: Inline[]): Block[] => (inlines.length === 0 ? [] : [{ kind: 'paragraph', inlines }])

/** Blocks inside a quote are quotes, one each. */
const quoted = (block: Block): Block[] =>
  block.kind === 'list'
    ? block.items.map((inlines) => ({ kind: 'quote', inlines }))
    : [{ kind: 'quote', inlines: block.inlines }]

/** "2024. Un buen año" begins a sentence, not a list: only a list that begins with 1 is one. */
function listOf(node: List, reading: Reading): Block[] {
  const items = itemsOf(node, reading)
  const start = node.ordered ? (node.start ?? 1) : 1
  if (start === 1) return [{ kind: 'list', ordered: node.ordered === true, items }]
  return items.flatMap((inlines, n) =>
    paragraph(n === 0 ? joined([{ kind: 'text', text: `${start}. ` }], inlines) : inlines),
  )
}

/** A list inside an item goes on as items after it; the paragraphs of an item become one. */
function itemsOf(node: List, reading: Reading): Inline[][] {
  return node.children.flatMap(({ children }) => {
    const items: Inline[][] = []
    let open: Inline[] = []
    const close = () => {
      if (open.length > 0) items.push(open)
      open = []
    }
    for (const child of children) {
      if (child.type === 'list') {
        close()
        items.push(...itemsOf(child, reading))
        continue
      }
      for (const block of blocksOf([child], reading))
        for (const inlines of block.kind === 'list' ? block.items : [block.inlines])
          open = open.length === 0 ? inlines : joined(open, [{ kind: 'text', text: ' ' }, ...inlines])
    }
    close()
    return items
  })
}

const separators = /^[ \t]*:?-+:?[ \t]*$/

/** The line of dashes and bars under the head of a table. */
function findTable(node: Flow, { piece, problems }: Reading) {
  const source = sourceOf(node, piece)
  const isTable = source
    .split('\n')
    .some((line) => line.includes('|') && line.split('|').every((cell) => cell.trim() === '' || separators.test(cell)))
  if (isTable) problems.push({ kind: 'no-table', at: placeOf(node, piece), length: source.length })
}

type Run = { style: Style; leaf: Leaf }

function inlinesOf(nodes: readonly Phrase[], reading: Reading): Inline[] {
  const inlines: Inline[] = []
  let before: Style = null
  for (const { style, leaf } of runsOf(nodes, null, reading)) {
    const last = inlines.at(-1)
    if (style === null) joined(inlines, [leaf])
    else if (last && 'inlines' in last && sameStyle(style, before)) joined(last.inlines, [leaf])
    else inlines.push({ ...style, inlines: [leaf] })
    before = style
  }
  return isBlank(inlines) ? [] : inlines
}

const sameStyle = (a: Style, b: Style) => a === b || (a !== null && a.kind !== 'link' && a.kind === b?.kind)

/** Styles do not nest: a link wins, then strong. */
function runsOf(nodes: readonly Phrase[], style: Style, reading: Reading): Run[] {
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text':
        return leavesOf(node, reading).map((leaf) => ({ style, leaf }))
      case 'break':
        return [{ style, leaf: { kind: 'text', text: ' ' } }]
      case 'strong':
      case 'emphasis':
        return runsOf(
          node.children,
          style?.kind === 'link' || style?.kind === 'strong' ? style : { kind: node.type },
          reading,
        )
      case 'link': {
        const refused = !isHttps(node.url) ? 'https-only' : node.title ? 'no-link-title' : undefined
        if (refused) return [{ style, leaf: asTyped(node, refused, reading) }]
        return runsOf(node.children, { kind: 'link', url: node.url }, reading)
      }
      case 'html':
        return [{ style, leaf: asTyped(node, 'no-html', reading) }]
      case 'image':
        return [{ style, leaf: asTyped(node, 'no-image', reading) }]
      default:
        return [{ style, leaf: asTyped(node, 'no-code', reading) }]
    }
  })
}

const isHttps = (url: string) => /^https:\/\/[^/]/i.test(url) && URL.canParse(url)

const figure = /\{\{([^{}\n]{1,60})\}\}/g
const footnote = /\[\^[^\]\s]{1,40}\]/g
const known: ReadonlySet<string> = new Set(figureKeys)

function leavesOf(node: Extract<Phrase, { type: 'text' }>, { piece, problems }: Reading): Leaf[] {
  const source = sourceOf(node, piece)
  let seen = 0
  /** Escapes make a source longer than its value, so each find is looked up in what was typed. */
  const report = (kind: TextProblem['kind'], text: string) => {
    const found = source.indexOf(text, seen)
    const at = placeOf(node, piece) + Math.max(found, 0)
    problems.push({ kind, at, length: found < 0 ? source.length : text.length })
    if (found >= 0) seen = found + text.length
  }
  for (const [text] of node.value.matchAll(footnote)) report('no-footnote', text)
  seen = 0
  const leaves: Leaf[] = []
  let end = 0
  for (const { 0: text, 1: key = '', index } of node.value.matchAll(figure)) {
    if (!known.has(key)) {
      report('unknown-figure', text)
      continue
    }
    if (index > end) leaves.push({ kind: 'text', text: oneLine(node.value.slice(end, index)) })
    leaves.push({ kind: 'figure', key })
    end = index + text.length
  }
  if (end < node.value.length) leaves.push({ kind: 'text', text: oneLine(node.value.slice(end)) })
  return leaves
}

function asTyped(node: Flow | Phrase, kind: TextProblem['kind'], { piece, problems }: Reading): Leaf {
  const source = sourceOf(node, piece)
  problems.push({ kind, at: placeOf(node, piece), length: source.length })
  return { kind: 'text', text: oneLine(source) }
}

const placeOf = (node: Flow | Phrase, { at }: Piece) => at + (node.position?.start.offset ?? 0)
const sourceOf = ({ position }: Flow | Phrase, { text }: Piece) =>
  text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)

/** A line end inside a paragraph is a space. */
const oneLine = (text: string) => text.split(/\r?\n|\r/).join(' ')

/** Adds to the end of a list; neighbouring texts become one. */
function joined<It extends Inline>(to: It[], more: readonly It[]): It[] {
  for (const inline of more) {
    const last = to.at(-1)
    if (inline.kind === 'text' && last?.kind === 'text')
      to[to.length - 1] = { ...inline, text: last.text + inline.text }
    else to.push(inline)
  }
  return to
}

const isBlank = (inlines: readonly Inline[]) => inlines.every((it) => it.kind === 'text' && it.text.trim() === '')
