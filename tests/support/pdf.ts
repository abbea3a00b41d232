/** pdfjs makes a matrix for drawing as it loads; nothing is drawn here, only text and tags are read. */
Object.assign(globalThis, { DOMMatrix: class {} })
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')

export const openPdf = (bytes: Uint8Array) =>
  getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise

/** The text of each page, as it is read out. */
export async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await openPdf(bytes)
  const texts: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    texts.push(items.map((it) => ('str' in it ? `${it.str}${it.hasEOL ? ' ' : ''}` : '')).join(''))
  }
  return texts
}

interface Node {
  role?: string
  children?: Node[]
}
/** The tags of a page, outermost first. */
export const rolesOf = (node: Node): string[] => [
  ...(node.role ? [node.role] : []),
  ...(node.children ?? []).flatMap(rolesOf),
]
