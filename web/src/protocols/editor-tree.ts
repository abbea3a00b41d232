import type { ProtocolIssue } from 'shared/protocol-library'
import type { DraftDay, DraftMedication, DraftPhase, ProtocolDraft } from 'shared/protocols'

/** What is typed, as it is typed: numbers are text until they are read, and `key` names a part while it is moved. */
type Row<Fields extends string> = { key: string } & Record<Fields, string>
export type BandRow = Row<'from' | 'to' | 'amount'>
export type GateRow = Row<'test' | 'min' | 'max'>
export type SourceRow = Row<'citation' | 'url'>
const lineFields = [
  'medication',
  'purpose',
  'basis',
  'amount',
  'unit',
  'cap',
  'roundTo',
  'roundMode',
  'route',
  'diluent',
  'diluentMl',
  'infusionMinutes',
  'offsetMinutes',
  'note',
] as const
export type LineField = (typeof lineFields)[number]
export type LineTree = Row<LineField> & { ageBands: readonly BandRow[]; gates: readonly GateRow[] }
export type DayTree = Row<'day'> & { medications: readonly LineTree[] }
export type PhaseTree = Row<'name' | 'kind' | 'cycleDays' | 'cycles'> & { days: readonly DayTree[] }
export type ProtocolTree = { phases: readonly PhaseTree[]; sources: readonly SourceRow[]; changeNote: string }

const newKey = () => crypto.randomUUID()
const text = (value: string | number | null | undefined) => (value == null ? '' : String(value))

export const emptyLine = (): LineTree => ({
  ...(Object.fromEntries(lineFields.map((field) => [field, ''])) as Record<LineField, string>), // each of them, as listed
  ...{ key: newKey(), purpose: 'antineoplastic', basis: 'per-m2', roundMode: 'nearest', ageBands: [], gates: [] },
})
export const emptyDay = (day: string): DayTree => ({ key: newKey(), day, medications: [] })
export const emptyPhase = (name: string): PhaseTree => ({
  ...{ key: newKey(), name, kind: 'induction', cycleDays: '28', cycles: '1', days: [emptyDay('1')] },
})
export const emptyBand = (from: string): BandRow => ({ key: newKey(), from, to: '', amount: '' })
export const emptyGate = (): GateRow => ({ key: newKey(), test: '', min: '', max: '' })
export const emptySource = (): SourceRow => ({ key: newKey(), citation: '', url: '' })

/** A copy that is its own: no key of it is one of the original's. */
export function copyOf<Part extends { key: string }>(part: Part): Part {
  const renamed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(renamed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [name, name === 'key' ? newKey() : renamed(inner)]),
          )
        : value
  return renamed(part) as Part // the same shape, key by key
}

export const treeOf = (definition: ProtocolDraft, changeNote: string | null): ProtocolTree => ({
  phases: definition.phases.map((phase) => ({
    ...{ key: newKey(), name: text(phase.name), kind: text(phase.kind) },
    ...{ cycleDays: text(phase.cycleDays), cycles: text(phase.cycles) },
    days: phase.days.map((day) => ({
      ...{ key: newKey(), day: text(day.day), medications: day.medications.map(lineTree) },
    })),
  })),
  sources: definition.sources.map(({ citation, url }) => ({ key: newKey(), citation: text(citation), url: text(url) })),
  changeNote: changeNote ?? '',
})

const lineTree = (line: DraftMedication): LineTree => ({
  ...emptyLine(),
  ...{ medication: text(line.medication), purpose: text(line.purpose), basis: text(line.basis) },
  ...{ amount: text(line.amount), unit: text(line.unit), cap: text(line.cap), route: text(line.route) },
  ...{ roundTo: text(line.rounding?.to), roundMode: line.rounding?.mode ?? 'nearest' },
  ...{ diluent: text(line.diluent), diluentMl: text(line.diluentMl), note: text(line.note) },
  ...{ infusionMinutes: text(line.infusionMinutes), offsetMinutes: text(line.offsetMinutes) },
  ageBands: (line.ageBands ?? []).map(({ from, to, amount }) => ({
    ...{ key: newKey(), from: text(from), to: text(to), amount: text(amount) },
  })),
  gates: (line.gates ?? []).map(({ test, min, max }) => ({
    ...{ key: newKey(), test: text(test), min: text(min), max: text(max) },
  })),
})

