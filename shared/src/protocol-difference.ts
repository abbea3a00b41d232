import type { ProtocolDifference } from './protocol-library.js'
import type { DraftDay, DraftMedication, DraftPhase, ProtocolDraft } from './protocols.js'

type PhaseChange = ProtocolDifference['phases'][number]
type DayChange = PhaseChange['days'][number]
type LineChange = DayChange['medications'][number]

/**
 * What changed from one definition to another, by phase, day and medication. Phases are paired by name and else by kind
 * in order, days by number, medications by code and route in order; what is the same is left out.
 */
export function compareProtocols(from: ProtocolDraft, to: ProtocolDraft): ProtocolDifference {
  const phases = pair(from.phases, to.phases, [({ name }) => name, ({ kind }) => kind]).flatMap(comparePhases)
  const [cited, citing] = [from, to].map(({ sources }) => sources.map(({ citation }) => citation ?? ''))
  const sources = {
    added: (citing ?? []).filter((citation) => !cited?.includes(citation)),
    removed: (cited ?? []).filter((citation) => !citing?.includes(citation)),
  }
  return { same: phases.length + sources.added.length + sources.removed.length === 0, phases, sources }
}

interface Pair<T> {
  from: T | null
  to: T | null
}

/** Pairs of two lists, in the order of the second with what it lacks behind; each key is tried on what is left. */
function pair<T>(before: readonly T[], after: readonly T[], keys: readonly ((item: T) => unknown)[]): Pair<T>[] {
  const left = new Set(before)
  const partners = new Map<T, T>()
  for (const key of keys)
    for (const item of after) {
      if (partners.has(item) || key(item) === undefined) continue
      const partner = [...left].find((other) => key(other) === key(item))
      if (partner === undefined) continue
      left.delete(partner)
      partners.set(item, partner)
    }
  return [
    ...after.map((to) => ({ from: partners.get(to) ?? null, to })),
    ...[...left].map((from) => ({ from, to: null })),
  ]
}

const headFields = ['name', 'kind', 'cycleDays', 'cycles'] as const

const headOf = ({ name, kind, cycleDays, cycles }: DraftPhase) => ({
  ...(name === undefined ? {} : { name }),
  ...(kind === undefined ? {} : { kind }),
  ...(cycleDays === undefined ? {} : { cycleDays }),
  ...(cycles === undefined ? {} : { cycles }),
})

function comparePhases({ from, to }: Pair<DraftPhase>): PhaseChange[] {
  const fields = from === null || to === null ? [] : headFields.filter((field) => from[field] !== to[field])
  const days = pair(from?.days ?? [], to?.days ?? [], [({ day }) => day])
    .flatMap(compareDays)
    .sort((a, b) => (a.day ?? 0) - (b.day ?? 0))
  const change = changeOf(from, to)
  if (change === 'changed' && fields.length === 0 && days.length === 0) return []
  return [{ change, from: from && headOf(from), to: to && headOf(to), fields, days }]
}

const changeOf = (from: unknown, to: unknown) => (from === null ? 'added' : to === null ? 'removed' : 'changed')

function compareDays({ from, to }: Pair<DraftDay>): DayChange[] {
  const medications = pair(from?.medications ?? [], to?.medications ?? [], [
    (line) => line.medication && JSON.stringify([line.medication, line.route, line.offsetMinutes]),
    (line) => line.medication && JSON.stringify([line.medication, line.route]),
    (line) => line.medication,
  ]).flatMap(compareLines)
  const change = changeOf(from, to)
  if (change === 'changed' && medications.length === 0) return []
  return [{ day: to?.day ?? from?.day ?? null, change, medications }]
}

function compareLines({ from, to }: Pair<DraftMedication>): LineChange[] {
  const names = [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])] as (keyof DraftMedication)[]
  const fields = from === null || to === null ? [] : names.filter((name) => sorted(from[name]) !== sorted(to[name]))
  const change = changeOf(from, to)
  return change === 'changed' && fields.length === 0 ? [] : [{ change, from, to, fields }]
}

/** JSON does not keep the order of keys; two values that say the same are the same text. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}
