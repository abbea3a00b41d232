import type { BuiltInMapping } from 'shared/imports'
import { importFields } from 'shared/imports-fields'
import type { Sheet } from '../exports/sheet.js'
import type { Lang } from './errors-file.js'

const words = {
  es: {
    name: 'Datos',
    how: 'Escriba una persona o caso por fila en la hoja siguiente. Las columnas pueden ir en cualquier orden; borre la fila de ejemplo.',
    label: 'Cómo usarla',
    required: 'necesaria',
    optional: 'si se conoce',
    example: 'por ejemplo',
    where: 'EJEMPLO',
  },
  en: {
    name: 'Data',
    how: 'Write one person or case a row in the next sheet. Columns may stand in any order; delete the row of the example.',
    label: 'How to use it',
    required: 'necessary',
    optional: 'if known',
    example: 'for example',
    where: 'EXAMPLE',
  },
} as const satisfies Record<Lang, unknown>

/**
 * The headers of a mapping, with a row that shows how cells are written. The example names no hospital and no case, so that a
 * row nobody deleted is refused and registers nobody.
 */
export function templateOf(mapping: BuiltInMapping, lang: Lang): Sheet {
  const fields = importFields[mapping]
  const said = words[lang]
  const where: Readonly<Record<string, string>> = { clues: said.where, hospital: said.where, caseNumber: '' }
  return {
    file: `template-${mapping}`,
    name: said.name,
    columns: fields.map(({ header }) => ({ heading: header, kind: 'text' })),
    rows: [fields.map(({ field, example }) => where[field] ?? example)],
    notes: [
      [said.label, said.how],
      ...fields.map(({ header, required, example }): [string, string] => [
        header,
        `${required ? said.required : said.optional}${example === '' ? '' : `, ${said.example} ${example}`}`,
      ]),
    ],
    lang,
  }
}
