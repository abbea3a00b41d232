import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { IndicatorGroup } from 'shared/indicator-rules'
import type { TreatmentIndicators } from 'shared/treatment-indicators'
import { download } from '../download'
import { http } from '../http'
import { currentLanguage } from '../preferences'
import { asked, type Question } from './question'

export const treatmentIndicators = (question: Question, groupBy: IndicatorGroup = 'hospital') =>
  queryOptions({
    queryKey: ['treatment-indicators', groupBy, question],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http
        .get('treatment-indicators', { searchParams: { ...asked(question), groupBy }, signal })
        .json<TreatmentIndicators>(),
  })

/** The days are those of the answer on the screen: the file is of them, even if midnight has passed. */
export function downloadIndicators(
  { on, since, groupBy, rules, ageGroup, ageLimit }: TreatmentIndicators,
  format: 'csv' | 'xlsx',
): Promise<void> {
  const { toleranceDays } = rules
  return download(
    'treatment-indicators',
    {
      ...{ on, since, groupBy, toleranceDays, format, lang: currentLanguage() },
      ...(ageGroup && { ageGroup }),
      ...(ageLimit && { ageLimit }),
    },
    `girasol-indicadores-${ageGroup ? `${ageGroup}-` : ''}${groupBy}-${on}.${format}`,
  )
}
