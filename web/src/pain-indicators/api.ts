import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { IndicatorGroup } from 'shared/indicator-rules'
import type { PainIndicators } from 'shared/pain-indicators'
import { download } from '../download'
import { http } from '../http'
import { askedDays, type Days } from '../indicators/days'
import { currentLanguage } from '../preferences'

export const painIndicators = (days: Days, groupBy: IndicatorGroup = 'hospital') =>
  queryOptions({
    queryKey: ['pain-indicators', groupBy, days],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.get('pain/indicators', { searchParams: { ...askedDays(days), groupBy }, signal }).json<PainIndicators>(),
  })

/** The days are those of the answer on the screen: the file is of them, even if midnight has passed. */
export const downloadPain = ({ on, since, groupBy }: PainIndicators, format: 'csv' | 'xlsx'): Promise<void> =>
  download(
    'pain/indicators',
    { on, since, groupBy, format, lang: currentLanguage() },
    `girasol-dolor-${groupBy}-${on}.${format}`,
  )
