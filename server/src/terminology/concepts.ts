import { fold } from 'shared/fold'
import type { ConceptProperties, System } from 'shared/terminology'
import type { CatalogueRow } from './catalogue-files.js'

/** One concept as its table keeps it, column names as there. */
export interface ConceptRow {
  code: string
  label_es: string
  label_en: string | null
  synonyms: string | null
  search: string
  properties: ConceptProperties
}

/** What each system says beside code and labels, kept under the column names that `shared/condition-checks` reads. */
const properties: Record<System, readonly string[]> = {
  icd10: ['parent', 'edition', 'behaviour_group', 'sex_limit', 'is_leaf'],
  topography: ['paired_organ', 'sex_limit'],
  morphology: ['family_es'],
}

/** A row with the columns of our own files as a concept. */
export function readConcept(system: System, row: CatalogueRow): ConceptRow {
  const { code = '', label_es = '', label_en, synonyms_es } = row
  return {
    code,
    label_es,
    label_en: label_en || null,
    synonyms: synonyms_es || null,
    search: searchText(code, label_es, synonyms_es, label_en),
    properties: Object.fromEntries(
      properties[system].flatMap((column) => (row[column] ? [[column, row[column]] as const] : [])),
    ),
  }
}

const signs = /[,;:()|[\]{}<>«»"“”/+*=¿?¡!]/g

/** Folded, signs gone, every word behind a space: ' % word%' finds beginnings of words. */
export const searchText = (...texts: readonly (string | null | undefined)[]): string =>
  ` ${fold(
    texts
      .filter((text) => text)
      .join(' ')
      .replace(signs, ' '),
  )}`

/** The words a person typed, in the form of `searchText`; more than eight say no more. */
export const searchWords = (typed: string): string[] =>
  searchText(typed)
    .replaceAll('\0', ' ')
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
