import type { Language } from 'shared/counts'
import type { DelayBand } from 'shared/indicator-rules'
import type { AgeGroup } from 'shared/patients'
import type { StatusReason } from 'shared/treatment'
import type { IndicatorRules } from 'shared/treatment-indicators'

/** Headings and notes of the files; screens have their own words. */
interface IndicatorWords {
  file: string
  sheet: string
  doses: string
  given: string
  partial: string
  withoutRecord: string
  onTime: string
  adherence: string
  median: string
  p90: string
  bands: Record<DelayBand, string>
  omitted: string
  reasons: Record<StatusReason, string>
  substituted: string
  firstTreatmentInTime: string
  firstTreatments: string
  withoutDiagnosisDate: string
  rulesOf: (rules: IndicatorRules) => string
  age: string
  ageOf: (group: AgeGroup, limit: number) => string
  fileOf: Record<AgeGroup, string>
}

const days = (count: number) => `${count} ${count === 1 ? 'día' : 'días'}`
const daysEn = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`

export const indicatorWords: Record<Language, IndicatorWords> = {
  es: {
    file: 'indicadores-de-tratamiento',
    fileOf: { paediatric: 'pediatricos', adult: 'adultos' },
    age: 'Edad',
    ageOf: (group, limit) =>
      group === 'paediatric'
        ? `Menores de ${limit} años en el día planeado de la dosis o el del primer tratamiento`
        : `De ${limit} años o más en el día planeado de la dosis o el del primer tratamiento`,
    sheet: 'Indicadores',
    doses: 'Dosis planeadas',
    given: 'Aplicadas',
    partial: 'Aplicadas en parte',
    withoutRecord: 'Sin registro',
    onTime: 'Aplicadas a tiempo',
    adherence: 'Como dice el protocolo',
    median: 'Mediana de días de retraso',
    p90: 'Días de retraso, percentil 90',
    bands: {
      early: 'Antes de su día',
      '0': 'El mismo día',
      '1': '1 día de retraso',
      '2-3': '2 a 3 días de retraso',
      '4-7': '4 a 7 días de retraso',
      'over-7': 'Más de 7 días de retraso',
    },
    omitted: 'No aplicadas',
    reasons: {
      'not-available': 'No aplicada: no había medicamento',
      partial: 'No aplicada: medicamento incompleto',
      toxicity: 'No aplicada: toxicidad',
      laboratory: 'No aplicada: laboratorio',
      infection: 'No aplicada: infección',
      absent: 'No aplicada: no acudió',
      refused: 'No aplicada: no aceptó',
      'no-bed': 'No aplicada: sin cama',
      equipment: 'No aplicada: equipo',
      other: 'No aplicada: otro motivo',
    },
    substituted: 'Con otro medicamento',
    firstTreatmentInTime: 'Iniciaron tratamiento en plazo',
    firstTreatments: 'Iniciaron tratamiento, con fecha de diagnóstico',
    withoutDiagnosisDate: 'Iniciaron tratamiento, sin fecha de diagnóstico',
    rulesOf: ({ version, toleranceDays, fullDosePercent, startWithinDays }) =>
      `Versión ${version}. Solo dosis antineoplásicas. A tiempo: aplicada sin más de ${days(toleranceDays)} de diferencia con su día. Como dice el protocolo: a tiempo, con el medicamento planeado y al menos ${fullDosePercent} % de la dosis planeada. En plazo: primer tratamiento a no más de ${days(startWithinDays)} del diagnóstico. El denominador de las dosis son las planeadas; una dosis del día de corte cuenta cuando ya tiene registro.`,
  },
  en: {
    file: 'treatment-indicators',
    fileOf: { paediatric: 'paediatric', adult: 'adult' },
    age: 'Age',
    ageOf: (group, limit) =>
      group === 'paediatric'
        ? `Under ${limit} years on the planned day of the dose or the day of the first treatment`
        : `${limit} years or over on the planned day of the dose or the day of the first treatment`,
    sheet: 'Indicators',
    doses: 'Planned doses',
    given: 'Given',
    partial: 'Given in part',
    withoutRecord: 'Without record',
    onTime: 'Given on time',
    adherence: 'As the protocol says',
    median: 'Median days of delay',
    p90: 'Days of delay, 90th percentile',
    bands: {
      early: 'Before its day',
      '0': 'Same day',
      '1': '1 day late',
      '2-3': '2 to 3 days late',
      '4-7': '4 to 7 days late',
      'over-7': 'More than 7 days late',
    },
    omitted: 'Not given',
    reasons: {
      'not-available': 'Not given: medication not available',
      partial: 'Not given: medication incomplete',
      toxicity: 'Not given: toxicity',
      laboratory: 'Not given: laboratory',
      infection: 'Not given: infection',
      absent: 'Not given: did not come',
      refused: 'Not given: refused',
      'no-bed': 'Not given: no bed',
      equipment: 'Not given: equipment',
      other: 'Not given: other reason',
    },
    substituted: 'With another medication',
    firstTreatmentInTime: 'Began treatment in time',
    firstTreatments: 'Began treatment, day of diagnosis known',
    withoutDiagnosisDate: 'Began treatment, day of diagnosis not known',
    rulesOf: ({ version, toleranceDays, fullDosePercent, startWithinDays }) =>
      `Version ${version}. Antineoplastic doses only. On time: given no more than ${daysEn(toleranceDays)} from its day. As the protocol says: on time, with the planned medication and at least ${fullDosePercent} % of the planned dose. In time: first treatment no more than ${daysEn(startWithinDays)} from the diagnosis. The denominator of doses is those planned; a dose of the day of the figures counts once it has a record.`,
  },
}
