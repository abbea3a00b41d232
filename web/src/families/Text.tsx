import type { MouseEvent } from 'react'
import type { Block } from 'shared/minutes-blocks'
import type { SessionFigure } from 'shared/session-figures'
import { useLocation } from 'wouter'
import { Blocks } from '../minutes/Blocks'
import { figureAt, OUTSIDE } from './places'

/** A published text; each figure leads to what it means, without leaving the program. */
export function Text({
  blocks,
  figures,
  lang = 'es',
}: {
  blocks: readonly Block[]
  figures: readonly SessionFigure[]
  lang?: 'es' | 'en'
}) {
  const [, navigate] = useLocation()
  const stay = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const address = link?.getAttribute('href') ?? ''
    if (!address.startsWith(OUTSIDE) || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    navigate(address.slice(OUTSIDE.length))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed, by key or finger
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div className="f-text" onClick={stay}>
      <Blocks blocks={blocks} figures={figures} lang={lang} hrefOf={({ key }) => `${OUTSIDE}${figureAt(key)}`} />
    </div>
  )
}
