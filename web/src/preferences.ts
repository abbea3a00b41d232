import { useSyncExternalStore } from 'react'

/** The only three things this page keeps in the browser's storage: none says anything about a person. */
const languages = ['es', 'en'] as const
const themes = ['system', 'light', 'dark', 'contrast'] as const
const texts = ['usual', 'large'] as const
type Language = (typeof languages)[number]
export type Theme = (typeof themes)[number]
/** Size of the text on families' pages. */
type Text = (typeof texts)[number]
export type Preferences = { language: Language; theme: Theme; text: Text; shortcuts: boolean }

const listeners = new Set<() => void>()
const darkSystem = matchMedia('(prefers-color-scheme: dark)')
const contrastSystem = matchMedia('(prefers-contrast: more)')

let preferences: Preferences = {
  language: kept('girasol.language', languages, 'es'),
  theme: kept('girasol.theme', themes, 'system'),
  text: kept('girasol.text', texts, 'usual'),
  shortcuts: true, // for this visit only
}

export const currentLanguage = () => preferences.language

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => preferences)
}

export function setPreferences(change: Partial<Preferences>) {
  preferences = { ...preferences, ...change }
  keepPreferences()
  showPreferences()
  for (const listener of listeners) listener()
}

/** Again after signing out, because the server then asks the browser to clear what it stored. */
export function keepPreferences() {
  try {
    localStorage.setItem('girasol.language', preferences.language)
    localStorage.setItem('girasol.theme', preferences.theme)
    localStorage.setItem('girasol.text', preferences.text)
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

export function showPreferences() {
  const root = document.documentElement
  root.lang = preferences.language === 'es' ? 'es-MX' : 'en'
  root.dataset['theme'] = shownTheme()
  root.dataset['text'] = preferences.text
}

export function followSystemTheme() {
  darkSystem.addEventListener('change', showPreferences)
  contrastSystem.addEventListener('change', showPreferences)
}

function shownTheme(): Exclude<Theme, 'system'> {
  if (preferences.theme !== 'system') return preferences.theme
  if (contrastSystem.matches) return 'contrast'
  return darkSystem.matches ? 'dark' : 'light'
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  try {
    const found = localStorage.getItem(key)
    return allowed.find((it) => it === found) ?? otherwise
  } catch {
    return otherwise
  }
}
