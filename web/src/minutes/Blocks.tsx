import type { ReactNode } from 'react'
import { figureInWords } from 'shared/figure-words'
import type { Block, Inline } from 'shared/minutes-blocks'
import type { FigureKey, SessionFigure } from 'shared/session-figures'
import './Blocks.css'

type Figures = {
  figures: readonly SessionFigure[]
  lang?: 'es' | 'en'
  /** Where the frozen report of a figure is read; a figure without an address is words alone. */
  hrefOf?: ((figure: SessionFigure) => string | undefined) | undefined
}

/**
 * A text of the working group as elements, its figures in words. A reference that has no figure keeps its braces and is
 * marked. `lower` is by how many levels headings stand under the page's own.
 */
export function Blocks({
  blocks,
  lower = 0,
  lang = 'es',
  ...rest
}: Figures & { blocks: readonly Block[]; lower?: 0 | 1 | 2 }) {
  return (
    <div className="g-blocks" lang={lang === 'es' ? 'es-MX' : 'en'}>
      {blocks.map((block, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is an order and nothing else
        <OneBlock key={n} block={block} lower={lower} lang={lang} {...rest} />
      ))}
    </div>
  )
}

function OneBlock({ block, lower, ...rest }: Figures & { block: Block; lower: number }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, block.level + lower)}` as 'h2'
      return <Heading>{drawn(block.inlines, rest)}</Heading>
    }
    case 'paragraph':
      return <p>{drawn(block.inlines, rest)}</p>
    case 'quote':
      return (
        <blockquote>
          <p>{drawn(block.inlines, rest)}</p>
        </blockquote>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((inlines, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list is an order and nothing else
            <li key={n}>{drawn(inlines, rest)}</li>
          ))}
        </List>
      )
    }
  }
}

const drawn = (inlines: readonly Inline[], figures: Figures): ReactNode[] =>
  inlines.map((inline, n) => {
    const key = String(n)
    switch (inline.kind) {
      case 'text':
        return inline.text
      case 'figure':
        return <Figure key={key} name={inline.key} {...figures} />
      case 'strong':
        return <strong key={key}>{drawn(inline.inlines, figures)}</strong>
      case 'emphasis':
        return <em key={key}>{drawn(inline.inlines, figures)}</em>
      case 'link':
        return (
          <a key={key} href={inline.url} rel="noreferrer">
            {drawn(inline.inlines, { ...figures, hrefOf: undefined })}
          </a>
        )
    }
    return null
  })

function Figure({ name, figures, lang = 'es', hrefOf }: Figures & { name: string }) {
  const figure = figures.find(({ key }) => key === name)
  if (figure === undefined) return <mark>{`{{${name}}}`}</mark>
  const words = figureInWords(figure.key as FigureKey, figure.value, lang)
  const href = hrefOf?.(figure)
  return href === undefined ? (
    <span className="g-figure">{words}</span>
  ) : (
    <a className="g-figure" href={href}>
      {words}
    </a>
  )
}
