import { useState } from 'react'
import type { CarePlan } from 'shared/care-plans'
import { Button } from '../design/Button'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { ReplanDialog } from './ReplanDialog'
import { nextDay, ShiftDialog } from './ShiftDialog'
import { type StatusAct, StatusDialog } from './StatusDialog'

/** What may be done with a plan that goes on; one that ended is only read. */
export function PlanActions({ plan }: { plan: CarePlan }) {
  const words = useWords(carePlanWords)
  const [open, show] = useState<'replan' | 'shift' | StatusAct>()
  const close = () => show(undefined)
  if (plan.status !== 'active' && plan.status !== 'on-hold') return null
  const paused = plan.status === 'on-hold'
  const next = nextDay(plan)
  return (
    <div className="g-row g-no-print">
      <Button icon="pencil" onClick={() => show('replan')}>
        {words.recalculate}
      </Button>
      {next !== undefined && (
        <Button icon="calendar" onClick={() => show('shift')}>
          {words.shift}
        </Button>
      )}
      <Button icon="clock" onClick={() => show(paused ? 'resume' : 'pause')}>
        {paused ? words.resume : words.pause}
      </Button>
      <Button icon="close" onClick={() => show('end')}>
        {words.end}
      </Button>
      {open === 'replan' && <ReplanDialog plan={plan} onClose={close} />}
      {open === 'shift' && next !== undefined && <ShiftDialog plan={plan} next={next} onClose={close} />}
      {open !== undefined && open !== 'replan' && open !== 'shift' && (
        <StatusDialog plan={plan} act={open} onClose={close} />
      )}
    </div>
  )
}
