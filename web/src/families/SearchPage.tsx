import type { GroupSearch, Hit } from 'shared/group-search'
import { Link } from 'wouter'
import { Button } from '../design/Button'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familySearchWords } from '../words/families-search'
import { useAskedText } from '../working-group/asked-text'
import { Marked } from '../working-group/Marked'
import { Answered, useAnswer } from './answer'
import { Field } from './Field'
import { Page } from './Page'
import { agreementAt, minutesAt, paths } from './places'

export function SearchPage() {
  const words = useWords(familySearchWords)
  const { asked, typed, type, tooShort, submit } = useAskedText()
  return (
    <Page title={words.title} lead={words.lead}>
      <form className="f-stack" onSubmit={submit} noValidate>
        <Field label={words.text} hint={words.hint} error={tooShort ? words.tooShort : undefined}>
          {(control) => (
            <input
              {...control}
              className="f-input"
              type="search"
              enterKeyHint="search"
              autoComplete="off"
              maxLength={80}
              value={typed}
              onChange={({ target }) => type(target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" wide icon="search">
          {words.go}
        </Button>
      </form>
      {asked !== null && <Found key={asked} asked={asked} />}
    </Page>
  )
}

function Found({ asked }: { asked: string }) {
  const words = useWords(familySearchWords)
  const answer = useAnswer<GroupSearch>(`published-sessions/search?text=${encodeURIComponent(asked)}`)
  return (
    <Answered answer={answer}>
      {({ items }) => (
        <>
          <p role="status">{items.length === 0 ? words.none : words.found(items.length)}</p>
          <ul className="f-list">
            {items.map((hit) => (
              <li key={`${hit.kind} ${hit.id}`}>
                <Link href={placeOf(hit)}>{nameOf(hit, words)}</Link>
                <p>
                  <Marked snippet={hit.snippet} marks={hit.marks} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  )
}

const placeOf = (hit: Hit): string =>
  hit.kind === 'minutes' ? minutesAt(hit.sessionId) : hit.kind === 'agreement' ? agreementAt(hit.id) : paths.points

function nameOf(hit: Hit, words: typeof familySearchWords.es): string {
  if (hit.kind === 'minutes') return words.minutes(hit.sessionNumber, longDay(hit.heldOn))
  return hit.kind === 'agreement' ? words.agreement(hit.code) : words.point
}
