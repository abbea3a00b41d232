import type { CalendarDay } from './calendar-day.js'
import { ungrouped } from './fold.js'

/**
 * Agregado médico, what tells apart the people who share an NSS: relation to the insured (1), sex (1), year of birth (4),
 * regime (2). Sex and year are those of the person cared for, not of the insured. Here M is male; in a CURP it is female.
 */
type AgregadoParts = {
  /** 1 insured, 2 spouse or partner, 3 child, 4 parent; 5 and above are seen in use. */
  relation: number
  sex: 'female' | 'male'
  birthYear: number
  regime: string
}

type ReadAgregado = { parts: AgregadoParts; errors?: never } | { errors: AgregadoError[]; parts?: never }
export const agregadoErrorCodes = ['agregado-length', 'agregado-character'] as const
/** `position` counts from 1. */
type AgregadoError = { code: (typeof agregadoErrorCodes)[number]; position?: number }

const positions = [/[1-9]/, /[FM]/, /[12]/, /\d/, /\d/, /\d/, /[A-Z]/, /[A-Z]/]

export function readAgregado(text: string): ReadAgregado {
  const agregado = ungrouped(text)
  if (agregado.length !== positions.length) return { errors: [{ code: 'agregado-length' }] }
  const errors = positions.flatMap((allowed, i) =>
    allowed.test(agregado.charAt(i)) ? [] : [{ code: 'agregado-character' as const, position: i + 1 }],
  )
  if (errors.length > 0) return { errors }
  return {
    parts: {
      relation: Number(agregado.charAt(0)),
      sex: agregado.charAt(1) === 'F' ? 'female' : 'male',
      birthYear: Number(agregado.slice(2, 6)),
      regime: agregado.slice(6),
    },
  }
}

/** The regimes met so far; no official text lists them, so another one is only asked about. */
const regimes = new Set(['OR', 'PE', 'ES', 'ND', 'SF', 'SA'])

type AboutPerson = { birthDate?: CalendarDay | null | undefined; sex?: string | null | undefined }
export const agregadoDoubtCodes = ['agregado-sex-mismatch', 'agregado-birth-year-mismatch', 'agregado-regime'] as const
type AgregadoDoubt = { code: (typeof agregadoDoubtCodes)[number]; position: number }

/** Where an agregado and the form disagree. It knows only F and M, so sex `other` and `unknown` contradict nothing. */
export function doubtsAboutAgregado(parts: AgregadoParts, { birthDate, sex }: AboutPerson) {
  const doubts: AgregadoDoubt[] = []
  if ((sex === 'female' || sex === 'male') && sex !== parts.sex)
    doubts.push({ code: 'agregado-sex-mismatch', position: 2 })
  if (birthDate && Number(birthDate.slice(0, 4)) !== parts.birthYear)
    doubts.push({ code: 'agregado-birth-year-mismatch', position: 3 })
  if (!regimes.has(parts.regime)) doubts.push({ code: 'agregado-regime', position: 7 })
  return doubts
}
