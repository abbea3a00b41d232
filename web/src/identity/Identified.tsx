import { type ReactNode, useEffect, useRef } from 'react'
import { Problem } from '../problem'
import { Marks } from './Marks'
import { marksIn } from './marks-in'

/** A mutation of a form whose body may say which words are nobody's name. */
type Sending = { error: unknown; variables: { body: object } | undefined }

/** Whether a text was refused because it may say who somebody is: `Identified` shows where. */
export const identifies = (error: unknown): error is Problem =>
  error instanceof Problem && error.type === '/problems/identifies-a-patient'

/** Words that the writer says are nobody's name, as a part of a body. */
type Said = { notAPerson?: string[] }

/** What was said with a text that was refused for other words: it goes with the next try. */
export function saidOf({ error, variables }: Sending): Said {
  const said = identifies(error) && variables && Reflect.get(variables.body, 'notAPerson')
  return Array.isArray(said) ? { notAPerson: said } : {}
}

/**
 * What the server took for somebody's data in the body that a form sent, by its place. `onSaid` sends it again with all the
 * words that are nobody's name.
 */
export function Identified({ sending, onSaid }: { sending: Sending; onSaid: (said: Said) => void }) {
  if (!identifies(sending.error)) return null
  const { notAPerson = [] } = saidOf(sending)
  return (
    <InView>
      <Marks
        marks={marksIn(sending.error.errors, sending.variables?.body)}
        onNotAPerson={(word) => onSaid({ notAPerson: [...notAPerson, word] })}
      />
    </InView>
  )
}

/** Each try begins anew: what it was refused for comes into view, for the button that saves may be a screen below. */
function InView({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.scrollIntoView({ block: 'start' }), [])
  return (
    <div ref={box} className="g-identified">
      {children}
    </div>
  )
}
