import { fold } from 'shared/fold'
import { openCatalogueFile } from '../terminology/catalogue-files.js'

/** Folded words of a column of a catalogue file. */
const wordsOf = (file: string, column: string) =>
  openCatalogueFile(file)
    .rows()
    .flatMap((row) => fold(row[column] ?? '').split(' '))

let surnames: ReadonlySet<string> | undefined

/**
 * Whether a word is a surname that is common in Mexico and no given name: "Hernández", but neither "Santiago" nor
 * "Concepción". The words are those of demo-surnames.csv and demo-given-names.csv (INEGI; see NOTICE.md).
 */
export function isSurname(word: string): boolean {
  if (surnames === undefined) {
    const given = new Set(wordsOf('demo-given-names.csv', 'given_name'))
    surnames = new Set(wordsOf('demo-surnames.csv', 'surname').filter((it) => it.length > 1 && !given.has(it)))
  }
  return surnames.has(fold(word))
}
