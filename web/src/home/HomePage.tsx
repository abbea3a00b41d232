import { lazy, Suspense } from 'react'
import type { User } from 'shared/access'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { useSession } from '../session'
import { usePlaces } from '../shell/places'
import { clockTime, longDay, today } from '../time'
import { useWords } from '../words/define'
import { homeWords } from '../words/home'
import { shell } from '../words/shell'
import { TaskCards } from './TaskCards'
import './HomePage.css'

const LiveTasks = lazy(async () => ({ default: (await import('./LiveTasks')).LiveTasks }))

/** What the person can do next, by role. */
export function HomePage() {
  const words = useWords(homeWords)
  const names = useWords(shell)
  const session = useSession()
  const tasks = usePlaces().filter(({ word }) => word !== 'home')
  if (!('user' in session)) return null
  const { user } = session
  const roles = [...new Set(user.grants.map(({ role }) => names[role]))]
  const first = user.name.split(' ')[0] ?? user.name
  const hour = Number(clockTime(new Date()).slice(0, 2))
  const greet =
    hour >= 5 && hour < 12
      ? words.greetingMorning
      : hour >= 12 && hour < 19
        ? words.greetingAfternoon
        : words.greetingNight
  return (
    <>
      <PageHeader title={greet(first)} tabTitle={names.home} lead={[longDay(today()), ...roles].join(' · ')} />
      {tasks.length === 0 ? (
        <EmptyState icon="home" title={words.nothing} text={words.nothingText} />
      ) : (
        <section aria-labelledby="tasks">
          <h2 id="tasks" className="g-home-heading">
            {words.tasks}
          </h2>
          <ul className="g-columns g-home-tasks">
            <Tasks user={user} />
          </ul>
        </section>
      )}
    </>
  )
}

/** First the cards, then what they count: figures bring more of the program along than a first screen should wait for. */
function Tasks({ user }: { user: User }) {
  return (
    <Suspense fallback={<TaskCards live={{}} />}>
      <LiveTasks user={user} />
    </Suspense>
  )
}
