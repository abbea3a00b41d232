import { queryOptions } from '@tanstack/react-query'
import type { EarlyWarningScale } from 'shared/early-warning'
import { http } from '../http'

/** Items, bands and sources of the score; the same for every hospital. */
export const earlyWarningScale = queryOptions({
  queryKey: ['early-warning-scale'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => http.get('early-warning-scale', { signal }).json<EarlyWarningScale>(),
})
