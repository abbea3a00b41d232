import { coverages, missingIdentifierReasons, relationships, sexes } from 'shared/patients'
import { shownDay } from '../time'
import { useWords } from '../words/define'
import { patients as personWords, relationshipWord } from '../words/patients'
import type { EditableField } from './edit'
import { isDay, type PersonValues } from './person-values'
import { shownState } from './shown'

const coded = { sex: sexes, coverage: coverages, missingIdentifierReason: missingIdentifierReasons } as const

/** A fact in the words of the screen, to be compared with another. */
export function useShownField(): (values: PersonValues, field: EditableField) => string {
  const words = useWords(personWords)
  return (values, field) => {
    if (field === 'guardians')
      return values.guardians
        .map(({ givenName, firstSurname, secondSurname, relationship, phone }) => {
          const bond = relationships.find((it) => it === relationship)
          const name = [givenName, firstSurname, secondSurname].filter((part) => part !== '').join(' ')
          return [name, bond && words[relationshipWord(bond)], phone].filter(Boolean).join(', ')
        })
        .join('; ')
    const text = values[field]
    if (field === 'birthState') return text === '' ? '' : shownState(text, words.bornAbroad)
    if (field === 'sex' || field === 'coverage' || field === 'missingIdentifierReason') {
      const known = coded[field].find((it) => it === text)
      return known ? words[known] : ''
    }
    return isDay(text) ? shownDay(text) : text
  }
}
