import { marksIn, type PlacedMark } from '../identity/marks-in'
import { Problem } from '../problem'
import { useWords } from '../words/define'
import { familyIdentityWords } from '../words/families-identity'
import { Note } from './Note'

/** What the server found in the body that was sent. */
export const foundIn = (error: unknown, sent: object): readonly PlacedMark[] =>
  error instanceof Problem ? marksIn(error.errors, sent) : []

/** Names are to be taken out; a word that may be one is asked about. */
export function IdentityRefusal({
  found,
  notAPerson,
  onChange,
}: {
  found: readonly PlacedMark[]
  notAPerson: readonly string[]
  onChange: (notAPerson: string[]) => void
}) {
  const words = useWords(familyIdentityWords)
  const refused = found.filter(({ kind }) => kind !== 'word')
  const asked = [...new Set(found.filter(({ kind }) => kind === 'word').map(({ text }) => text))]
  if (found.length === 0) return null
  return (
    <Note tone="warning" title={words.title}>
      {refused.length > 0 && (
        <>
          <p>{words.remove}</p>
          <ul className="f-bullets">
            {refused.map(({ kind, text }) => (
              <li key={`${kind} ${text}`}>
                <mark>{text}</mark> {kind !== 'word' && `(${words[kind]})`}
              </li>
            ))}
          </ul>
        </>
      )}
      {asked.length > 0 && (
        <fieldset className="f-options">
          <legend>{words.ask}</legend>
          {asked.map((text) => (
            <label key={text} className="f-check">
              <input
                type="checkbox"
                checked={notAPerson.includes(text)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...notAPerson, text] : notAPerson.filter((it) => it !== text))
                }
              />
              <span>{words.notAPerson(text)}</span>
            </label>
          ))}
          <p className="f-hint">{words.again}</p>
        </fieldset>
      )}
    </Note>
  )
}
