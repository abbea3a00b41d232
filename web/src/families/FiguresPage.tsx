import { useEffect } from 'react'
import type { FigureKey } from 'shared/figure-keys'
import type { PublishedFigures } from 'shared/published'
import type { SessionFigure } from 'shared/session-figures'
import { Link } from 'wouter'
import { Disclosure } from '../design/Disclosure'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { familyFigureWords } from '../words/families-figures'
import { Answered, useAnswer } from './answer'
import { figureGroups, shownFigure } from './figure'
import { Page } from './Page'
import { minutesAt, paths } from './places'

const groups = ['counts', 'treatment', 'pain', 'supply'] as const

/** The figures that the latest minutes quote, large, each with what it means. */
export function FiguresPage() {
  const words = useWords(familyFigureWords)
  const names = useWords(familyWords)
  const answer = useAnswer<PublishedFigures>('published-figures')
  const session = answer.data?.session
  const known = new Map(answer.data?.items.map((figure) => [figure.key, figure]))
  const shown = (keys: readonly FigureKey[]) => keys.flatMap((key) => known.get(key) ?? [])
  const spoken = groups
    .flatMap((group) => shown(figureGroups[group]))
    .map((figure) => `${sayFigure(figure, words, names.hidden)}.`)
    .join(' ')
  return (
    <Page
      title={words.title}
      lead={session && words.lead(session.number, longDay(session.heldOn))}
      spoken={session ? spoken : undefined}
      printable
    >
      <Answered answer={answer}>
        {({ session }) =>
          session === null ? (
            <p>{words.none}</p>
          ) : (
            <>
              {groups.map((group) => {
                const of = shown(figureGroups[group])
                if (of.length === 0) return null
                return (
                  <section key={group} className="f-figures">
                    <h2>{words[group]}</h2>
                    {of.map((figure) => (
                      <Big key={figure.key} figure={figure} />
                    ))}
                  </section>
                )
              })}
              <p className="g-no-print">
                <Link href={minutesAt(session.id)}>{words.source}</Link>
              </p>
            </>
          )
        }
      </Answered>
      <p className="g-no-print">
        <Link href={paths.hospitals}>{words.toHospitals}</Link>
      </p>
    </Page>
  )
}

/** Whoever comes for one figure finds it open. */
function Big({ figure }: { figure: SessionFigure }) {
  const words = useWords(familyFigureWords)
  const names = useWords(familyWords)
  const { key, value } = figure
  const wanted = location.hash === `#${key}`
  useEffect(() => {
    if (wanted) document.getElementById(key)?.scrollIntoView({ block: 'center' })
  }, [wanted, key])
  const isDay = key === 'on' || key === 'since'
  return (
    <div className="f-big" id={key}>
      <p>
        {isDay && `${words[key]}: `}
        <span className={isDay ? undefined : value === null ? 'f-big-hidden' : 'f-big-figure'}>
          {shownFigure(figure, names.hidden)}
        </span>{' '}
        {!isDay && words[key]}
      </p>
      <Disclosure title={names.what} open={wanted}>
        <p>{words[`${key}Means`]}</p>
        {value === null && <p>{words.hiddenMeans}</p>}
      </Disclosure>
    </div>
  )
}

const sayFigure = (figure: SessionFigure, words: typeof familyFigureWords.es, hidden: string) =>
  figure.key === 'on' || figure.key === 'since'
    ? `${words[figure.key]}: ${shownFigure(figure, hidden)}`
    : `${shownFigure(figure, hidden)} ${words[figure.key]}`
