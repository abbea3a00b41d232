import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod'
import { type Form, firstOfEach, useForm } from '../form'
import { idempotencyKey, ifMatch, sentOnce } from '../http'
import { type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { type Fact, type FactPart, saveFact } from './api'

/** Something unusual that the server asks a reason for, with the facts that made it so. */
type FactWarning = { code: string } & Readonly<Record<string, unknown>>

/** Somebody else added to it first: what stands now. */
export type StaleFact = { current: Fact; changedBy: string | null; changedAt: string }

export type FactForm<Values> = Form<Values> & {
  warnings: readonly FactWarning[]
  reasons: Readonly<Record<string, string>>
  explain(code: string, reason: string): void
  save(): Promise<void>
  saving: boolean
  waiting: boolean
  failed: unknown
  stale: StaleFact | undefined
}

/**
 * A form that records a fact, or adds to version `version` of one. What the schema refuses stands at its field; what
 * the server finds unusual is asked for, and its reasons are sent with the same body.
 */
export function useFactForm<Values extends object>({
  draft,
  initial,
  schema,
  bodyOf,
  place: { patientId, part, id },
  version,
  onSaved,
}: {
  draft: string
  initial: Values
  schema: z.ZodType
  bodyOf: (values: Values) => Readonly<Record<string, unknown>>
  place: { patientId: string; part: FactPart; id?: string | undefined }
  version?: number | undefined
  onSaved: () => void
}): FactForm<Values> {
  const form = useForm<Values>(draft, initial)
  const mutation = useMutation(saveFact(patientId, part, id))
  const [warnings, warn] = useState<readonly FactWarning[]>([])
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [failed, fail] = useState<unknown>()
  const [stale, setStale] = useState<StaleFact>()

  async function save() {
    if (mutation.isPending) return
    fail(undefined)
    const body = bodyOf(form.values)
    if (version !== undefined && Object.keys(body).length === 0) return done() // nothing was changed
    const confirmedWarnings = warnings.flatMap(({ code }) => {
      const reason = reasons[code]?.trim()
      return reason ? [{ code, reason }] : []
    })
    const unexplained = warnings.filter(({ code }) => !reasons[code]?.trim())
    const wrong = firstOfEach([
      ...refusals(schema, body).map(asNumber),
      ...unexplained.map(({ code }) => ({ pointer: `#/reasons/${code}`, code: 'required' })),
    ])
    form.refuse(wrong)
    if (wrong.length > 0) return
    const whole = confirmedWarnings.length > 0 ? { ...body, confirmedWarnings } : body
    const sent = sentOnce(whole, form.sent)
    form.send(sent)
    const base = stale?.current ?? undefined
    const read = base !== undefined && 'version' in base ? base.version : version
    try {
      // not by a callback of the call: the list that comes back may take the dialog away first
      await mutation.mutateAsync({ body: whole, headers: read === undefined ? idempotencyKey(sent) : ifMatch(read) })
    } catch (error) {
      refused(error)
      return
    }
    done()
  }

  function done() {
    form.clear()
    onSaved()
  }

  function refused(error: unknown) {
    if (!(error instanceof Problem)) return fail(error)
    if (error.type === '/problems/needs-confirmation') return warn([...warnings, ...warningsOf(error)])
    if (error.type === '/problems/stale-version') return setStale(staleOf(error))
    if (error.errors.length === 0) return fail(error)
    form.refuse(error.errors)
    // a reason that is no longer needed: the next press asks anew
    if (error.errors.some(({ code }) => code === 'override-not-needed')) warn([])
  }

  return {
    ...form,
    set(change, mended) {
      warn([]) // another figure may be less unusual
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
    saving: mutation.isPending,
    waiting: mutation.isPaused,
    failed,
    stale,
  }
}

/** As it is sent: a number, nothing, or the very words, for the schema to refuse. A comma may be the decimal sign. */
export function numberOf(text: string): number | string | null {
  const typed = text.trim().replace(',', '.')
  if (typed === '') return null
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : text
}

const asNumber = ({ pointer, code }: FieldProblem): FieldProblem => ({
  pointer,
  code: code === 'wrong-type' ? 'number-shape' : code,
})

export function warningsOf({ details }: Problem): FactWarning[] {
  const named = details['warnings']
  if (!Array.isArray(named)) return []
  return named.filter(
    (it: unknown): it is FactWarning =>
      typeof it === 'object' && it !== null && 'code' in it && typeof it.code === 'string',
  )
}

function staleOf({ details }: Problem): StaleFact {
  const { changedBy, changedAt } = details
  return {
    current: details['current'] as Fact, // what 412 /problems/stale-version carries
    changedBy: typeof changedBy === 'string' ? changedBy : null,
    changedAt: typeof changedAt === 'string' ? changedAt : new Date().toISOString(),
  }
}
