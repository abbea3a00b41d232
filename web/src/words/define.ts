import { currentLanguage, usePreferences } from '../preferences'

type Entry = string | ((...values: never[]) => string)
type Entries = Readonly<Record<string, Entry>>

/** English must have the keys of Spanish, and a function wherever Spanish has one. */
type SameKeys<Es extends Entries> = {
  [Key in keyof Es]: Es[Key] extends (...values: infer Values) => string ? (...values: Values) => string : string
}

export type Words<Es extends Entries = Entries> = { readonly es: Es; readonly en: SameKeys<Es> }

export function defineWords<Es extends Entries>(words: { es: Es; en: NoInfer<SameKeys<Es>> }): Words<Es> {
  return words
}

/** The words of the chosen language; the component is drawn again when the person changes it. */
export function useWords<Es extends Entries>(words: Words<Es>) {
  return words[usePreferences().language]
}

/** The same outside of components, for a message made at this moment. */
export function wordsNow<Es extends Entries>(words: Words<Es>) {
  return words[currentLanguage()]
}

/** `plural(3, 'persona', 'personas')` gives 'personas'; both languages know one and many only. */
export function plural(count: number, one: string, many: string) {
  return count === 1 ? one : many
}
