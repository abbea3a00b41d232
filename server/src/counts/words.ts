import type { AgeMoment, AgeRule, CountGroup, CountScope, Disclosure, Language } from 'shared/counts'
import type { Level } from 'shared/network'

/** Headings and notes of the files; screens have their own words. */
interface CountWords {
  fileName: { counts: string; fortnights: string; pyramid: string }
  sheetName: { counts: string; fortnights: string; pyramid: string }
  key: Record<CountGroup, string>
  label: Record<CountGroup, string>
  on: string
  level: string
  ooad: string
  paediatric: string
  adult: string
  patients: string
  added: string
  hidden: string
  from: string
  to: string
  percent: string
  age: string
  female: string
  male: string
  other: string
  unknown: string
  levels: Record<Level, string>
  notClassified: string
  notAssigned: string
  everybody: string
  bandOf: (from: number, to: number | null) => string
  figuresOn: string
  period: string
  periodOf: (since: string, on: string) => string
  ageRule: string
  ageRuleOf: (rule: AgeRule) => string
  scope: string
  scopeOf: (scope: CountScope) => string
  rounding: string
  disclosureOf: (disclosure: Pick<Disclosure, 'smallestShown' | 'roundedTo'>) => string
  exact: string
  groupedBy: string
}

const momentEs: Record<AgeMoment, string> = {
  registration: 'el día de su registro',
  diagnosis: 'el día de su diagnóstico',
  report: 'el día de las cifras',
}
const momentEn: Record<AgeMoment, string> = {
  registration: 'on the day of registration',
  diagnosis: 'on the day of diagnosis',
  report: 'on the day of the figures',
}

export const countWords: Record<Language, CountWords> = {
  es: {
    fileName: { counts: 'conteos', fortnights: 'quincenas', pyramid: 'edades' },
    sheetName: { counts: 'Conteos', fortnights: 'Quincenas', pyramid: 'Edad y sexo' },
    key: { hospital: 'CLUES', level: 'Clave de nivel', ooad: 'Clave de OOAD', iccc3: 'Grupo ICCC-3' },
    label: { hospital: 'Hospital', level: 'Nivel', ooad: 'OOAD', iccc3: 'Nombre del grupo' },
    on: 'Fecha de corte',
    level: 'Nivel',
    ooad: 'OOAD del lugar',
    paediatric: 'Pediátricas',
    adult: 'Adultas',
    patients: 'Personas',
    added: 'Nuevas en el periodo',
    hidden: 'Hay cifras ocultas',
    from: 'Primer día',
    to: 'Último día',
    percent: 'Porcentaje pediátrico',
    age: 'Edad al registro',
    female: 'Mujeres',
    male: 'Hombres',
    other: 'Otro sexo',
    unknown: 'Sexo sin dato',
    levels: { umae: 'UMAE', 'second-level': 'Segundo nivel' },
    notClassified: 'Sin clasificar',
    notAssigned: 'Sin OOAD',
    everybody: 'Todas',
    bandOf: (from, to) => (to === null ? `${from} años y más` : `${from} a ${to} años`),
    figuresOn: 'Cifras al',
    period: 'Periodo de las personas nuevas',
    periodOf: (since, on) => `Después del ${since} y hasta el ${on}`,
    ageRule: 'Regla de edad',
    ageRuleOf: ({ limit, at }) => `Pediátrica es la persona con menos de ${limit} años cumplidos ${momentEs[at]}.`,
    scope: 'Alcance',
    scopeOf: ({ kind, label, hospitals }) =>
      kind === 'national' ? 'Nacional' : (label ?? `${hospitals} ${hospitals === 1 ? 'hospital' : 'hospitales'}`),
    rounding: 'Protección de cifras',
    disclosureOf: ({ smallestShown, roundedTo }) =>
      `Las cifras de 1 a ${smallestShown - 1} personas van vacías. Las de cada lugar, grupo, edad y sexo se redondean a múltiplos de ${roundedTo}, y sus sumas se forman con lo que se ve: cada cifra oculta cuenta como ${roundedTo}. Los totales nacionales son exactos.`,
    exact: 'Cifras exactas, sin ocultar ni redondear: pueden revelar a una persona.',
    groupedBy: 'Una fila por',
  },
  en: {
    fileName: { counts: 'counts', fortnights: 'fortnights', pyramid: 'ages' },
    sheetName: { counts: 'Counts', fortnights: 'Fortnights', pyramid: 'Age and sex' },
    key: { hospital: 'CLUES', level: 'Level code', ooad: 'OOAD code', iccc3: 'ICCC-3 group' },
    label: { hospital: 'Hospital', level: 'Level', ooad: 'OOAD', iccc3: 'Group name' },
    on: 'As of',
    level: 'Level',
    ooad: 'OOAD of the place',
    paediatric: 'Paediatric',
    adult: 'Adult',
    patients: 'People',
    added: 'Added in the period',
    hidden: 'Some figures are hidden',
    from: 'First day',
    to: 'Last day',
    percent: 'Paediatric percent',
    age: 'Age on registration',
    female: 'Female',
    male: 'Male',
    other: 'Other sex',
    unknown: 'Sex not known',
    levels: { umae: 'UMAE', 'second-level': 'Second level' },
    notClassified: 'Not classified',
    notAssigned: 'No OOAD',
    everybody: 'All',
    bandOf: (from, to) => (to === null ? `${from} years and over` : `${from} to ${to} years`),
    figuresOn: 'Figures as of',
    period: 'Period of the people added',
    periodOf: (since, on) => `After ${since} and up to ${on}`,
    ageRule: 'Age rule',
    ageRuleOf: ({ limit, at }) => `Paediatric means under ${limit} years ${momentEn[at]}.`,
    scope: 'Scope',
    scopeOf: ({ kind, label, hospitals }) =>
      kind === 'national' ? 'National' : (label ?? `${hospitals} ${hospitals === 1 ? 'hospital' : 'hospitals'}`),
    rounding: 'Protection of figures',
    disclosureOf: ({ smallestShown, roundedTo }) =>
      `Figures of 1 to ${smallestShown - 1} people are left empty. Those of a place, group, age and sex are rounded to multiples of ${roundedTo}, and their sums are made of what is seen: each hidden figure counts as ${roundedTo}. National totals are exact.`,
    exact: 'Exact figures, neither hidden nor rounded: they may reveal a person.',
    groupedBy: 'One row for each',
  },
}
