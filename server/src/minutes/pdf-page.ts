import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Inline } from 'shared/minutes-blocks'
import { figureText } from 'shared/minutes-plain'
import type { SessionFigure } from 'shared/session-figures'

type Element = ReturnType<PDFKit.PDFDocument['struct']>
/** A page that is being written: its document, and the structure that the next part belongs to. */
export interface Page {
  pdf: PDFKit.PDFDocument
  root: Element
  figures: readonly SessionFigure[]
}

const require = createRequire(import.meta.url)
/** Noto Sans, SIL Open Font License: every letter of Spanish and of the languages of Mexico. Read once, when first printed. */
let fonts: Record<'regular' | 'bold' | 'italic', Buffer> | undefined
const readFonts = () => ({
  regular: readFileSync(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
  bold: readFileSync(require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
  italic: readFileSync(
    require.resolve('@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf'),
  ),
})

const MARGIN = 54
const FOOT = 72
const INK = '#1a1a1a'
const SOFT = '#4d4d4d'
const LINK = '#0b4f6c'
const sizes = { h1: 18, h2: 13.5, h3: 11.5, h4: 10.5, text: 10.5, small: 9, foot: 7 }

/** A letter page, tagged, in Spanish of Mexico; the same facts are the same bytes. */
export function openPage(info: { title: string; subject: string; at: Date }, figures: readonly SessionFigure[]): Page {
  fonts ??= readFonts()
  const pdf = new PDFDocument({
    ...{ size: 'LETTER', pdfVersion: '1.7', tagged: true, displayTitle: true, lang: 'es-MX', bufferPages: true },
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT },
    info: { Title: info.title, Subject: info.subject, Author: 'Girasol', CreationDate: info.at, ModDate: info.at },
    // Beyond what its types know: accessible PDF, and a font that is bytes (else the first page loads Helvetica)
    ...({ subset: 'PDF/UA', font: fonts.regular } as object),
  })
  for (const [name, bytes] of Object.entries(fonts)) pdf.registerFont(name, bytes)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  return { pdf, root, figures }
}

const headings = { 1: 'h1', 2: 'h2', 3: 'h3', 4: 'h4' } as const
export type Level = keyof typeof headings

/** `below` is the height in points that must have room under it: a heading is never alone at the foot. */
export function heading(page: Page, level: Level, inlines: readonly Inline[], below = 40): void {
  const { pdf, root } = page
  if (pdf.y + 20 + below > pdf.page.height - FOOT) pdf.addPage()
  pdf.moveDown(level === 1 ? 0 : 0.7)
  const size = sizes[headings[level]]
  add(root, `H${level}`, (element) => write(page, element, inlines, { font: 'bold', size }))
  pdf.moveDown(0.25)
}

export function paragraph(page: Page, inlines: readonly Inline[], look: Partial<Look> = {}): void {
  add(page.root, 'P', (element) => write(page, element, inlines, { ...usual, ...look }))
  page.pdf.moveDown(0.45)
}

export function quote(page: Page, inlines: readonly Inline[]): void {
  const block = page.pdf.struct('BlockQuote')
  page.root.add(block)
  add(block, 'P', (element) => write(page, element, inlines, { ...usual, font: 'italic', indent: 18 }))
  block.end()
  page.pdf.moveDown(0.45)
}

/** Items with their label, a bullet or a number; an item is one or more paragraphs. */
export function list(
  page: Page,
  items: readonly { label: string; lines: readonly (readonly Inline[])[] }[],
  indent = 18,
): void {
  const { pdf, root } = page
  const whole = pdf.struct('L')
  root.add(whole)
  for (const { label, lines } of items) {
    if (pdf.y + 30 > pdf.page.height - FOOT) pdf.addPage()
    const item = pdf.struct('LI')
    whole.add(item)
    const top = pdf.y
    add(item, 'Lbl', (element) => write(page, element, [{ kind: 'text', text: label }], usual))
    pdf.y = top
    const body = pdf.struct('LBody')
    item.add(body)
    for (const [n, line] of lines.entries())
      add(body, 'P', (element) => write(page, element, line, { ...usual, ...(n > 0 ? small : {}), indent }))
    item.end()
    pdf.moveDown(0.2)
  }
  whole.end()
  pdf.moveDown(0.3)
}

interface Look {
  font: 'regular' | 'bold' | 'italic'
  size: number
  colour: string
  indent: number
}
const usual: Look = { font: 'regular', size: sizes.text, colour: INK, indent: 0 }
const small: Partial<Look> = { size: sizes.small, colour: SOFT }

function add(parent: Element, tag: string, fill: (element: Element) => void): void {
  const element = (parent as Element & { document: PDFKit.PDFDocument }).document.struct(tag)
  parent.add(element)
  fill(element)
  element.end()
}

type Run = { text: string; font: Look['font']; url?: string }

/** One paragraph, run by run, each with its own mark; a link is an element of its own inside. */
function write({ pdf, figures }: Page, element: Element, inlines: readonly Inline[], look: Partial<Look>): void {
  const { font, size, colour, indent } = { ...usual, ...look }
  const runs = inlines.flatMap((inline) => runsOf(inline, font, figures)).filter(({ text }) => text !== '')
  pdf.x = MARGIN + indent
  const width = pdf.page.width - 2 * MARGIN - indent
  for (const [n, { text, font: face, url }] of runs.entries()) {
    const put = () => {
      pdf
        .font(face)
        .fontSize(size)
        .fillColor(url === undefined ? colour : LINK)
      const options = {
        width,
        lineGap: 2,
        continued: n < runs.length - 1,
        link: url ?? null,
        underline: url !== undefined,
      }
      pdf.text(text, options as PDFKit.Mixins.TextOptions) // null ends the link of the run before
    }
    if (url === undefined) element.add(put)
    else add(element, 'Link', (link) => link.add(put))
  }
  pdf.x = MARGIN
}

function runsOf(inline: Inline, font: Look['font'], figures: readonly SessionFigure[]): Run[] {
  switch (inline.kind) {
    case 'text':
      return [{ text: inline.text, font }]
    case 'figure':
      return [{ text: figureText(inline.key, figures), font }]
    case 'strong':
      return inline.inlines.flatMap((leaf) => runsOf(leaf, 'bold', figures))
    case 'emphasis':
      return inline.inlines.flatMap((leaf) => runsOf(leaf, 'italic', figures))
    case 'link':
      return inline.inlines.flatMap((leaf) => runsOf(leaf, font, figures).map((run) => ({ ...run, url: inline.url })))
  }
}

/** Height of the block of signatures, in points. */
export const SIGNING = 90

/** A line to sign on, and who signs under it, two beside each other. */
export function signatures(page: Page, names: readonly string[]): void {
  const { pdf, root } = page
  const width = (pdf.page.width - 2 * MARGIN - 36) / 2
  const top = pdf.y + 48
  for (const [n, name] of names.entries()) {
    const left = MARGIN + n * (width + 36)
    pdf.markContent('Artifact', { type: 'Layout' })
    pdf
      .moveTo(left, top)
      .lineTo(left + width, top)
      .lineWidth(0.7)
      .strokeColor(SOFT)
      .stroke()
    pdf.endMarkedContent()
    add(root, 'P', (element) =>
      element.add(() => {
        pdf
          .font('regular')
          .fontSize(sizes.small)
          .fillColor(INK)
          .text(name, left, top + 5, { width, align: 'center' })
      }),
    )
  }
  pdf.x = MARGIN
}

/** Closes the page: on each sheet the line at its foot and its number, then the bytes. */
export async function closePage({ pdf, root }: Page, foot: string): Promise<Buffer> {
  root.end()
  const { count } = pdf.bufferedPageRange()
  for (let n = 0; n < count; n++) {
    pdf.switchToPage(n)
    pdf.page.margins.bottom = 0 // else a text this low would begin another page
    pdf.markContent('Artifact', { type: 'Pagination' })
    const top = pdf.page.height - FOOT + 24
    const width = pdf.page.width - 2 * MARGIN
    pdf
      .moveTo(MARGIN, top - 6)
      .lineTo(MARGIN + width, top - 6)
      .lineWidth(0.5)
      .strokeColor(SOFT)
      .stroke()
    pdf.font('regular').fontSize(sizes.foot).fillColor(SOFT)
    pdf.text(foot, MARGIN, top, { width, lineBreak: false })
    pdf.text(`Página ${n + 1} de ${count}`, MARGIN, top, { width, align: 'right', lineBreak: false })
    pdf.endMarkedContent()
  }
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
    pdf.end()
  })
}
