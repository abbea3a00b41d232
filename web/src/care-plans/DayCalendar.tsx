import { type CSSProperties, useState } from 'react'
import { addDays } from 'shared/calendar-day'
import type { CarePlan, PlanDose } from 'shared/care-plans'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { locale, longDay, shownDay, today } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { cyclesOf, cycleToOpen } from './cycles'
import { DoseList } from './DoseList'
import { StateMark } from './DoseState'
import { gravest, stateOf } from './dose-state'
import './care-plans.css'

/** A cycle by weeks: seven columns on a wide screen, a list on a phone, everything with its doses on paper. */
export function DayCalendar({ plan }: { plan: CarePlan }) {
  const words = useWords(carePlanWords)
  const now = today()
  const cycles = cyclesOf(plan)
  const [chosen, choose] = useState('')
  const [open, show] = useState<string>()
  const cycle = cycles.find(({ key }) => key === chosen) ?? cycleToOpen(cycles, now)
  if (cycle === undefined) return null
  const days = byDay(cycle.doses)
  return (
    <div className="g-stack">
      <SelectField
        label={words.chosenCycle}
        empty={false}
        value={cycle.key}
        onChange={({ target }) => choose(target.value)}
        choices={cycles.map((it) => ({
          value: it.key,
          label: `${words.cycleName(it.phaseName, it.cycle, it.of)} · ${shownDay(it.from)}`,
        }))}
      />
      <ol className="g-weeks g-no-print">
        {weeksOf([...days.keys()]).map((monday) => (
          <li key={monday}>
            <h3>{words.weekOf(shownDay(monday))}</h3>
            <ul className="g-week">
              {[...days].flatMap(([day, doses]) => {
                const at = weekday(day)
                if (addDays(day, -at) !== monday) return []
                return (
                  <li key={day} style={{ '--weekday': at + 1 } as CSSProperties}>
                    <DayButton day={day} doses={doses} now={now} onOpen={() => show(day)} />
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ol>
      <div className="g-print-only">
        {[...days].map(([day, doses]) => (
          <section key={day}>
            <h3>{longDay(day)}</h3>
            <DoseList doses={doses} states={{ today: now }} />
          </section>
        ))}
      </div>
      {open !== undefined && (
        <Dialog title={words.dayDoses(longDay(open))} onClose={() => show(undefined)}>
          <DoseList doses={days.get(open) ?? []} states={{ today: now }} />
        </Dialog>
      )}
    </div>
  )
}

function DayButton({
  day,
  doses,
  now,
  onOpen,
}: {
  day: string
  doses: readonly PlanDose[]
  now: string
  onOpen: () => void
}) {
  const words = useWords(carePlanWords)
  const state = gravest(doses.map((it) => stateOf(it, now)))
  return (
    <button type="button" className={day === now ? 'g-day g-day-today' : 'g-day'} onClick={onOpen}>
      <span className="g-day-date">
        {shortDay(day)}
        {day === now && ` · ${words.today}`}
      </span>
      <span className="g-dose-state">
        {state && <StateMark state={state} />}
        {state && words[state]}
      </span>
      <span className="g-day-count">{words.medicines(new Set(doses.map(({ medication }) => medication)).size)}</span>
    </button>
  )
}

/** Days that have something, in order. */
function byDay(doses: readonly PlanDose[]): Map<string, PlanDose[]> {
  const days = new Map<string, PlanDose[]>()
  for (const dose of [...doses].sort((a, b) => a.plannedOn.localeCompare(b.plannedOn)))
    days.set(dose.plannedOn, [...(days.get(dose.plannedOn) ?? []), dose])
  return days
}

const weeksOf = (days: readonly string[]) => [...new Set(days.map((day) => addDays(day, -weekday(day))))]

/** 0 on Monday. */
const weekday = (day: string) => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7

/** 'lun 30 nov'. */
const shortDay = (day: string) =>
  new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
