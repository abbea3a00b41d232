import { useEffect, useState } from 'react'
import { Button } from '../design/Button'
import { locale } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'

/** Reads a text aloud with the browser's own voice; absent where the browser has none. Nothing leaves the device. */
export function Listen({ text }: { text: string }) {
  const words = useWords(countWords)
  const [speaking, setSpeaking] = useState(false)
  const able = 'speechSynthesis' in globalThis
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!able) return null
  return (
    <Button
      icon={speaking ? 'close' : 'sound'}
      onClick={() => {
        speechSynthesis.cancel()
        if (speaking) return setSpeaking(false)
        const said = new SpeechSynthesisUtterance(text)
        said.lang = locale()
        said.onend = () => setSpeaking(false)
        said.onerror = () => setSpeaking(false)
        setSpeaking(true)
        speechSynthesis.speak(said)
      }}
    >
      {speaking ? words.publishedStop : words.publishedListen}
    </Button>
  )
}
