import type { Counts } from 'shared/counts'

/** Of the balance, in the order in which they are added up. */
const terms = ['previous', 'added', 'transferredIn', 'transferredOut', 'removed', 'total'] as const
export type TermName = (typeof terms)[number]
export type Term = { name: TermName; value: number | null }

/** Null where a hidden figure keeps one from adding up. */
export function balanceCloses({ balance, total }: Pick<Counts, 'balance' | 'total'>): boolean | null {
  const { previous, added, removed, transferredIn = 0, transferredOut = 0 } = balance
  const { merged, withdrawn, error } = removed
  if (previous === null || added === null || merged === null || withdrawn === null || error === null) return null
  if (balance.total === null || total.patients === null) return null
  const sum = previous + added + transferredIn - transferredOut - merged - withdrawn - error
  return sum === balance.total && balance.total === total.patients
}

/** Transfers only where they do not cancel. */
export function termsOf({ balance }: Pick<Counts, 'balance'>): Term[] {
  const { previous, added, removed, transferredIn, transferredOut, total } = balance
  const gone = [removed.merged, removed.withdrawn, removed.error]
  const values: Record<TermName, number | null | undefined> = {
    previous,
    added,
    transferredIn,
    transferredOut,
    removed: gone.reduce((sum, it) => (sum === null || it === null ? null : sum + it), 0),
    total,
  }
  return terms.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [{ name, value }]
  })
}
