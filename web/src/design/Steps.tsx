import { common } from '../words/common'
import { useWords } from '../words/define'
import { Icon } from './Icon'
import './Timeline.css'

/** Where one is in a task of several screens; `now` counts from 0. */
export function Steps({ label, steps, now }: { label: string; steps: readonly string[]; now: number }) {
  const words = useWords(common)
  return (
    <ol className="g-steps" aria-label={label}>
      {steps.map((step, at) => (
        <li
          key={step}
          className={at < now ? 'g-step g-step-done' : at === now ? 'g-step g-step-now' : 'g-step'}
          aria-current={at === now ? 'step' : undefined}
        >
          <span className="g-step-mark" aria-hidden="true">
            {at < now ? <Icon name="check" size={16} /> : at + 1}
          </span>
          {step}
          {at < now && <span className="g-hidden">({words.stepDone})</span>}
        </li>
      ))}
    </ol>
  )
}

/** Which keys do what. */
export function KeyHints({ hints }: { hints: readonly { keys: string; does: string }[] }) {
  return (
    <dl className="g-keys">
      {hints.map(({ keys, does }) => (
        <div key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
