import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import type { Hit } from 'shared/group-search'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { TextField } from '../design/TextField'
import { addressOf, paths } from '../paths'
import { RegisteredPaths } from '../shell/places'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { groupSearchWords } from '../words/group-search'
import { groupSearch } from './api'
import { useAskedText } from './asked-text'
import { Marked } from './Marked'
import './GroupSearchPage.css'

/** Minutes, agreements and points of all sessions; whoever writes them finds the drafts too. */
export function GroupSearchPage() {
  const words = useWords(groupSearchWords)
  const { asked, typed, type, tooShort, submit } = useAskedText()
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={<ButtonLink href={paths.sessions}>{words.back}</ButtonLink>}
      />
      <form className="g-stack g-group-search" onSubmit={submit} noValidate>
        <TextField
          label={words.text}
          hint={words.hint}
          type="search"
          maxLength={80}
          value={typed}
          error={tooShort ? 'search-too-short' : undefined}
          onChange={({ target }) => type(target.value)}
        />
        <div className="g-row">
          <Button type="submit" kind="primary" icon="search">
            {words.go}
          </Button>
        </div>
      </form>
      {asked !== null && <Found asked={asked} />}
    </>
  )
}

function Found({ asked }: { asked: string }) {
  const words = useWords(groupSearchWords)
  const query = useQuery(groupSearch(asked))
  return (
    <Answer query={query} lines={6}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={words.none} text={words.noneText} />
        ) : (
          <Card title={words.found(items.length)}>
            <ul className="g-group-hits">
              {items.map((hit) => (
                <li key={`${hit.kind} ${hit.id}`}>
                  <HitName hit={hit} />
                  <p>
                    <Marked snippet={hit.snippet} marks={hit.marks} />
                  </p>
                </li>
              ))}
            </ul>
          </Card>
        )
      }
    </Answer>
  )
}

function HitName({ hit }: { hit: Hit }) {
  const words = useWords(groupSearchWords)
  const registered = useContext(RegisteredPaths)
  if (hit.kind === 'point') return <strong>{words.point(longDay(hit.raisedAt.slice(0, 10)))}</strong>
  const own = hit.kind === 'minutes' ? paths.sessionMinutes : paths.sessionAgreements
  const href = addressOf(registered.has(own) ? own : paths.session, { sessionId: hit.sessionId })
  const day = longDay(hit.heldOn)
  return (
    <Link href={href}>
      {hit.kind === 'agreement'
        ? words.agreement(hit.code, day)
        : (hit.draft ? words.draft : words.minutes)(hit.sessionNumber, day)}
    </Link>
  )
}
