import type { Patient, Timeline } from 'shared/patients'
import { Banner } from '../design/Banner'
import { shownDay } from '../time'
import { useWords } from '../words/define'
import { record as recordWords } from '../words/record'

const banners = { withdrawn: 'withdrawnBanner', error: 'errorBanner', merged: 'mergedBanner' } as const

/** A record that left the roll stays to be read, with when and why. */
export function Gone({ patient, history }: { patient: Patient; history: Timeline['items'] }) {
  const words = useWords(recordWords)
  if (patient.status === 'active') return null
  const entry = history.find(({ kind }) => kind === patient.status)
  const reason = entry?.details['reason']
  return (
    <Banner tone="warning" title={words[banners[patient.status]]}>
      <p>
        {entry?.on && words.goneOn(shownDay(entry.on))}{' '}
        {typeof reason === 'string' && reason !== '' && words.goneReason(reason)}
      </p>
      <p>{words.goneText}</p>
    </Banner>
  )
}