/** What the tree says, and the fields whose text is no number. Only what fits the basis is taken: the rest is kept typed. */
export function readTree(tree: ProtocolTree): { draft: ProtocolDraft; unreadable: ProtocolIssue[] } {
  const unreadable: ProtocolIssue[] = []
  /** '1,5' and '1.5' are the same; anything else is named. */
  const number = (typed: string, pointer: string, whole = false): number | undefined => {
    const plain = typed.trim().replace(',', '.')
    if (plain === '') return undefined
    if ((whole ? /^-?\d{1,6}$/ : /^\d{1,9}(\.\d{1,6})?$/).test(plain)) return Number(plain)
    unreadable.push({ pointer, code: 'number-shape', severity: 'error' })
    return undefined
  }
  const line = (it: LineTree, at: string): DraftMedication => {
    const banded = it.basis === 'age-band'
    const to = number(it.roundTo, `${at}/rounding/to`)
    return present({
      ...{ medication: it.medication, purpose: it.purpose, basis: it.basis, unit: it.unit, route: it.route },
      ...{ diluent: it.diluent.trim(), note: it.note.trim() },
      amount: banded ? undefined : number(it.amount, `${at}/amount`),
      ageBands: banded
        ? it.ageBands.map((band, n) => ({
            ...present({
              from: number(band.from, `${at}/ageBands/${n}/from`),
              amount: number(band.amount, `${at}/ageBands/${n}/amount`),
            }),
            to: number(band.to, `${at}/ageBands/${n}/to`) ?? null,
          }))
        : undefined,
      cap: number(it.cap, `${at}/cap`),
      rounding: to === undefined ? undefined : { to, mode: it.roundMode },
      diluentMl: number(it.diluentMl, `${at}/diluentMl`),
      infusionMinutes: number(it.infusionMinutes, `${at}/infusionMinutes`, true),
      offsetMinutes: number(it.offsetMinutes, `${at}/offsetMinutes`, true),
      gates:
        it.gates.length === 0
          ? undefined
          : it.gates.map(({ test, min, max }, n) =>
              present({
                test,
                min: number(min, `${at}/gates/${n}/min`),
                max: number(max, `${at}/gates/${n}/max`),
              }),
            ),
    }) as DraftMedication // texts of lists come from the lists of the schema
  }
  const phases = tree.phases.map((phase, p): DraftPhase => {
    const at = `#/phases/${p}`
    const facts = present({
      ...{ name: phase.name.trim(), kind: phase.kind },
      cycleDays: number(phase.cycleDays, `${at}/cycleDays`, true),
      cycles: number(phase.cycles, `${at}/cycles`, true),
    })
    const days = phase.days.map(
      (it, d): DraftDay => ({
        ...present({ day: number(it.day, `${at}/days/${d}/day`, true) }),
        medications: it.medications.map((one, m) => line(one, `${at}/days/${d}/medications/${m}`)),
      }),
    )
    return { ...(facts as Omit<DraftPhase, 'days'>), days }
  })
  const sources = tree.sources.map(({ citation, url }) => present({ citation: citation.trim(), url: url.trim() }))
  return { draft: { phases, sources }, unreadable }
}

/** Without what is empty: a gap is absent, never an empty text. */
const present = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<Fields>

/** '8, 15, 22' or '2-5' as days; null for anything else. */
export function readDays(typed: string): number[] | null {
  const days: number[] = []
  for (const part of typed.split(/[,;\s]+/).filter((it) => it !== '')) {
    const [, first = '', last = first] = /^(\d{1,3})(?:[-–](\d{1,3}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last || first)]
    if (first === '' || from < 1 || to > 400 || to < from) return null
    for (let day = from; day <= to; day++) days.push(day)
  }
  return days.length === 0 || days.length > 120 ? null : [...new Set(days)]
}

export const move = <Item>(list: readonly Item[], from: number, to: number): readonly Item[] => {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length) return list
  const rest = list.filter((_, at) => at !== from)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
export const replaced = <Item extends { key: string }>(list: readonly Item[], item: Item): readonly Item[] =>
  list.map((it) => (it.key === item.key ? item : it))
export const without = <Item extends { key: string }>(list: readonly Item[], key: string): readonly Item[] =>
  list.filter((it) => it.key !== key)
/** Right after the one it was copied from. */
export const inserted = <Item extends { key: string }>(
  list: readonly Item[],
  after: string,
  item: Item,
): readonly Item[] => list.flatMap((it) => (it.key === after ? [it, item] : [it]))
export const inDayOrder = (days: readonly DayTree[]): readonly DayTree[] =>
  [...days].sort((a, b) => (Number(a.day) || 999) - (Number(b.day) || 999))
