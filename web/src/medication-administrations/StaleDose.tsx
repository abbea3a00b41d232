import type { MedicationAdministration } from 'shared/medication-administrations'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { useMedications } from '../medications/api'
import type { Problem } from '../problem'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { doseWords } from '../words/doses'
import { plannedName, whatBecame } from './dose-said'

export type Stale = { current: MedicationAdministration; changedAt: string; changedByName: string | null }

/** Doses that somebody else recorded in the meantime; none for any other failure. */
export function staleOf(error: Problem): readonly Stale[] {
  const { stale } = error.details
  return error.type === '/problems/stale-version' && Array.isArray(stale) ? (stale as Stale[]) : [] // of this one route
}

/** Who recorded it and when: nothing is overwritten, and one's own choice goes only when one says so. */
export function StaleDose({ stale, onDrop }: { stale: Stale; onDrop: () => void }) {
  const words = useWords(doseWords)
  const known = useMedications()
  const { current, changedAt, changedByName } = stale
  return (
    <Banner
      tone="warning"
      title={`${words.staleTitle}: ${plannedName(known, current)}`}
      actions={
        <Button size="small" onClick={onDrop}>
          {words.drop}
        </Button>
      }
    >
      {words.staleText(changedByName ?? words.somebody, inHospitalTime(changedAt), whatBecame(known, current))}
    </Banner>
  )
}
