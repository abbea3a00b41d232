const drawn = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const
const margin = 24
const titleSize = 20

/** The drawing as it looks now, its title above, at twice the size for print. False when the browser cannot. */
export async function downloadPng(drawing: SVGSVGElement, title: string, fileName: string): Promise<boolean> {
  try {
    const { width, height } = drawing.getBoundingClientRect()
    const picture = await pictureOf(drawing, width, height)
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')
    if (!pen) return false
    const style = getComputedStyle(document.body)
    const font = `600 ${titleSize}px ${style.fontFamily}`
    pen.font = font
    const lines = wrapped(pen, title, width)
    const head = lines.length * titleSize * 1.3 + margin / 2
    canvas.width = 2 * (width + 2 * margin)
    canvas.height = 2 * (height + head + 2 * margin)
    pen.scale(2, 2)
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface')
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.fillStyle = style.color
    pen.font = font
    for (const [at, line] of lines.entries()) pen.fillText(line, margin, margin + titleSize * (1 + at * 1.3))
    pen.drawImage(picture, margin, margin + head, width, height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (!blob) return false
    offer(blob, `${fileName}.png`)
    return true
  } catch {
    return false
  }
}

/** Hands a file that is in memory to the browser's downloads. */
export function offer(blob: Blob, fileName: string) {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A drawing outside of the page knows no style sheet: each part takes along how it looks. */
async function pictureOf(drawing: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = drawing.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new TypeError('a copy of a drawing is a drawing')
  const originals = drawing.querySelectorAll('*')
  for (const [at, part] of copy.querySelectorAll('*').entries()) {
    const original = originals[at]
    if (!original) continue
    const style = getComputedStyle(original)
    for (const property of drawn) part.setAttribute(property, style.getPropertyValue(property))
    part.removeAttribute('class')
  }
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }),
  )
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    return picture
  } finally {
    URL.revokeObjectURL(address)
  }
}

function wrapped(pen: CanvasRenderingContext2D, text: string, width: number) {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && pen.measureText(longer).width > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}
