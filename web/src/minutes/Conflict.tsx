import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { namesOf } from '../patients/api'
import { clockTime } from '../time'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'
import { type Choice, mergedText, type Stretch, stretchesOf } from './merge'
import type { Theirs } from './saving'

const choices: readonly Choice[] = ['mine', 'theirs', 'both']

/** Two people's texts beside each other; in each place where they differ one chooses, and nothing is chosen beforehand. */
export function Conflict({ mine, theirs, onResolve }: { mine: string; theirs: Theirs; onResolve(text: string): void }) {
  const words = useWords(minutesWords)
  const who = useQuery(namesOf(theirs.updatedBy === null ? [] : [theirs.updatedBy]))
  const stretches = useMemo(() => stretchesOf(mine, theirs.text), [mine, theirs.text])
  const [chosen, choose] = useState<Readonly<Record<number, Choice>>>({})
  const places = stretches.flatMap((stretch, n) => ('same' in stretch ? [] : [{ stretch, n }]))
  const left = places.filter(({ n }) => chosen[n] === undefined).length
  const all = (choice: Choice) => choose(Object.fromEntries(places.map(({ n }) => [n, choice])))
  const name = who.data?.get(theirs.updatedBy ?? '') ?? words.somebody
  return (
    <section className="g-stack" aria-label={words.conflictTitle}>
      <Banner tone="warning" title={words.conflictTitle}>
        {words.conflictText(name, clockTime(theirs.updatedAt))}
      </Banner>
      <div className="g-row">
        <Button size="small" onClick={() => all('mine')}>
          {words.allMine}
        </Button>
        <Button size="small" onClick={() => all('theirs')}>
          {words.allTheirs}
        </Button>
      </div>
      {places.map(({ stretch, n }, place) => (
        <Place
          key={n}
          legend={words.stretch(place + 1)}
          stretch={stretch}
          chosen={chosen[n]}
          onChoose={(choice) => choose({ ...chosen, [n]: choice })}
        />
      ))}
      <div className="g-row">
        <Button
          kind="primary"
          disabled={left > 0}
          onClick={() =>
            onResolve(
              mergedText(
                stretches,
                stretches.map((_, n) => chosen[n]),
              ),
            )
          }
        >
          {words.chosen}
        </Button>
        <span role="status">{words.choicesLeft(left)}</span>
      </div>
    </section>
  )
}

function Place({
  legend,
  stretch,
  chosen,
  onChoose,
}: {
  legend: string
  stretch: Exclude<Stretch, { same: string }>
  chosen: Choice | undefined
  onChoose(choice: Choice): void
}) {
  const words = useWords(minutesWords)
  const offered = choices.filter((choice) => choice !== 'both' || (stretch.mine !== '' && stretch.theirs !== ''))
  return (
    <fieldset className="g-minutes-place">
      <legend>{legend}</legend>
      {offered.map((choice) => (
        <label key={choice} className="g-minutes-side">
          <input
            type="radio"
            name={`minutes-${legend}`}
            checked={chosen === choice}
            onChange={() => onChoose(choice)}
          />
          <span>
            <strong>{words[choice]}</strong>
            {choice !== 'both' && (
              <span className="g-minutes-text" lang="es-MX">
                {stretch[choice] || words.nothingHere}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
