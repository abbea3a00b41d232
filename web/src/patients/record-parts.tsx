import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Patient } from 'shared/patients'
import type { record } from '../words/record'

type PartProps = { patient: Patient }

type RecordPart = {
  key: string
  /** Which of the record's words is its title. */
  title: TitleKey
  Part: LazyExoticComponent<ComponentType<PartProps>>
}

type TitleKey = {
  [Key in keyof typeof record.es]: (typeof record.es)[Key] extends string ? Key : never
}[keyof typeof record.es]

/** Parts of a record between diagnoses and data, in the order of their tabs. Each asks for what it shows. */
export const recordParts: readonly RecordPart[] = [
  part('tratamiento', 'treatment', async () => (await import('../care-plans/TreatmentPart')).TreatmentPart),
  part('dolor', 'painTab', async () => (await import('../pain-assessments/PainPart')).PainPart),
  part('analgesia', 'reliefTab', async () => (await import('../analgesia/ReliefPart')).ReliefPart),
  part('doses', 'doses', async () => (await import('../medication-administrations/DoseList')).DoseList),
  part(
    'measures',
    'measures',
    async () => (await import('../body-measurements/BodyMeasurementsPart')).BodyMeasurementsPart,
  ),
  part('procedures', 'procedures', async () => (await import('../procedures/ProceduresPart')).ProceduresPart),
  part(
    'adverse-events',
    'adverseEvents',
    async () => (await import('../adverse-events/AdverseEventsPart')).AdverseEventsPart,
  ),
  part('alerta', 'earlyWarning', async () => (await import('../early-warning/EarlyWarningPart')).EarlyWarningPart),
]

function part(key: string, title: TitleKey, load: () => Promise<ComponentType<PartProps>>): RecordPart {
  return { key, title, Part: lazy(async () => ({ default: await load() })) }
}
