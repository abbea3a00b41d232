import { useQuery } from '@tanstack/react-query'
import type { CountRow, Counts } from 'shared/counts'
import type { Hospital, Ooad } from 'shared/network'
import { Answer } from '../design/Answer'
import { StatusTag } from '../design/Banner'
import { ButtonLink } from '../design/Button'
import { Card, DescriptionList, Stat } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { hospital, ooads } from '../network/api'
import { paths } from '../paths'
import { shownDay, shownNumber, today } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { networkWords } from '../words/network'
import { counts } from './api'
import { Cut } from './Cut'
import { figure, period, share } from './figure'
import { AgeBar } from './Headline'
import { HospitalRanking } from './Hospitals'
import { useQuestion } from './question'
import { Tumours } from './Tumours'
import './HospitalPage.css'

/** One hospital: what it is, its figures on any day, and its place among the others. */
export function HospitalPage({ clues }: { clues: string }) {
  const words = useWords(networkWords)
  const [question, ask] = useQuestion()
  const place = useQuery(hospital(clues))
  const figures = useQuery(counts(question))
  const offices = useQuery(ooads)
  const on = figures.data?.on ?? (question.on || today())
  const back = (
    <ButtonLink icon="hospital" href={paths.hospitals}>
      {words.back}
    </ButtonLink>
  )
  if (place.data === null)
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState icon="hospital" title={words.unknownHospital} text={words.unknownHospitalText} actions={back} />
      </>
    )
  return (
    <>
      <PageHeader
        title={place.data?.name ?? words.title}
        lead={
          place.data && (
            <>
              {clues} · {place.data.level === 'umae' ? words.umae : words.secondLevel}
            </>
          )
        }
        actions={back}
      />
      <Cut question={question} ask={ask} on={on} readAt={figures.data && figures.dataUpdatedAt} />
      <Answer query={place}>
        {(known) =>
          known && (
            <Answer query={figures} lines={8}>
              {(answer) => {
                const row = answer.rows.find(({ key }) => key === clues)
                return (
                  <div className="g-stack g-hospital">
                    <div className="g-hospital-pair">
                      <Figures row={row} counts={answer} />
                      <Facts hospital={known} offices={offices.data?.items ?? []} />
                    </div>
                    {row && answer.rows.length > 1 && <Position row={row} counts={answer} />}
                    {answer.scope.hospitals === 1 && <Tumours question={question} />}
                  </div>
                )
              }}
            </Answer>
          )
        }
      </Answer>
    </>
  )
}

function Figures({ row, counts: { on, since, ageRule } }: { row: CountRow | undefined; counts: Counts }) {
  const words = useWords(countWords)
  if (!row)
    return (
      <Card>
        <EmptyState icon="board" title={words.hospitalNoFigures} />
      </Card>
    )
  return (
    <Card title={words.headline}>
      <div className="g-stack">
        <div className="g-columns">
          <Stat figure={figure(row.patients)} label={words.peopleWord(row.patients ?? 2)} />
          <Stat figure={figure(row.added)} label={words.addedWord(row.added ?? 2)} note={period(since, on)} />
        </div>
        <AgeBar paediatric={row.paediatric} adult={row.adult} />
        <div className="g-columns">
          <Stat
            figure={figure(row.paediatric)}
            label={[words.paediatric, share(row.paediatric, row.patients)].filter(Boolean).join(' · ')}
          />
          <Stat
            figure={figure(row.adult)}
            label={[words.adult, share(row.adult, row.patients)].filter(Boolean).join(' · ')}
          />
        </div>
        <p className="g-hospital-soft">{words.ruleSentence(String(ageRule.limit), ageRule.at)}</p>
      </div>
    </Card>
  )
}

function Facts({ hospital: it, offices }: { hospital: Hospital; offices: readonly Ooad[] }) {
  const words = useWords(networkWords)
  const name = (code: string | null) => offices.find((office) => office.code === code)?.name ?? words.unknownOffice
  return (
    <Card title={words.facts}>
      <DescriptionList
        items={[
          { term: words.level, value: it.level === 'umae' ? words.umae : words.secondLevel },
          { term: words.regime, value: words[it.regime] },
          { term: words.standsIn, value: name(it.ooadCode) },
          {
            term: words.reportsTo,
            value: it.reportsToOoad === null && it.level === 'umae' ? words.reportsToNone : name(it.reportsToOoad),
          },
          {
            term: words.since,
            value:
              it.usesPlatformSince === null ? (
                <StatusTag tone="neutral">{words.notYet}</StatusTag>
              ) : (
                shownDay(it.usesPlatformSince)
              ),
          },
        ]}
      />
    </Card>
  )
}

function Position({ row, counts: answer }: { row: CountRow; counts: Counts }) {
  const words = useWords(countWords)
  const rank = rankOf(row, answer.rows)
  const part = share(row.patients, answer.total.patients)
  return (
    <Card title={words.positionTitle}>
      <div className="g-stack">
        {rank !== null && (
          <p>
            {words.rankOf(shownNumber(rank), shownNumber(answer.rows.length))}
            {part && ` · ${words.shareOf(part)}`}
          </p>
        )}
        <HospitalRanking counts={answer} own={row.key} />
      </div>
    </Card>
  )
}

/** Equal hospitals share a place; null where a hidden figure keeps one from knowing. */
function rankOf({ patients }: CountRow, rows: readonly CountRow[]): number | null {
  if (patients === null || rows.some((it) => it.patients === null)) return null
  return 1 + rows.filter((it) => (it.patients ?? 0) > patients).length
}
