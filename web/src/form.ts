import { use, useCallback, useEffect, useState } from 'react'
import type { FieldError } from './design/ErrorSummary'
import { dropDraft, hasDraft, heldDraft, keepDraft, recoverDraft } from './drafts'
import type { SentOnce } from './http'
import type { FieldProblem } from './problem'

type Kept<Values> = { values: Values; sent?: SentOnce }

export type Form<Values> = {
  values: Values
  /** Something was typed that is not saved. */
  changed: boolean
  /** It was typed before: on an earlier visit of the page, or before a reload. */
  recovered: boolean
  /** What was last sent, with its key, also over a reload. */
  sent: SentOnce | undefined
  refused: readonly FieldProblem[]
  /** Counts presses that could not be done, for the summary to take the focus. */
  attempt: number
  /** Counts emptyings: the key of the form element, so that its boxes begin anew. */
  round: number
  /** `mended` are the paths whose refusal is answered by it: the changed fields, unless it says otherwise. */
  set(change: Partial<Values>, mended?: readonly string[]): void
  /** A change within a part: `setIn('diagnosis', { recordedDate })`. */
  setIn<Part extends keyof Values & string>(part: Part, change: Partial<Values[Part]>, mended?: readonly string[]): void
  send(sent: SentOnce): void
  refuse(problems: readonly FieldProblem[]): void
  /** As if nothing had been typed; the draft is gone. */
  clear(values?: Values): void
}

const recovering = new Map<string, Promise<unknown>>()

/**
 * What is typed on a form. `name` is that of its draft, without any name of a person. Every change is kept at once, and
 * a page that opens again goes on from there.
 */
export function useForm<Values extends object>(name: string, initial: Values): Form<Values> {
  const before = useKept<Values>(name)
  const [kept, setKept] = useState<Kept<Values>>(() => ({
    ...before,
    values: { ...initial, ...before?.values }, // a newer version of the program may have another field
  }))
  const [changed, setChanged] = useState(before !== undefined)
  const [recovered, setRecovered] = useState(before !== undefined)
  const [refused, setRefused] = useState<readonly FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (changed) keepDraft(name, kept)
  }, [name, changed, kept])
  const refuse = useCallback((problems: readonly FieldProblem[]) => {
    setRefused(problems)
    if (problems.length > 0) setAttempt((times) => times + 1)
  }, [])
  const mend = (paths: readonly string[]) =>
    setRefused((now) => (now.some(isOf(paths)) ? now.filter((it) => !isOf(paths)(it)) : now))
  return {
    values: kept.values,
    changed,
    recovered,
    sent: kept.sent,
    refused,
    attempt,
    round,
    set(change, mended = Object.keys(change)) {
      setChanged(true)
      setKept((now) => ({ ...now, values: { ...now.values, ...change } }))
      mend(mended)
    },
    setIn(part, change, mended = Object.keys(change).map((field) => `${part}/${field}`)) {
      setChanged(true)
      setKept((now) => ({ ...now, values: { ...now.values, [part]: { ...now.values[part], ...change } } }))
      mend(mended)
    },
    send(sent) {
      setKept((now) => ({ ...now, sent }))
    },
    refuse,
    clear(values = initial) {
      dropDraft(name)
      setKept({ values })
      setRound((times) => times + 1)
      setChanged(false)
      setRecovered(false)
      setRefused([])
    },
  }
}

/** Id of the control that a pointer means: '#/guardians/0/phone' is `guardians-0-phone`. */
export function idOf(pointer: string): string {
  return pointer.replace(/^#\/?/, '').replaceAll('/', '-')
}

/** The code refused at a field, if any: `refusedAt(form.refused, 'guardians/0/phone')`. */
export function refusedAt(refused: readonly FieldProblem[], path: string): string | undefined {
  return refused.find(({ pointer }) => pointer === `#/${path}`)?.code
}

/** For the summary: each refusal with its control and the label a person reads there. */
export function asFieldErrors(refused: readonly FieldProblem[], labelOf: (path: string) => string): FieldError[] {
  return refused.map(({ pointer, code }) => ({ id: idOf(pointer), label: labelOf(pointer.slice(2)), error: code }))
}

/** The first said of each field stands. */
export function firstOfEach(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(({ pointer }, at) => problems.findIndex((it) => it.pointer === pointer) === at)
}

const isOf =
  (paths: readonly string[]) =>
  ({ pointer }: FieldProblem) =>
    paths.some((path) => pointer === `#/${path}` || pointer.startsWith(`#/${path}/`))

/** The page waits only where a copy lies in the storage and must be unsealed. */
function useKept<Values>(name: string): Kept<Values> | undefined {
  let found = recovering.get(name)
  if (found === undefined && heldDraft(name) === undefined && hasDraft(name)) {
    found = recoverDraft(name)
    recovering.set(name, found)
  }
  useEffect(() => {
    recovering.delete(name) // from here on the form itself holds it
  }, [name])
  // kept under this name by this form
  return (found === undefined ? heldDraft(name) : use(found)) as Kept<Values> | undefined
}
