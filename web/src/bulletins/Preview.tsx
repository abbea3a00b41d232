import { useMemo } from 'react'
import { textInWords } from 'shared/figure-words'
import { readMinutesText } from 'shared/minutes-text'
import type { SessionFigure } from 'shared/session-figures'
import { Blocks } from '../minutes/Blocks'

/** How a text in one language reads, its figures in words. */
export function Preview({
  title,
  text,
  figures,
  lang,
}: {
  title: string
  text: string
  figures: readonly SessionFigure[]
  lang: 'es' | 'en'
}) {
  const { blocks } = useMemo(() => readMinutesText(text), [text])
  return (
    <article className="g-stack">
      <h3 lang={lang === 'es' ? 'es-MX' : 'en'}>{textInWords(title, figures, lang)}</h3>
      <Blocks blocks={blocks} figures={figures} lang={lang} lower={2} />
    </article>
  )
}
