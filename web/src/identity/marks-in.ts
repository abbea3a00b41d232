import type { IdentityMark, IdentityMarkKind } from 'shared/identity-marks'
import type { FieldProblem } from '../problem'

/** A mark with the text that it stands in. */
export interface PlacedMark extends IdentityMark {
  source: string
}

/** The places that the server took for somebody's, cut out of the very body that was sent; other refusals are left out. */
export function marksIn(problems: readonly FieldProblem[], sent: unknown): PlacedMark[] {
  return problems.flatMap((problem) => {
    const { pointer, code, at, length } = problem as FieldProblem & { at?: unknown; length?: unknown }
    const source = valueAt(sent, pointer)
    if (!code.startsWith('identifies-') || typeof at !== 'number' || typeof length !== 'number') return []
    if (typeof source !== 'string') return []
    const kind = code.slice('identifies-'.length) as IdentityMarkKind // the codes of 409 `identifies-a-patient`
    return [{ kind, at, length, text: source.slice(at, at + length), source }]
  })
}

function valueAt(body: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      body,
    )
}
