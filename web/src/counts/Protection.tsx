import type { Disclosure as Protected } from 'shared/counts'
import { Disclosure } from '../design/Disclosure'
import { longDay } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'

/** Which figures were hidden or rounded, and why the day may differ from the one asked for. */
export function Protection({ on, disclosure }: { on: string; disclosure: Protected }) {
  const words = useWords(countWords)
  const { askedOn, smallestShown, roundedTo } = disclosure
  return (
    <Disclosure title={words.protected}>
      <ul className="g-stack">
        {askedOn !== on && <li>{words.protectedDay(longDay(on), longDay(askedOn))}</li>}
        <li>{words.protectedSmall(String(smallestShown - 1))}</li>
        <li>{words.protectedRound(String(roundedTo))}</li>
        <li>{words.protectedSums(String(roundedTo))}</li>
        <li>{words.protectedWait}</li>
        <li>{words.protectedTotal}</li>
      </ul>
    </Disclosure>
  )
}
