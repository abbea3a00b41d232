import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { HospitalPainSettings, NewPainSettings } from 'shared/pain-settings'
import { http, ifMatch } from '../http'

export const painSettings = (organizationId: string) =>
  queryOptions({
    queryKey: ['pain', 'settings', organizationId],
    queryFn: ({ signal }) =>
      http.get('pain/settings', { searchParams: { organizationId }, signal }).json<HospitalPainSettings>(),
  })

/** The version that was read goes along: somebody else may have set them meanwhile. */
export const setPainSettings = (organizationId: string) =>
  mutationOptions({
    mutationKey: ['pain', 'settings', organizationId],
    mutationFn: ({ body, version }: { body: NewPainSettings; version: number }) =>
      http
        .put('pain/settings', { searchParams: { organizationId }, json: body, headers: ifMatch(version) })
        .json<HospitalPainSettings>(),
    onSettled: (_saved, _error, _input, _before, { client }) =>
      client.invalidateQueries({ queryKey: painSettings(organizationId).queryKey }),
  })
