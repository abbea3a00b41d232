import { useEffect, useState } from 'react'
import { Button } from '../design/Button'
import { locale } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'

/** Reads the page aloud with the browser's own voice; absent where the browser has none. Nothing leaves the phone. */
export function Listen({ text }: { text: string }) {
  const words = useWords(familyWords)
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!('speechSynthesis' in globalThis)) return null
  const speak = () => {
    speechSynthesis.cancel()
    if (speaking) return setSpeaking(false)
    const said = new SpeechSynthesisUtterance(text)
    said.lang = locale()
    said.onend = said.onerror = () => setSpeaking(false)
    setSpeaking(true)
    speechSynthesis.speak(said)
  }
  return (
    <Button icon={speaking ? 'close' : 'sound'} onClick={speak}>
      {speaking ? words.stop : words.listen}
    </Button>
  )
}
