import { daysBetween } from 'shared/calendar-day'
import type { CarePlan } from 'shared/care-plans'
import { ChartFrame } from '../design/charts/ChartFrame'
import { Drawing, useWidth } from '../design/charts/drawing'
import { shownDay, today } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { type Cycle, cycleState, cyclesOf } from './cycles'
import { stateOf } from './dose-state'
import './care-plans.css'

const size = { row: 46, top: 24, bar: 20, bottom: 22 }

/** Cycles as bars, a row for each phase: what is past is full, what runs has a thick edge, what comes is empty. */
export function CycleBars({ plan }: { plan: CarePlan }) {
  const words = useWords(carePlanWords)
  const now = today()
  const { place, width } = useWidth()
  const cycles = cyclesOf(plan)
  const from = [plan.startsOn, ...cycles.map((it) => it.from)].sort()[0] ?? plan.startsOn
  const to = [plan.startsOn, ...cycles.map((it) => it.to)].sort().at(-1) ?? plan.startsOn
  const span = Math.max(1, daysBetween(from, to) + 1)
  const x = (day: string) => (daysBetween(from, day) / span) * width
  const height = size.top + plan.phases.length * size.row + size.bottom
  const running = cycles.find((it) => cycleState(it, now) === 'current')
  const inside = now >= from && now <= to
  return (
    <div ref={place}>
      <ChartFrame
        title={words.timeline}
        note={inside ? words.timelineNote(shownDay(now)) : undefined}
        summary={words.timelineSummary(
          cycles.length,
          shownDay(from),
          shownDay(to),
          running ? words.todayIn(running.phaseName, running.cycle) : words.todayOutside,
        )}
        twin={{
          rows: cycles,
          rowKey: ({ key }) => key,
          columns: [
            { key: 'phase', header: words.phase, title: true, cell: (it) => it.phaseName, value: (it) => it.phaseName },
            { key: 'cycle', header: words.cycle, cell: (it) => it.cycle, value: (it) => it.cycle, numeric: true },
            { key: 'from', header: words.from, cell: (it) => shownDay(it.from), value: (it) => it.from },
            { key: 'to', header: words.to, cell: (it) => shownDay(it.to), value: (it) => it.to },
            { key: 'state', header: words.cycleState, cell: (it) => words[cycleState(it, now)] },
            ...(['planned', 'late', 'given', 'omitted'] as const).map((state) => ({
              key: state,
              header: words[state],
              numeric: true,
              cell: (it: Cycle) => count(it, state, now),
              value: (it: Cycle) => count(it, state, now),
            })),
          ],
        }}
      >
        {(drawing) => (
          <Drawing {...drawing} width={width} height={height}>
            {inside && (
              <g>
                <line className="g-cycle-today" x1={x(now)} x2={x(now)} y1={size.top - 8} y2={height - size.bottom} />
                <text
                  className="g-cycle-today-word"
                  x={Math.min(Math.max(x(now), 18), width - 18)}
                  y={12}
                  textAnchor="middle"
                >
                  {words.today}
                </text>
              </g>
            )}
            {plan.phases.map(({ name, startsOn }, phase) => {
              const top = size.top + phase * size.row
              const own = cycles.filter((it) => it.phase === phase)
              return (
                <g key={`${startsOn} ${name}`}>
                  <text className="g-cycle-phase" x="0" y={top + 12}>
                    {name}
                  </text>
                  {own.map((it) => {
                    const length = Math.max(3, (daysBetween(it.from, it.to) + 1) * (width / span) - 2)
                    const state = cycleState(it, now)
                    return (
                      <g key={it.key}>
                        <rect
                          className={`g-cycle g-cycle-${state}`}
                          x={x(it.from) + 1}
                          y={top + 18}
                          width={length}
                          height={size.bar}
                          rx="3"
                        />
                        {length > 22 && it.of > 1 && (
                          <text
                            className={`g-cycle-number g-cycle-number-${state}`}
                            x={x(it.from) + 1 + length / 2}
                            y={top + 33}
                            textAnchor="middle"
                          >
                            {it.cycle}
                          </text>
                        )}
                      </g>
                    )
                  })}
                </g>
              )
            })}
            <text className="g-cycle-end" x="0" y={height - 4}>
              {shownDay(from)}
            </text>
            <text className="g-cycle-end" x={width} y={height - 4} textAnchor="end">
              {shownDay(to)}
            </text>
          </Drawing>
        )}
      </ChartFrame>
    </div>
  )
}

const count = ({ doses }: Cycle, state: string, now: string) => doses.filter((it) => stateOf(it, now) === state).length
