import type { System } from 'shared/terminology'
import type { Option } from '../design/combobox-option'

/** Codes chosen in this visit, the latest first. A code says nothing of a person; still, only the page holds them. */
const recent: Record<System, readonly Option[]> = { icd10: [], topography: [], morphology: [] }
const kept = 6

export function recentOptions(system: System): readonly Option[] {
  return recent[system]
}

export function rememberOption(system: System, option: Option) {
  recent[system] = [option, ...recent[system].filter(({ code }) => code !== option.code)].slice(0, kept)
}
