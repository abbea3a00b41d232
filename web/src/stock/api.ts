import { keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { Forecast, NewStockEntry, StockEntry, StockList } from 'shared/supply'
import { http } from '../http'

const asked = (organizationId: string, on: string) => ({ organizationId, ...(on && { on }) })

export const forecast = (organizationId: string, on: string) =>
  queryOptions({
    queryKey: ['supply', 'forecast', organizationId, on],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      http.get('shortages/forecast', { searchParams: asked(organizationId, on), signal }).json<Forecast>(),
  })

export const stock = (organizationId: string, on: string) =>
  queryOptions({
    queryKey: ['supply', 'stock', organizationId, on],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => http.get('stock', { searchParams: asked(organizationId, on), signal }).json<StockList>(),
  })

export const recordStock = mutationOptions({
  mutationKey: ['supply', 'record'],
  mutationFn: ({ body, headers }: { body: NewStockEntry; headers: Record<string, string> }) =>
    http.post('stock', { json: body, headers }).json<StockEntry>(),
  onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['supply'] }),
})
