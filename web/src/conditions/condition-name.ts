import type { Condition } from 'shared/conditions'
import { currentLanguage } from '../preferences'

/** 'C91.0 Leucemia linfoblástica aguda': by the ICD-10, or by what else is known. */
export function conditionName({ icd10, topography, morphology, labels }: Condition): string {
  const language = currentLanguage()
  const [code, label] =
    icd10 !== null
      ? [icd10, labels.icd10]
      : morphology !== null
        ? [morphology, labels.morphology]
        : [topography, labels.topography]
  return [code, label?.[language] ?? label?.es].filter((part) => part != null).join(' ')
}
