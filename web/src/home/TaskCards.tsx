import { TaskCard } from '../design/Card'
import type { Place } from '../navigation'
import { usePlaces } from '../shell/places'
import { useWords } from '../words/define'
import { homeWords } from '../words/home'

/** What a card counts right now, and what it says of it. */
export type Live = {
  figure?: string
  text: string /** Where the count is seen, if not at the place itself. */
  href?: string
}

/** A card for each place the person can go to; one without a live figure keeps its usual words. */
export function TaskCards({ live }: { live: Readonly<Partial<Record<Place['word'], Live>>> }) {
  const words = useWords(homeWords)
  return usePlaces().flatMap(({ path, word, icon }) =>
    word === 'home'
      ? []
      : [
          <li key={path}>
            <TaskCard href={path} icon={icon} title={words[word]} text={words[`${word}Text`]} {...live[word]} />
          </li>,
        ],
  )
}
