import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { QueuedBody, QueuedKind } from 'shared/outbox'
import type * as z from 'zod'
import { dropDraft, keepDraft } from '../drafts'
import { type FactForm, warningsOf } from '../facts/fact-form'
import { firstOfEach, useForm } from '../form'
import { sentOnce } from '../http'
import { type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { recordQueued } from './api'

type Warning = FactForm<object>['warnings'][number]

/** The first of each code: one reason answers all of them. */
const oneOfEach = (warnings: readonly Warning[]): readonly Warning[] =>
  warnings.filter(({ code }, at) => warnings.findIndex((it) => it.code === code) === at)

/**
 * A form whose fact may wait in the queue of this device. `clocked` says whether a moment was typed: otherwise it is
 * the moment of pressing.
 */
export function useQueuedForm<Values extends object>({
  draft,
  initial,
  schema,
  bodyOf,
  problems,
  place: { patientId, kind, part },
  clocked,
  onSaved,
}: {
  draft: string
  initial: Values
  schema: z.ZodType
  bodyOf: (values: Values) => QueuedBody
  /** What the schema cannot see, such as a time that is none. */
  problems: (values: Values) => readonly FieldProblem[]
  place: { patientId: string; kind: QueuedKind; part: string }
  clocked: (values: Values) => boolean
  /** With the answer of the server, or nothing where it waits in the queue. */
  onSaved: (answer: unknown) => void
}): FactForm<Values> {
  const form = useForm<Values>(draft, initial)
  const record = useMutation(recordQueued(patientId, kind, part))
  const [warnings, warn] = useState<readonly Warning[]>([])
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [failed, fail] = useState<unknown>()

  async function save() {
    if (record.isPending) return
    fail(undefined)
    const confirmedWarnings = warnings.flatMap(({ code }) => {
      const reason = reasons[code]?.trim()
      return reason ? [{ code, reason }] : []
    })
    const plain = bodyOf(form.values)
    const body = confirmedWarnings.length > 0 ? { ...plain, confirmedWarnings } : plain
    const wrong = firstOfEach([
      ...problems(form.values),
      ...refusals(schema, plain).map((it) => (it.code === 'wrong-type' ? { ...it, code: 'number-shape' } : it)),
      ...warnings
        .filter(({ code }) => !reasons[code]?.trim())
        .map(({ code }) => ({ pointer: `#/reasons/${code}`, code: 'required' })),
    ])
    form.refuse(wrong)
    if (wrong.length > 0) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    try {
      const done = await record.mutateAsync({
        body,
        clock: clocked(form.values) ? 'typed' : 'pressed',
        key: sent.key,
        onQueued: () => dropDraft(draft), // the queue holds it now: after a reload it is not typed twice
      })
      form.clear()
      onSaved(done.state === 'saved' ? done.answer : undefined)
    } catch (error) {
      keepDraft(draft, { values: form.values, sent })
      refused(error)
    }
  }

  function refused(error: unknown) {
    if (!(error instanceof Problem)) return fail(error)
    if (error.type === '/problems/needs-confirmation') return warn(oneOfEach([...warnings, ...warningsOf(error)]))
    if (error.errors.length === 0) return fail(error)
    form.refuse(error.errors)
    // a reason that is no longer needed: the next press asks anew
    if (error.errors.some(({ code }) => code === 'override-not-needed')) warn([])
  }

  return {
    ...form,
    set(change, mended) {
      warn([]) // another dose may be less unusual
      form.set(change, mended)
    },
    setIn(part, change, mended) {
      warn([])
      form.setIn(part, change, mended)
    },
    warnings,
    reasons,
    explain(code, reason) {
      setReasons({ ...reasons, [code]: reason })
      form.refuse(form.refused.filter(({ pointer }) => pointer !== `#/reasons/${code}`))
    },
    save,
    saving: record.isPending,
    waiting: false,
    failed,
    stale: undefined,
  }
}
