import type { Medication } from './medication-catalogue.js'
import type { Amount, DoseUnit, Route } from './medications.js'

type Piece = Medication['pieces'][number]

/** What a dose is drawn from: one ampoule, vial, tablet or capsule; a bottle serves many doses. */
export interface Unit {
  form: 'injectable' | 'solid' | 'bottle'
  /** Content of one unit, in mg or UI. */
  content: Amount
  /** Units in one piece of the key. */
  perPiece: number
}

const solids = /tabletas?|grageas?|cápsulas?|comprimidos?/i
const injectables = /ámpulas?|ampolletas?/i
/** "10 frascos ámpula de 100 mg", "Envase con una cápsula de 20 mg", "Frasco ámpula de 10 000 UI": how many, of what. */
const described = /^(?:(\d+) )?.*? de ([\d .]+) ?(mg|g|µg|UI)$/
const units: Readonly<Record<string, DoseUnit>> = { mg: 'mg', g: 'g', µg: 'ug', UI: '[IU]' }
const inMg: Partial<Record<DoseUnit, number>> = { mg: 1, g: 1000, ug: 0.001 }

/** Milligrams, or international units; null for an amount that neither can express. */
export function inBase({ value, unit }: Amount): Amount | null {
  if (unit === '[IU]') return { value, unit }
  const factor = inMg[unit]
  return factor === undefined ? null : { value: value * factor, unit: 'mg' }
}

/** The units in a piece, or null where the catalogue does not say what a piece holds or its words disagree with its figure. */
export function unitOf({ content, presentation }: Piece): Unit | null {
  const whole = content && inBase(content)
  if (whole === null || presentation === null) return null
  if (/\d mL/.test(presentation)) return { form: 'bottle', content: whole, perPiece: 1 }
  const [, count = '1', amount = '', unit = ''] = described.exec(presentation) ?? []
  const each = inBase({ value: Number(amount.replaceAll(' ', '')), unit: units[unit] ?? 'mL' })
  const form = solids.test(presentation) ? 'solid' : injectables.test(presentation) ? 'injectable' : null
  if (each === null || form === null || each.unit !== whole.unit) return null
  if (Math.abs(each.value * Number(count) - whole.value) > 1e-9) return null
  return { form, content: each, perPiece: Number(count) }
}

/** Tablets, capsules and bottles go by mouth, vials by every other way. */
export const fits = (route: Route, { form }: Unit): boolean => (route === 'PO') !== (form === 'injectable')

/**
 * How many units of each size (mg or UI, any order) one dose needs: whole ones, as what is left in a vial is not given to
 * another person. Of the ways to reach the dose, the one that wastes least, then the one that opens fewest.
 */
export function unitsForDose(dose: number, sizes: readonly number[]): number[] {
  const order = sizes.map((_, at) => at).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0))
  let best: { waste: number; opened: number; counts: number[] } | undefined
  const fill = (at: number, left: number, counts: number[]) => {
    const index = order[at]
    if (index === undefined) return
    const size = sizes[index] ?? Number.POSITIVE_INFINITY
    const enough = Math.max(0, Math.ceil(left / size - 1e-9))
    const last = at === order.length - 1
    for (let count = last ? enough : 0; count <= enough; count++) {
      const next = counts.with(index, count)
      const over = left - count * size
      if (!last && over > 1e-9) {
        fill(at + 1, over, next)
        continue
      }
      const [waste, opened] = [Math.max(0, -over), next.reduce((sum, it) => sum + it, 0)]
      const lessWaste = best === undefined || waste < best.waste - 1e-9
      if (lessWaste || (waste < (best?.waste ?? 0) + 1e-9 && opened < (best?.opened ?? 0)))
        best = { waste, opened, counts: next }
    }
  }
  fill(0, dose, Array<number>(sizes.length).fill(0))
  return best?.counts ?? []
}
