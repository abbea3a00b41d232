import type { Block, Inline } from 'shared/minutes-blocks'
import type { SessionFigure } from 'shared/session-figures'
import { Link } from 'wouter'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { shownFigure } from './figure'
import { figureAt } from './places'

type Figures = ReadonlyMap<string, SessionFigure>

/** The text of minutes; each figure leads to what it means. */
export function Blocks({ blocks, figures }: { blocks: readonly Block[]; figures: readonly SessionFigure[] }) {
  const known = new Map(figures.map((figure) => [figure.key as string, figure]))
  return (
    <div className="f-text">
      {blocks.map((block, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a published text never changes its order
        <Drawn key={n} block={block} figures={known} />
      ))}
    </div>
  )
}

function Drawn({ block, figures }: { block: Block; figures: Figures }) {
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul'
    return (
      <List className={block.ordered ? 'f-numbered' : 'f-bullets'}>
        {block.items.map((inlines, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a published text never changes its order
          <li key={n}>
            <Inlines inlines={inlines} figures={figures} />
          </li>
        ))}
      </List>
    )
  }
  const inside = <Inlines inlines={block.inlines} figures={figures} />
  if (block.kind === 'quote') return <blockquote>{inside}</blockquote>
  if (block.kind === 'paragraph') return <p>{inside}</p>
  const Heading = `h${block.level}` as 'h2' | 'h3' | 'h4'
  return <Heading>{inside}</Heading>
}

function Inlines({ inlines, figures }: { inlines: readonly Inline[]; figures: Figures }) {
  const words = useWords(familyWords)
  return inlines.map((inline, n) => {
    const key = n
    if (inline.kind === 'text') return inline.text
    if (inline.kind === 'figure')
      return (
        <Link key={key} className="f-figure" href={figureAt(inline.key)}>
          {figureText(inline.key, figures, words.hidden)}
        </Link>
      )
    const inside = <Inlines inlines={inline.inlines} figures={figures} />
    if (inline.kind === 'strong') return <strong key={key}>{inside}</strong>
    if (inline.kind === 'emphasis') return <em key={key}>{inside}</em>
    return (
      <a key={key} href={inline.url} rel="noreferrer">
        {inside}
      </a>
    )
  })
}

const figureText = (key: string, figures: Figures, hidden: string) =>
  shownFigure({ key, value: figures.get(key)?.value ?? null }, hidden)

/** The same text to be read aloud. */
export function spokenBlocks(blocks: readonly Block[], figures: readonly SessionFigure[], hidden: string): string {
  const known = new Map(figures.map((figure) => [figure.key as string, figure]))
  const said = (inlines: readonly Inline[]): string =>
    inlines
      .map((inline) =>
        inline.kind === 'text'
          ? inline.text
          : inline.kind === 'figure'
            ? figureText(inline.key, known, hidden)
            : said(inline.inlines),
      )
      .join('')
  return blocks
    .flatMap((block) => (block.kind === 'list' ? block.items.map(said) : [said(block.inlines)]))
    .map((line) => (/[.!?]$/.test(line) ? line : `${line}.`))
    .join(' ')
}
