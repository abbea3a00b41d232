import { useState } from 'react'
import { Button } from '../design/Button'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import './BulletinText.css'

/** Sentences to be read aloud or pasted into a minute, one paragraph each. */
export function BulletinText({ text, lang }: { text: string; lang: 'es' | 'en' }) {
  const words = useWords(countWords)
  const [said, say] = useState('')
  return (
    <div className="g-bulletin">
      <blockquote lang={lang === 'es' ? 'es-MX' : 'en'}>
        {text.split(/\n{2,}/).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </blockquote>
      <span className="g-row g-no-print">
        <Button
          size="small"
          icon="copy"
          onClick={async () => {
            try {
              await navigator.clipboard.writeText(text)
              say(words.textCopied)
            } catch {
              say(words.copyFailed)
            }
          }}
        >
          {words.copyText}
        </Button>
        <span role="status">{said}</span>
      </span>
    </div>
  )
}
