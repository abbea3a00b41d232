import { queryOptions } from '@tanstack/react-query'
import type { CatalogueList } from 'shared/terminology'
import type * as z from 'zod'
import { http } from '../http'

export const catalogues = queryOptions({
  queryKey: ['catalogues'],
  queryFn: ({ signal }) => http.get('catalogues', { signal }).json<z.infer<typeof CatalogueList>>(),
})
