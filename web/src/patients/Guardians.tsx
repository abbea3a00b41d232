import type { Patient } from 'shared/patients'
import { useWords } from '../words/define'
import { patients as personWords, relationshipWord } from '../words/patients'
import { record as recordWords } from '../words/record'

/** Name, bond and telephone, which on a phone is one tap away. */
export function Guardians({ guardians }: { guardians: Patient['guardians'] }) {
  const words = useWords(recordWords)
  const person = useWords(personWords)
  return (
    <ul className="g-guardians">
      {guardians.map(({ id, givenName, firstSurname, secondSurname, relationship, phone }) => (
        <li key={id}>
          <strong translate="no">{[givenName, firstSurname, secondSurname].filter(Boolean).join(' ')}</strong>
          <span>{person[relationshipWord(relationship)]}</span>
          {phone ? <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> : <span>{words.noPhone}</span>}
        </li>
      ))}
    </ul>
  )
}
