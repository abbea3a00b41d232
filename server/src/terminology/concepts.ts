import { fold } from 'shared/fold'
import type { CatalogueRow } from './catalogue-files.js'

export const systems = ['icd10', 'topography', 'morphology'] as const
export type System = (typeof systems)[number]

/** One concept as its table keeps it, column names as there. */
export interface ConceptRow {
  code: string
  label_es: string
  label_en: string | null
  synonyms: string | null
  search: string
  properties: Record<string, string | number | boolean>
}

const filled = (entries: Record<string, string | number | boolean | undefined>) =>
  Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, string | number | boolean] => {
      const [, value] = entry
      return value !== undefined && value !== ''
    }),
  )

/** What the checks need of each system, kept under the column names of the files that `shared` parses. */
const propertiesOf: Record<System, (row: CatalogueRow) => Record<string, string | number | boolean>> = {
  icd10: ({ parent, edition, behaviour_group, sex_limit, is_leaf }) =>
    filled({ parent, edition, behaviour_group, sex_limit, is_leaf }),
  topography: ({ paired_organ, sex_limit }) => filled({ paired_organ, sex_limit }),
  morphology: ({ family_es }) => filled({ family_es }),
}

/** Every word behind a space, so that a pattern '% word%' finds beginnings of words. */
export const searchOf = (...texts: (string | null | undefined)[]) =>
  ` ${fold(
    texts
      .filter((text) => text)
      .join(' ')
      .replace(/[,;:()|[\]«»"/]/g, ' '),
  )}`

/** A row of one of our own files as a concept. */
export function readConcept(system: System, row: CatalogueRow): ConceptRow {
  const { code = '', label_es = '', label_en, synonyms_es } = row
  return {
    code,
    label_es,
    label_en: label_en || null,
    synonyms: synonyms_es || null,
    search: searchOf(label_es, synonyms_es, label_en),
    properties: propertiesOf[system](row),
  }
}
