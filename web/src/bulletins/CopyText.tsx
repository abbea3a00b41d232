import { useState } from 'react'
import { textInWords } from 'shared/figure-words'
import { plainText } from 'shared/minutes-plain'
import { readMinutesText } from 'shared/minutes-text'
import type { SessionFigure } from 'shared/session-figures'
import { Button } from '../design/Button'
import { bulletinWords } from '../words/bulletins'
import { useWords } from '../words/define'

/** Puts title and text on the clipboard as they are read: no marks, every figure in words. */
export function CopyText({
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
  const words = useWords(bulletinWords)
  const [said, say] = useState('')
  const copy = async () => {
    const [head, body] = [title, text].map((part) => textInWords(part, figures, lang))
    try {
      await navigator.clipboard.writeText(`${head}\n\n${plainText(readMinutesText(body ?? '').blocks, [])}`)
      say(words.copied)
    } catch {
      say(words.copyFailed)
    }
  }
  return (
    <span className="g-row g-no-print">
      <Button size="small" icon="copy" onClick={() => void copy()}>
        {words.copy}
      </Button>
      <span role="status">{said}</span>
    </span>
  )
}
