import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Minutes } from 'shared/minutes'
import { Answer } from '../design/Answer'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { namesOf } from '../patients/api'
import { inHospitalTime, shownNumber } from '../time'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'
import { revision, revisionsOf } from './api'

/** Texts that were written over, each to be looked at and brought back. */
export function Revisions({
  minutes,
  onRestore,
}: {
  minutes: Minutes
  onRestore?: ((text: string) => void) | undefined
}) {
  const words = useWords(minutesWords)
  const query = useQuery(revisionsOf(minutes))
  const [shown, show] = useState<string>()
  const people = [...new Set((query.data?.items ?? []).map(({ writtenBy }) => writtenBy))]
  const names = useQuery(namesOf(people))
  return (
    <Answer query={query} lines={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{words.noRevisions}</p>
        ) : (
          <>
            <ul className="g-minutes-missing">
              {items.map(({ id: revisionId, writtenBy, writtenAt, length }) => (
                <li key={revisionId}>
                  <span>
                    {words.revision(names.data?.get(writtenBy) ?? words.somebody, inHospitalTime(writtenAt))}{' '}
                    <small>{words.letters(shownNumber(length))}</small>
                  </span>{' '}
                  <Button size="small" onClick={() => show(revisionId)}>
                    {words.show}
                  </Button>
                </li>
              ))}
            </ul>
            {shown !== undefined && (
              <Earlier
                minutes={minutes}
                revisionId={shown}
                onClose={() => show(undefined)}
                onRestore={
                  onRestore &&
                  ((text) => {
                    show(undefined)
                    onRestore(text)
                  })
                }
              />
            )}
          </>
        )
      }
    </Answer>
  )
}

function Earlier({
  minutes: { sessionId, id },
  revisionId,
  onClose,
  onRestore,
}: {
  minutes: Minutes
  revisionId: string
  onClose(): void
  onRestore: ((text: string) => void) | undefined
}) {
  const words = useWords(minutesWords)
  const query = useQuery(revision(sessionId, id, revisionId))
  return (
    <Dialog
      title={words.revisions}
      wide
      onClose={onClose}
      actions={
        onRestore &&
        query.data && (
          <Button kind="primary" onClick={() => onRestore(query.data.text)}>
            {words.restore}
          </Button>
        )
      }
    >
      <Answer query={query} lines={6}>
        {({ text }) => (
          <p className="g-minutes-text" lang="es-MX">
            {text}
          </p>
        )}
      </Answer>
    </Dialog>
  )
}
