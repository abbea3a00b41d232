import type { ProtocolIssue } from './protocol-library.js'
import { dayIssues, type KnownMedication } from './protocol-line-checks.js'
import { type DraftPhase, ProtocolDefinition, type ProtocolDraft } from './protocols.js'

export type { KnownMedication } from './protocol-line-checks.js'

/**
 * Everything to be said of a draft before it is put in use: what is missing or malformed, then what the catalogue and the
 * rules say. Errors keep it a draft; warnings are shown. Pointers are RFC 6901 in a fragment, from the definition down.
 */
export function checkProtocol(draft: ProtocolDraft, medications: readonly KnownMedication[]): ProtocolIssue[] {
  const known = new Map(medications.map((medication) => [medication.code, medication]))
  const found = [
    ...shapeIssues(draft),
    ...(draft.sources.length === 0 ? [issue('#/sources', 'sources-missing', 'warning')] : []),
    ...draft.phases.flatMap((phase, at) => phaseIssues(phase, `#/phases/${at}`, known)),
  ]
  const seen = new Set<string>()
  return found.filter(({ pointer, code }) => {
    const key = `${pointer} ${code}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

export const hasErrors = (issues: readonly ProtocolIssue[]) => issues.some(({ severity }) => severity === 'error')

const issue = (pointer: string, code: string, severity: ProtocolIssue['severity'] = 'error'): ProtocolIssue => ({
  pointer,
  code,
  severity,
})

const CODE = /^[a-z0-9]+(-[a-z0-9]+)+$|^required$/
const kinds: Readonly<Record<string, string>> = {
  unrecognized_keys: 'unknown-field',
  invalid_value: 'not-in-list',
  invalid_format: 'wrong-format',
  too_small: 'too-small',
  too_big: 'too-large',
  invalid_type: 'wrong-type',
}

/** What the schema of a whole definition finds missing or malformed. */
function shapeIssues(draft: ProtocolDraft): ProtocolIssue[] {
  const parsed = ProtocolDefinition.safeParse(draft)
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, code, message }) => {
    const pointer = `#${path.map((part) => `/${String(part)}`).join('')}`
    if (CODE.test(message)) return issue(pointer, message)
    if (valueAt(draft, path) === undefined) return issue(pointer, path.at(-1) === 'unit' ? 'unit-missing' : 'required')
    return issue(
      pointer,
      code === 'too_small' && path.at(-1) === 'days' ? 'required' : (kinds[code] ?? 'invalid-value'),
    )
  })
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((inner: unknown, part) => (inner as Record<PropertyKey, unknown> | undefined)?.[part], value)

function phaseIssues(phase: DraftPhase, at: string, known: ReadonlyMap<string, KnownMedication>): ProtocolIssue[] {
  const days = phase.days.map(({ day }) => day)
  return [
    ...phase.days.flatMap((day, index) => {
      const here = `${at}/days/${index}`
      return [
        ...(day.day !== undefined && days.indexOf(day.day) < index ? [issue(`${here}/day`, 'duplicate-day')] : []),
        ...(day.day !== undefined && phase.cycleDays !== undefined && day.day > phase.cycleDays
          ? [{ ...issue(`${here}/day`, 'day-beyond-cycle'), limit: { value: phase.cycleDays, unit: 'd' } }]
          : []),
        ...dayIssues(day, here, known),
      ]
    }),
    ...rescueIssues(phase, at),
  ]
}

/** From here on methotrexate needs leucovorin (mg/m2), and cyclophosphamide mesna: chemo agents, version 1.0. */
const HIGH_METHOTREXATE = 500
const HIGH_CYCLOPHOSPHAMIDE = 1000

const rescues = [
  { medication: 'metotrexato', from: HIGH_METHOTREXATE, needs: 'acido_folinico', code: 'rescue-missing' },
  { medication: 'ciclofosfamida', from: HIGH_CYCLOPHOSPHAMIDE, needs: 'mesna', code: 'mesna-missing' },
  { medication: 'ifosfamida', from: 0, needs: 'mesna', code: 'mesna-missing' },
] as const

function rescueIssues(phase: DraftPhase, at: string): ProtocolIssue[] {
  const used = new Set(phase.days.flatMap(({ medications }) => medications.map(({ medication }) => medication)))
  return rescues.flatMap(({ medication, from, needs, code }) => {
    if (used.has(needs)) return []
    for (const [d, day] of phase.days.entries())
      for (const [m, line] of day.medications.entries())
        if (
          line.medication === medication &&
          line.basis === 'per-m2' &&
          line.route !== 'IT' &&
          (line.unit === 'g' ? 1000 : 1) * (line.amount ?? -1) >= from
        )
          return [issue(`${at}/days/${d}/medications/${m}/medication`, code, 'warning')]
    return []
  })
}
