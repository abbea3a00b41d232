import type { IdentityMarkKind } from 'shared/identity-marks'
import { Problem } from '../problem.js'

/** Where a text of a body says who somebody is. */
export interface MarkedPlace {
  pointer: string
  code: `identifies-${IdentityMarkKind}`
  at: number
  length: number
}

/**
 * 409 `identifies-a-patient`. The act is undone, so what it found is written down afterwards (access/denied): `learnt` are
 * keyed hashes of the names that the answer confirms as registered.
 */
export class Identifies extends Problem {
  readonly kinds: Record<string, number>
  readonly learnt: readonly Buffer[]
  constructor(errors: readonly MarkedPlace[], kinds: Record<string, number>, learnt: readonly Buffer[]) {
    super('identifies-a-patient', 409, { errors })
    this.kinds = kinds
    this.learnt = learnt
  }
}
