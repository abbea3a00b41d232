import { type FormEvent, useState } from 'react'
import type { PublishedPoint } from 'shared/published'
import { Button, ButtonLink } from '../design/Button'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { familyPointWords } from '../words/families-points'
import { sayFailure } from './answer'
import { useDraft } from './draft'
import { Field } from './Field'
import { foundIn, IdentityRefusal } from './IdentityRefusal'
import { Note } from './Note'
import { Page } from './Page'
import { paths } from './places'
import { useSending } from './sending'

const blank = { text: '', notAPerson: [] as string[] }

/** One question: what should be spoken of. */
export function RaisePointPage() {
  const words = useWords(familyPointWords)
  const names = useWords(familyWords)
  const draft = useDraft('families/point', blank)
  const sending = useSending<PublishedPoint>('agenda-points')
  const [wrong, setWrong] = useState('')
  const [sentText, setSentText] = useState('')
  const [sent, setSent] = useState(false)
  const { text, notAPerson } = draft.values
  const found = foundIn(sending.error, { text: sentText })

  async function submit(event: FormEvent) {
    event.preventDefault()
    const said = text.trim()
    const refusal = said.length < 10 ? words.tooShort : said.length > 1000 ? words.tooLong : ''
    setWrong(refusal)
    if (refusal !== '') return
    setSentText(said)
    const kept = notAPerson.filter((it) => said.includes(it))
    const point = await sending.send({ text: said, ...(kept.length > 0 && { notAPerson: kept }) })
    if (point === undefined) return
    draft.clear()
    setSent(true)
  }

  if (sent)
    return (
      <Page key="sent" title={words.sentTitle} lead={words.sentText} back={{ href: paths.points, words: words.back }}>
        <ButtonLink kind="primary" href={paths.points}>
          {words.see}
        </ButtonLink>
      </Page>
    )
  return (
    <Page key="new" title={words.newTitle} lead={words.newLead} back={{ href: paths.points, words: words.back }}>
      <form className="f-stack" onSubmit={submit} noValidate>
        {found.length > 0 ? (
          <IdentityRefusal found={found} notAPerson={notAPerson} onChange={(it) => draft.set({ notAPerson: it })} />
        ) : (
          sending.error !== undefined && <Note tone="warning">{sayFailure(sending.error, names)}</Note>
        )}
        <Field label={words.text} hint={words.textHint} error={wrong || undefined}>
          {(control) => (
            <textarea
              {...control}
              className="f-input"
              rows={6}
              maxLength={1000}
              value={text}
              onChange={({ target }) => draft.set({ text: target.value })}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" wide busy={sending.busy} busyWords={words.sending}>
          {words.send}
        </Button>
      </form>
    </Page>
  )
}
