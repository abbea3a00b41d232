import { SOON_DAYS } from 'shared/agreements'
import { addDays } from 'shared/calendar-day'
import { type AgreementStatus, agreementStatuses } from 'shared/working-group'
import { useSearchParams } from 'wouter'
import { today } from '../time'

export const times = ['late', 'soon', 'open'] as const

/** What the board is asked. `soon`: late, or due within seven days. */
export type AgreementFilter = {
  status: AgreementStatus | ''
  when: (typeof times)[number] | ''
  ooad: string
  mine: boolean
}

export const noFilter: AgreementFilter = { status: '', when: '', ooad: '', mine: false }
const names = { status: 'estado', when: 'plazo', ooad: 'oficina', mine: 'propios' } as const

/** The filter stands in the address: it can be kept, sent and gone back to, and names nobody. */
export function useAgreementFilter(): [AgreementFilter, (change: Partial<AgreementFilter>) => void] {
  const [search, setSearch] = useSearchParams()
  const ooad = search.get(names.ooad) ?? ''
  const filter: AgreementFilter = {
    status: agreementStatuses.find((it) => it === search.get(names.status)) ?? '',
    when: times.find((it) => it === search.get(names.when)) ?? '',
    ooad: /^\d{2}$/.test(ooad) ? ooad : '',
    mine: search.get(names.mine) === '1',
  }
  return [filter, (change) => setSearch(new URLSearchParams(queryOf({ ...filter, ...change })))]
}

/** As it stands in the address of the board: only what differs from the usual. */
export const queryOf = ({ status, when, ooad, mine }: AgreementFilter): string[][] => [
  ...(status ? [[names.status, status]] : []),
  ...(when ? [[names.when, when]] : []),
  ...(ooad ? [[names.ooad, ooad]] : []),
  ...(mine ? [[names.mine, '1']] : []),
]

/** As the server takes it. */
export const askedOf = ({ status, when, ooad, mine }: AgreementFilter): Record<string, string> => ({
  ...(status && { status }),
  ...(when === 'late' && { late: 'true' }),
  ...(when === 'open' && { open: 'true' }),
  ...(when === 'soon' && { open: 'true', dueBy: addDays(today(), SOON_DAYS) }),
  ...(ooad && { ooad }),
  ...(mine && { mine: 'true' }),
})
