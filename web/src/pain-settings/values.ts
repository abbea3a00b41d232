import { analgesicRoutes, warningBands } from 'shared/pain'
import { boundsOfRoute, type PainSettings, painSettingBounds } from 'shared/pain-settings'
import type { SettingName } from '../words/pain-settings'

/** Members of the settings in the order of the form, `reassessMinutes.IV` for one of several. */
export const routeSettings = analgesicRoutes.map((route) => `reassessMinutes.${route}` as const)
export const clockSettings = ['graceMinutes', 'answerMinutes', 'sedationMinutes', 'antibioticMinutes'] as const
export const bandSettings = warningBands.map((band) => `earlyWarningHours.${band}` as const)
export const settingNames: readonly SettingName[] = [...routeSettings, ...clockSettings, ...bandSettings]

export type SettingValues = Record<SettingName, string>

const flat = ({ reassessMinutes, earlyWarningHours, ...clocks }: PainSettings): Record<SettingName, number> => ({
  ...clocks,
  ...(Object.fromEntries([
    ...analgesicRoutes.map((route) => [`reassessMinutes.${route}`, reassessMinutes[route]]),
    ...warningBands.map((band) => [`earlyWarningHours.${band}`, earlyWarningHours[band]]),
  ]) as Record<(typeof routeSettings)[number] | (typeof bandSettings)[number], number>),
})

export const numberOf = (settings: PainSettings, name: SettingName): number => flat(settings)[name]

export const typedFrom = (settings: PainSettings): SettingValues =>
  Object.fromEntries(Object.entries(flat(settings)).map(([name, value]) => [name, String(value)])) as SettingValues

export function boundsOf(name: SettingName): readonly [number, number] {
  const route = analgesicRoutes.find((it) => name === `reassessMinutes.${it}`)
  if (route !== undefined) return boundsOfRoute(route)
  return name.startsWith('earlyWarningHours')
    ? painSettingBounds.earlyWarningHours
    : painSettingBounds[name as 'graceMinutes']
}

/** As the server takes it; what is no number goes as NaN and is refused by name. */
export function settingsFrom(values: SettingValues): PainSettings {
  const number = (name: SettingName) =>
    values[name].trim() === '' ? Number.NaN : Number(values[name].replace(',', '.'))
  const each = <Key extends string>(keys: readonly Key[], name: (key: Key) => SettingName) =>
    Object.fromEntries(keys.map((key) => [key, number(name(key))])) as Record<Key, number>
  return {
    reassessMinutes: each(analgesicRoutes, (route) => `reassessMinutes.${route}`),
    graceMinutes: number('graceMinutes'),
    answerMinutes: number('answerMinutes'),
    sedationMinutes: number('sedationMinutes'),
    earlyWarningHours: each(warningBands, (band) => `earlyWarningHours.${band}`),
    antibioticMinutes: number('antibioticMinutes'),
  }
}

/** `#/settings/reassessMinutes/IV` as the field's name. */
export const nameAt = (pointer: string) => pointer.replace(/^#\/(settings\/)?/, '').replace('/', '.')
