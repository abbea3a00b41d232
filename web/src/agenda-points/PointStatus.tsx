import type { AgendaPointStatus } from 'shared/working-group'
import { StatusTag } from '../design/Banner'
import type { IconName } from '../design/Icon'
import { pointWords } from '../words/agenda-points'
import { useWords } from '../words/define'

const looks: Readonly<Record<AgendaPointStatus, { tone: 'warning' | 'info' | 'success' | 'neutral'; icon: IconName }>> =
  {
    received: { tone: 'warning', icon: 'help' },
    scheduled: { tone: 'info', icon: 'calendar' },
    answered: { tone: 'success', icon: 'success' },
    declined: { tone: 'neutral', icon: 'close' },
  }

/** Icon, word and colour of what became of a point. */
export function PointStatus({ status }: { status: AgendaPointStatus }) {
  const words = useWords(pointWords)
  return <StatusTag {...looks[status]}>{words[status]}</StatusTag>
}
