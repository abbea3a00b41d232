import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Counts } from 'shared/counts'
import { Answer } from '../design/Answer'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { paths } from '../paths'
import { longDay, shownNumber, today } from '../time'
import { useTryOut } from '../try-out'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { counts } from './api'
import { keepFocus, lastPublished } from './Cut'
import { FortnightBars } from './FortnightBars'
import { figure, percents, period } from './figure'
import { Hundred } from './Hundred'
import { Listen } from './Listen'
import { OfficeMap } from './OfficeMap'
import { PublishedHospitals } from './PublishedHospitals'
import { addressOf, type Question, useQuestion } from './question'
import './PublishedPage.css'

/** For mothers and fathers who represent others: the published figures, each with what it means. Nobody can be looked up. */
export function PublishedPage() {
  const words = useWords(countWords)
  const [question, ask] = useQuestion()
  const query = useQuery(counts(question))
  return (
    <>
      <PageHeader
        title={words.publishedTitle}
        lead={query.data && words.publishedLead(longDay(query.data.on))}
        actions={query.data && <Listen text={spoken(query.data, words)} />}
      />
      <Answer query={query} lines={8}>
        {(answer) =>
          answer.total.patients === 0 ? (
            <Card>
              <EmptyState icon="board" title={words.noneYet} text={words.publishedNoneText} />
              <OtherDay question={question} ask={ask} />
            </Card>
          ) : (
            <div className="g-stack g-published">
              <Figures counts={answer} />
              <Card>
                <FortnightBars question={question} count={12} />
              </Card>
              <Card>
                <OfficeMap
                  question={question}
                  title={words.publishedMap}
                  note={words.publishedMapNote}
                  hrefOf={(code) =>
                    `${paths.publishedFigures}?${new URLSearchParams([...addressOf(question), ['oficina', code]])}`
                  }
                />
              </Card>
              <PublishedHospitals counts={answer} />
              <Card>
                <Disclosure title={words.publishedWhyHidden}>
                  <p>{words.publishedWhyHiddenText}</p>
                </Disclosure>
                <Disclosure title={words.publishedOtherDay}>
                  <OtherDay question={question} ask={ask} />
                </Disclosure>
                <ButtonLink kind="quiet" icon="report" href={paths.reports}>
                  {words.publishedReports}
                </ButtonLink>
              </Card>
            </div>
          )
        }
      </Answer>
    </>
  )
}

function Figures({ counts: { total, balance, ageRule, on, since } }: { counts: Counts }) {
  const words = useWords(countWords)
  const part = percents(total.paediatricPercent)
  return (
    <div className="g-published-figures">
      <Card>
        <BigFigure figure={figure(total.patients)} text={words.publishedPeople} />
        <Meaning>{words.publishedPeopleMeaning}</Meaning>
      </Card>
      <Card>
        <div className="g-stack">
          {part && (
            <>
              <h2 className="g-published-heading">{words.publishedOfHundred(shownNumber(part.paediatric))}</h2>
              <Hundred first={part.paediatric} />
            </>
          )}
          <ul>
            <li className="g-published-paediatric">{words.publishedPaediatric(figure(total.paediatric))}</li>
            <li className="g-published-adult">{words.publishedAdult(figure(total.adult))}</li>
          </ul>
        </div>
        <Meaning>{words.publishedGroupsMeaning(String(ageRule.limit))}</Meaning>
      </Card>
      <Card>
        <BigFigure figure={figure(balance.added)} text={words.addedWord(balance.added ?? 2)} note={period(since, on)} />
        <Meaning>{words.publishedAddedMeaning}</Meaning>
      </Card>
      <Card>
        <BigFigure
          figure={figure(total.hospitals)}
          text={words.slideNetwork}
          note={words.publishedHospitalsText(figure(total.umae), figure(total.secondLevel))}
        />
        <Meaning>{words.publishedHospitalsMeaning}</Meaning>
      </Card>
    </div>
  )
}

function BigFigure({ figure: shown, text, note }: { figure: string; text: string; note?: string }) {
  return (
    <div className="g-published-big">
      <h2>
        <span className="g-published-figure">{shown}</span> {text}
      </h2>
      {note && <p>{note}</p>}
    </div>
  )
}

function Meaning({ children }: { children: ReactNode }) {
  const words = useWords(countWords)
  return (
    <Disclosure title={words.publishedMeaning}>
      <p>{children}</p>
    </Disclosure>
  )
}

function OtherDay({ question, ask }: { question: Question; ask: (change: Partial<Question>) => void }) {
  const words = useWords(countWords)
  const published = useTryOut() !== null
  const [day, setDay] = useState(question.on)
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong =
      day !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(day) ? 'date-unreadable' : day > today() ? 'future-date' : undefined
    setError(wrong)
    if (wrong === undefined) ask({ on: day, since: '' })
  }
  return (
    <form className="g-stack" onSubmit={submit} noValidate>
      <DateField label={words.chooseDay} hint={words.chooseDayHint} value={day} onChange={setDay} error={error} />
      <div className="g-row">
        <Button type="submit" kind="primary" onMouseDown={keepFocus}>
          {words.apply}
        </Button>
        {published && <Button onClick={() => ask(lastPublished)}>{longDay(lastPublished.on)}</Button>}
        <Button onClick={() => ask({ on: '', since: '' })}>{words.quickToday}</Button>
      </div>
    </form>
  )
}

function spoken({ total, balance, on, since }: Counts, words: typeof countWords.es): string {
  return [
    words.publishedLead(longDay(on)),
    `${figure(total.patients)} ${words.publishedPeople}.`,
    words.publishedPaediatric(figure(total.paediatric)),
    words.publishedAdult(figure(total.adult)),
    `${figure(balance.added)} ${words.addedWord(balance.added ?? 2)}, ${period(since, on)}.`,
    `${figure(total.hospitals)} ${words.slideNetwork}.`,
  ].join(' ')
}
