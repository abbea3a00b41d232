import { Problem } from '../problem'
import { useWords } from '../words/define'
import { familyIdentityWords } from '../words/families-identity'
import { Note } from './Note'

type Kind = 'curp' | 'nss' | 'phone' | 'email' | 'name' | 'word'
type Found = { kind: Kind; text: string }

/** What the server found in a text that was sent: the place is cut out of the very text. */
export function foundIn(error: unknown, pointer: string, text: string): readonly Found[] {
  if (!(error instanceof Problem) || error.type !== '/problems/identifies-a-patient') return []
  return error.errors.flatMap((it) => {
    const kind = it.code.replace('identifies-', '') as Kind
    const at = Reflect.get(it, 'at')
    const length = Reflect.get(it, 'length')
    if (it.pointer !== pointer || typeof at !== 'number' || typeof length !== 'number') return []
    return [{ kind, text: text.slice(at, at + length) }]
  })
}

/** Names are to be taken out; a word that may be one is asked about. */
export function IdentityRefusal({
  found,
  notAPerson,
  onChange,
}: {
  found: readonly Found[]
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
