import type { ShortageStatus } from 'shared/treatment'
import { StatusTag } from '../design/Banner'
import type { IconName } from '../design/Icon'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'

const looks: Readonly<
  Record<ShortageStatus, { tone: 'error' | 'warning' | 'info' | 'success' | 'neutral'; icon: IconName }>
> = {
  open: { tone: 'error', icon: 'warning' },
  'in-transit': { tone: 'info', icon: 'clock' },
  'no-answer': { tone: 'warning', icon: 'help' },
  solved: { tone: 'success', icon: 'success' },
  'wrongly-reported': { tone: 'neutral', icon: 'close' },
}

/** Icon, word and colour of a state. */
export function Status({ status }: { status: ShortageStatus }) {
  const words = useWords(shortageWords)
  return <StatusTag {...looks[status]}>{words[status]}</StatusTag>
}
