import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type AnalgesicFacts, type AnalgesicPlan, NewAnalgesicPlan } from 'shared/analgesia'
import { lacksBowelProphylaxis, type OrderQuestion } from 'shared/analgesic-plan-checks'
import type { Patient } from 'shared/patients'
import { warningsOf } from '../facts/fact-form'
import { type Form, firstOfEach, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Problem } from '../problem'
import { refusals } from '../refusals'
import { changePlans } from './api'
import {
  type Asked,
  emptyOrder,
  type OrderValues,
  type PlanFor,
  type PlanValues,
  placesOf,
  planBody,
  questionOf,
} from './plan-values'

type PlanForm = Form<PlanValues> & {
  /** Each order as the rules ask about it, where it has enough. */
  questions: readonly (OrderQuestion | undefined)[]
  asked: readonly Asked[]
  setOrder(index: number, change: Partial<OrderValues>, mended: readonly string[]): void
  setOrders(orders: readonly OrderValues[]): void
  explain(key: string, reason: string): void
  save(): Promise<void>
  saving: boolean
  waiting: boolean
  failed: unknown
}

/** A new plan; that it takes the place of another is asked from the start. */
export function usePlanForm({
  patient,
  facts,
  who,
  current,
  step,
  onSaved,
}: {
  patient: Patient
  facts: AnalgesicFacts
  who: PlanFor
  current: AnalgesicPlan | undefined
  step: string
  onSaved: () => void
}): PlanForm {
  const form = useForm<PlanValues>(`analgesic-plan/${patient.id}`, {
    ...{ step, opioidStatus: '', targetScore: '3', reviewOn: '', measures: [], noLaxative: '', note: '', reasons: {} },
    weightKg: who.measuredKg === null ? '' : String(who.measuredKg),
    orders: [emptyOrder()],
  })
  const { values } = form
  const start = useMutation(changePlans(patient.id))
  const [warnings, warn] = useState<readonly Asked[]>([])
  const [failed, fail] = useState<unknown>()
  const questions = values.orders.map((order) => questionOf(order, values, who, facts))
  const asked: readonly Asked[] = [...(current ? [{ at: 'plan', code: 'replaces-plan' }] : []), ...warnings]

  async function save() {
    if (start.isPending) return
    fail(undefined)
    const body = planBody(values, who, asked)
    const standing = questions.filter((one) => one !== undefined)
    const wrong = firstOfEach([
      ...refusals(NewAnalgesicPlan, planBody(values, who, [])).map((it) =>
        it.code === 'wrong-type' ? { ...it, code: 'number-shape' } : it,
      ),
      ...(lacksBowelProphylaxis(standing) && values.noLaxative.trim() === ''
        ? [{ pointer: '#/noBowelProphylaxisReason', code: 'bowel-prophylaxis-missing' }]
        : []),
      ...asked
        .filter(({ at, code }) => !values.reasons[`${at}/${code}`]?.trim())
        .map(({ at, code }) => ({ pointer: `#/reasons/${at}/${code}`, code: 'required' })),
    ])
    form.refuse(wrong)
    if (wrong.length > 0) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    try {
      await start.mutateAsync({ body, headers: idempotencyKey(sent) })
    } catch (error) {
      refused(error)
      return
    }
    form.clear()
    onSaved()
  }

  function refused(error: unknown) {
    if (!(error instanceof Problem)) return fail(error)
    if (error.type === '/problems/needs-confirmation') {
      const more = placesOf(warningsOf(error))
      const known = (one: Asked) => asked.some(({ at, code }) => at === one.at && code === one.code)
      return warn([...warnings, ...more.filter((one) => !known(one))])
    }
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
    questions,
    asked,
    setOrder(index, change, mended) {
      warn([])
      form.set({ orders: values.orders.map((one, at) => (at === index ? { ...one, ...change } : one)) }, mended)
    },
    setOrders(orders) {
      warn([])
      form.set({ orders })
    },
    explain(key, reason) {
      form.set({ reasons: { ...values.reasons, [key]: reason } }, [`reasons/${key}`])
    },
    save,
    saving: start.isPending,
    waiting: start.isPaused,
    failed,
  }
}
