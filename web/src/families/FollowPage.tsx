import { type FormEvent, useState } from 'react'
import type { MedicationList } from 'shared/medication-catalogue'
import type { FollowedReport } from 'shared/shortage-reports'
import { Button } from '../design/Button'
import { usePreferences } from '../preferences'
import { Problem } from '../problem'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { familyReportWords } from '../words/families-report'
import { sayFailure, useAnswer } from './answer'
import { Field } from './Field'
import { Note } from './Note'
import { Page } from './Page'
import { useSending } from './sending'

/** By folio and word: how what was reported stands, in plain words. */
export function FollowPage() {
  const words = useWords(familyReportWords)
  const names = useWords(familyWords)
  const [values, set] = useState({ folio: '', word: '' })
  const [missing, setMissing] = useState(false)
  const [found, setFound] = useState<FollowedReport>()
  const sending = useSending<FollowedReport>('shortage-reports/follow')

  async function submit(event: FormEvent) {
    event.preventDefault()
    const [folio, word] = [values.folio.trim(), values.word.trim()]
    setMissing(folio === '' || word === '')
    if (folio !== '' && word !== '') setFound(await sending.send({ folio, word }))
  }

  if (found !== undefined)
    return (
      <Page key="found" title={words.followTitle} printable>
        <Standing it={found} />
        <Button
          onClick={() => {
            set({ folio: '', word: '' })
            setFound(undefined)
          }}
        >
          {words.another}
        </Button>
      </Page>
    )
  return (
    <Page key="ask" title={words.followTitle} lead={words.followLead}>
      <form className="f-stack" onSubmit={submit} noValidate>
        {missing && <Note tone="warning">{words.followMissing}</Note>}
        {sending.error !== undefined && <Note tone="warning">{sayWrong(sending.error, words, names)}</Note>}
        {(['folio', 'word'] as const).map((name) => (
          <Field key={name} label={words[name]} hint={name === 'folio' ? words.folioHint : words.wordHint}>
            {(control) => (
              <input
                {...control}
                className="f-input"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={40}
                value={values[name]}
                onChange={({ target }) => set({ ...values, [name]: target.value })}
              />
            )}
          </Field>
        ))}
        <Button type="submit" kind="primary" wide busy={sending.busy} busyWords={words.following}>
          {words.follow}
        </Button>
      </form>
    </Page>
  )
}

function Standing({ it }: { it: FollowedReport }) {
  const words = useWords(familyReportWords)
  const { language } = usePreferences()
  const known = useAnswer<MedicationList>('medications')
  const medicine = known.data?.items.find(({ code }) => code === it.medication)?.label[language] ?? it.medication
  return (
    <>
      <Note tone={it.status === 'solved' ? 'success' : 'info'} title={words[it.status]}>
        <p>{words.where(medicine, it.hospital)}</p>
        <p>{words.since(longDay(it.openedOn))}</p>
        {it.closedOn !== null ? (
          <p>{words.closed(longDay(it.closedOn))}</p>
        ) : (
          <p>{it.expectedOn === null ? words.notExpected : words.expected(longDay(it.expectedOn))}</p>
        )}
      </Note>
      {it.closedOn !== null && <p>{words.stillLacks}</p>}
    </>
  )
}

function sayWrong(error: unknown, words: typeof familyReportWords.es, names: typeof familyWords.es): string {
  if (error instanceof Problem && error.status === 404) return words.followWrong
  if (error instanceof Problem && error.status === 429) return words.followMany
  return sayFailure(error, names)
}
