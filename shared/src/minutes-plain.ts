import { figureInWords } from './figure-words.js'
import type { Block, Inline } from './minutes-blocks.js'
import type { SessionFigure } from './session-figures.js'

/** Blocks as plain text, a line for each block and item, figures in Spanish words; one that is not there keeps its braces. */
export function plainText(blocks: readonly Block[], figures: readonly SessionFigure[]): string {
  return blocks
    .flatMap((block) => (block.kind === 'list' ? block.items : [block.inlines]))
    .map((inlines) => plainLine(inlines, figures))
    .join('\n')
}

export const plainLine = (inlines: readonly Inline[], figures: readonly SessionFigure[]): string =>
  inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text
      if (inline.kind === 'figure') return figureText(inline.key, figures)
      return plainLine(inline.inlines, figures)
    })
    .join('')

export function figureText(key: string, figures: readonly SessionFigure[]): string {
  const figure = figures.find((it) => it.key === key)
  return figure === undefined ? `{{${key}}}` : figureInWords(figure.key, figure.value, 'es')
}
