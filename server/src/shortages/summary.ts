import type { Shortage, ShortageSummary } from 'shared/shortages'

/** The figures of the map and of the table, from the very cases of the list. */
export function summaryOf(cases: readonly Shortage[]): ShortageSummary {
  const offices = [...groups(cases, ({ ooadCode }) => ooadCode ?? '')].sort(([a], [b]) => Number(a > b) - Number(a < b))
  const named = [...groups(cases, ({ medication }) => medication)]
  return {
    total: { ...sums(cases), medications: named.length },
    byOffice: offices.map(([code, of]) => ({
      ooadCode: code === '' ? null : code,
      ooadName: of[0]?.ooadName ?? null,
      ...sums(of),
    })),
    byMedication: named
      .map(([medication, of]) => ({ medication, ...sums(of) }))
      .sort((a, b) => b.cases - a.cases || Number(a.medication > b.medication) - Number(a.medication < b.medication)),
  }
}

function sums(cases: readonly Shortage[]) {
  return {
    cases: cases.length,
    hospitals: new Set(cases.map(({ organizationId }) => organizationId)).size,
    doses: cases.reduce((sum, { doses }) => sum + doses, 0),
    longestDays: cases.reduce((longest, { openDays }) => Math.max(longest, openDays), 0),
  }
}

function groups(cases: readonly Shortage[], keyOf: (shortage: Shortage) => string): Map<string, Shortage[]> {
  const found = new Map<string, Shortage[]>()
  for (const shortage of cases) {
    const key = keyOf(shortage)
    found.set(key, [...(found.get(key) ?? []), shortage])
  }
  return found
}
