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

/** The tags of a page, outermost first; what has no tag is a stretch of its text. */
export function rolesOf(node: object): string[] {
  const { role, children = [] } = node as { role?: string; children?: object[] }
  return [...(role === undefined ? [] : [role]), ...children.flatMap(rolesOf)]
}
