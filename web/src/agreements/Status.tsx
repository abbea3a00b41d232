import type { AgreementStatus } from 'shared/working-group'
import { StatusTag } from '../design/Banner'
import type { IconName } from '../design/Icon'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'

type Look = { tone: 'error' | 'info' | 'success' | 'neutral'; icon: IconName }

const looks: Readonly<Record<AgreementStatus | 'late', Look>> = {
  late: { tone: 'error', icon: 'warning' },
  open: { tone: 'neutral', icon: 'clock' },
  'in-progress': { tone: 'info', icon: 'clock' },
  kept: { tone: 'success', icon: 'success' },
  withdrawn: { tone: 'neutral', icon: 'close' },
}

/** Icon, word and colour of a state, and that it is late. */
export function Status({ status, late }: { status: AgreementStatus; late: boolean }) {
  const words = useWords(agreementWords)
  return (
    <span className="g-agreement-status">
      {late && <StatusTag {...looks.late}>{words.late}</StatusTag>}
      <StatusTag {...looks[status]}>{words[status]}</StatusTag>
    </span>
  )
}
