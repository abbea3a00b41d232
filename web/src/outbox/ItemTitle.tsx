import { clockTime } from '../time'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { gist } from './item-facts'
import type { HeldItem } from './queue'

/** What and when, without whose: 'Dolor · FLACC 4, registrado a las 14:05'. */
export function ItemTitle({ item }: { item: HeldItem }) {
  const words = useWords(outboxWords)
  const what = [words[item.kind], gist(item)].filter(Boolean).join(' · ')
  return (
    <span>
      <strong>{what}</strong>, {words.pressedAt(clockTime(new Date(item.at)))}
    </span>
  )
}
