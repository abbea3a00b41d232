import type { Language } from 'shared/counts'
import type { IndicatorGroup } from 'shared/indicator-rules'

/** Headings and notes that files of indicators have in common. */
interface CommonWords {
  since: string
  on: string
  key: Record<IndicatorGroup, string>
  label: Record<IndicatorGroup, string>
  rules: string
  exact: string
}

export const commonWords: Record<Language, CommonWords> = {
  es: {
    since: 'Después del',
    on: 'Fecha de corte',
    key: { hospital: 'CLUES', level: 'Clave de nivel', ooad: 'Clave de OOAD' },
    label: { hospital: 'Hospital', level: 'Nivel', ooad: 'OOAD' },
    rules: 'Reglas',
    exact: 'Cifras exactas, sin ocultar ni redondear: pueden revelar a una persona.',
  },
  en: {
    since: 'After',
    on: 'As of',
    key: { hospital: 'CLUES', level: 'Level code', ooad: 'OOAD code' },
    label: { hospital: 'Hospital', level: 'Level', ooad: 'OOAD' },
    rules: 'Rules',
    exact: 'Exact figures, nothing hidden or rounded: they may reveal a person.',
  },
}
