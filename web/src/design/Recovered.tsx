import { common } from '../words/common'
import { useWords } from '../words/define'
import { Banner } from './Banner'
import { Button } from './Button'

/** Above a form that opens with what was typed before. */
export function Recovered({ onStartAgain }: { onStartAgain: () => void }) {
  const words = useWords(common)
  return (
    <Banner
      tone="info"
      actions={
        <Button size="small" onClick={onStartAgain}>
          {words.startAgain}
        </Button>
      }
    >
      {words.recovered}
    </Banner>
  )
}
